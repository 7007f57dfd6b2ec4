"""A class session as those who hold it and those who attend it see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.lessons import shown_blocks
from attune.classroom.courses.models import Course, Lesson
from attune.classroom.courses.people.codes import shown
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.live_class.sessions.models import LiveSession
from attune.classroom.live_class.sessions.schemas import LiveSessionOut, SessionBlock, TaughtSession


def describe(session: Session, held: LiveSession) -> LiveSessionOut:
    """A session as its students see it."""
    return LiveSessionOut(**_facts(session, held))


def describe_all(session: Session, sessions: Sequence[LiveSession]) -> list[LiveSessionOut]:
    """Sessions as their students see them."""
    return [describe(session, held) for held in sessions]


def describe_taught(session: Session, sessions: Sequence[LiveSession], base: str) -> list[TaughtSession]:
    """Sessions as the tutors of their courses see them. base: the address that links begin with."""
    blocks: dict[UUID, list[SessionBlock]] = {}
    for block in session.scalars(shown_blocks([held.lesson_id for held in sessions])):
        named = SessionBlock(id=block.id, position=block.position, name=name_of_block(block))
        blocks.setdefault(block.lesson_id, []).append(named)
    return [
        TaughtSession(
            **_facts(session, held),
            code=shown(held.code),
            url=link_of(held, base),
            blocks=blocks.get(held.lesson_id, []),
        )
        for held in sessions
    ]


def link_of(held: LiveSession, base: str) -> str:
    """The client's page that a session's code leads to."""
    return f"{base}/class/{shown(held.code)}"


def _facts(session: Session, held: LiveSession) -> dict[str, Any]:
    course, lesson = session.get_one(Course, held.course_id), session.get_one(Lesson, held.lesson_id)
    group = session.get_one(CourseGroup, held.group_id) if held.group_id is not None else None
    return {
        "id": held.id,
        "course_id": course.id,
        "course_title": course.title,
        "lesson_id": lesson.id,
        "lesson_title": lesson.title,
        "language": course.language,
        "group_id": held.group_id,
        "group_name": group.name if group is not None else None,
        "state": held.state,
        "planned_at": held.planned_at,
        "started_at": held.started_at,
        "ended_at": held.ended_at,
        "presented_block_id": held.presented_block_id,
        "pace": held.pace,
        "revision": held.revision,
    }
