"""A queue of a set length: a few are served at a time, in the order in which they came."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from assistant.errors import AssistantError

# So many seconds may those who only just come keep the next one from being served: a steady stream of them shall not.
LONGEST_HELD = 1.0
# So many seconds may one be served, and then lets those who wait go first before it goes on: a question has its answer
# by then, and a pack of fifty or a plan keeps nobody waiting for longer than one.
LONGEST_SERVED = 1.0


class QueueFullError(AssistantError):
    """As many are waiting as may wait."""


class LeftError(AssistantError):
    """Whoever asked has left before the answer was there."""


class Queue:
    """Who is served, and who waits for it: `served` and `waiting` are to be read, not changed."""

    def __init__(self, at_once: int, longest: int) -> None:
        self._at_once, self._longest = at_once, longest
        self._lock = threading.Lock()
        self._coming, self._held_since = 0, 0.0
        self.served: set[Place] = set()
        self.waiting: deque[Place] = deque()

    def join(self) -> Place:
        """Return a place at the end. Raise QueueFullError where as many wait as may."""
        with self._lock:
            place = Place(self)
            if len(self.served) + len(self.waiting) >= self._at_once + self._longest:
                raise QueueFullError(f"as many questions wait as may ({self._longest}): ask again in a little while")
            self.waiting.append(place)
            self._call()
            return place

    def coming(self) -> Callable[[], None]:
        """Call nobody until what is returned was called, if soon: an answer keeps those waiting who only just come."""
        with self._lock:
            if not self._coming:
                self._held_since = time.monotonic()
            self._coming += 1
        return self._come

    def _come(self) -> None:
        with self._lock:
            self._coming -= 1
            self._call()

    def number(self, place: Place) -> int:
        """Return how many are called before a place, and itself; 0 where it was called or left."""
        with self._lock:
            return self.waiting.index(place) + 1 if place in self.waiting else 0

    def leave(self, place: Place) -> None:
        """Give a place up, whether it was served or not; again, it does nothing."""
        with self._lock:
            self.served.discard(place)
            if place in self.waiting:
                self.waiting.remove(place)
            self._call()

    def give_up(self, place: Place) -> None:
        """Let a place that waits wait no more; one that is served stays until it is left, which it soon is."""
        with self._lock:
            place.given_up = True
            if place in self.waiting:
                self.waiting.remove(place)
                place.called.set()

    def let_pass(self, place: Place) -> None:
        """Put a place that was served for long behind those who wait; it is not turned away, however many they are."""
        with self._lock:
            if self.waiting and place in self.served and time.monotonic() - place.served_since >= LONGEST_SERVED:
                self.served.remove(place)
                self.waiting.append(place)
                place.called.clear()
                self._call()

    def _call(self) -> None:
        if self._coming and time.monotonic() - self._held_since < LONGEST_HELD:
            return
        while self.waiting and len(self.served) < self._at_once:
            place = self.waiting.popleft()
            self.served.add(place)
            place.served_since = time.monotonic()
            place.called.set()


class Place:
    """A place in a queue, held until it is left."""

    def __init__(self, queue: Queue) -> None:
        self._queue = queue
        self.called = threading.Event()
        self.served_since = 0.0
        self.given_up = False

    @property
    def number(self) -> int:
        """Return its number among those that wait, 1 for the next; 0 when it waits no more."""
        return self._queue.number(self)

    def wait(self) -> None:
        """Wait until it is this place's turn. Raise LeftError where it was given up meanwhile."""
        self.called.wait()
        if self.given_up:
            raise LeftError("whoever asked this has left")

    def pause(self) -> None:
        """Stop between two steps of what is done for this place, so that those who wait may go first.

        Raise LeftError where it was given up meanwhile.
        """
        self._queue.let_pass(self)
        self.wait()

    def give_up(self) -> None:
        """Have nothing more done for it: wait no more, or stop at the next pause."""
        self._queue.give_up(self)

    def leave(self) -> None:
        """Let the next one have it."""
        self._queue.leave(self)
