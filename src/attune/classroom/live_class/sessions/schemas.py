"""What comes in and goes out about class sessions. Nothing in it is about any student."""

from __future__ import annotations

from uuid import UUID

from attune.classroom.live_class.sessions.models import Pace, SessionState
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime


class LiveSessionIn(Incoming):
    """A class session to start, or to plan where `planned_at` is given; sent twice it is one.

    id: made by the client.  group_id: None for the whole course.
    """

    id: UUID
    lesson_id: UUID
    group_id: UUID | None = None
    planned_at: GivenInstant | None = None


class LiveSessionChange(Incoming):
    """What is to change in an open session; what is left out stays. presented_block_id: None presents nothing."""

    presented_block_id: UUID | None = None
    pace: Pace | None = None


class LiveSessionOut(Outgoing):
    """A class session as everybody in it sees it.

    group_id, group_name: None for the whole course.  revision: of two states of a session the higher one is the newer.
    """

    id: UUID
    course_id: UUID
    course_title: str
    lesson_id: UUID
    lesson_title: str
    language: str
    group_id: UUID | None
    group_name: str | None
    state: SessionState
    planned_at: UtcDatetime | None
    started_at: UtcDatetime | None
    ended_at: UtcDatetime | None
    presented_block_id: UUID | None
    pace: Pace
    revision: int


class SessionBlock(Outgoing):
    """A block that can be presented. name: None where only its position can name it."""

    id: UUID
    position: int
    name: str | None


class TaughtSession(LiveSessionOut):
    """A class session as its course's tutors see it. code, url: how its students come in."""

    code: str
    url: str
    blocks: list[SessionBlock]


class OwnSessions(Outgoing):
    """The open class sessions of a student's courses and groups, then the planned ones, the earliest first."""

    sessions: list[LiveSessionOut]


class TaughtSessions(Outgoing):
    """The same of a tutor's courses."""

    sessions: list[TaughtSession]


class SessionLesson(Outgoing):
    """A lesson that a class can be held on."""

    id: UUID
    title: str
    module_title: str


class SessionGroup(Outgoing):
    """A group that a class can be held for."""

    id: UUID
    name: str


class SessionChoices(Outgoing):
    """What a class in a course can be about and whom it can be for.

    suggested_lesson_id: that of the course's last class, else its first lesson; None where it has none.
    """

    lessons: list[SessionLesson]
    groups: list[SessionGroup]
    suggested_lesson_id: UUID | None
    language: str
