"""Read private help: the threads of a user, their list, and the count of unread ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from attune.classroom.accounts.models import User
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Course, Lesson, TeachingAssignment
from attune.classroom.help.models import HelpMessage, HelpReading, HelpThread
from attune.classroom.help.schemas import (
    HelpQuery,
    HelpThreadOut,
    HelpThreads,
    UnreadHelp,
)
from attune.classroom.help.urgent.models import UrgentContact
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role

PAGE_SIZE = 50
EXCERPT = 160  # characters of the latest message in a list


def threads_of(actor: Actor) -> Select[HelpThread]:
    """Select the threads that an actor takes part in.

    A student's own; those of a tutor's courses; and urgent ones, for the tutor whom the institution has named.
    """
    threads = select(HelpThread)
    if actor.role is Role.STUDENT:
        return threads.where(HelpThread.student_id == actor.id)
    taught = select(TeachingAssignment.course_id).where(TeachingAssignment.user_id == actor.id)
    # the account of a tutor: an administrator who teaches reads what is asked in the courses that they teach
    contact = select(UrgentContact.user_id).join(User, User.id == UrgentContact.user_id)
    named = contact.where(UrgentContact.user_id == actor.id, User.role == Role.TUTOR).exists()
    return threads.where(or_(HelpThread.course_id.in_(taught), and_(HelpThread.urgent_at.is_not(None), named)))


def find_thread(session: Session, actor: Actor, thread_id: UUID) -> HelpThread:
    """Return the thread with this id.

    Raises:
        NotFound: there is none, or the actor does not take part in it.
    """
    thread = session.scalar(threads_of(actor).where(HelpThread.id == thread_id))
    if thread is None:
        raise NotFound(f"There is no thread {thread_id} of yours.", thread_id=str(thread_id))
    return thread


def list_threads(session: Session, actor: Actor, query: HelpQuery) -> HelpThreads:
    """List a page of the actor's threads; only open or only settled ones if the query says so.

    Open urgent ones come first, then the latest first.
    """
    mine = threads_of(actor)
    if query.course_id is not None:
        mine = mine.where(HelpThread.course_id == query.course_id)
    if query.student_id is not None:
        mine = mine.where(HelpThread.student_id == query.student_id)
    if query.settled is not None:
        open_ = _is_open(actor)
        mine = mine.where(~open_ if query.settled else open_)
    total = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    page = mine.order_by(*_most_urgent_first())
    ids = session.scalars(page.with_only_columns(HelpThread.id).offset((query.page - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    return HelpThreads(
        threads=describe_threads(session, actor, ids.all()),
        total=total,
        page=query.page,
        pages=max(1, -(-total // PAGE_SIZE)),
    )


def count_unread(session: Session, actor: Actor) -> UnreadHelp:
    """Count the actor's threads, open or settled, that hold a message they have not seen, and what is urgent."""
    threads = threads_of(actor).with_only_columns(HelpThread.id).where(_unread(actor) > 0)
    unread = session.scalar(select(func.count()).select_from(threads.subquery())) or 0
    if actor.role is Role.STUDENT:
        return UnreadHelp(threads=unread, urgent=0, urgent_only=False)
    waits = HelpThread.urgent_at.is_not(None), HelpThread.settled_at.is_(None)
    urgent = threads_of(actor).with_only_columns(HelpThread.id).where(*waits)
    teaches = exists().where(TeachingAssignment.user_id == actor.id)
    named = exists().where(UrgentContact.user_id == actor.id)
    return UnreadHelp(
        threads=unread,
        urgent=session.scalar(select(func.count()).select_from(urgent.subquery())) or 0,
        urgent_only=bool(session.scalar(select(named & ~teaches))),
    )


def _is_open(actor: Actor) -> ColumnElement[bool]:
    """Whether a thread is to be answered: not one that a tutor began, for who teaches, until its student writes."""
    unsettled = HelpThread.settled_at.is_(None)
    if actor.role is Role.STUDENT:
        return unsettled
    written = exists().where(HelpMessage.thread_id == HelpThread.id, HelpMessage.author_id == HelpThread.student_id)
    return and_(unsettled, or_(HelpThread.opened_by_id.is_(None), written))


def _most_urgent_first() -> Iterable[ColumnElement[Any]]:
    """Order threads: what is urgent and open first, then the latest."""
    waits = and_(HelpThread.urgent_at.is_not(None), HelpThread.settled_at.is_(None))
    return case((waits, 0), else_=1), HelpThread.latest_at.desc(), HelpThread.id.expression


def _unread(actor: Actor) -> ColumnElement[int]:
    """Select how many messages of others the actor has not seen, for the thread of the enclosing query."""
    reading = aliased(HelpReading)
    return (
        select(func.count(HelpMessage.id))
        .outerjoin(reading, and_(reading.thread_id == HelpMessage.thread_id, reading.user_id == actor.id))
        .where(
            HelpMessage.thread_id == HelpThread.id,
            HelpMessage.author_id != actor.id,
            or_(reading.read_at.is_(None), HelpMessage.sent_at > reading.read_at),
        )
        .correlate(HelpThread)
        .scalar_subquery()
    )


def _latest() -> ColumnElement[UUID]:
    """Select the id of the latest message, for the thread of the enclosing query."""
    return (
        select(HelpMessage.id)
        .where(HelpMessage.thread_id == HelpThread.id)
        .order_by(HelpMessage.sent_at.desc(), HelpMessage.id.desc())
        .limit(1)
        .correlate(HelpThread)
        .scalar_subquery()
    )


def describe_threads(session: Session, actor: Actor, ids: Iterable[UUID]) -> list[HelpThreadOut]:
    """Describe the threads with these ids for a list, open urgent ones first, then the latest first."""
    student, author, message, opener = aliased(User), aliased(User), aliased(HelpMessage), aliased(User)
    rows = session.execute(
        select(
            HelpThread,
            Course.title,
            student.name,
            Lesson.title,
            block_name(),
            author.name,
            message.text,
            _unread(actor),
            opener.name,
        )
        .join(Course, Course.id == HelpThread.course_id)
        .join(student, student.id == HelpThread.student_id)
        .join(message, message.id == _latest())
        .join(author, author.id == message.author_id)
        .outerjoin(Lesson, Lesson.id == HelpThread.lesson_id)
        .outerjoin(Block, Block.id == HelpThread.block_id)
        .outerjoin(opener, opener.id == HelpThread.opened_by_id)
        .where(HelpThread.id.in_(list(ids)))
        .order_by(*_most_urgent_first())
    )
    return [_listed(*row) for row in rows]


def _listed(
    thread: HelpThread,
    course: str,
    student: str,
    lesson: str | None,
    block: str | None,
    author: str,
    text: str,
    unread: int,
    opened_by: str | None,
) -> HelpThreadOut:
    return HelpThreadOut(
        id=thread.id,
        course_id=thread.course_id,
        course_title=course,
        student_name=student,
        lesson_id=thread.lesson_id,
        lesson_title=lesson,
        block_id=thread.block_id,
        block_title=block,
        opened_at=thread.opened_at,
        latest_at=thread.latest_at,
        latest_author=author,
        latest_text=text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…",
        unread=unread,
        settled_at=thread.settled_at,
        urgent_at=thread.urgent_at,
        opened_by_name=opened_by,
    )
