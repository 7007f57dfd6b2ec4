"""Sittings from the database: rows to values, and the sittings of students who are not in memory or have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.baseline import Baseline, BaselineRules, baseline_to_keep, establish_baseline
from attune.affect.evidence import LearningState, SelfReport
from attune.affect.states import StateRules
from attune.affect.windows import Source, Window
from attune.classroom.institution.support_policy.policy import read_policy
from attune.classroom.institution.support_policy.rules import state_rules
from attune.classroom.platform.device_clock import MOST_AHEAD
from attune.classroom.wellbeing.learner_state.sittings import (
    NEW_SITTING_AFTER,
    REPORTS_KEPT,
    Sitting,
    Sittings,
    split_sittings,
)
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, WellbeingSettings
from attune.expressions import Expression

# A sitting that began earlier than this is loaded from here on: its baseline is then taken from later minutes.
LOADED = 4 * NEW_SITTING_AFTER
# Earlier sittings that a kept baseline is taken from: faces, cameras and glasses change.
KEPT_FOR = timedelta(days=14)
KEPT_WINDOWS = 1080  # at most; three hours of self-paced study


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


def parse_feeling(feeling: str | None) -> Expression | LearningState | None:
    """A stored feeling as the expression or learning state it names."""
    if feeling is None:
        return None
    return Expression(feeling) if feeling in set(Expression) else LearningState(feeling)


def sitting_of(session: Session, sittings: Sittings, student_id: UUID, now: datetime) -> Sitting:
    """The sitting of a student, loaded from the database where it is not in memory; it follows the present policy."""
    recall(session, sittings, [student_id], now)
    sitting = cast(Sitting, sittings.get(student_id))
    if not sitting.kept_sought:
        sitting.kept = _kept_baseline(session, student_id, sitting.began_at or now, sitting.rules.baseline)
        sitting.kept_sought = True
    return sitting


def recall(session: Session, sittings: Sittings, student_ids: Sequence[UUID], now: datetime) -> None:
    """Load the sittings of those students who are not in memory, with two queries for all of them.

    All of them follow the policy that is in force now.
    """
    rules = state_rules(read_policy(session))
    missing = sittings.unknown(student_ids)
    if missing:
        _load(session, sittings, missing, rules, now)
    for student_id in student_ids:
        cast(Sitting, sittings.get(student_id)).follow(rules)


def _load(session: Session, sittings: Sittings, missing: Sequence[UUID], rules: StateRules, now: datetime) -> None:
    loaded = {student_id: Sitting(rules) for student_id in missing}
    for window in _windows_since(session, missing, now - LOADED, now):
        loaded[window.user_id].add_window(as_window(window))
    for check_in in _check_ins_since(session, missing, now - REPORTS_KEPT):
        loaded[check_in.user_id].add_report(check_in.id, as_report(check_in))
    sittings.keep(loaded)


def _kept_baseline(session: Session, student_id: UUID, before: datetime, rules: BaselineRules) -> Baseline | None:
    """What earlier sittings say about a student's calm face; None where they keep no summaries.

    It is worked out from the summaries each time, so that it goes with them: nothing else has to be deleted.
    """
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
    kept: Baseline | None = None
    for windows in split_sittings([as_window(row) for row in reversed(newest.all())]):
        kept = baseline_to_keep(establish_baseline(windows, rules), kept, may_keep=True, rules=rules)
    return kept


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


def refresh_sitting(session: Session, sittings: Sittings, student_id: UUID, now: datetime, gone: Gone) -> None:
    """Work a student's sitting out anew after rows were deleted, hidden or shown again.

    Nothing that was concluded from what is gone stays. Windows that live in memory only, because the student saves no
    summaries, are kept unless they are `gone`.
    """
    with sittings.lock:
        old = sittings.get(student_id)
        if old is None:
            return
        blocks = {str(block_id) for block_id in gone.block_ids}
        behaviour = [each for each in old.behaviour if each.block_id not in blocks]
        sitting = Sitting(old.rules, behaviour=behaviour, seen_ids=old.seen_ids)
        for window in _still_known(session, student_id, [*old.first, *old.recent], now, gone):
            sitting.add_window(window)
        for check_in in _check_ins_since(session, [student_id], now - REPORTS_KEPT):
            sitting.add_report(check_in.id, as_report(check_in))
        sittings.replace(student_id, sitting)


def _still_known(
    session: Session, student_id: UUID, remembered: Iterable[Window], now: datetime, gone: Gone
) -> list[Window]:
    """The windows in memory that are neither gone nor hidden, and those in the database, in the order of time."""
    by_id = {window.id: window for window in remembered if not gone.names(window)}
    ids = [UUID(window_id) for window_id in by_id]
    own = select(StoredWindow.id).where(StoredWindow.user_id == student_id, StoredWindow.id.in_(ids))
    for hidden in session.scalars(own.where(StoredWindow.hidden_at.is_not(None))):
        del by_id[str(hidden)]
    by_id |= {str(row.id): as_window(row) for row in _windows_since(session, [student_id], now - LOADED, now)}
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
    return session.scalars(query.order_by(CheckIn.at))
