"""News of wellbeing: to the student's other tabs, and upwards inside the application."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from attune.classroom.platform.events.types import DomainEvent, EventType, PushedEvent
from attune.classroom.wellbeing.schemas import OfferOut, WellbeingSettingsOut


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerChanged(DomainEvent):
    """What is known about a student, or what they allow, has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallChanged(DomainEvent):
    """A student raised or lowered a hand, or said or took back that they are lost. raised_id: of a new hand."""

    raised_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataDeleted(DomainEvent):
    """A student deleted what is known about them: of one lesson, or everything where `lesson_id` is None."""

    lesson_id: UUID | None


class WellbeingSettingsChanged(PushedEvent):
    """The student changed their settings, perhaps in another tab."""

    type: Literal[EventType.WELLBEING_SETTINGS] = EventType.WELLBEING_SETTINGS
    settings: WellbeingSettingsOut


class SupportOffered(PushedEvent):
    """Support was offered to the student."""

    type: Literal[EventType.SUPPORT_OFFERED] = EventType.SUPPORT_OFFERED
    offer: OfferOut
