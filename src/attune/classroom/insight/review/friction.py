"""Friction: whether a block was hard for a learner, by what they did and said; a face alone is never enough."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attune.expressions import EXPRESSIONS

MANY_WRONG = 2
MANY_REWINDS = 2
LONG_STRUGGLE = 30.0  # seconds


class FrictionPart(StrEnum):
    """What made a block hard for a learner."""

    LOST = "lost"
    WRONG_ANSWERS = "wrong_answers"
    REWINDS = "rewinds"
    STRUGGLING = "struggling"


@dataclass(frozen=True, slots=True)
class LearnerAtBlock:
    """What is known of one learner at one block in a period.

    known, struggling: seconds with a learning state, and of those with a struggling one.
    seconds, readable: seconds of all windows, and of those with a face that could be read.
    expressions: seconds of each, in the order of EXPRESSIONS.
    friction: what made it hard.
    """

    known: float = 0.0
    struggling: float = 0.0
    readable: float = 0.0
    seconds: float = 0.0
    expressions: tuple[float, ...] = (0.0,) * len(EXPRESSIONS)
    check_ins: int = 0
    lost: int = 0
    rewinds: int = 0
    wrong_answers: int = 0
    friction: frozenset[FrictionPart] = frozenset()

    @property
    def struggling_share(self) -> float:
        """Of the seconds with a known state. There must be some."""
        return self.struggling / self.known


def friction_of(
    *, check_ins: int = 0, lost: int = 0, rewinds: int = 0, wrong_answers: int = 0, struggling: float = 0.0
) -> frozenset[FrictionPart]:
    """Return what made a block hard for a learner; empty where nothing did. The arguments are as in LearnerAtBlock."""
    found = set()
    if lost:
        found.add(FrictionPart.LOST)
    if wrong_answers >= MANY_WRONG:
        found.add(FrictionPart.WRONG_ANSWERS)
    if rewinds >= MANY_REWINDS:
        found.add(FrictionPart.REWINDS)
    if struggling >= LONG_STRUGGLE and (wrong_answers or rewinds or check_ins):
        found.add(FrictionPart.STRUGGLING)
    return frozenset(found)
