"""Study sessions restored from the database: of students who are not in memory, or of whom rows were deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline
from attune.affect.evidence import LearningState, OwnWord, SelfReport
from attune.affect.findings.said import LOOKED_AT_DAYS
from attune.affect.states import StateRules
from attune.affect.study_session import (
    KEPT_FOR,
    KEPT_WINDOWS,
    NEW_SESSION_AFTER,
    REPORTS_KEPT,
    KeptBefore,
    StudySession,
    kept_baseline,
)
from attune.affect.windows import Source, Window
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.wellbeing.device_clock import MOST_AHEAD
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, WellbeingSettings
from attune.expressions import Expression

# A session that began earlier than this is restored from here on: its baseline is then taken from later minutes.
RESTORED = 4 * NEW_SESSION_AFTER


def as_window(row: StoredWindow) -> Window:
    """A stored window as `affect` sees it."""
    return Window(
        id=str(row.id),
        started_at=row.started_at,
        seconds=row.seconds,
        lesson_id=str(row.lesson_id) if row.lesson_id else None,
        block_id=str(row.block_id) if row.block_id else None,
        p=row.p,
        coverage=row.coverage,
        quality=row.quality,
        state="unknown" if row.state == "unknown" else Expression(row.state),
        model=row.model,
        source=cast(Source, row.source),
    )


def as_report(row: CheckIn) -> SelfReport:
    """A stored check-in as `affect` sees it."""
    return SelfReport(row.kind, row.at, parse_feeling(row.feeling), str(row.block_id) if row.block_id else None)


def recent_reports(session: Session, student_id: UUID, now: datetime) -> tuple[SelfReport, ...]:
    """What a student said in the days that support looks back on, oldest first."""
    since = now - timedelta(days=LOOKED_AT_DAYS)
    query = select(CheckIn).where(CheckIn.user_id == student_id, CheckIn.at > since, CheckIn.hidden_at.is_(None))
    return tuple(as_report(row) for row in session.scalars(query.order_by(CheckIn.at, CheckIn.id)))


def parse_feeling(feeling: str | None) -> Expression | LearningState | OwnWord | None:
    """A stored feeling as the expression, the learning state or the word that it names."""
    if feeling is None:
        return None
    if feeling in set(OwnWord):
        return OwnWord(feeling)
    return Expression(feeling) if feeling in set(Expression) else LearningState(feeling)


def rules_in_force(session: Session) -> StateRules:
    """From which evidence a state follows, by the policy of now."""
    return state_rules(read_policy(session))


def restore_study_session(
    session: Session, study_sessions: StudySessions, student_id: UUID, rules: StateRules, now: datetime
) -> StudySession:
    """The study session of a student, restored where it is not in memory. Hold its lock to change it."""
    restored = restore_study_sessions(session, study_sessions, [student_id], rules, now)[student_id]
    known = restored.look_up_kept(kept_before(session, student_id, rules), now)
    if known is not restored:
        study_sessions.put(student_id, known)
    return known


def restore_study_sessions(
    session: Session, study_sessions: StudySessions, student_ids: Sequence[UUID], rules: StateRules, now: datetime
) -> dict[UUID, StudySession]:
    """The study sessions of students; those that are not in memory are restored with two queries for all of them."""
    known = study_sessions.get_many(student_ids)
    missing = [student_id for student_id in student_ids if student_id not in known]
    if missing:
        study_sessions.put_missing(_restore(session, missing, rules, now))
        known |= study_sessions.get_many(missing)  # somebody else may have been quicker
    return {student_id: known.get(student_id) or StudySession() for student_id in student_ids}


def _restore(
    session: Session, missing: Sequence[UUID], rules: StateRules, now: datetime
) -> Mapping[UUID, StudySession]:
    restored = dict.fromkeys(missing, StudySession())
    for row in _windows_since(session, missing, now - RESTORED, now):
        restored[row.user_id], _ = restored[row.user_id].add_window(as_window(row), rules, _not_looked_up)
    for check_in in _check_ins_since(session, missing, now - REPORTS_KEPT):
        before = restored[check_in.user_id]
        restored[check_in.user_id] = before.add_report(str(check_in.id), as_report(check_in), rules)
    return {student_id: each.drop_kept() for student_id, each in restored.items()}


def _not_looked_up(_before: datetime) -> Baseline | None:
    """The baseline of earlier sessions waits for the student's next request: not for a whole class at a time."""
    return None


def kept_before(session: Session, student_id: UUID, rules: StateRules) -> KeptBefore:
    """Look-up of what earlier sessions say about a student's calm face; None where they keep no summaries."""

    def look_up(before: datetime) -> Baseline | None:
        settings = session.get(WellbeingSettings, student_id)
        if settings is None or not settings.save_summaries:
            return None
        query = select(StoredWindow).where(
            StoredWindow.user_id == student_id,
            StoredWindow.hidden_at.is_(None),
            StoredWindow.started_at < before,
            StoredWindow.started_at >= before - KEPT_FOR,
        )
        newest = session.scalars(query.order_by(StoredWindow.started_at.desc(), StoredWindow.id).limit(KEPT_WINDOWS))
        return kept_baseline([as_window(row) for row in reversed(newest.all())], before, rules.baseline)

    return look_up


@dataclass(frozen=True, slots=True)
class Gone:
    """What was just deleted: a window, or everything of a lesson with its blocks."""

    window_id: UUID | None = None
    lesson_id: UUID | None = None
    block_ids: frozenset[UUID] = frozenset()

    def names(self, window: Window) -> bool:
        """Whether a window in memory is among it."""
        gone = {str(id) for id in (self.window_id, self.lesson_id) if id is not None}
        return window.id in gone or window.lesson_id in gone


def rebuild_study_session(
    session: Session, study_sessions: StudySessions, student_id: UUID, now: datetime, gone: Gone
) -> None:
    """Work a student's study session out again after rows were deleted, hidden or shown again.

    Nothing that was concluded from what is gone stays. Windows that live in memory only, because the student saves no
    summaries, are kept unless they are `gone`.
    """
    rules = rules_in_force(session)
    with study_sessions.locked(student_id):
        old = study_sessions.get(student_id)
        if old is None:
            return
        blocks = {str(block_id) for block_id in gone.block_ids}
        behaviour = tuple(each for each in old.behaviour if each.block_id not in blocks)
        rebuilt = StudySession(behaviour=behaviour, seen_ids=old.seen_ids)
        for window in _still_known(session, student_id, [*old.first, *old.recent], now, gone):
            rebuilt, _ = rebuilt.add_window(window, rules, _not_looked_up)
        for check_in in _check_ins_since(session, [student_id], now - REPORTS_KEPT):
            rebuilt = rebuilt.add_report(str(check_in.id), as_report(check_in), rules)
        study_sessions.put(student_id, rebuilt.drop_kept())


def _still_known(
    session: Session, student_id: UUID, remembered: Iterable[Window], now: datetime, gone: Gone
) -> list[Window]:
    """The windows in memory that are neither gone nor hidden, and those in the database, in the order of time."""
    by_id = {window.id: window for window in remembered if not gone.names(window)}
    ids = [UUID(window_id) for window_id in by_id]
    own = select(StoredWindow.id).where(StoredWindow.user_id == student_id, StoredWindow.id.in_(ids))
    for hidden in session.scalars(own.where(StoredWindow.hidden_at.is_not(None))):
        del by_id[str(hidden)]
    by_id |= {str(row.id): as_window(row) for row in _windows_since(session, [student_id], now - RESTORED, now)}
    return sorted(by_id.values(), key=lambda window: (window.started_at, window.id))


def _windows_since(
    session: Session, student_ids: Sequence[UUID], since: datetime, now: datetime
) -> Iterable[StoredWindow]:
    """The windows since an instant, none from the future: an earlier version stored what a wrong clock said."""
    query = select(StoredWindow).where(
        StoredWindow.user_id.in_(student_ids),
        StoredWindow.started_at.between(since, now + MOST_AHEAD),
        StoredWindow.hidden_at.is_(None),
    )
    return session.scalars(query.order_by(StoredWindow.started_at, StoredWindow.id))


def _check_ins_since(session: Session, student_ids: Sequence[UUID], since: datetime) -> Iterable[CheckIn]:
    query = select(CheckIn).where(CheckIn.user_id.in_(student_ids), CheckIn.at >= since, CheckIn.hidden_at.is_(None))
    return session.scalars(query.order_by(CheckIn.at, CheckIn.id))
