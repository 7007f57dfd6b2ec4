"""Three processes behind one port are one platform: whichever answers, and whichever of them is killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection

import pytest
from sqlalchemy import make_url

from tests.classroom.conftest import PASSWORD
from tests.classroom.platform.events.redis_server import until
from tests.classroom.platform.inbound.served import Visitor, serving
from tests.classroom.wellbeing.readings import CONSENT, window
from tests.classroom.workers.processes import answering, children_of

pytestmark = pytest.mark.in_process("has processes of its own")

PATIENCE = 120


@pytest.fixture
def three_processes(settings, own_redis):
    """Settings for three processes; only where the tests run on PostgreSQL."""
    if make_url(settings.database_address).get_backend_name() == "sqlite":
        pytest.skip("several processes need PostgreSQL: set ATTUNE_DATABASE_URL")
    return settings.model_copy(update={"workers": 3, "redis_url": own_redis.url})


class Platform:
    """A served platform of several processes."""

    def __init__(self, port, process_id):
        self.port, self.process_id = port, process_id
        until(lambda: len(self.workers()) == 3)

    def workers(self):
        return children_of(self.process_id)

    def connect_to(self, worker):
        """A connection that is answered by this process."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            if answering(self.port, connection.sock.getsockname()[1], self.workers()) == worker:
                return connection
            connection.close()
        raise AssertionError(f"process {worker} never answered")

    def kill(self, worker):
        """Kill a process, and wait until another one serves in its place, which is returned."""
        others = self.workers() - {worker}
        os.kill(worker, signal.SIGKILL)
        until(lambda: len(self.workers() - {worker}) == 3)
        (successor,) = self.workers() - {worker} - others
        self.connect_to(successor).close()
        return successor


class At(Visitor):
    """Somebody whose requests are all answered by one process."""

    def __init__(self, platform, worker, visitor):
        self.platform, self.worker = platform, worker
        self.port, self.cookies, self.token = visitor.port, visitor.cookies, visitor.token

    def send(self, method, path, body=None):
        with closing(self.platform.connect_to(self.worker)) as connection:
            connection.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), self.headers())
            with connection.getresponse() as answer:
                text = answer.read()
        return answer.status, json.loads(text) if text else None


class Stream:
    """A tutor's event stream at one process."""

    def __init__(self, platform, worker, visitor, last_id=None):
        self.events, self.last_id = [], last_id
        self._connection = platform.connect_to(worker)
        headers = visitor.headers() | ({"Last-Event-ID": last_id} if last_id else {})
        self._connection.request("GET", "/api/v1/events", headers=headers)
        self._socket = self._connection.sock
        self._answer = self._connection.getresponse()
        assert self._answer.status == 200
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self):
        try:
            for line in self._answer:
                if line.startswith(b"id: "):
                    self.last_id = line[4:].strip().decode()
                elif line.startswith(b"data: "):
                    self.events.append((self.last_id, json.loads(line[6:])))
        except (OSError, ValueError):
            return

    def tiles(self):
        """When what a student shows was updated, as often as it was told."""
        students = [event["student"] for _, event in self.events if event["type"] == "live.student"]
        return [student["updated_at"] for student in students if student["updated_at"]]

    def close(self):
        with suppress(OSError):  # the server has closed it
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(PATIENCE)
        self._answer.close()
        self._connection.close()
        self._socket.close()


@pytest.fixture
def platform(three_processes):
    with serving(three_processes) as (port, process):
        yield Platform(port, process.pid)


def enter(platform, user):
    visitor = Visitor(platform.port)
    assert visitor.sign_in(user.email, PASSWORD) == 200
    return visitor


def a_window(course):
    started = datetime.now(UTC) - timedelta(seconds=10)
    return window(started, lesson_id=course.lessons[0], block_id=course.text)


def send(student, course, sent):
    be_there(student, course)  # who was last heard of 45 seconds ago is not there any more
    status, answer = student.send("POST", "/wellbeing/windows", {"windows": [sent]})
    assert status == 202, answer
    return answer


def come(student, course):
    consent = {**CONSENT, "save_summaries": False}
    assert student.send("PATCH", "/wellbeing/settings", {"mode": "on_device", "consent": consent})[0] == 200
    be_there(student, course)


def be_there(student, course):
    place = {"lesson_id": str(course.lessons[0]), "block_id": str(course.text)}
    assert student.send("POST", "/presence", place)[0] == 204


def test_a_class_goes_on_whichever_process_is_killed(make, platform):
    course = make.course()
    learner, teacher = enter(platform, make.student(course)), enter(platform, make.tutor(course))
    first, second, third = sorted(platform.workers())
    student = At(platform, first, learner)
    come(student, course)
    stream = Stream(platform, second, teacher)
    status, view = At(platform, third, teacher).send("GET", f"/teaching/courses/{course.id}/live")
    assert (status, view["counts"]["present"]) == (200, 1), "the student is known to the other processes"
    send(student, course, a_window(course))
    until(lambda: stream.tiles())

    platform.kill(third)
    before = len(stream.tiles())
    sent = a_window(course)
    assert send(student, course, sent)["accepted"] == 1
    until(lambda: len(stream.tiles()) > before)

    new = platform.kill(first)
    elsewhere = At(platform, new, learner)
    assert send(elsewhere, course, sent) == {"accepted": 0, "stored": 0, "duplicates": 1, "refused": []}

    stream.close()
    last_id, had = stream.last_id, {event_id for event_id, _ in stream.events}
    assert send(elsewhere, course, a_window(course))["accepted"] == 1
    resumed = Stream(platform, platform.kill(second), teacher, last_id)
    until(lambda: resumed.tiles())
    ids = [event_id for event_id, event in resumed.events]
    assert had.isdisjoint(ids), "nothing is told twice"
    assert "events.missed" not in {event["type"] for _, event in resumed.events}, "and nothing is lost"
    resumed.close()


def test_whoever_signs_out_at_one_process_is_signed_out_at_all_and_their_streams_end(make, platform):
    user = make.student(make.course())
    visitor = enter(platform, user)
    first, second, third = sorted(platform.workers())
    stream = Stream(platform, second, visitor)
    began = time.monotonic()
    assert At(platform, first, visitor).send("DELETE", "/session")[0] == 204
    stream._thread.join(60)
    assert not stream._thread.is_alive()
    assert time.monotonic() - began < 5 + 2  # with the time that asking took
    assert [event["type"] for _, event in stream.events] == ["session.ended"]
    stream.close()
    assert At(platform, third, visitor).send("GET", "/courses")[0] == 401


def test_guesses_are_counted_together(make, platform):
    user = make.student()
    codes = [Visitor(platform.port).sign_in(user.email, "a wrong guess") for _ in range(8)]
    assert codes[0] == 401
    assert codes[-1] == 429


def test_all_end_with_their_parent_though_it_is_killed(three_processes):
    with serving(three_processes) as (port, process):
        platform = Platform(port, process.pid)
        workers = platform.workers()
        process.kill()
        until(lambda: not any(os.path.exists(f"/proc/{worker}") for worker in workers))
