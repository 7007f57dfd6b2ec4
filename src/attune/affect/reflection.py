"""A short look back at a lesson: at most three remarks, by rules, about places and never about the learner.

No diagnosis and no figure: the evidence is thin, so the remarks say `seemed`, and what a learner said themselves comes
before what a camera saw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from attune.affect.aggregate import KNOWN_STATES, STRUGGLING
from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy

HARD_SECONDS = 60.0  # of difficulty at one block: less is a passing frown
SMOOTH_SECONDS = 90.0  # of engaged windows at one block: less is a glimpse
SMOOTH_SHARE = 0.8  # of the time at it that could be read


class RemarkKind(StrEnum):
    """What a remark says. The words are the client's."""

    SMOOTH = "smooth"
    SAID_LOST = "said_lost"
    SAID_HARD = "said_hard"
    HARD = "hard"
    EASED = "eased"
    TRIED_AGAIN = "tried_again"
    HELPED = "helped"
    LITTLE_KNOWN = "little_known"


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence of a reflection, with the place or the kind of support that it is about."""

    kind: RemarkKind
    block_id: str | None = None
    strategy: Strategy | None = None


@dataclass(frozen=True, slots=True)
class BlockStory:
    """What is known about one block of the lesson.

    seconds: in each state, as inferred or corrected.  last: the last state known there.  lost: the learner said so.
    reported: states that the learner reported there.  tried_again: a quiz that was passed after it was not.
    """

    block_id: str
    seconds: Mapping[LearningState, float] = field(default_factory=dict)
    last: LearningState = LearningState.UNKNOWN
    lost: bool = False
    reported: tuple[LearningState, ...] = ()
    tried_again: bool = False

    def seconds_in(self, states: frozenset[LearningState]) -> float:
        """Time in any of some states."""
        return sum(self.seconds.get(state, 0.0) for state in states)

    @property
    def smooth(self) -> float:
        """Engaged seconds, or 0 where too little was read, or too much of it was not calm."""
        engaged = self.seconds.get(LearningState.ENGAGED, 0.0)
        known = self.seconds_in(frozenset(KNOWN_STATES))
        said_otherwise = self.lost or any(state in STRUGGLING for state in self.reported)
        calm = engaged >= SMOOTH_SECONDS and engaged >= SMOOTH_SHARE * known
        return engaged if calm and not said_otherwise else 0.0


def reflect(blocks: Sequence[BlockStory], helped: Sequence[Strategy]) -> tuple[Remark, ...]:
    """At most three remarks: where it was smooth, where it was hard, what the learner did that helped.

    blocks: in the order of the lesson.  helped: kinds of support that the learner called helpful, the latest last.
    """
    remarks = [remark for remark in (_smooth(blocks), _hard(blocks), _did(blocks, helped)) if remark is not None]
    return tuple(remarks) or (Remark(RemarkKind.LITTLE_KNOWN),)


def _smooth(blocks: Sequence[BlockStory]) -> Remark | None:
    best = max(blocks, key=lambda block: block.smooth, default=None)
    return Remark(RemarkKind.SMOOTH, best.block_id) if best is not None and best.smooth > 0 else None


def _hard(blocks: Sequence[BlockStory]) -> Remark | None:
    """What the learner said first; then the block with the longest difficulty."""
    for block in blocks:
        if block.lost:
            return Remark(RemarkKind.SAID_LOST, block.block_id)
    for block in blocks:
        if any(state in STRUGGLING for state in block.reported):
            return Remark(RemarkKind.SAID_HARD, block.block_id)
    hardest = max(blocks, key=lambda block: block.seconds_in(STRUGGLING), default=None)
    if hardest is None or hardest.seconds_in(STRUGGLING) < HARD_SECONDS:
        return None
    eased = hardest.last is LearningState.ENGAGED
    return Remark(RemarkKind.EASED if eased else RemarkKind.HARD, hardest.block_id)


def _did(blocks: Sequence[BlockStory], helped: Sequence[Strategy]) -> Remark | None:
    for block in blocks:
        if block.tried_again:
            return Remark(RemarkKind.TRIED_AGAIN, block.block_id)
    return Remark(RemarkKind.HELPED, strategy=helped[-1]) if helped else None
