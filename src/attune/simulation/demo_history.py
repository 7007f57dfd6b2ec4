"""What simulated students show in the demo's history and in its trial. Pure: the platform's services load it.

The figures of the trial are synthetic. They say nothing about whether support helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from attune.affect.limits import OfferResponse
from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.synthetic_windows import synthetic_expressions, synthetic_window

# Of the trial: how often a difficulty ends soon, and how often a question is answered correctly, with a message and
# without; how often a message is answered, and called helpful.
ENDS = {True: 0.75, False: 0.45}
CORRECT = {True: 0.9, False: 0.75}
ANSWERED, HELPFUL = 0.8, 0.7
BASELINE_WINDOWS, TROUBLE_WINDOWS, WATCHED_WINDOWS = 8, 5, 22


def block_difficulty(lesson_slug: str, position: int) -> float:
    """How hard a block is, in [0, 1): the same blocks are hard for everybody."""
    return Random(f"{lesson_slug}:{position}").random()  # noqa: S311 - synthetic figures


def expressions_at_block(rng: Random, difficulty: float) -> list[Expression | None]:
    """What a student shows in the two or three minutes at a block, one a window."""
    return list(synthetic_expressions(rng, count=rng.randint(10, 16), trouble=0.55 * difficulty))


def windows_in_a_row(
    rng: Random,
    shown: Sequence[Expression | None],
    lesson_id: UUID,
    block_id: UUID,
    began_at: datetime,
    seconds: float = SELF_PACED_SECONDS,
) -> list[dict[str, Any]]:
    """A window for each expression, one after the other, as a device sends them: JSON values only."""
    return [
        synthetic_window(rng, expression, lesson_id, block_id, began_at + timedelta(seconds=seconds * index))
        | {"seconds": seconds}
        for index, expression in enumerate(shown)
    ]


def onset_of_difficulty() -> list[Expression]:
    """The first minutes of a study session in the trial: calm, then a difficulty."""
    return [Expression.NEUTRAL] * BASELINE_WINDOWS + [Expression.SURPRISE] * TROUBLE_WINDOWS


def after_difficulty(rng: Random, *, supported: bool) -> list[Expression]:
    """The ten minutes after: the difficulty ends after some of them, or lasts."""
    if rng.random() >= ENDS[supported]:
        return [Expression.SURPRISE] * WATCHED_WINDOWS
    lasts = rng.randint(1, 10)
    return [Expression.SURPRISE] * lasts + [Expression.NEUTRAL] * 6


def response_in_trial(rng: Random) -> OfferResponse | None:
    """What a student of the trial makes of a message; None where they do not answer."""
    if rng.random() >= ANSWERED:
        return None
    return OfferResponse.HELPFUL if rng.random() < HELPFUL else OfferResponse.NOT_HELPFUL
