"""Read private help: the threads of a user, their list, the count of unread ones, and one conversation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, Course, Lesson, TeachingAssignment
from attune.classroom.help.models import HelpMessage, HelpReading, HelpThread
from attune.classroom.help.schemas import (
    HelpConversation,
    HelpMessageOut,
    HelpQuery,
    HelpThreadOut,
    HelpThreads,
    UnreadHelp,
)
from attune.classroom.platform import audit
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.wellbeing.learner_state.restore import parse_feeling
from attune.classroom.wellbeing.models import CheckIn

PAGE_SIZE = 50
EXCERPT = 160  # characters of the latest message in a list
AUDIT_INTERVAL = timedelta(hours=1)


def threads_of(actor: Actor) -> Select[HelpThread]:
    """Select the threads that an actor takes part in: a student's own, or those of a tutor's courses."""
    threads = select(HelpThread)
    if actor.role is Role.STUDENT:
        return threads.where(HelpThread.student_id == actor.id)
    taught = select(TeachingAssignment.course_id).where(TeachingAssignment.user_id == actor.id)
    return threads.where(HelpThread.course_id.in_(taught))


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
    """List a page of the actor's threads, the latest first; only open or only settled ones if the query says so."""
    mine = threads_of(actor)
    if query.settled is not None:
        settled = HelpThread.settled_at
        mine = mine.where(settled.is_not(None) if query.settled else settled.is_(None))
    total = session.scalar(select(func.count()).select_from(mine.subquery())) or 0
    page = mine.order_by(HelpThread.latest_at.desc(), HelpThread.id)
    ids = session.scalars(page.with_only_columns(HelpThread.id).offset((query.page - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    return HelpThreads(
        threads=_describe(session, actor, ids.all()),
        total=total,
        page=query.page,
        pages=max(1, -(-total // PAGE_SIZE)),
    )


def count_unread(session: Session, actor: Actor) -> UnreadHelp:
    """Count the actor's threads, open or settled, that hold a message they have not seen."""
    threads = threads_of(actor).with_only_columns(HelpThread.id).where(_unread(actor) > 0)
    return UnreadHelp(threads=session.scalar(select(func.count()).select_from(threads.subquery())) or 0)


def read_conversation(session: Session, actor: Actor, thread_id: UUID, now: datetime) -> HelpConversation:
    """Return a thread with its messages; that a tutor saw what a student felt goes into the audit log.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
    """
    thread = find_thread(session, actor, thread_id)
    (listed,) = _describe(session, actor, [thread.id])
    rows = session.execute(
        select(HelpMessage, User.name)
        .join(User, User.id == HelpMessage.author_id)
        .where(HelpMessage.thread_id == thread.id)
        .order_by(HelpMessage.sent_at, HelpMessage.id)
    )
    messages = [
        HelpMessageOut(
            id=message.id,
            author_name=name,
            from_tutor=message.author_id != thread.student_id,
            mine=message.author_id == actor.id,
            text=message.text,
            sent_at=message.sent_at,
        )
        for message, name in rows
    ]
    said = session.get(CheckIn, (thread.student_id, thread.check_in_id)) if thread.check_in_id else None
    if said is not None and actor.id != thread.student_id:
        _log_access(session, actor, thread, listed.course_title, now)
    feeling = parse_feeling(said.feeling) if said is not None else None
    return HelpConversation.model_validate({**listed.model_dump(), "messages": messages, "feeling": feeling})


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


def _describe(session: Session, actor: Actor, ids: Iterable[UUID]) -> list[HelpThreadOut]:
    student, author, message = aliased(User), aliased(User), aliased(HelpMessage)
    rows = session.execute(
        select(
            HelpThread, Course.title, student.name, Lesson.title, Block.title, author.name, message.text, _unread(actor)
        )
        .join(Course, Course.id == HelpThread.course_id)
        .join(student, student.id == HelpThread.student_id)
        .join(message, message.id == _latest())
        .join(author, author.id == message.author_id)
        .outerjoin(Lesson, Lesson.id == HelpThread.lesson_id)
        .outerjoin(Block, Block.id == HelpThread.block_id)
        .where(HelpThread.id.in_(list(ids)))
        .order_by(HelpThread.latest_at.desc(), HelpThread.id)
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
    )


def _log_access(session: Session, viewer: Actor, thread: HelpThread, course_title: str, now: datetime) -> None:
    """Append to the audit log that the viewer saw what the student said they feel, at most once an hour."""
    lately: Select[Any] = select(audit.AuditEntry).where(
        audit.AuditEntry.action == audit.AuditAction.VIEWED_SHARED_AFFECT,
        audit.AuditEntry.actor_id == viewer.id,
        audit.AuditEntry.subject_id == thread.student_id,
        audit.AuditEntry.at > now - AUDIT_INTERVAL,
    )
    if any(entry.detail.get("thread_id") == str(thread.id) for entry in session.scalars(lately)):
        return
    audit.append(
        session,
        audit.AuditAction.VIEWED_SHARED_AFFECT,
        actor_id=viewer.id,
        subject_id=thread.student_id,
        at=now,
        detail={"what": f"Help · {course_title}", "thread_id": str(thread.id)},
    )
