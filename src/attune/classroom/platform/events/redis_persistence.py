"""Live state is never written to a disk: a Redis that keeps what it is given is refused."""

from __future__ import annotations

import redis

from attune.classroom.platform.settings import Settings, UnsafeSettings


class PersistentRedis(redis.RedisError):
    """The Redis writes to disk, or does not say whether it does; the message says what to do."""


def refuse_persistent(client: redis.Redis) -> None:
    """Raise PersistentRedis unless the Redis keeps everything in memory only, and RedisError when it is away."""
    try:
        config = {**client.config_get("appendonly"), **client.config_get("save")}
    except redis.ResponseError as error:
        raise PersistentRedis(
            f"The Redis of ATTUNE_REDIS_URL does not say whether it writes to disk ({error}). Live states of students "
            "must not be written: see that it keeps nothing, and then set ATTUNE_REDIS_MAY_PERSIST=true."
        ) from None
    wrong = [f"{name} {value}" for name, value in config.items() if value not in {"no", ""}]
    if wrong:
        raise PersistentRedis(
            f"The Redis of ATTUNE_REDIS_URL writes to disk ({', '.join(wrong)}). Live states of students must not be "
            'written: start it with --save "" --appendonly no, or set ATTUNE_REDIS_MAY_PERSIST=true if its disk is '
            "as safe as memory."
        )


def check_redis(settings: Settings) -> None:
    """Raise UnsafeSettings for a Redis that writes to disk. One that is away is checked when it answers."""
    if not settings.redis_url or settings.redis_may_persist:
        return
    with redis.Redis.from_url(settings.redis_url, socket_timeout=2.0, socket_connect_timeout=2.0) as client:
        try:
            refuse_persistent(client)
        except PersistentRedis as error:
            raise UnsafeSettings(str(error)) from None
        except (redis.ConnectionError, redis.TimeoutError):
            return
