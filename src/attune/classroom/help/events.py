"""Event of private help, to the student, the tutors of the course and whoever answers urgent questions."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal
from uuid import UUID

from attune.classroom.platform.events.types import EventType, PushedEvent


class HelpChange(StrEnum):
    """What happened in a thread."""

    ASKED = "asked"
    WRITTEN = "written"
    REPLIED = "replied"
    SETTLED = "settled"
    REOPENED = "reopened"
    READ = "read"


class HelpChanged(PushedEvent):
    """Something happened in a thread. Its words are fetched, not pushed: only who may read them gets them.

    Attributes:
        urgent: the student has marked the thread as urgent.
    """

    type: Literal[EventType.HELP_CHANGED] = EventType.HELP_CHANGED
    thread_id: UUID
    change: HelpChange
    urgent: bool
    by_id: UUID
    by_name: str
    course_title: str
