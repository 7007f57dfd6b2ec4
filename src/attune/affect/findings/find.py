"""The one cause to speak of: what a learner says, then what they do at a block, and last an expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attune.affect.behaviour import BehaviourSummary, summarise_behaviour
from attune.affect.causes import Cause, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Behaviour, Instant
from attune.affect.findings.behaviour import (
    behaviour_at,
    find_absence,
    find_confusion,
    find_counted_wrong_answers,
    find_guessing,
)
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.expression import find_expression
from attune.affect.findings.night import find_night, is_night
from attune.affect.findings.performance import (
    find_ease,
    find_repeated_failure,
    find_success,
    find_wrong_answers,
    is_fresh,
)
from attune.affect.findings.said import find_said
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.practice.opportunities import Practice
from attune.affect.practice.outcomes import is_all_right

# Of what a learner did: the causes that a look back or a fact answers. The others keep for the next interruption point.
LOOKED_BACK_AT = frozenset({Cause.CONFUSED, Cause.WRONG_ANSWERS, Cause.EASE, Cause.AWAY, Cause.SUCCESS})


def find_cause(
    moments: Sequence[PastSupport],
    circumstances: Circumstances,
    situation: Situation,
    policy: SupportPolicy,
    now: Instant,
) -> Finding | None:
    """Find the cause to speak of.

    Args:
        moments: earlier ones, oldest first.
        circumstances: what is known of the learner.
        situation: where they are. Away from an interruption point only what they said counts.
        policy: the institution's.
        now: the present.

    Returns:
        The first cause that holds, in the order of its evidence; None where there is nothing to say.
    """
    said = find_said(moments, circumstances, situation, policy.triggers, now)
    if said is not None or situation.interruption_point not in policy.interruption_points:
        return said
    unsaid = _find_unsaid(moments, circumstances, situation, policy, now)
    if situation.interruption_point is InterruptionPoint.LESSON_END:
        return unsaid if unsaid is not None and unsaid.cause in LOOKED_BACK_AT else None
    return unsaid


def _find_unsaid(
    moments: Sequence[PastSupport],
    circumstances: Circumstances,
    situation: Situation,
    policy: SupportPolicy,
    now: Instant,
) -> Finding | None:
    local_time = circumstances.local_time(now)
    if local_time is not None and is_night(local_time):
        return find_night(moments, local_time, situation.about, now)
    did = _find_did(moments, circumstances, situation, policy, now)
    return did or find_expression(moments, circumstances, situation, policy, now)


@dataclass(frozen=True, slots=True)
class _AtBlock:
    """What is known of the block that support is about, prepared once."""

    block_id: str
    practice: Practice
    did: tuple[Behaviour, ...]
    summary: BehaviourSummary
    fresh: bool
    has_left: bool


def _find_did(
    moments: Sequence[PastSupport],
    circumstances: Circumstances,
    situation: Situation,
    policy: SupportPolicy,
    now: Instant,
) -> Finding | None:
    """What the learner did at the block that support is about, and there alone."""
    about, rules = situation.about, policy.triggers.behaviour
    if about is None:
        return None
    practice = circumstances.practice.at_block(about)
    did = behaviour_at(circumstances.study_session.behaviour, about)
    has_left = situation.interruption_point is InterruptionPoint.BLOCK_CHANGE
    summary = summarise_behaviour(did, rules, now)
    here = _AtBlock(about, practice, did, summary, is_fresh(practice, now), has_left)
    found = None
    if not is_all_right(practice):
        found = _find_difficulty(here, circumstances.practice, moments, now)
    if found is None and here.fresh:
        found = find_success(practice, about, moments) or find_ease(practice, about, moments)
    return found or find_absence(did, rules, about, moments, now)


def _find_difficulty(
    here: _AtBlock, practice: Practice, moments: Sequence[PastSupport], now: Instant
) -> Finding | None:
    """What does not go well. Where the answers themselves are known, they are counted and not the events."""
    found = find_guessing(here.summary, here.block_id, now)  # what is guessed says little about a skill
    if found is None and here.fresh:
        found = find_repeated_failure(practice, here.block_id, moments)
    if found is None and here.fresh:
        several = here.summary.rules.wrong_answers
        found = find_wrong_answers(here.practice, here.block_id, moments, several, has_left=here.has_left)
    if found is None and not here.practice.hand_ins:
        found = find_counted_wrong_answers(here.summary, here.did, here.block_id, now, has_left=here.has_left)
    return found or find_confusion(here.summary, here.block_id, now)
