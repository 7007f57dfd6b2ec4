"""An expression alone asks how it is going, once a session, and never advises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.said import has_spoken
from attune.affect.policy import SupportPolicy
from attune.affect.states import expression_shown


def find_expression(
    moments: Sequence[PastSupport],
    circumstances: Circumstances,
    situation: Situation,
    policy: SupportPolicy,
    now: Instant,
) -> Finding | None:
    """An expression that lasts, against the learner's own baseline, at the block that support would be about.

    Nothing follows from it before the baseline is complete, a second time in a session, beside what the learner said
    about themselves, or where their answers in this session are right.
    """
    session, rules, about = circumstances.study_session, policy.triggers, situation.about
    began_at = session.began_at
    if began_at is None or _asked(moments, began_at) or has_spoken(circumstances.reports, rules, now):
        return None
    if _answers_right(circumstances, began_at, now):
        return None
    baseline = session.baseline(rules)
    if not baseline.complete:
        return None
    windows = tuple(each for each in session.recent if about is None or each.block_id in (about, None))
    shown = expression_shown(windows, baseline, rules, now)
    if shown is None:
        return None
    waits = policy.confusion_waits_seconds if shown.current else policy.confusion_waits_at_most_seconds
    wait_until = shown.since + timedelta(seconds=waits)
    return Finding(Cause.ASKS, EvidenceKind.EXPRESSION, shown.since, shown.reasons, about, wait_until=wait_until)


def _asked(moments: Sequence[PastSupport], since: Instant) -> bool:
    return any(each.cause is Cause.ASKS and each.at >= since for each in moments)


def _answers_right(circumstances: Circumstances, since: Instant, now: Instant) -> bool:
    """Whether the latest hand-in of this session is all right: a frown over right answers is concentration."""
    handed_in = [each for each in circumstances.practice.hand_ins if since <= each.at <= now]
    return bool(handed_in) and handed_in[-1].wrong == 0
