"""The last minutes of a class, after a restart or a time in which nobody watched: of those who share by name.

What the page showed is remembered as it was shown (`view.extend_trend`). What it would have shown while this process
did not look can only be worked out from the windows of those who save summaries. Nobody else's enter it, nor decide
whether there is a point: it would tell whether somebody who does not share lets themselves be counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from attune.classroom.institution.support_policy.schemas import CAMERA_MODES, InstitutionPolicy
from attune.classroom.live_class.schemas import TrendPoint
from attune.classroom.live_class.view.live_view import TREND_LASTS
from attune.classroom.live_class.view.outgoing import describe_picture, trend_point
from attune.classroom.wellbeing.consent.service import effective_mode
from attune.classroom.wellbeing.models import StoredWindow, WellbeingSettings

MINUTE = timedelta(minutes=1)


class Kept(NamedTuple):
    """What is kept of one window."""

    student_id: UUID
    ended_at: datetime
    state: LearningState
    coverage: float


def restore_trend(
    session: Session, course_id: UUID, policy: InstitutionPolicy, since: datetime | None, now: datetime
) -> list[TrendPoint]:
    """One point for each whole minute since `since`, a quarter of an hour back at most, oldest first.

    A point is the picture of those who share by name and save summaries; a minute with fewer than k of them is a gap.
    """
    start = max(now - TREND_LASTS, since or now - TREND_LASTS)
    kept = _kept(session, course_id, _sharers(session, course_id, policy), start)
    points = [_point(minute, windows, policy.k_tutor) for minute, windows in _minutes(kept, start, now)]
    return list(dropwhile(lambda point: point.shares is None, points))  # a gap before the first figures is no news


def _point(at: datetime, windows: Sequence[Kept], minimum: int) -> TrendPoint:
    latest = {window.student_id: window for window in windows}
    states = {each.student_id: each.state for each in latest.values() if each.state is not LearningState.UNKNOWN}
    coverage = {each.student_id: each.coverage for each in latest.values()}
    picture = draw_class(states, {}, everybody_named=False, coverage=coverage, k=minimum)
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


def _sharers(session: Session, course_id: UUID, policy: InstitutionPolicy) -> dict[UUID, datetime | None]:
    """The counted students of a class who save summaries and share by name, and since when; None: always have."""
    query = (
        select(WellbeingSettings)
        .join(Enrolment, Enrolment.user_id == WellbeingSettings.user_id)
        .join(User, User.id == WellbeingSettings.user_id)
        .where(
            Enrolment.course_id == course_id,
            User.active.is_(True),
            WellbeingSettings.count_in_class.is_(True),
            WellbeingSettings.save_summaries.is_(True),
            WellbeingSettings.share_with_tutors.is_(True),
        )
    )
    found = session.scalars(query)
    return {
        each.user_id: each.share_with_tutors_set_at for each in found if effective_mode(each, policy) in CAMERA_MODES
    }


def _kept(session: Session, course_id: UUID, sharers: Mapping[UUID, datetime | None], since: datetime) -> list[Kept]:
    """What is kept of the windows of some students in a course, oldest first.

    What they hide for themselves is not in it, nor what was before they began to share.
    """
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
            StoredWindow.user_id.in_(sharers),
            StoredWindow.started_at > since - MINUTE,
            StoredWindow.hidden_at.is_(None),
        )
        .order_by(StoredWindow.started_at)
    )
    return [
        Kept(student_id, started_at + timedelta(seconds=seconds), state, coverage)
        for student_id, started_at, seconds, state, coverage in session.execute(query)
        if started_at >= (sharers[student_id] or started_at)
    ]
