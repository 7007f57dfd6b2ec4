"""News of the system, to administrators who look at it."""

from __future__ import annotations

from typing import Literal

from attune.classroom.administration.system.schemas import SystemOut
from attune.classroom.platform.events.types import EventType, PushedEvent


class SystemSnapshot(PushedEvent):
    """The system's figures, every two seconds while an administrator looks."""

    type: Literal[EventType.SYSTEM_SNAPSHOT] = EventType.SYSTEM_SNAPSHOT
    snapshot: SystemOut
