"""A student on a bad line stops nobody: neither by a lock, nor by a connection, nor by a thread."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from attune.classroom.platform.inbound.arrival import Arrival, ArrivalLimits, ArrivedTooSlowly, TimedSocket, TooManySlow
from tests.classroom.conftest import PASSWORD
from tests.classroom.platform.inbound.served import Visitor, answer_on, served
from tests.classroom.wellbeing.readings import CONSENT, window

LIMITS = ArrivalLimits(patience_seconds=1, grace_seconds=10, bytes_per_second=100)


class Time:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def monotonic():
    return Time()


@pytest.fixture
def places():
    return threading.BoundedSemaphore(1)


def test_a_slow_request_may_take_the_grace_and_what_its_bytes_pay_for(monotonic, places):
    arrival = Arrival(LIMITS, places, monotonic)
    assert arrival.seconds_left() == 1
    monotonic.now += 1
    arrival.nothing_came()
    assert arrival.seconds_left() == 9
    arrival.came(200)
    assert arrival.seconds_left() == 11
    monotonic.now += 11
    assert arrival.seconds_left() == 0
    with pytest.raises(ArrivedTooSlowly):
        arrival.nothing_came()


def drip_into(arrival, monotonic):
    for _ in range(20):
        monotonic.now += 0.9
        arrival.came(1)
        if arrival.seconds_left() == 0:
            arrival.nothing_came()


def test_a_drip_is_not_waited_for_longer_because_it_goes_on(monotonic, places):
    with pytest.raises(ArrivedTooSlowly):
        drip_into(Arrival(LIMITS, places, monotonic), monotonic)
    assert monotonic.now < 100 + 11.5


def test_only_so_many_slow_requests_are_waited_for_and_each_gives_its_place_back(monotonic, places):
    first, second = Arrival(LIMITS, places, monotonic), Arrival(LIMITS, places, monotonic)
    monotonic.now += 2
    first.nothing_came()
    with pytest.raises(TooManySlow):
        second.nothing_came()
    first.end()
    first.end()
    Arrival(LIMITS, places, monotonic).nothing_came()


def test_a_connection_times_a_request_and_is_an_ordinary_one_between_two():
    ours, theirs = socket.socketpair()
    with theirs, TimedSocket.over(ours) as timed:
        places = threading.BoundedSemaphore(1)
        timed.expect(Arrival(ArrivalLimits(patience_seconds=0.01, grace_seconds=0.1), places))
        theirs.sendall(b"ab")
        assert timed.recv(10) == b"ab"
        with pytest.raises(ArrivedTooSlowly):
            timed.recv(10)
        timed.received()
        assert places.acquire(blocking=False)
        assert timed.gettimeout() is None
        theirs.sendall(b"cd")
        assert timed.recv(10) == b"cd"


@contextmanager
def dripping(connections):
    """Send a byte a second on each of the connections while the block runs."""
    stop = threading.Event()

    def drip():
        while not stop.wait(1):
            for connection in connections:
                try:
                    connection.sendall(b" ")
                except OSError:
                    continue

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def signed_in(port, user):
    visitor = Visitor(port)
    assert visitor.sign_in(user.email, PASSWORD) == 200
    return visitor


def begin_many(stack, visitor, count):
    return [stack.enter_context(visitor.begin("POST", "/wellbeing/windows", 5000)) for _ in range(count)]


def send_window(visitor, course):
    started = datetime.now(UTC) - timedelta(seconds=11)
    body = {"windows": [window(started, lesson_id=course.lessons[0], block_id=course.text)]}
    return visitor.send("POST", "/wellbeing/windows", body)


@pytest.mark.parametrize("dripping_requests", [1, 45])
def test_who_drips_a_byte_a_second_keeps_nobody_from_signing_in_or_sending_a_window(make, settings, dripping_requests):
    course = make.course()
    slow, working, coming = make.student(course), make.student(course), make.tutor(course)
    with ExitStack() as stack:
        port = stack.enter_context(served(settings))
        on_a_bad_line, at_work = signed_in(port, slow), signed_in(port, working)
        assert at_work.send("PATCH", "/wellbeing/settings", {"mode": "on_device", "consent": CONSENT})[0] == 200
        connections = begin_many(stack, on_a_bad_line, dripping_requests)
        stack.enter_context(dripping(connections))
        time.sleep(1.5)  # so that each of them is being waited for
        assert send_window(at_work, course)[0] == 202
        assert signed_in(port, coming).send("GET", "/courses")[0] == 200


def test_more_slow_requests_than_places_leave_the_threads_to_the_others(make, settings):
    course = make.course()
    slow, coming = make.student(course), make.tutor(course)
    few = settings.model_copy(update={"threads": 8})
    with ExitStack() as stack:
        port = stack.enter_context(served(few, patience=0.2, grace=8))
        connections = begin_many(stack, signed_in(port, slow), 24)
        stack.enter_context(dripping(connections))
        assert signed_in(port, coming).send("GET", "/courses")[0] == 200
        answers = [answer_on(connection) for connection in connections]
    refused = [answer for answer in answers if "too_many_slow_requests" in answer]
    waited_for = [answer for answer in answers if "request_too_slow" in answer]
    assert len(refused) + len(waited_for) == 24
    assert len(waited_for) == 2
    assert all(answer.startswith("HTTP/1.1 503") and "Retry-After: 2" in answer for answer in refused)
    assert all(answer.startswith("HTTP/1.1 408") for answer in waited_for)


def test_connections_on_which_nothing_is_said_hold_no_thread(settings):
    few = settings.model_copy(update={"threads": 4})
    with ExitStack() as stack:
        port = stack.enter_context(served(few))
        for _ in range(20):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
        assert Visitor(port).send("GET", "/session")[0] == 200


def test_headers_that_drip_are_given_up_too(settings):
    few = settings.model_copy(update={"threads": 4})
    with ExitStack() as stack:
        port = stack.enter_context(served(few, patience=0.2, grace=2))
        connections = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(12)]
        for connection in connections:
            stack.enter_context(connection)
            connection.sendall(b"GET /api/v1/session HTTP/1.1\r\nX-Slow: ")
        stack.enter_context(dripping(connections))
        assert Visitor(port).send("GET", "/session")[0] == 200
        assert {answer_on(connection) for connection in connections} == {""}
