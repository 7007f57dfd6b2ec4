"""Which live store the settings ask for."""

from __future__ import annotations

from attune.classroom.platform.live_store.contract import LiveStore
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.platform.live_store.redis_store import RedisStore
from attune.classroom.platform.settings import Settings


def open_live_store(settings: Settings) -> LiveStore:
    """Return the store in Redis where there is one, else that of this process."""
    return RedisStore(settings.redis_url) if settings.redis_url else MemoryStore()
