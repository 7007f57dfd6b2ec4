"""News of a live class to its tutors. Together with one fetch they are the whole view (see `view.apply`)."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from attune.classroom.live_class.schemas import Alert, ClassStates, LiveBlock, LiveCounts, LiveStudent
from attune.classroom.platform.events.types import EventType, PushedEvent
from attune.classroom.platform.schemas import UtcDatetime


class LiveStudentChanged(PushedEvent):
    """One student's tile changed."""

    type: Literal[EventType.LIVE_STUDENT] = EventType.LIVE_STUDENT
    course_id: UUID
    student: LiveStudent


class LiveStudentLeft(PushedEvent):
    """A student is no longer in the class at all."""

    type: Literal[EventType.LIVE_STUDENT_LEFT] = EventType.LIVE_STUDENT_LEFT
    course_id: UUID
    user_id: UUID


class LiveClassChanged(PushedEvent):
    """The figures of the class changed."""

    type: Literal[EventType.LIVE_CLASS] = EventType.LIVE_CLASS
    course_id: UUID
    generated_at: UtcDatetime
    counts: LiveCounts
    class_states: ClassStates
    blocks: list[LiveBlock]


class LiveAlertsChanged(PushedEvent):
    """The alerts changed."""

    type: Literal[EventType.LIVE_ALERTS] = EventType.LIVE_ALERTS
    course_id: UUID
    alerts: list[Alert]


class LiveTick(PushedEvent):
    """The view as it was told is complete up to this instant, whether or not anything has changed."""

    type: Literal[EventType.LIVE_TICK] = EventType.LIVE_TICK
    course_id: UUID
    generated_at: UtcDatetime
    coming_back: bool


LiveEvent = LiveStudentChanged | LiveStudentLeft | LiveClassChanged | LiveAlertsChanged | LiveTick
