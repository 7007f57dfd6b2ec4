"""Read one conversation of private help: its messages, who reads it, and a template where nobody has answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import TeachingAssignment
from attune.classroom.help.inbox import describe_threads, find_thread
from attune.classroom.help.models import HelpMessage, HelpThread
from attune.classroom.help.schemas import HelpConversation, HelpMessageOut, HelpRole
from attune.classroom.help.urgent.first_answer import compose_first_answer
from attune.classroom.help.urgent.schemas import HelpReaders
from attune.classroom.help.urgent.service import readers_of
from attune.classroom.institution.resources.service import resources_for
from attune.classroom.platform import audit
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.learner_state.restore import parse_feeling
from attune.classroom.wellbeing.models import CheckIn

AUDIT_INTERVAL = timedelta(hours=1)


def read_conversation(session: Session, actor: Actor, thread_id: UUID, now: datetime) -> HelpConversation:
    """Return a thread with its messages; that a tutor saw what a student felt goes into the audit log.

    Raises:
        NotFound: there is no such thread, or the actor does not take part in it.
    """
    thread = find_thread(session, actor, thread_id)
    (listed,) = describe_threads(session, actor, [thread.id])
    messages = _messages(session, actor, thread)
    said = session.get(CheckIn, (thread.student_id, thread.check_in_id)) if thread.check_in_id else None
    if said is not None and actor.id != thread.student_id:
        _log_access(session, actor, thread, listed.course_title, now)
    feeling = parse_feeling(said.feeling) if said is not None else None
    readers = readers_of(session, thread.course_id)
    detail = {
        "messages": messages,
        "feeling": feeling,
        "takes_part_as": _takes_part_as(session, actor, thread),
        "readers": readers,
        "first_answer": _first_answer(session, actor, thread, readers, messages),
    }
    return HelpConversation.model_validate(listed.model_dump() | detail)


def _messages(session: Session, actor: Actor, thread: HelpThread) -> list[HelpMessageOut]:
    rows = session.execute(
        select(HelpMessage, User.name)
        .join(User, User.id == HelpMessage.author_id)
        .where(HelpMessage.thread_id == thread.id)
        .order_by(HelpMessage.sent_at, HelpMessage.id)
    )
    return [
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


def _takes_part_as(session: Session, actor: Actor, thread: HelpThread) -> HelpRole:
    if actor.id == thread.student_id:
        return HelpRole.STUDENT
    teaches = session.get(TeachingAssignment, (actor.id, thread.course_id)) is not None
    return HelpRole.TUTOR if teaches else HelpRole.URGENT_CONTACT


def _first_answer(
    session: Session, actor: Actor, thread: HelpThread, readers: HelpReaders, messages: Sequence[HelpMessageOut]
) -> str | None:
    """Return the template for whoever answers an urgent question first; None for anybody else."""
    if thread.urgent_at is None or actor.id == thread.student_id or any(each.from_tutor for each in messages):
        return None
    student = session.get_one(User, thread.student_id)
    others = {*readers.tutors, readers.urgent_contact} - {actor.name, None}
    resources = resources_for(session, student.locale).resources
    return compose_first_answer(student.locale, student.name, actor.name, sorted(filter(None, others)), resources)


def _log_access(session: Session, viewer: Actor, thread: HelpThread, course_title: str, now: datetime) -> None:
    """Append to the audit log that the viewer saw what the student said they feel, at most once an hour."""
    lately: Select[Any] = select(audit.AuditEntry).where(
        audit.AuditEntry.action == audit.AuditAction.READ_SAID_FEELING,
        audit.AuditEntry.actor_id == viewer.id,
        audit.AuditEntry.subject_id == thread.student_id,
        audit.AuditEntry.at > now - AUDIT_INTERVAL,
    )
    if any(entry.detail.get("thread_id") == str(thread.id) for entry in session.scalars(lately)):
        return
    audit.append(
        session,
        audit.AuditAction.READ_SAID_FEELING,
        actor_id=viewer.id,
        subject_id=thread.student_id,
        at=now,
        detail={"what": f"Help · {course_title}", "thread_id": str(thread.id)},
    )
