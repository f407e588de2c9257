"""What one tab of a browser has open: a conversation, or, where nothing is kept, what was said in the tab."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.errors import NotKeptError
from assistant.store import Conversation, Exchange, Store


@dataclass(frozen=True, slots=True)
class Session:
    """Whose tab it is, which conversation is open, and the exchanges of this tab where the store keeps nothing."""

    store: Store
    owner: str
    current: str = ""
    unkept: tuple[Exchange, ...] = ()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return what was said; nothing in a conversation that is no longer kept."""
        if not self.store.keeps:
            return self.unkept
        try:
            return self.store.exchanges(self.owner, self.current) if self.current else ()
        except NotKeptError:
            return ()

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """Return the conversations of the owner, the one that changed last first."""
        return self.store.conversations(self.owner)

    def before(self, replaces: str) -> tuple[Exchange, ...]:
        """Return what was said before a question that takes the place of the last answer, where that is `replaces`."""
        exchanges = self.exchanges
        return exchanges[:-1] if exchanges and exchanges[-1].answer_id == replaces else exchanges

    def keep(self, exchange: Exchange, replaces: str = "") -> Session:
        """Keep an exchange, in place of the last where that is `replaces`, and return the tab as it is then."""
        if not self.store.keeps:
            return replace(self, unkept=(*self.before(replaces), exchange))
        current = self._conversation()
        if len(self.before(replaces)) < len(self.exchanges):
            self.store.drop_last(self.owner, current)
        self.store.keep(self.owner, exchange, current)
        return replace(self, current=current)

    def _conversation(self) -> str:
        """Return the conversation that is open, or a new one where none is, or where it was deleted meanwhile."""
        try:
            if self.current:
                return self.store.conversation(self.owner, self.current).id
        except NotKeptError:
            pass
        return self.store.create(self.owner).id
