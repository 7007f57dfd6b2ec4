"""News of a student's settings, to their other tabs."""

from __future__ import annotations

from typing import Literal

from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.wellbeing.consent.schemas import WellbeingSettingsOut


class WellbeingSettingsChanged(PushedEvent):
    """The student changed their settings, perhaps in another tab."""

    type: Literal[EventType.WELLBEING_SETTINGS] = EventType.WELLBEING_SETTINGS
    settings: WellbeingSettingsOut
