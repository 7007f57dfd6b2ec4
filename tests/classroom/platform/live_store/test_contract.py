"""One contract, kept by the store of one process and by the one in Redis."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import redis

from attune.classroom.platform.live_store.contract import Codec, LiveStoreAway
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.platform.live_store.redis_store import ASKED_AGAIN_AFTER, PREFIX, Reach, RedisStore
from tests.classroom.platform.events.redis_server import until

LONG, SHORT = timedelta(hours=1), timedelta(milliseconds=100)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    at: datetime
    numbers: tuple[int, ...] = ()
    known: dict[str, float] = field(default_factory=dict)


CODEC = Codec[Place](Place)
HERE = Place(NOON, (1, 2), {"a": 0.5})


@pytest.fixture(params=["memory", "redis"])
def stores(request):
    """Two stores that see the same: of two processes in Redis; of one process, where there is but one, itself twice."""
    if request.param == "memory":
        store = MemoryStore()
        yield store, store
        return
    own_redis = request.getfixturevalue("own_redis")
    pair = RedisStore(own_redis.url), RedisStore(own_redis.url)
    yield pair
    for store in pair:
        store.stop()


def test_what_one_writes_the_other_reads(stores):
    first, second = (store.values("place", CODEC, LONG) for store in stores)
    assert second.read("x") is None
    first.write("x", HERE)
    assert second.read("x") == HERE
    assert second.read_many(["x", "y"]) == {"x": HERE}
    assert second.read_many([]) == {}
    second.discard("x")
    assert first.read("x") is None


def test_what_is_there_already_stays(stores):
    values = stores[0].values("place", CODEC, LONG)
    values.write("x", HERE)
    values.write_missing({"x": Place(NOON), "y": Place(NOON)})
    assert values.read_many(["x", "y"]) == {"x": HERE, "y": Place(NOON)}
    values.clear()
    assert values.read_many(["x", "y"]) == {}


def test_values_run_out_and_another_writing_begins_their_time_again(stores):
    values = stores[0].values("place", CODEC, timedelta(seconds=2))
    values.write("x", HERE)
    values.write("y", HERE)
    time.sleep(1.2)
    values.write("x", HERE)
    time.sleep(1.2)
    assert values.read("x") == HERE
    assert values.read("y") is None
    values.write_missing({"y": Place(NOON)})
    assert values.read("y") == Place(NOON)


def test_kinds_do_not_meet(stores):
    values, others = (stores[0].values(kind, CODEC, LONG) for kind in ("place", "other"))
    values.write("x", HERE)
    assert others.read("x") is None


def test_only_one_at_a_time_changes_what_is_locked(stores):
    counter = Codec[int](int)
    values = [store.values("count", counter, LONG) for store in stores]
    values[0].write("x", 0)

    def count(each):
        for _ in range(20):
            with each.locked("x"), each.locked("x"):
                each.write("x", (each.read("x") or 0) + 1)

    threads = [threading.Thread(target=count, args=(values[number % 2],)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert values[0].read("x") == 80


def test_a_lock_is_given_back_by_whoever_fails(stores):
    values = stores[0].values("place", CODEC, LONG)
    with pytest.raises(ZeroDivisionError), values.locked("x"):
        _ = 1 / 0
    entered = []

    def enter():
        with values.locked("x"):
            entered.append(True)

    thread = threading.Thread(target=enter)
    thread.start()
    thread.join(60)
    assert entered


def test_whoever_has_a_lease_may_renew_it(stores):
    assert stores[0].lease("class", LONG)
    assert stores[0].lease("class", LONG)


def test_everybody_hears_what_is_said(stores):
    received = [[], []]
    stores[0].listen("marks", received[0].append)
    stores[1].listen("marks", received[1].append)
    for text in ("a", "b"):
        stores[1].broadcast("marks", text)
    until(lambda: received == [["a", "b"], ["a", "b"]])


def test_the_beginning_stays_what_it_was(stores):
    assert stores[0].began_at(NOON) == NOON
    assert stores[1].began_at(NOON + LONG) == NOON


@pytest.fixture
def shared(own_redis):
    pair = RedisStore(own_redis.url), RedisStore(own_redis.url)
    yield pair
    for store in pair:
        store.stop()


def test_a_lease_goes_to_another_process_once_it_is_not_renewed(shared):
    first, second = shared
    assert first.lease("class", timedelta(seconds=2))
    assert not second.lease("class", LONG)
    until(lambda: second.lease("class", LONG))
    assert not first.lease("class", LONG)


def test_nothing_stays_in_redis_for_ever(shared, own_redis):
    values = shared[0].values("place", CODEC, LONG)
    values.write("x", HERE)
    values.write_missing({"y": HERE})
    shared[0].lease("class", LONG)
    shared[0].broadcast("marks", "a")
    shared[0].began_at(NOON)
    with values.locked("x"):
        keys = shared[0]._client.keys(f"{PREFIX}*")
        assert len(keys) == 6
        assert all(shared[0]._client.pttl(key) > 0 for key in keys)


def test_what_is_not_understood_is_absent(shared):
    values = shared[0].values("place", CODEC, LONG)
    shared[0]._client.set(f"{PREFIX}place:x", b"{}")
    assert values.read("x") is None


def test_without_redis_it_is_said_that_nothing_was_changed(shared, own_redis):
    values = shared[0].values("place", CODEC, LONG)
    own_redis.kill()
    for ask in (lambda: values.read("x"), lambda: values.write("x", HERE), lambda: shared[0].lease("class", LONG)):
        with pytest.raises(LiveStoreAway) as raised:
            ask()
        assert raised.value.status == 503
        assert "127.0.0.1" not in raised.value.message
    with pytest.raises(LiveStoreAway), values.locked("x"):
        pass


def test_nothing_that_is_said_between_two_looks_is_lost(shared, monkeypatch):
    """Redis answers an XREAD that has waited in vain; before the next one somebody says something."""
    speaker, listener = shared
    ask, received, waited = listener._client.xread, [], []

    def read_then_speak(*args, **options):
        found = ask(*args, **options)
        if not found and not waited:
            speaker.broadcast("marks", "between")
            waited.append(True)
        return found

    monkeypatch.setattr(listener._client, "xread", read_then_speak)
    listener.listen("marks", received.append)
    until(lambda: waited)
    speaker.broadcast("marks", "after")
    until(lambda: "after" in received)
    assert received == ["between", "after"]


class Clock:
    """A monotonic clock to move."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_while_redis_is_away_only_one_request_a_second_waits_for_it():
    clock, asked = Clock(), []
    reach = Reach(clock)

    def ask(error=None):
        with reach():
            asked.append(clock.seconds)
            if error is not None:
                raise error

    with pytest.raises(LiveStoreAway):
        ask(redis.TimeoutError("frozen"))
    for clock.seconds in (0.1, ASKED_AGAIN_AFTER - 0.01):
        with pytest.raises(LiveStoreAway):
            ask()
    assert asked == [0.0]
    clock.seconds = ASKED_AGAIN_AFTER
    ask()
    ask()
    assert len(asked) == 3


def test_an_answer_that_redis_refuses_keeps_nobody_from_asking():
    reach, asked = Reach(Clock()), []
    with pytest.raises(LiveStoreAway), reach():
        raise redis.ResponseError("not enough memory")
    with reach():
        asked.append(True)
    assert asked
