"""What the rooms of wellbeing say in the same words.

Everything that comes in is a number, an instant, an id or one of a closed set of short names: there is no field that
could carry a picture, and a test walks the schemas to keep it so.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from attune.affect.evidence import LearningState, OwnWord
from attune.affect.windows import LEVELS
from attune.classroom.platform.schemas import Outgoing
from attune.expressions import EXPRESSIONS, Expression

LARGEST_BODY = 16 * 1024  # bytes: fifty windows need about 15,000; a face of 48 pixels would not fit beside them

Share = Annotated[float, Field(ge=0, le=1)]
Level = Annotated[int, Field(ge=0, le=LEVELS)]
WindowState = Expression | Literal["unknown"]
Feeling = (
    Expression
    | Literal[
        LearningState.ENGAGED,
        LearningState.MAYBE_CONFUSED,
        LearningState.MAYBE_FRUSTRATED,
        LearningState.MAYBE_DISENGAGED,
        LearningState.LOW_MOOD,
        OwnWord.TIRED,
    ]
)


def _sums_to_one(levels: tuple[int, ...]) -> tuple[int, ...]:
    if sum(levels) != LEVELS:
        raise ValueError(f"the eight levels sum to {LEVELS}, these sum to {sum(levels)}")
    return levels


Levels = Annotated[
    tuple[Level, ...], Field(min_length=len(EXPRESSIONS), max_length=len(EXPRESSIONS)), AfterValidator(_sums_to_one)
]


class ReasonOut(Outgoing):
    """A reason with its sentence in the student's language."""

    code: str
    text: str
