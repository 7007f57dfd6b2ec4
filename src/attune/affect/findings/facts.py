"""Facts for messages from what the core itself knows: practice, behaviour, reports and earlier moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attune.affect.causes import Cause, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import BehaviourKind, Instant
from attune.affect.findings.circumstances import Circumstances
from attune.affect.findings.said import days_of_low_mood
from attune.affect.limits import MessageResponse
from attune.affect.messages.facts import Facts
from attune.affect.messages.strategies import Strategy
from attune.affect.practice.opportunities import Practice
from attune.affect.practice.outcomes import mastered_after_failure


def facts_of(
    finding: Finding, circumstances: Circumstances, moments: Sequence[PastSupport], *, unsent: bool, now: Instant
) -> Facts:
    """What is proved at the block of a finding; what the lesson holds there is left for the caller to fill in.

    Args:
        finding: whose block the facts are of.
        circumstances: what is known of the learner.
        moments: earlier ones.
        unsent: whether something is typed and not handed in.
        now: the present.
    """
    practice = circumstances.practice.at_block(finding.block_id) if finding.block_id is not None else Practice()
    latest = practice.hand_ins[-1] if practice.hand_ins else None
    at_block = [each for each in circumstances.study_session.behaviour if each.block_id == finding.block_id]
    return Facts(
        tries=len(practice.hand_ins),
        wrong=latest.wrong if latest is not None else 0,
        right=latest.right if latest is not None else 0,
        rewinds=sum(each.count for each in at_block if each.kind is BehaviourKind.REWIND),
        hints_opened=sum(
            each.count
            for each in at_block
            if each.kind is BehaviourKind.HINT_OPENED and each.item_id in (None, finding.item_id)
        ),
        returned=finding.cause is Cause.AWAY,
        handed_in=latest is not None and not unsent,
        failed_before=mastered_after_failure(practice.hand_ins),
        days_low=days_of_low_mood(circumstances, None, now),
        helped=strategies_that_helped(moments),
    )


def strategies_that_helped(moments: Iterable[PastSupport]) -> frozenset[Strategy]:
    """The strategies that a learner has called helpful, in so many words: a message will say so."""
    return frozenset(
        each.strategy for each in moments if each.strategy is not None and each.response is MessageResponse.HELPFUL
    )
