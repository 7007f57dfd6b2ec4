"""The last minutes of a class, after a restart or a time in which nobody watched: from what students let us keep.

What the page showed is remembered as it was shown (`view.extend_trend`). What it would have shown while this process
did not look can only be worked out from the windows of those who save summaries, and only where it gives nobody away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import dropwhile
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.disclosure.live import draw_class
from attune.affect.evidence import LearningState
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment, Lesson
from attune.classroom.policy import InstitutionPolicy
from attune.classroom.teaching.figures.outgoing import describe_picture, trend_point
from attune.classroom.teaching.schemas import TrendPoint
from attune.classroom.teaching.view import TREND_LASTS
from attune.classroom.wellbeing.consent import CAMERA_MODES, effective_mode
from attune.classroom.wellbeing.models import StoredWindow, WellbeingSettings

MINUTE = timedelta(minutes=1)


class Kept(NamedTuple):
    """What is kept of one window."""

    student_id: UUID
    ended_at: datetime
    state: LearningState
    coverage: float


@dataclass(slots=True)
class Members:
    """The students of a class by what they allow. possible: may have been in what was shown, kept or not."""

    saving: set[UUID] = field(default_factory=set)
    named: set[UUID] = field(default_factory=set)
    possible: set[UUID] = field(default_factory=set)


def may_restore(contributors: Set[UUID], shown: Set[UUID], minimum: int) -> bool:
    """Whether figures of `contributors` may stand beside figures of `shown`: the difference would tell of its members.

    minimum: k for tutors.
    """
    difference = len(contributors ^ shown)
    return difference == 0 or difference >= minimum


def restore_trend(
    session: Session,
    course_id: UUID,
    policy: InstitutionPolicy,
    since: datetime | None,
    shown: Set[UUID] | None,
    now: datetime,
) -> list[TrendPoint]:
    """One point for each whole minute since `since`, a quarter of an hour back at most, oldest first.

    shown: whose states were in the figures that were shown last, None where that is not known. A minute whose
    contributors differ, from all who may have been shown then or from the last figures shown, by fewer than k but more
    than nobody is a gap.
    """
    start = max(now - TREND_LASTS, since or now - TREND_LASTS)
    members = _members(session, course_id, policy, start)
    kept_back = members.possible - members.saving
    points: list[TrendPoint] = []
    for minute, windows in _minutes(_kept(session, course_id, members.saving, start), start, now):
        latest = {window.student_id: window for window in windows}
        known = {window.student_id for window in latest.values() if window.state is not LearningState.UNKNOWN}
        fits = may_restore(known, known | kept_back, policy.k_tutor)
        if fits and (shown is None or may_restore(known, shown, policy.k_tutor)):
            shown = known
            points.append(_point(minute, list(latest.values()), members.named, policy.k_tutor))
        else:
            points.append(TrendPoint(at=minute, shares=None, coverage=None))
    return list(dropwhile(lambda point: point.shares is None, points))  # a gap before the first figures is no news


def _point(at: datetime, latest: Sequence[Kept], named: Set[UUID], minimum: int) -> TrendPoint:
    states = {each.student_id: each.state for each in latest if each.state is not LearningState.UNKNOWN}
    by_name = {student_id: state for student_id, state in states.items() if student_id in named}
    others = {student_id: state for student_id, state in states.items() if student_id not in named}
    coverage = {each.student_id: each.coverage for each in latest}
    picture = draw_class(by_name, others, everybody_named=False, coverage=coverage, k=minimum)
    return trend_point(at, describe_picture(picture))


def _minutes(windows: Collection[Kept], start: datetime, now: datetime) -> Iterator[tuple[datetime, list[Kept]]]:
    """The windows by the end of the minute in which they ended; minutes without any are there, too."""
    by_minute: dict[datetime, list[Kept]] = defaultdict(list)
    for window in windows:
        by_minute[window.ended_at.replace(second=0, microsecond=0) + MINUTE].append(window)
    minute = start.replace(second=0, microsecond=0) + MINUTE
    while minute < now:  # the present is the live view's own
        yield minute, by_minute[minute]
        minute += MINUTE


def _members(session: Session, course_id: UUID, policy: InstitutionPolicy, since: datetime) -> Members:
    query = (
        select(WellbeingSettings)
        .join(Enrolment, Enrolment.user_id == WellbeingSettings.user_id)
        .join(User, User.id == WellbeingSettings.user_id)
        .where(Enrolment.course_id == course_id, User.active.is_(True))
    )
    members = Members()
    for settings in session.scalars(query):
        counts = settings.count_in_class and effective_mode(settings, policy) in CAMERA_MODES
        if counts or (settings.count_in_class_set_at is not None and settings.count_in_class_set_at > since):
            members.possible.add(settings.user_id)
        if counts and settings.save_summaries:
            members.saving.add(settings.user_id)
        if settings.share_with_tutors:
            members.named.add(settings.user_id)
    return members


def _kept(session: Session, course_id: UUID, student_ids: Collection[UUID], since: datetime) -> list[Kept]:
    """What is kept of the windows of some students in a course, oldest first; what they hide for themselves is not."""
    query = (
        select(
            StoredWindow.user_id,
            StoredWindow.started_at,
            StoredWindow.seconds,
            StoredWindow.learning_state,
            StoredWindow.coverage,
        )
        .join(Lesson, Lesson.id == StoredWindow.lesson_id)
        .where(
            Lesson.course_id == course_id,
            StoredWindow.user_id.in_(student_ids),
            StoredWindow.started_at > since - MINUTE,
            StoredWindow.hidden_at.is_(None),
        )
        .order_by(StoredWindow.started_at)
    )
    return [
        Kept(student_id, started_at + timedelta(seconds=seconds), state, coverage)
        for student_id, started_at, seconds, state, coverage in session.execute(query)
    ]
