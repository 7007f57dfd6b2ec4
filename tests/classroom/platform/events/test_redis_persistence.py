"""A Redis that writes to disk is refused: live states of students must not be written."""

from __future__ import annotations

import pytest

from attune.classroom.platform.events.redis_bus import RedisBus
from attune.classroom.platform.events.redis_persistence import check_redis
from attune.classroom.platform.settings import UnsafeSettings


@pytest.fixture
def restarted(own_redis, settings):
    """Start the Redis again with some options; returns the settings that name it."""

    def start(*options):
        own_redis.kill()
        own_redis.start(*options)
        return settings.model_copy(update={"redis_url": own_redis.url})

    return start


@pytest.mark.parametrize("options", [("--appendonly", "yes"), ("--save", "60 1")])
def test_the_start_is_refused_unless_told_otherwise(restarted, options):
    settings = restarted(*options)
    with pytest.raises(UnsafeSettings, match="writes to disk"):
        check_redis(settings)
    check_redis(settings.model_copy(update={"redis_may_persist": True}))


def test_a_redis_that_does_not_say_is_refused(restarted):
    with pytest.raises(UnsafeSettings, match="does not say"):
        check_redis(restarted("--rename-command", "CONFIG", ""))


def test_one_in_memory_is_taken_and_one_that_is_away_is_waited_for(restarted, own_redis):
    settings = restarted()
    check_redis(settings)
    own_redis.kill()
    check_redis(settings)


def test_no_event_goes_to_one_that_has_come_back_with_a_disk(restarted, monkeypatch):
    monkeypatch.setattr("attune.classroom.platform.events.redis_bus.LONGEST_RETRY", 0.1)
    bus = RedisBus(restarted("--appendonly", "yes").redis_url)
    assert not bus.status.connected
    bus.stop()
