"""A redis-server of the test's own, which the test starts, kills and starts again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from attune.classroom.platform.context import Services
from attune.classroom.platform.events.bus import EventId
from attune.classroom.platform.events.redis_bus import RedisBus
from attune.classroom.platform.live_store.redis_store import RedisStore
from tests.ports import reserved_port

PATIENCE = 120.0  # seconds on a busy machine


class OwnRedis:
    """A Redis without anything on disk, on a port of its own."""

    def __init__(self, program: str, folder: Path, port: int) -> None:
        self._program, self._folder, self._port = program, folder, port
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self, *more: str) -> None:
        options = ["--port", str(self._port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self._folder), *more]
        self._process = subprocess.Popen([self._program, *options], stdout=subprocess.DEVNULL)
        with redis.Redis.from_url(self.url) as client:
            until(lambda: _answers(client))

    def empty(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.flushall()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """It holds its connections and answers no more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


def until(true: Callable[[], object]) -> None:
    """Wait until something is so; fail when it never becomes so."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never became so"
        time.sleep(0.02)


def settle(services: Services) -> None:
    """Wait until everything that was said and sent has arrived in this process; without Redis it has already."""
    bus, store = services.bus, services.live
    if isinstance(store, RedisStore):
        settle_store(store)
    if isinstance(bus, RedisBus):
        until(lambda: all(entry_id <= bus._followed for entry_id, _ in bus._newest()[-1:]))


def settle_store(store: RedisStore) -> None:
    """Wait until everything that was said has been heard by a process; a Redis emptied meanwhile has nothing to say."""
    until(lambda: all(_has_had(each.last_id, store._newest_id(each.topic)) for each in store._listeners))


def _has_had(last: bytes | None, newest: bytes) -> bool:
    return last is not None and EventId.parse(newest.decode()) <= EventId.parse(last.decode())


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[OwnRedis]:
    """A running Redis of one test's own, which it may kill."""
    yield from _running(tmp_path)


@pytest.fixture(scope="session")
def session_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    """A running Redis for all tests of a process, one after the other."""
    yield from _running(tmp_path_factory.mktemp("redis"))


def _running(folder: Path) -> Iterator[OwnRedis]:
    """Where the program is not installed the test says so, and fails in continuous integration."""
    program = shutil.which("redis-server")
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("needs the program redis-server")
    with reserved_port() as port:
        server = OwnRedis(program, folder, port)
        server.start()
        yield server
        server.kill()
