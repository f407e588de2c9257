"""Served in the order in which they came, a few at a time, and no more waiting than may."""

from __future__ import annotations

import threading
import time

import pytest

from ui.server.queue import LONGEST_HELD, LONGEST_SERVED, LeftError, Queue, QueueFullError


def test_a_few_are_served_and_the_others_follow_in_order() -> None:
    queue = Queue(at_once=2, longest=10)
    places = [queue.join() for _ in range(5)]
    assert [place.called.is_set() for place in places] == [True, True, False, False, False]
    places[1].leave()
    assert [place.called.is_set() for place in places] == [True, True, True, False, False]
    places[0].leave()
    places[2].leave()
    assert all(place.called.is_set() for place in places)


def test_who_leaves_while_waiting_is_passed_over() -> None:
    queue = Queue(at_once=1, longest=10)
    first, second, third = (queue.join() for _ in range(3))
    second.leave()
    first.leave()
    assert (second.called.is_set(), third.called.is_set()) == (False, True)


def test_who_gives_up_waits_no_more_and_who_is_served_stays() -> None:
    queue = Queue(at_once=1, longest=10)
    served, waiting = queue.join(), queue.join()
    for place in (served, waiting):
        place.give_up()
    with pytest.raises(LeftError):
        waiting.wait()
    assert (len(queue.served), len(queue.waiting)) == (1, 0)


def test_a_full_queue_takes_nobody_until_a_place_is_free() -> None:
    queue = Queue(at_once=1, longest=1)
    served, waiting = queue.join(), queue.join()
    with pytest.raises(QueueFullError, match=r"as many questions wait as may \(1\)"):
        queue.join()
    served.leave()
    served.leave()  # a second time does nothing
    assert waiting.called.is_set()
    assert not queue.join().called.is_set()


def test_where_none_may_wait_the_free_are_still_served() -> None:
    queue = Queue(at_once=1, longest=0)
    queue.join().leave()
    assert queue.join().called.is_set()
    with pytest.raises(QueueFullError):
        queue.join()


def test_nobody_is_called_while_others_come_and_no_more_wait_than_may() -> None:
    queue = Queue(at_once=1, longest=1)
    first, second = queue.coming(), queue.coming()
    places = [queue.join(), queue.join()]
    with pytest.raises(QueueFullError):
        queue.join()
    first()
    assert not any(place.called.is_set() for place in places)
    second()
    assert [place.called.is_set() for place in places] == [True, False]


def test_a_steady_stream_of_those_who_come_keeps_nobody_for_good() -> None:
    queue = Queue(at_once=1, longest=1)
    place, come = queue.join(), queue.coming()
    place.leave()
    waiting = queue.join()
    assert not waiting.called.is_set()
    time.sleep(LONGEST_HELD)
    queue.coming()
    come()
    assert waiting.called.is_set()


def test_who_is_served_for_long_lets_those_who_wait_go_first_and_is_not_turned_away() -> None:
    queue = Queue(at_once=1, longest=1)
    long, waiting = queue.join(), queue.join()
    long.pause()
    assert not waiting.called.is_set()
    long.served_since -= LONGEST_SERVED
    threading.Timer(0.2, waiting.leave).start()
    long.pause()  # returns when it is its turn again
    assert (waiting.called.is_set(), long in queue.served, len(queue.waiting)) == (True, True, 0)


def test_who_is_alone_goes_on_however_long_it_takes() -> None:
    queue = Queue(at_once=1, longest=1)
    long = queue.join()
    long.served_since -= LONGEST_SERVED
    long.pause()
    assert long in queue.served


def test_who_gives_up_while_served_stops_at_the_next_pause() -> None:
    queue = Queue(at_once=1, longest=1)
    served = queue.join()
    served.give_up()
    with pytest.raises(LeftError):
        served.pause()
