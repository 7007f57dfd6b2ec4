"""Wheel-spinning: practice that goes on without getting anywhere (Beck & Gong 2013).

More of the same does not help there; what a skill builds on does, and then a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from attune.affect.evidence import Instant
from attune.affect.practice.opportunities import HandIn, Opportunity, Practice

FAILED_HAND_INS = 3
OPPORTUNITIES = 6
MASTERED_IN_A_ROW = 3  # Beck & Gong's criterion of mastery


@dataclass(frozen=True, slots=True)
class WheelSpinning:
    """A skill that does not come.

    Attributes:
        skill: as in the opportunities; "block:<block id>" where the quiz of a block as a whole fails.
        failed: hand-ins in a row that were not passed.
        quizzes: different ones among these.
        opportunities: since the skill was last mastered.
        since: when the first of them was.
    """

    skill: str
    failed: int
    quizzes: int
    opportunities: int
    since: Instant


def wheel_spinning(practice: Practice, block_id: str) -> WheelSpinning | None:
    """The skill at a block that does not come, by the block's latest hand-in; None where none or another try may do.

    Only skills with a wrong item in the latest hand-in are asked about: what is right now needs no help.
    """
    hand_ins = [each for each in practice.hand_ins if each.block_id == block_id]
    if not hand_ins or hand_ins[-1].wrong == 0:
        return None
    latest = [
        each for each in practice.opportunities if each.block_id == block_id and each.attempt == hand_ins[-1].attempt
    ]
    for skill in dict.fromkeys(each.skill for each in latest if not each.right):
        found = _of_skill(practice, skill)
        if found is not None:
            return found
    failed = _trailing_failures(hand_ins)
    if len(failed) < FAILED_HAND_INS:
        return None
    return WheelSpinning(f"block:{block_id}", len(failed), 1, 0, failed[0].at)


def _of_skill(practice: Practice, skill: str) -> WheelSpinning | None:
    tried = _since_mastery([each for each in practice.opportunities if each.skill == skill])
    if not tried:
        return None
    passed = {(each.block_id, each.attempt): each.passed for each in practice.hand_ins}
    failed: list[str] = []
    for hand_in, items in groupby(tried, key=lambda each: (each.block_id, each.attempt)):
        went_wrong = any(not item.right for item in items) and not passed.get(hand_in, True)
        failed = [*failed, hand_in[0]] if went_wrong else []
    if len(failed) < FAILED_HAND_INS and not _in_vain(tried):
        return None
    return WheelSpinning(skill, len(failed), len(set(failed)), len(tried), tried[0].at)


def _since_mastery(tried: Sequence[Opportunity]) -> Sequence[Opportunity]:
    """The opportunities after the last three right ones in a row."""
    in_a_row, begin = 0, 0
    for index, each in enumerate(tried):
        in_a_row = in_a_row + 1 if each.right else 0
        if in_a_row >= MASTERED_IN_A_ROW:
            begin = index + 1
    return tried[begin:]


def _in_vain(tried: Sequence[Opportunity]) -> bool:
    """Whether these are enough: of three hand-ins, or of as many different items, which is more than one bad quiz.

    A single hand-in that is mostly right is a beginning, whatever its length.
    """
    if len(tried) < OPPORTUNITIES:
        return False
    hand_ins = {(each.block_id, each.attempt) for each in tried}
    if len(hand_ins) >= FAILED_HAND_INS:
        return True
    different = len({each.item_id for each in tried}) >= OPPORTUNITIES
    return different and (len(hand_ins) > 1 or 2 * sum(not each.right for each in tried) >= len(tried))


def _trailing_failures(hand_ins: Iterable[HandIn]) -> list[HandIn]:
    failed: list[HandIn] = []
    for each in hand_ins:
        failed = [] if each.passed else [*failed, each]
    return failed
