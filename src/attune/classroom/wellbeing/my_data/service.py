"""What a student can see and delete of everything known about their wellbeing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, Delete, Select, delete, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform import audit
from attune.classroom.platform.database.batches import SHORT_PAUSE_SECONDS, delete_in_batches
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.events.types import publish
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.ingestion.events import CallChanged
from attune.classroom.wellbeing.ingestion.schemas import CheckInOut
from attune.classroom.wellbeing.learner_state.events import KeptDataChanged, LearnerChanged
from attune.classroom.wellbeing.learner_state.reasons import explain, language_for, read_reasons
from attune.classroom.wellbeing.learner_state.restore import (
    Gone,
    rebuild_study_session,
    restore_study_session,
    rules_in_force,
)
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import CheckIn, OpenedHint, StoredBehaviour, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.events import OwnDataDeleted
from attune.classroom.wellbeing.my_data.lessons import count_studied
from attune.classroom.wellbeing.my_data.notes.models import Note
from attune.classroom.wellbeing.my_data.notes.service import list_notes
from attune.classroom.wellbeing.my_data.schemas import (
    DeletedCounts,
    DeletedOut,
    OwnCheckInOut,
    OwnDataOut,
    OwnWindowOut,
    ViewerOut,
)
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of
from attune.classroom.wellbeing.support.support_messages import describe_answered_messages

ROWS_PER_FETCH = 500
SENT_AGAIN = 500  # windows that a device may have waiting: more than an hour of them


def read_own_data(session: Session, student: Actor, since: datetime) -> OwnDataOut:
    """Everything kept since an instant, newest last, and who looked."""
    check_ins = own_check_ins(session, student.id, since)
    return OwnDataOut(
        lessons_studied=count_studied(session, student, since),
        windows=list(each_window(session, student, since, corrections_of(check_ins))),
        checkins=with_places(session, check_ins),
        support_messages=describe_answered_messages(session, shown_support_messages(session, student.id, since)),
        notes=list_notes(session, student, since=since),
        viewers=list_viewers(session, student.id, since),
        retention_days=read_policy(session).retention_days,
    )


def with_places(session: Session, check_ins: Sequence[CheckIn]) -> list[OwnCheckInOut]:
    """What was said, with the titles of where; two queries for all of it."""
    lesson_ids = {each.lesson_id for each in check_ins if each.lesson_id is not None}
    block_ids = {each.block_id for each in check_ins if each.block_id is not None}
    lessons = dict(session.execute(select(Lesson.id, Lesson.title).where(Lesson.id.in_(lesson_ids))).all())
    blocks: dict[UUID, str | None] = dict(
        session.execute(select(Block.id, block_name()).where(Block.id.in_(block_ids))).all()
    )
    return [
        OwnCheckInOut(
            **CheckInOut.model_validate(each).model_dump(),
            lesson_title=lessons.get(each.lesson_id) if each.lesson_id is not None else None,
            block_title=blocks.get(each.block_id) if each.block_id is not None else None,
        )
        for each in check_ins
    ]


def delete_window(
    session: Session, study_sessions: StudySessions, student: Actor, window_id: UUID, now: datetime
) -> None:
    """Delete one window, in the database and in memory.

    Raises:
        NotFound: there is none.
    """
    row = session.get(StoredWindow, (student.id, window_id))
    if row is None:
        raise NotFound(f"There is no window {window_id} of yours.", window_id=str(window_id))
    session.delete(row)
    session.flush()
    rebuild_study_session(session, study_sessions, student.id, now, Gone(window_id=window_id))
    _never_again(session, study_sessions, student.id, [window_id], now)
    publish(session, KeptDataChanged(user_id=student.id, at=now, since=row.started_at, until=row.started_at))
    publish(session, LearnerChanged(user_id=student.id, at=now))


def delete_earlier_windows(database: Database, student: Actor, lesson_id: UUID | None) -> int:
    """Delete most of a long past in batches, so that nobody else waits for it; `delete_data` deletes the rest.

    Args:
        database: Deleted from in batches; the thread must hold no write transaction.
        student: Whose windows.
        lesson_id: Those of one lesson; None for all.

    Returns:
        How many windows were deleted: all but the last SENT_AGAIN.
    """
    mine = _windows_of(student.id, lesson_id)
    with database.session(writes=False) as session:
        newest_first = select(StoredWindow.started_at).where(mine).order_by(StoredWindow.started_at.desc())
        before = session.scalar(newest_first.offset(SENT_AGAIN).limit(1))
    if before is None:
        return 0
    return delete_in_batches(
        database, StoredWindow, mine & (StoredWindow.started_at <= before), pause=SHORT_PAUSE_SECONDS
    )


def _windows_of(student_id: UUID, lesson_id: UUID | None) -> ColumnElement[bool]:
    mine = StoredWindow.user_id == student_id
    return mine if lesson_id is None else mine & (StoredWindow.lesson_id == lesson_id)


def _hints_of(student_id: UUID, lesson_id: UUID | None) -> ColumnElement[bool]:
    mine = OpenedHint.user_id == student_id
    return mine if lesson_id is None else mine & OpenedHint.block_id.in_(_blocks_of(lesson_id))


def _blocks_of(lesson_id: UUID) -> Select[UUID]:
    return select(Block.id).where(Block.lesson_id == lesson_id)


def delete_data(
    session: Session,
    study_sessions: StudySessions,
    student: Actor,
    lesson_id: UUID | None,
    now: datetime,
    *,
    earlier: int = 0,
) -> DeletedOut:
    """Delete everything kept of one lesson, or of all: windows, behaviour, words, messages and more, for good.

    Args:
        session: Of the request.
        study_sessions: What is known at the moment; what is deleted is discarded there, too.
        student: Whose data.
        lesson_id: The lesson; None for everything.
        now: The present instant.
        earlier: Windows that `delete_earlier_windows` has deleted for the same request.

    Returns:
        How many rows of each kind were deleted, `earlier` included.
    """
    newest = _newest_windows(session, student.id, lesson_id)
    counts = _delete_rows(session, student.id, lesson_id, earlier)
    session.expire_all()
    if lesson_id is None:
        study_sessions.discard(student.id)
    else:
        blocks = frozenset(session.scalars(_blocks_of(lesson_id)))
        rebuild_study_session(session, study_sessions, student.id, now, Gone(lesson_id=lesson_id, block_ids=blocks))
    _never_again(session, study_sessions, student.id, newest, now)
    detail = {"lesson_id": str(lesson_id) if lesson_id else None, **counts.model_dump()}
    audit.append(
        session,
        audit.AuditAction.DATA_DELETED,
        actor_id=student.id,
        subject_id=student.id,
        at=now,
        detail=detail,
    )
    publish(session, OwnDataDeleted(user_id=student.id, at=now, lesson_id=lesson_id))
    publish(session, CallChanged(user_id=student.id, at=now))
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return DeletedOut(deleted=counts)


def _delete_rows(session: Session, student_id: UUID, lesson_id: UUID | None, earlier: int) -> DeletedCounts:
    """Delete what is kept of one lesson, or of all; see `delete_data`."""
    return DeletedCounts(
        checkins=_delete(session, delete(CheckIn).where(CheckIn.user_id == student_id), CheckIn.lesson_id, lesson_id),
        support_messages=_delete(
            session,
            delete(SupportMessage).where(SupportMessage.user_id == student_id),
            SupportMessage.lesson_id,
            lesson_id,
        ),
        support_decisions=_delete(
            session,
            delete(SupportDecision).where(SupportDecision.user_id == student_id),
            SupportDecision.lesson_id,
            lesson_id,
        ),
        behaviour=_delete(
            session,
            delete(StoredBehaviour).where(StoredBehaviour.user_id == student_id),
            StoredBehaviour.lesson_id,
            lesson_id,
        ),
        notes=_delete(session, delete(Note).where(Note.user_id == student_id), Note.lesson_id, lesson_id),
        opened_hints=_count(session, delete(OpenedHint).where(_hints_of(student_id, lesson_id))),
        windows=earlier + _count(session, delete(StoredWindow).where(_windows_of(student_id, lesson_id))),
    )


def _newest_windows(session: Session, student_id: UUID, lesson_id: UUID | None) -> list[UUID]:
    """Those that a device may still send again, because it heard no answer."""
    query = select(StoredWindow.id).where(_windows_of(student_id, lesson_id))
    return list(session.scalars(query.order_by(StoredWindow.started_at.desc()).limit(SENT_AGAIN)))


def _never_again(
    session: Session, study_sessions: StudySessions, student_id: UUID, window_ids: Sequence[UUID], now: datetime
) -> None:
    """Remember what was deleted: a device that sends it again does not bring it back."""
    with study_sessions.locked(student_id):
        current = restore_study_session(session, study_sessions, student_id, rules_in_force(session), now)
        study_sessions.put(student_id, current.remember(map(str, window_ids)))


def _delete(session: Session, statement: Delete, column: Any, lesson_id: UUID | None) -> int:  # noqa: ANN401 - a column
    return _count(session, statement if lesson_id is None else statement.where(column == lesson_id))


def _count(session: Session, statement: Delete) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def own_check_ins(session: Session, student_id: UUID, since: datetime) -> list[CheckIn]:
    """What the student said, oldest first."""
    query = select(CheckIn).where(CheckIn.user_id == student_id, CheckIn.at >= since).order_by(CheckIn.at, CheckIn.id)
    return list(session.scalars(query))


def shown_support_messages(session: Session, student_id: UUID, since: datetime) -> list[SupportMessage]:
    """The messages that were shown to the student, oldest first."""
    shown = select(SupportMessage).where(
        SupportMessage.user_id == student_id, SupportMessage.sent_at >= since, SupportMessage.withheld.is_(False)
    )
    return list(session.scalars(shown.order_by(SupportMessage.sent_at)))


def own_opened_hints(session: Session, student_id: UUID) -> Iterator[OpenedHint]:
    """Every hint that the student opened, oldest first."""
    mine = select(OpenedHint).where(OpenedHint.user_id == student_id)
    ordered = mine.order_by(OpenedHint.at, OpenedHint.block_id, OpenedHint.ladder_id, OpenedHint.step)
    return iter(session.scalars(ordered.execution_options(yield_per=ROWS_PER_FETCH)))


def own_behaviour(session: Session, student_id: UUID) -> Iterator[StoredBehaviour]:
    """Everything that is kept of what the student did, oldest first."""
    mine = select(StoredBehaviour).where(StoredBehaviour.user_id == student_id)
    ordered = mine.order_by(StoredBehaviour.at, StoredBehaviour.id)
    return iter(session.scalars(ordered.execution_options(yield_per=ROWS_PER_FETCH)))


def own_decisions(session: Session, student_id: UUID) -> Iterator[SupportDecision]:
    """Every moment at which support decided about the student, oldest first, whatever was drawn."""
    mine = (
        select(SupportDecision)
        .where(SupportDecision.user_id == student_id)
        .order_by(SupportDecision.at, SupportDecision.id)
    )
    return iter(session.scalars(mine.execution_options(yield_per=ROWS_PER_FETCH)))


def each_window(
    session: Session, student: Actor, since: datetime, corrections: Mapping[UUID, CheckIn]
) -> Iterator[OwnWindowOut]:
    """The student's windows one by one, oldest first, so that a long past needs no room in memory."""
    query = (
        select(StoredWindow, Lesson.title)
        .outerjoin(Lesson, Lesson.id == StoredWindow.lesson_id)
        .where(StoredWindow.user_id == student.id, StoredWindow.started_at >= since)
        .order_by(StoredWindow.started_at)
        .execution_options(yield_per=ROWS_PER_FETCH)
    )
    language = language_for(student.locale)
    for row, title in session.execute(query):
        correction = corrections.get(row.id)
        yield OwnWindowOut.model_validate(
            {
                **{name: getattr(row, name) for name in _WINDOW_FIELDS},
                "reasons": explain(read_reasons(row.reasons), language),
                "corrected_to": correction.feeling if correction is not None else None,
                "lesson_title": title,
            }
        )


_WINDOW_FIELDS = tuple(OwnWindowOut.model_fields.keys() - {"reasons", "corrected_to", "lesson_title"})


# What of a student somebody else has looked at: what the camera saw, and what the student said about a feeling.
SEEN_BY_OTHERS = (audit.AuditAction.VIEWED_SHARED_AFFECT, audit.AuditAction.READ_SAID_FEELING)


def list_viewers(session: Session, student_id: UUID, since: datetime) -> list[ViewerOut]:
    """Who looked at the student's shared view, from the audit log, newest first."""
    query = (
        select(User.name, audit.AuditEntry)
        .join(User, User.id == audit.AuditEntry.actor_id)
        .where(
            audit.AuditEntry.action.in_(SEEN_BY_OTHERS),
            audit.AuditEntry.subject_id == student_id,
            audit.AuditEntry.at >= since,
        )
        .order_by(audit.AuditEntry.at.desc())
    )
    return [
        ViewerOut(viewer_name=name, viewed_at=entry.at, what=str(entry.detail["what"]))
        for name, entry in session.execute(query)
    ]
