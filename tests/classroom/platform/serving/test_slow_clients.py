"""Whoever sends or reads slowly stops nobody: neither by a lock, nor by a connection, nor by a thread."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection

import pytest

from attune.classroom.courses.models import CourseFile
from attune.classroom.platform.serving.limits import TransferLimits
from tests.classroom.conftest import PASSWORD
from tests.classroom.platform.inbound.served import Visitor, answer_on, served
from tests.classroom.wellbeing.readings import CONSENT, window

CROWD = 200  # slow clients; there are four threads
HURRIED = {"head_seconds": 2, "grace_seconds": 3, "reader_seconds": 2, "silent_seconds": 2}


def test_a_body_may_take_the_grace_and_what_its_bytes_pay_for():
    limits = TransferLimits(grace_seconds=10, bytes_per_second=100)
    assert limits.body_seconds(0) == 10
    assert limits.body_seconds(200) == 12


def test_an_upload_of_a_quarter_of_a_gigabyte_on_a_slow_line_is_in_time():
    kilobits_per_second = 100
    seconds = 250_000_000 * 8 / (kilobits_per_second * 1000)
    assert TransferLimits().body_seconds(250_000_000) > seconds


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


@pytest.fixture
def few_threads(settings):
    return settings.model_copy(update={"threads": 4})


def test_hundreds_who_drip_their_bodies_keep_nobody_from_signing_in_or_sending_a_window(make, few_threads):
    course = make.course()
    slow, working, coming = make.student(course), make.student(course), make.tutor(course)
    with ExitStack() as stack:
        port = stack.enter_context(served(few_threads, grace_seconds=8))
        on_a_bad_line, at_work = signed_in(port, slow), signed_in(port, working)
        assert at_work.send("PATCH", "/wellbeing/settings", {"mode": "on_device", "consent": CONSENT})[0] == 200
        connections = begin_many(stack, on_a_bad_line, CROWD)
        stack.enter_context(dripping(connections))
        time.sleep(1.5)  # so that each of them is being waited for
        assert send_window(at_work, course)[0] == 202
        assert signed_in(port, coming).send("GET", "/courses")[0] == 200
        answers = [answer_on(connection) for connection in connections]
    assert all(answer.startswith("HTTP/1.1 408") and "request_too_slow" in answer for answer in answers)
    assert all("content-security-policy" in answer for answer in answers)


def test_hundreds_who_drip_their_headers_are_given_up(few_threads):
    with ExitStack() as stack:
        port = stack.enter_context(served(few_threads, **HURRIED))
        connections = [connect(stack, port) for _ in range(CROWD)]
        for connection in connections:
            connection.sendall(b"GET /api/v1/session HTTP/1.1\r\nX-Slow: ")
        stack.enter_context(dripping(connections))
        assert Visitor(port).send("GET", "/session")[0] == 200
        assert {answer_on(connection).split("\r\n")[0] for connection in connections} == {
            "HTTP/1.1 408 Request Timeout"
        }


@pytest.mark.parametrize("said", [b"", b"\r\n\r\n"])
def test_a_connection_on_which_no_request_begins_is_given_up(few_threads, said):
    with ExitStack() as stack:
        port = stack.enter_context(served(few_threads, **HURRIED))
        connections = [connect(stack, port) for _ in range(CROWD)]
        for connection in connections:
            connection.sendall(said)
        assert Visitor(port).send("GET", "/session")[0] == 200
        for connection in connections:
            answer_on(connection)  # raises TimeoutError where the connection stays open


def test_headers_without_end_are_refused(settings):
    with ExitStack() as stack:
        port = stack.enter_context(served(settings))
        connection = connect(stack, port)
        connection.sendall(b"GET /api/v1/session HTTP/1.1\r\n" + b"X-More: and more\r\n" * 5000)
        assert answer_on(connection).startswith("HTTP/1.1 431")


def test_who_sends_too_much_hears_why_though_they_are_still_sending(settings):
    with ExitStack() as stack:
        port = stack.enter_context(served(settings))
        connection = stack.enter_context(Visitor(port).begin("POST", "/session", 50_000_000))
        for _ in range(100):
            connection.sendall(bytes(10_000))
        answer = answer_on(connection)
    assert answer.startswith("HTTP/1.1 413")
    assert "body_too_large" in answer


def test_hundreds_who_do_not_take_their_file_hold_no_thread_and_are_dropped(make, few_threads, database):
    course, size = make.course(), 12_000_000  # more than a connection's buffers hold
    student, coming = make.student(course), make.tutor(course)
    folder = few_threads.media_dir / str(course.id)
    folder.mkdir(parents=True)
    (folder / "film.webm").write_bytes(bytes(size))
    with database.transaction() as session:
        session.add(CourseFile(course_id=course.id, name="Film.webm", stored_name="film.webm"))
    with ExitStack() as stack:
        port = stack.enter_context(served(few_threads, **HURRIED))
        reader = signed_in(port, student)
        connections = [connect(stack, port, buffer=4096) for _ in range(CROWD)]
        for connection in connections:
            connection.sendall(_get(f"/api/v1/courses/{course.id}/files/film.webm", reader))
        assert signed_in(port, coming).send("GET", "/courses")[0] == 200
        time.sleep(8)
        assert signed_in(port, coming).send("GET", "/courses")[0] == 200
        taken = [_take_all(connection) for connection in connections]
        assert max(taken) < size
        whole = HTTPConnection("127.0.0.1", port, timeout=60)
        whole.request("GET", f"/api/v1/courses/{course.id}/files/film.webm", headers=reader.headers())
        with whole.getresponse() as answer:
            assert len(answer.read()) == size
        whole.close()


def connect(stack, port, buffer=None):
    connection = stack.enter_context(socket.socket())
    connection.settimeout(60)
    if buffer is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.connect(("127.0.0.1", port))
    return connection


def _get(path, visitor):
    headers = {"Host": "127.0.0.1", **visitor.headers()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode()


def _take_all(connection):
    """How many bytes are left to be taken before the connection ends."""
    taken = 0
    try:
        while piece := connection.recv(1 << 20):
            taken += len(piece)
    except ConnectionResetError:
        pass
    return taken
