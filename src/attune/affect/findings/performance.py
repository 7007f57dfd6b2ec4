"""Causes from how quizzes go at one block: what stays wrong, what came right, what was easy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.practice.opportunities import Practice
from attune.affect.practice.outcomes import mastered_after_failure, seconds_of_ease, wrong_items
from attune.affect.practice.wheel_spinning import FAILED_HAND_INS, WheelSpinning, wheel_spinning
from attune.affect.reasons import Reason, ReasonCode

HOLDS = timedelta(minutes=15)  # after a hand-in: later, the learner is somewhere else in thought
# Confusion that resolves is good for learning, so that after two wrong answers one more try comes first
# (D'Mello & Graesser 2012).
ONE_MORE_TRY = timedelta(seconds=45)
WRONG_TWICE = 2


def find_repeated_failure(practice: Practice, block_id: str, moments: Sequence[PastSupport]) -> Finding | None:
    """Wheel-spinning that shows in the latest hand-in of a block, once for each hand-in."""
    spinning = wheel_spinning(practice, block_id)
    if spinning is None:
        return None
    handed_in = max(each.at for each in practice.hand_ins if each.block_id == block_id)
    if _spoken_of(moments, Cause.REPEATED_FAILURE, block_id, handed_in):
        return None
    cause, kind = Cause.REPEATED_FAILURE, EvidenceKind.DID
    return Finding(cause, kind, spinning.since, (_reason(spinning),), block_id, skill=spinning.skill)


def _reason(spinning: WheelSpinning) -> Reason:
    """Several quizzes, several tries at one, or items that never settle: three that are told apart."""
    if spinning.failed < FAILED_HAND_INS:
        return Reason(ReasonCode.TRIES_IN_VAIN, spinning.opportunities)
    if spinning.quizzes == 1:
        return Reason(ReasonCode.FAILED_TRIES, spinning.failed)
    return Reason(ReasonCode.FAILED_QUIZZES, spinning.quizzes)


def find_wrong_answers(
    at_block: Practice, block_id: str, moments: Sequence[PastSupport], several: int, *, has_left: bool
) -> Finding | None:
    """An item that is wrong for the second time, or several at once; after two wrong answers one more try comes first.

    Args:
        at_block: practice at that block.
        block_id: the block.
        moments: earlier ones; the same mistake is spoken of once.
        several: from how many wrong items of a hand-in on they count together.
        has_left: the learner is at another block by now, and there is no try to wait for.
    """
    wrong = wrong_items(at_block)
    if not wrong or (wrong[0].times < WRONG_TWICE and len(wrong) < several):
        return None
    item = wrong[0]
    last_at = max(each.last_at for each in wrong)
    if _spoken_of(moments, Cause.WRONG_ANSWERS, block_id, last_at):
        return None
    repeated = item.times >= WRONG_TWICE
    reason = Reason(ReasonCode.ITEM_WRONG, item.times) if repeated else Reason(ReasonCode.WRONG_ANSWERS, len(wrong))
    waits = not has_left and item.times <= WRONG_TWICE
    return Finding(
        Cause.WRONG_ANSWERS,
        EvidenceKind.DID,
        item.first_at,
        (reason,),
        block_id,
        item.item_id,
        item.skill,
        last_at + ONE_MORE_TRY if waits else None,
    )


def find_success(at_block: Practice, block_id: str, moments: Sequence[PastSupport]) -> Finding | None:
    """A quiz that is passed for the first time, and not at the first try."""
    failed = mastered_after_failure(at_block.hand_ins)
    if not failed or _spoken_of(moments, Cause.SUCCESS, block_id, at_block.hand_ins[-1].at):
        return None
    reasons = (Reason(ReasonCode.RIGHT_AFTER_TRIES, failed + 1),)
    return Finding(Cause.SUCCESS, EvidenceKind.DID, at_block.hand_ins[-1].at, reasons, block_id)


def find_ease(at_block: Practice, block_id: str, moments: Sequence[PastSupport]) -> Finding | None:
    """A quiz that was all right at the first try and in under half the expected time."""
    spent = seconds_of_ease(at_block)
    if spent is None or _spoken_of(moments, Cause.EASE, block_id, at_block.hand_ins[-1].at):
        return None
    reasons = (Reason(ReasonCode.FINISHED_EARLY, round(spent)),)
    return Finding(Cause.EASE, EvidenceKind.DID, at_block.hand_ins[-1].at, reasons, block_id)


def is_fresh(at_block: Practice, now: Instant) -> bool:
    """Whether the latest hand-in at a block is recent enough to be spoken of."""
    return bool(at_block.hand_ins) and now - at_block.hand_ins[-1].at <= HOLDS


def _spoken_of(moments: Sequence[PastSupport], cause: Cause, block_id: str, since: Instant) -> bool:
    return any(each.cause is cause and each.block_id == block_id and each.at >= since for each in moments)
