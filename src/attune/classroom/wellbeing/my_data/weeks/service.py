"""A student's weeks at a glance: time studied, how it went as far as it could be read, and what helped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.aggregate import mean_coverage
from attune.affect.evidence import LearningState, SelfReportKind
from attune.affect.limits import is_helpful
from attune.affect.messages.library import Strategy
from attune.affect.study_session import split_spans
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.models import BlockProgress, QuizAttempt
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.learner_state.restore import as_window
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of, state_of
from attune.classroom.wellbeing.my_data.weeks.schemas import HelpedOut, WeekOut, WeeksOut

WEEK = timedelta(days=7)
LONGEST_BREAK = timedelta(minutes=10)  # between two traces of study: longer, and somebody was elsewhere
MINIMUM_ANSWERS = 5  # of a kind of support: under this, one answer changes the picture

Span = tuple[datetime, datetime]


def monday_of(now: datetime) -> datetime:
    """When the week of an instant began in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=now.weekday())


def read_weeks(session: Session, student: Actor, week_start: datetime, count: int) -> WeeksOut:
    """The present week and the `count` - 1 before it. week_start: when the present one began."""
    starts = [week_start - place * WEEK for place in range(count)][::-1]
    since, until = starts[0], week_start + WEEK
    windows = _windows(session, student.id, since, until)
    check_ins = _check_ins(session, student.id, since, until)
    support_messages = _support_messages(session, student.id, since, until)
    spans = [*_spans(windows, check_ins, support_messages), *_learning(session, student.id, since, until)]
    return WeeksOut(
        weeks=[_week(start, windows, check_ins, support_messages, spans) for start in starts],
        helped=what_helped(support_messages),
        minimum_answers=MINIMUM_ANSWERS,
        retention_days=read_policy(session).retention_days,
    )


def studied_minutes(spans: Iterable[Span]) -> float:
    """Minutes between the first and the last trace of each stretch of study. A single trace counts nothing."""
    stretches = split_spans(sorted(spans), LONGEST_BREAK)
    return sum((ended - began).total_seconds() for began, ended in stretches) / 60


def what_helped(support_messages: Sequence[SupportMessage]) -> list[HelpedOut]:
    """Each kind of support with what the student made of it, the most answered first."""
    by_strategy: dict[Strategy, list[SupportMessage]] = defaultdict(list)
    for support_message in support_messages:
        by_strategy[support_message.strategy].append(support_message)
    found = []
    for strategy, made in by_strategy.items():
        answered = sum(is_helpful(support_message.response) is not None for support_message in made)
        helpful = sum(is_helpful(support_message.response) is True for support_message in made)
        enough = answered >= MINIMUM_ANSWERS
        found.append(HelpedOut(strategy=strategy, sent=len(made), answered=answered, helpful=helpful, enough=enough))
    return sorted(found, key=lambda each: (-each.answered, -each.sent, each.strategy))


def _week(
    start: datetime,
    windows: Mapping[StoredWindow, LearningState],
    check_ins: Sequence[CheckIn],
    support_messages: Sequence[SupportMessage],
    spans: Sequence[Span],
) -> WeekOut:
    end = start + WEEK
    own = {row: state for row, state in windows.items() if start <= row.started_at < end}
    said = [check_in for check_in in check_ins if start <= check_in.at < end]
    minutes = dict.fromkeys(LearningState, 0.0)
    for row, state in own.items():
        minutes[state] += row.seconds / 60
    return WeekOut(
        starts_at=start,
        ends_at=end,
        studied_minutes=round(studied_minutes(span for span in spans if start <= span[0] < end), 1),
        state_minutes={state: round(spent, 1) for state, spent in minutes.items()},
        coverage=mean_coverage(as_window(row) for row in own),
        checkins=sum(check_in.kind is SelfReportKind.CHECK_IN for check_in in said),
        lost_here=sum(check_in.kind is SelfReportKind.LOST_HERE for check_in in said),
        messages=sum(start <= support_message.sent_at < end for support_message in support_messages),
    )


def _windows(session: Session, student_id: UUID, since: datetime, until: datetime) -> dict[StoredWindow, LearningState]:
    """The windows with their states, as corrected."""
    rows = session.scalars(
        select(StoredWindow)
        .where(StoredWindow.user_id == student_id, StoredWindow.started_at >= since, StoredWindow.started_at < until)
        .order_by(StoredWindow.started_at)
    ).all()
    said = select(CheckIn).where(CheckIn.user_id == student_id, CheckIn.kind == SelfReportKind.CORRECTION)
    corrections = corrections_of(session.scalars(said))
    return {row: state_of(row, corrections.get(row.id)) for row in rows}


def _check_ins(session: Session, student_id: UUID, since: datetime, until: datetime) -> Sequence[CheckIn]:
    query = select(CheckIn).where(CheckIn.user_id == student_id, CheckIn.at >= since, CheckIn.at < until)
    return session.scalars(query.order_by(CheckIn.at, CheckIn.id)).all()


def _support_messages(session: Session, student_id: UUID, since: datetime, until: datetime) -> Sequence[SupportMessage]:
    shown = select(SupportMessage).where(SupportMessage.user_id == student_id, SupportMessage.withheld.is_(False))
    return session.scalars(shown.where(SupportMessage.sent_at >= since, SupportMessage.sent_at < until)).all()


def _spans(
    windows: Iterable[StoredWindow], check_ins: Iterable[CheckIn], support_messages: Iterable[SupportMessage]
) -> list[Span]:
    return [
        *((row.started_at, row.started_at + timedelta(seconds=row.seconds)) for row in windows),
        *((check_in.at, check_in.at) for check_in in check_ins),
        *((support_message.sent_at, support_message.sent_at) for support_message in support_messages),
    ]


def _learning(session: Session, student_id: UUID, since: datetime, until: datetime) -> list[Span]:
    """When blocks were reached and quizzes submitted: traces of study also without a camera."""
    seen = select(BlockProgress.viewed_at).where(BlockProgress.user_id == student_id)
    done = select(QuizAttempt.submitted_at).where(QuizAttempt.user_id == student_id)
    instants = [
        *session.scalars(seen.where(BlockProgress.viewed_at >= since, BlockProgress.viewed_at < until)),
        *session.scalars(done.where(QuizAttempt.submitted_at >= since, QuizAttempt.submitted_at < until)),
    ]
    return [(at, at) for at in instants]
