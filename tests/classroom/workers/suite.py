"""The suite against several processes behind one port: SUITE_WORKERS=3 (`make test-workers`).

A test's requests travel over HTTP to whichever process answers; what it arranges and checks is done on the same
database and Redis. The processes are shared by the tests, one after the other. They go by the test's clock and begin
no job by themselves: background work is done when a test asks for it, as where there is one process.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import redis
import structlog
from flask import Flask

from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.jobs import Jobs
from attune.classroom.platform.live_store.redis_store import RedisStore
from attune.classroom.platform.settings import Settings
from tests.classroom.platform.events.redis_server import settle_store, until
from tests.classroom.platform.inbound.served import serving

WORKERS = int(os.environ.get("SUITE_WORKERS", "0"))  # 0: the application in the tests' own process, as usual
LEFT_OUT = "not against several processes"

SUITE = "suite"  # in the extensions of an application in whose place others answer
REQUESTS = "requests to several processes"  # of a test's properties

CLOCK, HERE = "clock", "here"  # in the folder of the processes: the test's instant, and a link to its own files
FOLDERS = {"models_dir": "models", "client_dir": "client"}  # of a test, in its state_dir unless it says otherwise
WORK, DONE = "attune-suite:work", "attune-suite:done:"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
QUERY = "/:@!$&'()*+,;=~?%"
OF_THE_CONNECTION = frozenset({"connection", "date", "transfer-encoding"})


class SharedClock(FakeClock):
    """A clock that several processes read from one file. Only the test moves it."""

    def __init__(self, file: Path, at: datetime | None = None) -> None:
        if at is not None and not file.exists():
            file.write_bytes(bytes(8))
        with file.open("r+b") as opened:
            self._memory = mmap.mmap(opened.fileno(), 8)
        if at is not None:
            super().__init__(at)

    @property
    def _at(self) -> datetime:
        return EPOCH + timedelta(microseconds=struct.unpack("q", self._memory[:])[0])

    @_at.setter
    def _at(self, at: datetime) -> None:
        self._memory[:] = struct.pack("q", (at - EPOCH) // timedelta(microseconds=1))


def prepare_worker(settings: Settings) -> SharedClock:
    """What ATTUNE_TEST_SUPPORT names: a process that serves gets the test's clock, and leaves its jobs to the test."""
    stores: list[RedisStore] = []
    listen = RedisStore.listen

    def listen_and_settle(store: RedisStore, topic: str, handler: Callable[[str], None]) -> None:
        stores.append(store)
        listen(store, topic, handler)

    def obey(jobs: Jobs, **_options: bool) -> None:
        threading.Thread(target=_obey, args=(jobs, settings.redis_url, stores), daemon=True).start()

    RedisStore.listen = listen_and_settle  # type: ignore[method-assign]
    Jobs.start = obey  # type: ignore[method-assign]
    return SharedClock(settings.state_dir.parent / CLOCK)


def _obey(jobs: Jobs, redis_url: str, stores: Iterable[RedisStore]) -> None:
    """Run the jobs that the test names as soon as what was said before has been heard here, and say so."""
    client = redis.Redis.from_url(redis_url)
    listener = client.pubsub(ignore_subscribe_messages=True)
    listener.subscribe(WORK)
    for message in listener.listen():
        order = json.loads(message["data"])
        for store in stores:
            settle_store(store)
        for job in jobs._jobs:
            if job.name in order["jobs"]:
                try:
                    job.work()
                except Exception:
                    structlog.get_logger("suite").exception("job_failed", job=job.name)
        client.incr(DONE + order["id"])


@dataclass
class Suite:
    """The processes that answer.

    Attributes:
        port: Theirs.
        settings: Those of the tests that they were started for.
        folder: For what they share with the tests.
        asked_by: The test that sends requests at the moment.
    """

    port: int
    settings: Settings
    folder: Path
    asked_by: pytest.Item | None = None
    requests: int = 0

    def serve(self, app: Flask, settings: Settings) -> None:
        """Answer in an application's place, with the files of its settings; skips a test that needs other settings."""
        own = {"state_dir", "database_url", "redis_url", *FOLDERS}
        other = [name for name, value in settings if name not in own and value != getattr(self.settings, name)]
        if other:
            pytest.skip(f"{LEFT_OUT}: needs processes with settings of its own")
        for name, folder in FOLDERS.items():
            given, expected = getattr(settings, name), settings.state_dir / folder
            if given != expected:
                expected.symlink_to(given)
        link = self.folder / HERE
        link.unlink()
        link.symlink_to(settings.state_dir)
        app.wsgi_app = self.forward  # type: ignore[method-assign]
        app.extensions[SUITE] = self

    def begin(self, test: pytest.Item) -> None:
        """Count the requests of a test from here on."""
        self.asked_by, self.requests = test, 0

    def _count(self) -> None:
        self.requests += 1
        if self.asked_by is not None:
            self.asked_by.user_properties[:] = [(REQUESTS, self.requests)]

    def run_jobs(self, *names: str) -> None:
        """Have every process run some of its jobs, and wait until they have."""
        order = os.urandom(8).hex()
        with redis.Redis.from_url(self.settings.redis_url) as client:
            client.publish(WORK, json.dumps({"id": order, "jobs": names}))
            until(lambda: int(client.get(DONE + order) or 0) == WORKERS)

    def forward(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request of a test's client, as a WSGI application: one of the processes does."""
        self._count()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.putrequest(environ["REQUEST_METHOD"], _target(environ), skip_host=True, skip_accept_encoding=True)
        for name, value in _headers_of(environ):
            connection.putheader(name, value)
        connection.endheaders(environ["wsgi.input"].read() or None)
        answer = connection.getresponse()
        kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in OF_THE_CONNECTION]
        start_response(f"{answer.status} {answer.reason}", kept)
        if answer.headers.get_content_type() == "text/event-stream":
            return _pieces(answer, connection)
        with answer:
            text = answer.read()
        connection.close()
        return [text]


def _target(environ: dict[str, Any]) -> str:
    path = quote(environ["PATH_INFO"].encode("latin-1"), safe="/:@!$&'()*+,;=~")
    query = quote(environ["QUERY_STRING"].encode("latin-1"), safe=QUERY)
    return f"{path}?{query}" if query else path


def _headers_of(environ: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            yield key[5:].replace("_", "-").title(), value
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if environ.get(key):
            yield key.replace("_", "-").title(), environ[key]
    yield "Connection", "close"


def _pieces(answer: HTTPResponse, connection: HTTPConnection) -> Iterator[bytes]:
    try:
        while piece := answer.read1(65536):
            yield piece
    finally:
        answer.close()
        connection.close()


@contextmanager
def serve_suite(folder: Path, settings: Settings) -> Iterator[Suite]:
    """Serve from several processes until the block ends.

    Args:
        folder: For what they share with the tests.
        settings: Of the first test.
    """
    SharedClock(folder / CLOCK, EPOCH)
    (folder / "before").mkdir(exist_ok=True)
    (folder / HERE).unlink(missing_ok=True)
    (folder / HERE).symlink_to(folder / "before")
    here = {"state_dir": folder / HERE, **{name: folder / HERE / path for name, path in FOLDERS.items()}}
    several = {"workers": WORKERS, "test_support": f"{__name__}:prepare_worker"}
    with serving(settings.model_copy(update=here | several)) as (port, _process):
        with redis.Redis.from_url(settings.redis_url) as client:
            until(lambda: client.pubsub_numsub(WORK)[0][1] == WORKERS)
        yield Suite(port, settings, folder)


def run_jobs_elsewhere(app: Flask, *names: str) -> None:
    """Have the processes that answer in an application's place run some of their jobs."""
    suite: Suite | None = app.extensions.get(SUITE)
    if suite is not None:
        suite.run_jobs(*names)
