"""Does support help? The moments at which the policy decided to speak, with what came after them.

Only students who let themselves be counted are in it, nothing they have hidden is, and only the time in which the
control arm was drawn the way it was last: mixing in other times would compare months and not messages. Nothing that an
administrator can switch decides who is counted, and what is shown goes through disclosure control (see `releases`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.tables import Contribution
from attune.affect.evidence import Instant, LearningState
from attune.affect.experiment.effect import (
    ENDS_WITHIN,
    Arm,
    ArmOutcome,
    Comparison,
    Measure,
    Moment,
    Proportion,
    arms_of,
    compare,
    contributions,
    describe_arm,
    struggle_ended,
)
from attune.affect.limits import is_helpful
from attune.affect.states import reported_state
from attune.classroom.courses.models import Block
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.platform import audit
from attune.classroom.wellbeing.experiment.releases import Figures, release_table
from attune.classroom.wellbeing.experiment.schemas import ArmOut, ComparisonOut, DifferenceOut, EffectOut, ShareOut
from attune.classroom.wellbeing.learner_state.restore import as_report
from attune.classroom.wellbeing.models import CheckIn, StoredWindow, SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.my_data.timeline.service import corrections_of, state_of
from attune.statistics import Interval

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
QUIZ_COUNTS_FOR = timedelta(hours=24)  # a quiz of the same lesson, later than this, is about another sitting
MESSAGES_PER_QUERY = 100  # in one query for what came after them

States = Sequence[tuple[Instant, LearningState]]


@dataclass(frozen=True, slots=True)
class Trial:
    """A time in which the control arm had one size."""

    share: float
    since: datetime
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether an instant lies in it."""
        return self.since <= at and (self.until is None or at < self.until)


def read_effect(session: Session, now: datetime) -> EffectOut:
    """The report on the latest time with a control arm; without any, every figure is missing and says so.

    Args:
        session: one that writes: what is published is kept, see `releases`.
        now: when the report is read.
    """
    policy = read_policy(session)
    trial = latest_trial(session, policy)
    arms = _release(session, trial, policy.k_admin, now) if trial is not None else {}
    comparisons = [
        compare(
            [arms.get((measure, arm), ArmOutcome(arm, None, None)) for arm in arms_of(measure)], measure, policy.k_admin
        )
        for measure in Measure
    ]
    return EffectOut(
        since=trial.since if trial is not None and trial.since > BEGINNING else None,
        until=trial.until if trial is not None else None,
        share=trial.share if trial is not None else 0.0,
        running=trial is not None and trial.until is None,
        minimum=policy.k_admin,
        retention_days=policy.retention_days,
        comparisons=[_describe(comparison) for comparison in comparisons],
    )


def _release(session: Session, trial: Trial, k: int, now: datetime) -> dict[tuple[Measure, Arm], ArmOutcome]:
    """What may be shown of each measure in each arm."""
    moments = read_moments(session, trial)
    keys = {f"{measure}:{arm}": (measure, arm) for measure in Measure for arm in arms_of(measure)}
    cells = {key: contributions(moments, *place) for key, place in keys.items()}
    name = f"effect:{trial.since.isoformat()}"

    def describe(key: str, counted: Sequence[Contribution]) -> Figures:
        return _as_figures(describe_arm(keys[key][1], counted))

    table = release_table(session, name, cells, (), k, describe, now)
    return {place: _as_outcome(place[1], table.shown(key)) for key, place in keys.items()}


def _as_figures(outcome: ArmOutcome) -> Figures:
    shown = outcome.proportion
    if shown is None:
        raise ValueError("Only an arm with a known outcome has figures.")
    low, high = shown.interval
    figures = {"count": shown.count, "n": shown.n, "share": shown.share, "low": low, "high": high}
    return {"learners": outcome.learners, **figures}


def _as_outcome(arm: Arm, figures: Figures | None) -> ArmOutcome:
    if figures is None:
        return ArmOutcome(arm, None, None)
    interval = Interval(figures["low"], figures["high"])
    return ArmOutcome(arm, figures["learners"], Proportion(figures["count"], figures["n"], figures["share"], interval))


def latest_trial(session: Session, policy: InstitutionPolicy) -> Trial | None:
    """The latest time in which there was a control arm, from the changes that the audit log holds."""
    changes = session.scalars(
        select(audit.AuditEntry)
        .where(audit.AuditEntry.action == audit.AuditAction.POLICY_CHANGED)
        .order_by(audit.AuditEntry.seq.desc())
    )
    share, until = policy.control_arm_share, None
    for entry in changes:
        change = entry.detail.get("control_arm_share")
        if change is None:
            continue
        if share > 0:
            return Trial(share, entry.at, until)
        share, until = float(change["from"]), entry.at
    return Trial(share, BEGINNING, until) if share > 0 else None


def read_moments(session: Session, trial: Trial) -> list[Moment]:
    """The moments of difficulty in a trial at which the policy decided to speak, each with its outcomes."""
    support_messages = _support_messages(session, trial)
    states = _states_after(session, support_messages)
    attempts = _attempts(session, support_messages)
    return [
        Moment(
            learner_id=str(support_message.user_id),
            arm=Arm.WITHOUT_MESSAGES if support_message.withheld else Arm.WITH_MESSAGES,
            moment_id=str(support_message.id),
            ended=struggle_ended(support_message.sent_at, states[support_message.id]),
            quiz_passed=attempts.get(support_message.id),
            helpful=is_helpful(support_message.response),
        )
        for support_message in support_messages
    ]


def _support_messages(session: Session, trial: Trial) -> Sequence[SupportMessage]:
    """Support messages, shown and withheld, of students who are counted; hidden ones are not. Oldest first."""
    query = (
        select(SupportMessage)
        .join(WellbeingSettings, WellbeingSettings.user_id == SupportMessage.user_id)
        .where(
            WellbeingSettings.count_in_class.is_(True),
            SupportMessage.hidden_at.is_(None),
            SupportMessage.state.in_(STRUGGLING),
            SupportMessage.sent_at >= trial.since,
        )
        .order_by(SupportMessage.sent_at, SupportMessage.id)
    )
    return [support_message for support_message in session.scalars(query) if trial.holds(support_message.sent_at)]


def _states_after(session: Session, support_messages: Sequence[SupportMessage]) -> Mapping[UUID, States]:
    """What was known of each student in the ten minutes after each support message, in the order of time."""
    found: dict[UUID, list[tuple[Instant, LearningState]]] = defaultdict(list)
    for start in range(0, len(support_messages), MESSAGES_PER_QUERY):
        batch = support_messages[start : start + MESSAGES_PER_QUERY]
        windows, said = _windows_after(session, batch), _said_after(session, batch)
        for support_message in batch:
            until = support_message.sent_at + ENDS_WITHIN
            known = [*windows[support_message.user_id], *said[support_message.user_id]]
            found[support_message.id] = sorted(each for each in known if support_message.sent_at < each[0] <= until)
    return found


def _windows_after(session: Session, support_messages: Sequence[SupportMessage]) -> Mapping[UUID, States]:
    """The state at the end of each window, as its student corrected it; hidden windows are left out."""
    spans = [
        and_(
            StoredWindow.user_id == support_message.user_id,
            StoredWindow.started_at >= support_message.sent_at,
            StoredWindow.started_at <= support_message.sent_at + ENDS_WITHIN,
        )
        for support_message in support_messages
    ]
    rows = session.scalars(select(StoredWindow).where(StoredWindow.hidden_at.is_(None), or_(*spans))).all()
    ids = [row.id for row in rows]
    corrections = corrections_of(session.scalars(select(CheckIn).where(CheckIn.window_id.in_(ids))))
    found: dict[UUID, list[tuple[Instant, LearningState]]] = defaultdict(list)
    for row in rows:
        ended = row.started_at + timedelta(seconds=row.seconds)
        found[row.user_id].append((ended, state_of(row, corrections.get(row.id))))
    return found


def _said_after(session: Session, support_messages: Sequence[SupportMessage]) -> Mapping[UUID, States]:
    """What students said themselves; said once it is worth two windows, because it is the truth and no guess."""
    spans = [
        and_(
            CheckIn.user_id == support_message.user_id,
            CheckIn.at > support_message.sent_at,
            CheckIn.at <= support_message.sent_at + ENDS_WITHIN,
        )
        for support_message in support_messages
    ]
    query = select(CheckIn).where(CheckIn.hidden_at.is_(None), CheckIn.window_id.is_(None), or_(*spans))
    found: dict[UUID, list[tuple[Instant, LearningState]]] = defaultdict(list)
    for check_in in session.scalars(query):
        state = reported_state(as_report(check_in))
        if state is not None:
            found[check_in.user_id] += [(check_in.at, state)] * 2
    return found


def _attempts(session: Session, support_messages: Sequence[SupportMessage]) -> dict[UUID, bool]:
    """Return whether the first quiz in its lesson after a message was passed; an attempt counts for one message."""
    lessons = {
        support_message.lesson_id for support_message in support_messages if support_message.lesson_id is not None
    }
    users = {support_message.user_id for support_message in support_messages}
    rows = session.execute(
        select(QuizAttempt, Block.lesson_id)
        .join(Block, Block.id == QuizAttempt.block_id)
        .where(Block.lesson_id.in_(lessons), QuizAttempt.user_id.in_(users))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    by_place: dict[tuple[UUID, UUID | None], list[QuizAttempt]] = defaultdict(list)
    for attempt, lesson_id in rows:
        by_place[attempt.user_id, lesson_id].append(attempt)
    passed: dict[UUID, bool] = {}
    used: set[UUID] = set()
    for support_message in support_messages:
        following = _next(by_place[support_message.user_id, support_message.lesson_id], support_message.sent_at, used)
        if following is not None:
            used.add(following.id)
            passed[support_message.id] = following.passed
    return passed


def _next(attempts: Iterable[QuizAttempt], at: datetime, used: set[UUID]) -> QuizAttempt | None:
    for attempt in attempts:
        if at < attempt.submitted_at <= at + QUIZ_COUNTS_FOR:
            return attempt if attempt.id not in used else None
    return None


def _describe(comparison: Comparison) -> ComparisonOut:
    arms = []
    for arm in comparison.arms:
        shown = arm.proportion
        outcome = None
        if shown is not None:
            low, high = shown.interval
            outcome = ShareOut(count=shown.count, n=shown.n, share=shown.share, low=low, high=high)
        arms.append(ArmOut(arm=arm.arm, learners=arm.learners, outcome=outcome))
    difference = None
    if comparison.difference is not None and comparison.interval is not None:
        low, high = comparison.interval
        difference = DifferenceOut(value=comparison.difference, low=low, high=high)
    return ComparisonOut(measure=comparison.measure, arms=arms, difference=difference)
