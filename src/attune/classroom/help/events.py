"""News of private help, to the student and to the tutors of the course."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal
from uuid import UUID

from attune.classroom.platform.events.types import EventType, PushedEvent


class HelpNews(StrEnum):
    """What happened in a thread."""

    ASKED = "asked"
    REPLIED = "replied"
    SETTLED = "settled"
    REOPENED = "reopened"
    READ = "read"


class HelpChanged(PushedEvent):
    """Something happened in a thread. Its words are fetched, not pushed: only who may read them gets them."""

    type: Literal[EventType.HELP_CHANGED] = EventType.HELP_CHANGED
    thread_id: UUID
    news: HelpNews
    by_id: UUID
    by_name: str
    course_title: str
