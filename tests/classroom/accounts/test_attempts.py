"""Guessing is slowed per account and device; a school behind one address is not kept out by its typing errors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.accounts.attempt_store import FallbackAttempts, MemoryAttempts, RedisAttempts, open_attempts
from attune.classroom.accounts.attempts import (
    ACCOUNTS_OF_ADDRESS,
    FREE_TRIES,
    LONGEST_WAIT,
    Attempt,
    AttemptGuard,
    TooManyAttempts,
    wait_after,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
REDIS = os.environ.get("ATTUNE_TEST_REDIS", "redis://127.0.0.1:6379/0")


@pytest.fixture(params=["memory", "redis"])
def guard(request) -> Iterator[AttemptGuard]:
    """The guard on either store; the clock in these tests stands near the present, which Redis measures by itself."""
    if request.param == "memory":
        yield AttemptGuard(MemoryAttempts())
        return
    client = redis.Redis.from_url(REDIS)
    yield AttemptGuard(RedisAttempts(client))
    client.close()


def anybody(device: str | None = None, address: str = "192.0.2.7") -> Attempt:
    return Attempt(f"{uuid4().hex}@school.example", f"{address}-{uuid4().hex}", device)


def test_a_few_wrong_tries_are_free_and_then_every_one_waits(guard):
    attempt, now = anybody(), datetime.now(UTC)
    for _ in range(FREE_TRIES):
        guard.begin(attempt, now)
        guard.fail(attempt, now)
    with pytest.raises(TooManyAttempts) as refused:
        guard.begin(attempt, now)
    assert refused.value.data["retry_after"] == wait_after(FREE_TRIES).total_seconds() == 2


def test_a_right_secret_forgets_the_wrong_ones(guard):
    attempt, now = anybody(), datetime.now(UTC)
    for _ in range(FREE_TRIES - 1):
        guard.begin(attempt, now)
    guard.succeed(attempt)
    for _ in range(FREE_TRIES):
        guard.begin(attempt, now)


def test_many_at_one_instant_are_not_all_free(guard):
    attempt, now = anybody(), datetime.now(UTC)

    def try_once(_: int) -> bool:
        try:
            guard.begin(attempt, now)
        except TooManyAttempts:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(try_once, range(100))) == FREE_TRIES


def test_a_known_device_is_counted_by_itself(guard):
    stranger, now = anybody(), datetime.now(UTC)
    owner = Attempt(stranger.account, stranger.address, "device-of-the-owner")
    for _ in range(FREE_TRIES):
        guard.begin(stranger, now)
    guard.begin(owner, now)
    with pytest.raises(TooManyAttempts):
        guard.begin(stranger, now)


def test_an_address_is_slowed_only_by_many_different_accounts(guard):
    first, now = anybody(), datetime.now(UTC)
    for number in range(ACCOUNTS_OF_ADDRESS):
        failing = Attempt(f"{number}-{first.account}", first.address)
        for _ in range(3):
            guard.begin(failing, now)
            guard.fail(failing, now)
    other = anybody().account  # of this run: Redis remembers the earlier ones
    guard.begin(Attempt(other, first.address), now)
    last = Attempt(f"one more {first.account}", first.address)
    guard.begin(last, now)
    guard.fail(last, now)
    with pytest.raises(TooManyAttempts):
        guard.begin(Attempt(other, first.address), now)
    guard.begin(Attempt(other, first.address, "their own device"), now)
    guard.begin(Attempt(first.account, "another address"), now)


@given(st.integers(0, 10_000))
def test_each_wait_is_as_long_as_the_last_or_longer_and_bounded(tries: int):
    assert timedelta(0) <= wait_after(tries) <= wait_after(tries + 1) <= LONGEST_WAIT


def test_a_day_of_guessing_at_one_account_is_little_more_than_a_hundred():
    guard, now, tried = AttemptGuard(MemoryAttempts()), NOW, 0
    attempt = anybody()
    while now < NOW + timedelta(days=1):
        try:
            guard.begin(attempt, now)
            tried += 1
        except TooManyAttempts as refused:
            now += timedelta(seconds=refused.data["retry_after"])
    assert 90 <= tried <= 115


def test_what_has_run_out_does_not_fill_the_memory():
    store = MemoryAttempts()
    for number in range(3000):
        store.count(f"key {number}", NOW + timedelta(seconds=number), timedelta(seconds=10))
        store.hold(f"key {number}", NOW + timedelta(seconds=number + 10), NOW + timedelta(seconds=number))
    assert len(store._counts) + len(store._holds) < 3000


def test_while_redis_is_away_tries_are_counted_in_memory(own_redis):
    store = open_attempts(own_redis.url)
    assert isinstance(store, FallbackAttempts)
    guard, attempt = AttemptGuard(store), anybody()
    now = datetime.now(UTC)
    guard.begin(attempt, now)
    own_redis.kill()
    for _ in range(FREE_TRIES):
        guard.begin(attempt, now)
    with pytest.raises(TooManyAttempts):
        guard.begin(attempt, now)
    guard.succeed(attempt)
    guard.begin(attempt, now)
