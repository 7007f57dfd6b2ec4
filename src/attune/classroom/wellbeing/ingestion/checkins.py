"""What students say about themselves: check-ins, "I'm lost here", corrections, raised hands, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.evidence import SelfReportKind
from attune.classroom.courses.access import find_block, find_lesson
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import publish
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.consent.service import mode_of
from attune.classroom.wellbeing.device_clock import said_at
from attune.classroom.wellbeing.ingestion.events import CallChanged
from attune.classroom.wellbeing.ingestion.schemas import IN_EVERY_MODE, CheckInIn, CheckInOut
from attune.classroom.wellbeing.learner_state.events import KeptDataChanged, LearnerChanged
from attune.classroom.wellbeing.learner_state.restore import as_report, restore_study_session, rules_in_force
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage


class ModeOff(Conflict):
    """Feelings are not taken in while the student's mode is off."""

    code = "mode_off"


def record_check_in(
    session: Session, study_sessions: StudySessions, student: Actor, said: CheckInIn, now: datetime
) -> CheckInOut:
    """Keep what a student says; sent twice, it is kept once.

    Raises:
        ModeOff: for a feeling with the mode off.
        NotFound: for a place, window or message that is not the student's.
        InvalidInput: for an instant later than the sending, or older than what is kept.
    """
    known = session.get(CheckIn, (student.id, said.id))
    if known is not None:
        return _describe(known)
    if not _corrects_the_past(said):
        _check_mode(session, student, said.kind)
    _check_references(session, student, said)
    earlier = _earlier_corrections(session, student, said)
    at = said_at(said.at, said.sent_at, now, timedelta(days=read_policy(session).retention_days))
    row = CheckIn(user_id=student.id, **said.model_dump(exclude={"at", "sent_at"}), at=at)
    session.add(row)
    session.flush()
    rules = rules_in_force(session)
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules, now)
        current = current.remove_reports({str(correction.id) for correction in earlier})
        study_sessions.put(student.id, current.add_report(str(row.id), as_report(row), rules))
    if row.kind in IN_EVERY_MODE:
        raised_id = row.id if row.kind is SelfReportKind.HAND_RAISED else None
        publish(session, CallChanged(user_id=student.id, at=now, raised_id=raised_id))
    _publish_kept(session, row, now)
    publish(session, LearnerChanged(user_id=student.id, at=now))
    return _describe(row)


def undo_check_in(
    session: Session, study_sessions: StudySessions, student: Actor, check_in_id: UUID, now: datetime
) -> None:
    """Take back what was said, without a trace.

    Raises:
        NotFound: there is none.
    """
    row = session.get(CheckIn, (student.id, check_in_id))
    if row is None:
        raise NotFound(f"There is no check-in {check_in_id} of yours.", check_in_id=str(check_in_id))
    session.delete(row)
    session.flush()
    with study_sessions.locked(student.id):
        current = restore_study_session(session, study_sessions, student.id, rules_in_force(session), now)
        study_sessions.put(student.id, current.remove_reports({str(check_in_id)}))
    if row.kind in IN_EVERY_MODE:
        publish(session, CallChanged(user_id=student.id, at=now))
    _publish_kept(session, row, now)
    publish(session, LearnerChanged(user_id=student.id, at=now))


def _publish_kept(session: Session, said: CheckIn, now: datetime) -> None:
    """Tell of which time something is known that was not, or no longer: a correction belongs to its window."""
    window = session.get(StoredWindow, (said.user_id, said.window_id)) if said.window_id is not None else None
    at = said.at if window is None else window.started_at
    publish(session, KeptDataChanged(user_id=said.user_id, at=now, since=at, until=at))


def _corrects_the_past(said: CheckInIn) -> bool:
    """Whether this is about a window that is kept: that can be corrected in every mode."""
    return said.kind is SelfReportKind.CORRECTION and said.window_id is not None


def _earlier_corrections(session: Session, student: Actor, said: CheckInIn) -> Sequence[CheckIn]:
    """Take back the corrections of the same window made before: the last one counts.

    Returns:
        The corrections.
    """
    if not _corrects_the_past(said):
        return ()
    of_window = select(CheckIn).where(CheckIn.user_id == student.id, CheckIn.window_id == said.window_id)
    earlier = session.scalars(of_window.where(CheckIn.kind == SelfReportKind.CORRECTION)).all()
    for correction in earlier:
        session.delete(correction)
    return earlier


def _check_mode(session: Session, student: Actor, kind: SelfReportKind) -> None:
    if kind in IN_EVERY_MODE:
        return
    if mode_of(session, student.id) is Mode.OFF:
        raise ModeOff("Your mode is 'off', so feelings are not taken in; choose 'self_report' to use check-ins.")


def _check_references(session: Session, student: Actor, said: CheckInIn) -> None:
    """Raise NotFound unless everything that is pointed at is the student's own."""
    if said.lesson_id is not None:
        find_lesson(session, student, said.lesson_id)
    if said.block_id is not None:
        _, lesson = find_block(session, student, said.block_id)
        if said.lesson_id not in (None, lesson.id):
            raise NotFound(f"There is no block {said.block_id} in this lesson.", block_id=str(said.block_id))
    if said.window_id is not None and session.get(StoredWindow, (student.id, said.window_id)) is None:
        raise NotFound(f"There is no window {said.window_id} of yours.", window_id=str(said.window_id))
    if said.support_message_id is not None:
        support_message = session.get(SupportMessage, said.support_message_id)
        if support_message is None or support_message.user_id != student.id:
            raise NotFound(
                f"There is no support message {said.support_message_id} of yours.",
                support_message_id=str(said.support_message_id),
            )


def _describe(row: CheckIn) -> CheckInOut:
    return CheckInOut.model_validate(row)
