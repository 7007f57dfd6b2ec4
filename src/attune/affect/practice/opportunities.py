"""Opportunities to practise a skill, and hand-ins of quizzes, as values."""

from __future__ import annotations

from dataclasses import dataclass

from attune.affect.evidence import Instant


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One item of a quiz answered once.

    Attributes:
        skill: "course-slug/skill", or "block:<block id>" for an item without one.
        at: when its quiz was handed in.
        attempt: of its quiz; items of one hand-in have the same.
        seconds: that the item took; None where that is not known.
        expected_seconds: that it is meant to take.
    """

    skill: str
    item_id: str
    block_id: str
    lesson_id: str
    at: Instant
    right: bool
    attempt: int = 1
    seconds: float | None = None
    expected_seconds: float | None = None
    graded: bool = False


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in of a quiz. right, wrong: items of it."""

    block_id: str
    at: Instant
    passed: bool
    right: int
    wrong: int
    attempt: int = 1
    graded: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """What a learner practised in the last weeks, oldest first, in every lesson."""

    opportunities: tuple[Opportunity, ...] = ()
    hand_ins: tuple[HandIn, ...] = ()

    def at_block(self, block_id: str) -> Practice:
        """What of it was at a block."""
        return Practice(
            tuple(each for each in self.opportunities if each.block_id == block_id),
            tuple(each for each in self.hand_ins if each.block_id == block_id),
        )
