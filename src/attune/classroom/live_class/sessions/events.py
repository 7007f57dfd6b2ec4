"""News of a class session, to everybody whose class it is."""

from __future__ import annotations

from typing import Literal

from attune.classroom.live_class.sessions.schemas import LiveSessionOut
from attune.classroom.platform.events.types import EventType, PushedEvent


class LiveSessionChanged(PushedEvent):
    """A class session as it is now. It says all: two hundred browsers that asked at once would wait for each other."""

    type: Literal[EventType.LIVE_SESSION] = EventType.LIVE_SESSION
    session: LiveSessionOut
