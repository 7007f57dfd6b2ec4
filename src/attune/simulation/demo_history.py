"""What simulated students show in the demo's history. Pure: the platform's services load it.

The figures of its experiment are synthetic. They say nothing about whether support helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.synthetic_windows import synthetic_expressions, synthetic_window

# Of the experiment: how often a question is answered correctly, with a message and without.
CORRECT = {True: 0.8, False: 0.6}


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


SECONDS_A_WEEK = 1800.0


def week_of_a_learner(rng: Random, week: int, weeks: int, harder: float) -> dict[str, float]:
    """Seconds of a learner's week, by learning state and by expression.

    Struggling swells towards the exam at the end and is higher in a group that finds it harder.

    Args:
        rng: Of this learner's week.
        week: Which one, from 0.
        weeks: Of how many.
        harder: Added to the share of struggling, in [-0.3, 0.45].
    """
    known = SECONDS_A_WEEK * rng.uniform(0.65, 0.9)
    struggling = min(0.85, max(0.02, rng.gauss(0.16 + harder + 0.12 * (week / weeks) ** 2, 0.09)))
    absent, low = rng.uniform(0.02, 0.1), rng.uniform(0.01, 0.05)
    states = {
        "maybe_confused": 0.65 * struggling,
        "maybe_frustrated": 0.35 * struggling,
        "maybe_disengaged": absent * (1 - struggling),
        "low_mood": low * (1 - struggling),
    }
    states["engaged"] = 1 - sum(states.values())
    shown = {
        "happiness": rng.uniform(0.06, 0.14),
        "surprise": rng.uniform(0.02, 0.05),
        "sadness": low,
        "anger": 0.25 * struggling,
        "disgust": 0.02 * struggling,
        "fear": 0.03 * struggling,
        "contempt": 0.03 * struggling,
    }
    shown["neutral"] = 1 - sum(shown.values())
    seconds = {name: known * share for name, share in (states | shown).items()}
    return seconds | {"unknown": SECONDS_A_WEEK - known, "readable": known}


def trouble_at_block(rng: Random, difficulty: float) -> dict[str, int]:
    """What a learner says about one stay at a block: how often "I'm lost here", and how often how it goes.

    Args:
        rng: Of this learner's week.
        difficulty: Of the block, in [0, 1).
    """
    return {"lost": int(rng.random() < 0.03 * difficulty), "check_ins": int(rng.random() < 0.08 * difficulty)}
