"""News of a student's own calls for help, to all their tabs and devices."""

from __future__ import annotations

from typing import Literal

from attune.classroom.platform.events.types import EventType, PushedEvent


class CallsChanged(PushedEvent):
    """The student's calls changed: made, taken back, answered or reopened.

    It carries nothing: two changes at the same moment could each describe the state without the other, so whoever
    hears it fetches what holds now.
    """

    type: Literal[EventType.CALLS_CHANGED] = EventType.CALLS_CHANGED
