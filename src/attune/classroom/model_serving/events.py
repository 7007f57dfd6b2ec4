"""News of the served model."""

from __future__ import annotations

from typing import Literal

from attune.classroom.platform.events.types import EventType, PushedEvent


class ModelChanged(PushedEvent):
    """Another model is served from now on."""

    type: Literal[EventType.MODEL_CHANGED] = EventType.MODEL_CHANGED
    name: str
