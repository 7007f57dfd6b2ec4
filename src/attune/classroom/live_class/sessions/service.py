"""Hold a class: plan it, start it, present a block, set the pace, end it. Who is in it is notified at each change."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_course, find_lesson
from attune.classroom.courses.availability import has_begun
from attune.classroom.courses.models import Block, Course, CourseState, Lesson
from attune.classroom.courses.people.codes import make_code
from attune.classroom.courses.people.events import GroupLeaves
from attune.classroom.courses.people.groups import find_group
from attune.classroom.live_class.sessions.describing import describe
from attune.classroom.live_class.sessions.errors import (
    GroupInClass,
    LessonNotShown,
    SessionEnded,
    SessionIdTaken,
    SessionNotStarted,
    SessionOpen,
)
from attune.classroom.live_class.sessions.events import LiveSessionChanged
from attune.classroom.live_class.sessions.finding import find_session, students_of
from attune.classroom.live_class.sessions.models import LiveSession, Pace, SessionState
from attune.classroom.live_class.sessions.schemas import LiveSessionChange, LiveSessionIn
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import course_channel, push, user_channel
from attune.classroom.platform.permissions import Actor

LONGEST = timedelta(hours=12)  # a class that nobody ended by then is over: no lesson takes longer


def create_session(session: Session, tutor: Actor, course_id: UUID, new: LiveSessionIn, now: datetime) -> LiveSession:
    """Start a session, or plan it where it says when; one that is sent twice is there once.

    Raises:
        NotFound: the course is not the tutor's; the lesson or the group is not the course's.
        SessionIdTaken: the id belongs to a session of another course.
        LessonNotShown: students do not find the lesson.
        SessionOpen: the course, or the group, has an open session.
    """
    course = find_course(session, tutor, course_id)
    session.refresh(course, with_for_update=True)  # one after the other, so that the second finds the first one open
    known = session.get(LiveSession, new.id)
    if known is not None:
        if known.course_id != course.id:
            raise SessionIdTaken("This id belongs to another class; make a new one.", id=str(new.id))
        return known
    lesson = find_lesson(session, tutor, new.lesson_id)
    if lesson.course_id != course.id:
        raise NotFound(f"There is no lesson {lesson.id} in this course.", lesson_id=str(lesson.id))
    if new.group_id is not None:
        find_group(session, course.id, new.group_id)
    held = LiveSession(
        id=new.id,
        course_id=course.id,
        lesson_id=lesson.id,
        group_id=new.group_id,
        tutor_id=tutor.id,
        planned_at=new.planned_at,
        pace=Pace.FOLLOW,
        code=make_code(),
        revision=0,
    )
    if new.planned_at is None:
        _open(session, held, course, lesson, now)
    session.add(held)
    _notify(session, held)
    return held


def start_session(session: Session, tutor: Actor, session_id: UUID, now: datetime) -> LiveSession:
    """Start a planned session; one that is open stays so.

    Raises:
        NotFound: there is none of the tutor's.
        SessionEnded: it is over.
        LessonNotShown: students do not find the lesson any more.
        SessionOpen: the course, or the group, has another open session.
    """
    course_id = find_session(session, tutor, session_id).course_id
    course = session.get_one(Course, course_id, with_for_update=True, populate_existing=True)
    held = _locked(session, tutor, session_id)
    if held.state is SessionState.ENDED:
        raise _ended(held)
    if held.state is SessionState.PLANNED:
        _open(session, held, course, session.get_one(Lesson, held.lesson_id), now)
        _notify(session, held)
    return held


def change_session(session: Session, tutor: Actor, session_id: UUID, change: LiveSessionChange) -> LiveSession:
    """Present a block of the lesson, or none, and set the pace.

    Raises:
        NotFound: there is no such session of the tutor's, or no such block in its lesson now.
        SessionEnded, SessionNotStarted: it is not open.
    """
    held = _locked(session, tutor, session_id)
    if held.state is SessionState.ENDED:
        raise _ended(held)
    if held.state is SessionState.PLANNED:
        raise SessionNotStarted("This class has not started; start it first.", live_session_id=str(held.id))
    before = (held.presented_block_id, held.pace)
    if "presented_block_id" in change.model_fields_set:
        _check_block(session, held, change.presented_block_id)
        held.presented_block_id = change.presented_block_id
    held.pace = change.pace or held.pace
    if before != (held.presented_block_id, held.pace):
        _notify(session, held)
    return held


def end_session(session: Session, tutor: Actor, session_id: UUID, now: datetime) -> LiveSession:
    """End a session, or call a planned one off; one that has ended stays as it was.

    Raises:
        NotFound: there is none of the tutor's.
    """
    held = _locked(session, tutor, session_id)
    _end(session, held, now)
    return held


def end_overdue(session: Session, now: datetime) -> int:
    """End what nobody ended, and what was planned and never started, twelve hours after it began or should have.

    Returns:
        How many.
    """
    began = func.coalesce(LiveSession.started_at, LiveSession.planned_at)
    overdue = select(LiveSession).where(LiveSession.ended_at.is_(None), began <= now - LONGEST)
    found = session.scalars(overdue.with_for_update(skip_locked=True)).all()
    for held in found:
        _end(session, held, now)
    return len(found)


def refuse_in_class(session: Session, event: GroupLeaves) -> None:
    """Raise GroupInClass for a group that has an open session: nobody in it could be notified any more."""
    held = select(LiveSession.id).where(LiveSession.group_id == event.group_id, LiveSession.ended_at.is_(None))
    if session.scalar(held.where(LiveSession.started_at.is_not(None)).limit(1)) is not None:
        raise GroupInClass("This group is in a class now; end the class first.", group_id=str(event.group_id))


def _locked(session: Session, tutor: Actor, session_id: UUID) -> LiveSession:
    """A session of the tutor's, with its row locked: of two changes at the same moment the second sees the first."""
    found = find_session(session, tutor, session_id)
    return session.get_one(LiveSession, found.id, with_for_update=True, populate_existing=True)


def _open(session: Session, held: LiveSession, course: Course, lesson: Lesson, now: datetime) -> None:
    hidden = lesson.version == 0 or lesson.archived_at is not None
    if hidden or course.state is not CourseState.RUNNING or not has_begun(course, now):
        message = "Students do not find this lesson: publish it, and see that its course is running and has begun."
        raise LessonNotShown(message, lesson_id=str(lesson.id))
    same = LiveSession.group_id.is_(None) if held.group_id is None else LiveSession.group_id == held.group_id
    others = select(LiveSession.id).where(LiveSession.course_id == course.id, same, LiveSession.id != held.id)
    other = session.scalar(others.where(LiveSession.started_at.is_not(None), LiveSession.ended_at.is_(None)))
    if other is not None:
        raise SessionOpen("A class is on already; end it before you start another.", live_session_id=str(other))
    held.started_at = now


def _end(session: Session, held: LiveSession, now: datetime) -> None:
    if held.ended_at is None:
        held.ended_at = now
        _notify(session, held)


def _check_block(session: Session, held: LiveSession, block_id: UUID | None) -> None:
    if block_id is None:
        return
    block = session.get(Block, block_id)
    if block is None or block.lesson_id != held.lesson_id or block.removed_at is not None:
        raise NotFound(f"There is no block {block_id} in this lesson.", block_id=str(block_id))


def _ended(held: LiveSession) -> SessionEnded:
    ended_at = held.ended_at.isoformat() if held.ended_at is not None else None
    return SessionEnded("This class has ended; start another.", live_session_id=str(held.id), ended_at=ended_at)


def _notify(session: Session, held: LiveSession) -> None:
    """Count the change, and push the state to everybody whose class it is and to the course's tutors."""
    held.revision += 1
    session.flush()
    event = LiveSessionChanged(session=describe(session, held))
    push(session, course_channel(held.course_id), event)
    for student_id in students_of(session, held):
        push(session, user_channel(student_id), event)
