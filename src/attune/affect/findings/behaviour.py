"""Causes from what a learner did at one block besides its quiz: guessing, rewinds and long stays, absence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from attune.affect.behaviour import BehaviourRules, BehaviourSummary, summarise_behaviour
from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Behaviour, BehaviourKind, Instant
from attune.affect.findings.performance import ONE_MORE_TRY, WRONG_TWICE
from attune.affect.reasons import Reason, ReasonCode

_ABSENT = (BehaviourKind.IDLE, BehaviourKind.TAB_HIDDEN)


def behaviour_at(behaviour: Iterable[Behaviour], block_id: str) -> tuple[Behaviour, ...]:
    """What was done at a block; nothing that was done elsewhere speaks for it."""
    return tuple(each for each in behaviour if each.block_id == block_id)


def find_guessing(summary: BehaviourSummary, block_id: str, now: Instant) -> Finding | None:
    """Answers in quick succession, without time to think in between."""
    if not summary.retries_rapidly or not summary.wrong_answers:
        return None
    reasons = (
        Reason(ReasonCode.RAPID_RETRIES, summary.rapid_retries),
        Reason(ReasonCode.WRONG_ANSWERS, summary.wrong_answers),
    )
    return Finding(Cause.GUESSING, EvidenceKind.DID, summary.since(now), reasons, block_id)


def find_counted_wrong_answers(
    summary: BehaviourSummary, behaviour: Iterable[Behaviour], block_id: str, now: Instant, *, has_left: bool
) -> Finding | None:
    """Wrong answers that are known by their number alone; after two of them one more try comes first."""
    if not summary.answers_wrongly:
        return None
    earliest = now - timedelta(seconds=summary.rules.lookback_seconds)
    wrong = [each.at for each in behaviour if each.kind is BehaviourKind.WRONG_ANSWER]
    tries = [each for each in wrong if earliest <= each <= now]
    reasons = (Reason(ReasonCode.WRONG_ANSWERS, summary.wrong_answers),)
    waits = not has_left and len(tries) <= WRONG_TWICE
    wait_until = max(tries) + ONE_MORE_TRY if waits else None
    return Finding(Cause.WRONG_ANSWERS, EvidenceKind.DID, summary.since(now), reasons, block_id, wait_until=wait_until)


def find_confusion(summary: BehaviourSummary, block_id: str, now: Instant) -> Finding | None:
    """Rewinds, or a long stay beside a rewind or a wrong answer."""
    if not summary.rewinds_often and not (summary.dwells and summary.wrong_answers + summary.rewinds):
        return None
    signs = (
        (ReasonCode.WRONG_ANSWERS, summary.wrong_answers),
        (ReasonCode.REWINDS, summary.rewinds),
        (ReasonCode.LONG_DWELL, round(summary.dwell_seconds)),
    )
    reasons = tuple(Reason(code, amount) for code, amount in signs if amount)
    return Finding(Cause.CONFUSED, EvidenceKind.DID, summary.since(now), reasons, block_id)


def find_absence(
    behaviour: Iterable[Behaviour], rules: BehaviourRules, block_id: str, moments: Sequence[PastSupport], now: Instant
) -> Finding | None:
    """A long time idle or away that is over. It is no boredom; what may be missing is the thread."""
    summary = summarise_behaviour((each for each in behaviour if each.kind in _ABSENT), rules, now)
    reasons = []
    if summary.is_idle:
        reasons.append(Reason(ReasonCode.IDLE, round(summary.idle_seconds)))
    if summary.is_away:
        reasons.append(Reason(ReasonCode.TAB_HIDDEN, round(summary.hidden_seconds)))
    since = summary.since(now)
    spoken_of = any(each.cause is Cause.AWAY and each.block_id == block_id and each.at >= since for each in moments)
    if not reasons or spoken_of:
        return None
    return Finding(Cause.AWAY, EvidenceKind.DID, since, tuple(reasons), block_id)
