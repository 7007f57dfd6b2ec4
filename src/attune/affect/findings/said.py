"""Causes from what a learner said about themselves, on their own word and never on a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant, LearningState, OwnWord, SelfReport, SelfReportKind
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.reasons import Reason, ReasonCode
from attune.affect.states import StateRules
from attune.expressions import Expression

# What a feeling calls for; what stands here with no cause is no difficulty.
CAUSE_OF_FEELING: Mapping[Expression | LearningState | OwnWord, Cause | None] = {
    Expression.NEUTRAL: None,
    Expression.HAPPINESS: None,
    Expression.SURPRISE: None,
    Expression.SADNESS: Cause.LOW_MOOD,
    Expression.FEAR: Cause.ANXIOUS,
    Expression.ANGER: Cause.FRUSTRATED,
    Expression.DISGUST: Cause.FRUSTRATED,
    Expression.CONTEMPT: Cause.BORED,
    LearningState.ENGAGED: None,
    LearningState.UNKNOWN: None,
    LearningState.MAYBE_CONFUSED: Cause.CONFUSED,
    LearningState.MAYBE_FRUSTRATED: Cause.FRUSTRATED,
    LearningState.MAYBE_DISENGAGED: Cause.BORED,
    LearningState.LOW_MOOD: Cause.LOW_MOOD,
    OwnWord.TIRED: None,
}
LOW_DAYS = 3  # of the last LOOKED_AT_DAYS: a person is proposed
LOOKED_AT_DAYS = 7
_FEELS = (SelfReportKind.CHECK_IN, SelfReportKind.CORRECTION)


def feeling_said(reports: Iterable[SelfReport], rules: StateRules, now: Instant) -> SelfReport | None:
    """The newest feeling that still holds. Being lost at a place and a raised hand are no feelings."""
    newest: SelfReport | None = None
    for report in reports:
        if report.kind in _FEELS and report.feeling is not None and report.at <= now:
            newest = report
    if newest is None or (now - newest.at).total_seconds() > rules.holds_seconds(newest.kind):
        return None
    return newest


def has_spoken(reports: Iterable[SelfReport], rules: StateRules, now: Instant) -> bool:
    """Whether something that the learner said still holds: a feeling, or that they are lost at a place."""
    said = (*_FEELS, SelfReportKind.LOST_HERE)
    return any(
        report.kind in said and 0 <= (now - report.at).total_seconds() <= rules.holds_seconds(report.kind)
        for report in reports
    )


def find_said(
    moments: Sequence[PastSupport], circumstances: Circumstances, situation: Situation, rules: StateRules, now: Instant
) -> Finding | None:
    """The cause in what the learner said last, unless it was answered already.

    "I'm lost here" is none: the page answers it with what that block has to open. A finding is about the block that it
    was said at, wherever the learner went since, and about no block where it was said at none.
    """
    report = feeling_said(circumstances.reports, rules, now)
    if report is None or report.feeling is None:
        return None
    cause = CAUSE_OF_FEELING[report.feeling]
    answered = any(each.evidence is EvidenceKind.SAID and each.at >= report.at for each in moments)
    if cause is None or answered:
        return None
    at_block = report.block_id is None or report.block_id in (situation.about, situation.block_id)
    if cause is Cause.CONFUSED and not at_block:
        return None
    corrected = report.kind is SelfReportKind.CORRECTION
    reasons: tuple[Reason, ...] = (Reason(ReasonCode.CORRECTED if corrected else ReasonCode.SAID_SO),)
    if cause is Cause.LOW_MOOD:
        days = days_of_low_mood(circumstances, _last_talk(moments), now)
        if days >= LOW_DAYS:
            cause, reasons = Cause.TALK, (*reasons, Reason(ReasonCode.LOW_MOOD_DAYS, days))
    return Finding(cause, EvidenceKind.SAID, report.at, reasons, report.block_id)


def days_of_low_mood(circumstances: Circumstances, since: Instant | None, now: Instant) -> int:
    """On how many of the last seven days the learner said that their mood was low, by their own calendar.

    Args:
        circumstances: with what they said.
        since: only what was said after it counts, for instance after a person was proposed.
        now: the present.
    """
    today = _day(circumstances, now)
    days = {
        _day(circumstances, report.at)
        for report in circumstances.reports
        if report.kind in _FEELS
        and report.feeling is not None
        and CAUSE_OF_FEELING[report.feeling] is Cause.LOW_MOOD
        and report.at <= now
        and (since is None or report.at > since)
    }
    return sum(today - day < timedelta(days=LOOKED_AT_DAYS) for day in days)


def _day(circumstances: Circumstances, at: Instant) -> date:
    return (circumstances.local_time(at) or at).date()


def _last_talk(moments: Sequence[PastSupport]) -> Instant | None:
    """When a person was proposed last; a proposal that nobody saw is none."""
    return max((each.at for each in moments if each.cause is Cause.TALK and each.delivered), default=None)
