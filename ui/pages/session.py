"""What one tab of a browser has open: a conversation, and what was said in the tab that could not be kept."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from assistant.errors import AssistantError, NotKeptError
from assistant.store import Conversation, Exchange, Feedback, Store
from assistant.types import Answer
from ui.server.keeping import exchange_of, keep_answer


@dataclass(frozen=True, slots=True)
class Session:
    """Whose tab it is, which conversation is open, and the later exchanges of this tab that are not kept."""

    store: Store
    owner: str
    current: str = ""
    unkept: tuple[Exchange, ...] = ()

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Return what was said; of a conversation that is no longer kept, nothing."""
        return (*self._kept, *self.unkept)

    @property
    def conversations(self) -> tuple[Conversation, ...]:
        """Return the conversations of the owner, the one that changed last first."""
        return self.store.conversations(self.owner)

    @property
    def ratings(self) -> dict[str, Feedback]:
        """Return how the answers of the conversation were rated, by their ids."""
        return self.store.ratings(self.owner, self.current)

    def before(self, replaces: str) -> tuple[Exchange, ...]:
        """Return what was said before a question that takes the place of the last answer, where that is `replaces`."""
        return _without(self.exchanges, replaces)

    @property
    def documents(self) -> tuple[str, ...]:
        """Return which documents were chosen for the last question; none: all of them."""
        return self.exchanges[-1].documents if self.exchanges else ()

    def keep(self, answer: Answer, replaces: str = "", documents: Sequence[str] = ()) -> Session:
        """Keep an answer, in place of the last where that is `replaces`, and return the tab as it is then.

        An answer that cannot be kept stays in the tab, with a notice that says so.
        """
        others = _without(self.unkept, replaces)
        if not self.store.keeps:
            return replace(self, unkept=(*others, exchange_of(answer, documents)))
        current = self._conversation()
        with suppress(AssistantError):
            if len(_without(self._kept, replaces)) < len(self._kept):
                self.store.drop_last(self.owner, current)
        kept = keep_answer(self.store, self.owner, answer, current or None, documents)
        unkept = others if kept is answer else (*others, exchange_of(kept, documents))
        return replace(self, current=current, unkept=unkept)

    @property
    def _kept(self) -> tuple[Exchange, ...]:
        try:
            return self.store.exchanges(self.owner, self.current) if self.current else ()
        except NotKeptError:
            return ()

    def _conversation(self) -> str:
        """Return the conversation that is open, or a new one; nothing where none can be made."""
        with suppress(NotKeptError):  # deleted in another tab
            if self.current:
                return self.store.conversation(self.owner, self.current).id
        with suppress(AssistantError):
            return self.store.create(self.owner).id
        return ""


def _without(exchanges: tuple[Exchange, ...], replaces: str) -> tuple[Exchange, ...]:
    """Return exchanges without the last, where that is the answer to be replaced."""
    return exchanges[:-1] if exchanges and exchanges[-1].answer_id == replaces else exchanges
