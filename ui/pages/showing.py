"""Many who ask at once -> each is shown the own question before anybody's answer is begun."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

# So many seconds at most does one wait whose question is shown: a steady stream of others shall keep nobody.
_LONGEST = 0.5


class Showing:
    """How many questions are not shown yet: whose question is shown goes on after them, if that is soon."""

    def __init__(self) -> None:
        self._count = 0
        self._none = asyncio.Event()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one more until the end of a block."""
        self._count += 1
        self._none.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._none.set()

    async def all_are(self) -> None:
        """Wait until nobody is left, or long enough."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._none.wait(), _LONGEST)
