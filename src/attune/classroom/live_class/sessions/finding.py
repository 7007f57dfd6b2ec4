"""Which class sessions are whose: every query about them starts here, so what is not yours is not found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_course, visible_to
from attune.classroom.courses.availability import has_begun
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Course, CourseState, Enrolment, Lesson, Module
from attune.classroom.courses.people.codes import as_stored
from attune.classroom.courses.people.groups import list_groups
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.live_class.sessions.errors import UnknownSessionCode
from attune.classroom.live_class.sessions.models import LiveSession
from attune.classroom.live_class.sessions.schemas import SessionChoices, SessionGroup, SessionLesson
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role


def sessions_of(actor: Actor) -> Select[LiveSession]:
    """The sessions of a tutor's courses; those of a student's courses and groups, on lessons that students find."""
    courses = visible_to(actor).with_only_columns(Course.id).order_by(None)
    if actor.role is not Role.STUDENT:
        return select(LiveSession).where(LiveSession.course_id.in_(courses))
    groups = select(GroupMember.group_id).where(GroupMember.user_id == actor.id)
    running = courses.where(Course.state == CourseState.RUNNING)
    return (
        select(LiveSession)
        .join(Lesson, Lesson.id == LiveSession.lesson_id)
        .where(is_shown(), LiveSession.course_id.in_(running))
        .where(or_(LiveSession.group_id.is_(None), LiveSession.group_id.in_(groups)))
    )


def list_sessions(session: Session, actor: Actor, now: datetime) -> Sequence[LiveSession]:
    """The open sessions of an actor, then the planned ones, the earliest first."""
    query = sessions_of(actor).where(LiveSession.ended_at.is_(None))
    found = session.scalars(query.order_by(LiveSession.started_at, LiveSession.planned_at, LiveSession.id)).all()
    ready = [each for each in found if actor.role is not Role.STUDENT or _has_begun(session, each, now)]
    return sorted(ready, key=lambda each: each.started_at is None)


def find_session(session: Session, tutor: Actor, session_id: UUID) -> LiveSession:
    """A session of one of the tutor's courses.

    Raises:
        NotFound: there is none, or the course is not the tutor's.
    """
    found = session.scalar(sessions_of(tutor).where(LiveSession.id == session_id))
    if found is None:
        raise NotFound(f"There is no class session {session_id} of yours.", live_session_id=str(session_id))
    return found


def find_by_code(session: Session, student: Actor, typed: str) -> LiveSession:
    """The session of a code, also after its end.

    Raises:
        UnknownSessionCode: there is none, or the student is not in its course, or not in its group.
    """
    found = session.scalar(sessions_of(student).where(LiveSession.code == as_stored(typed)))
    if found is None:
        raise UnknownSessionCode("No class of your courses has this code; check it, or ask to be let into the course.")
    return found


def students_of(session: Session, held: LiveSession) -> Sequence[UUID]:
    """Whose class it is: the students of the course, or of its group, who can sign in."""
    students = select(User.id).join(Enrolment, Enrolment.user_id == User.id)
    students = students.where(Enrolment.course_id == held.course_id, User.active.is_(True))
    if held.group_id is not None:
        students = students.where(User.id.in_(_members(held.group_id)))
    return session.scalars(students).all()


def read_choices(session: Session, tutor: Actor, course_id: UUID) -> SessionChoices:
    """What a class in a course can be about, and whom it can be for.

    Raises:
        NotFound: the course is not the tutor's.
    """
    course = find_course(session, tutor, course_id)
    rows = session.execute(
        select(Lesson.id, Lesson.title, Module.title)
        .join(Module, Module.id == Lesson.module_id)
        .where(Lesson.course_id == course_id, is_shown())
        .order_by(Lesson.position)
    )
    lessons = [SessionLesson(id=lesson_id, title=title, module_title=module) for lesson_id, title, module in rows]
    last = session.scalar(
        select(LiveSession.lesson_id)
        .where(LiveSession.course_id == course_id, LiveSession.started_at.is_not(None))
        .order_by(LiveSession.started_at.desc())
        .limit(1)
    )
    there = [lesson.id for lesson in lessons]
    return SessionChoices(
        lessons=lessons,
        groups=[SessionGroup(id=group.id, name=group.name) for group in list_groups(session, course_id)],
        suggested_lesson_id=last if last in there else next(iter(there), None),
        language=course.language,
    )


def _members(group_id: UUID) -> Select[UUID]:
    return select(GroupMember.user_id).where(GroupMember.group_id == group_id)


def _has_begun(session: Session, held: LiveSession, now: datetime) -> bool:
    return has_begun(session.get_one(Course, held.course_id), now)
