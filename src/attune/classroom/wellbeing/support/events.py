"""News of support, to the student's other tabs."""

from __future__ import annotations

from typing import Literal

from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.wellbeing.support.schemas import SupportMessageOut


class SupportMessageSent(PushedEvent):
    """A support message was sent to the student."""

    type: Literal[EventType.SUPPORT_MESSAGE_SENT] = EventType.SUPPORT_MESSAGE_SENT
    support_message: SupportMessageOut
