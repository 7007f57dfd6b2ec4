"""News of support, to the student's other tabs."""

from __future__ import annotations

from typing import Literal

from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.wellbeing.support.schemas import OfferOut


class SupportOffered(PushedEvent):
    """Support was offered to the student."""

    type: Literal[EventType.SUPPORT_OFFERED] = EventType.SUPPORT_OFFERED
    offer: OfferOut
