"""A tutor writes to students of a course: one text to several, and to each of them in private."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_course
from attune.classroom.courses.models import Course, Enrolment
from attune.classroom.help.events import HelpChange, HelpChanged
from attune.classroom.help.models import HelpMessage, HelpReading, HelpThread
from attune.classroom.help.schemas import MessageToStudents, WrittenThread, WrittenThreads
from attune.classroom.help.service import IdTaken
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import course_channel, push, user_channel
from attune.classroom.platform.permissions import Actor


def write_to_students(
    session: Session, tutor: Actor, course_id: UUID, message: MessageToStudents, now: datetime
) -> WrittenThreads:
    """Begin a conversation with each of some students; a message sent twice begins each of them once.

    Raises:
        NotFound: the course is not the tutor's, or one of the students is not in it or cannot sign in.
        IdTaken: the id belongs to another tutor's message.
    """
    course = find_course(session, tutor, course_id)
    _check_students(session, course.id, message.student_ids)
    ids = {student_id: uuid5(message.id, str(student_id)) for student_id in dict.fromkeys(message.student_ids)}
    known = session.scalars(select(HelpThread).where(HelpThread.id.in_(ids.values()))).all()
    if any(thread.opened_by_id != tutor.id for thread in known):
        raise IdTaken("This id belongs to another message; make a new one.", id=str(message.id))
    there = {thread.id for thread in known}
    fresh = {student_id: thread_id for student_id, thread_id in ids.items() if thread_id not in there}
    _add_threads(session, tutor, course.id, fresh, message.text, now)
    _publish(session, tutor, course, fresh)
    return WrittenThreads(threads=[WrittenThread(student_id=key, thread_id=value) for key, value in ids.items()])


def _check_students(session: Session, course_id: UUID, student_ids: Sequence[UUID]) -> None:
    enrolled = session.scalars(
        select(Enrolment.user_id)
        .join(User, User.id == Enrolment.user_id)
        .where(Enrolment.course_id == course_id, Enrolment.user_id.in_(student_ids), User.active.is_(True))
    ).all()
    for student_id in student_ids:
        if student_id not in enrolled:
            raise NotFound(f"There is no student {student_id} in this course.", user_id=str(student_id))


def _add_threads(
    session: Session, tutor: Actor, course_id: UUID, threads: dict[UUID, UUID], text: str, now: datetime
) -> None:
    session.add_all(
        HelpThread(
            id=thread_id,
            student_id=student_id,
            course_id=course_id,
            opened_by_id=tutor.id,
            opened_at=now,
            latest_at=now,
        )
        for student_id, thread_id in threads.items()
    )
    session.flush()
    for thread_id in threads.values():
        message_id = uuid5(thread_id, text)
        session.add(HelpMessage(id=message_id, thread_id=thread_id, author_id=tutor.id, text=text, sent_at=now))
        session.add(HelpReading(thread_id=thread_id, user_id=tutor.id, read_at=now))
    session.flush()


def _publish(session: Session, tutor: Actor, course: Course, threads: dict[UUID, UUID]) -> None:
    """Tell each student of theirs; who teaches the course hears once that there is something new."""
    events = {
        student_id: HelpChanged(
            thread_id=thread_id,
            change=HelpChange.WRITTEN,
            urgent=False,
            by_id=tutor.id,
            by_name=tutor.name,
            course_title=course.title,
        )
        for student_id, thread_id in threads.items()
    }
    for student_id, event in events.items():
        push(session, user_channel(student_id), event)
    for event in list(events.values())[:1]:
        push(session, course_channel(course.id), event)
