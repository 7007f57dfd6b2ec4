"""Synthetic windows, for the demo and for simulated classes. They are drawn at random, and no camera ever saw them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from attune.affect.windows import SELF_PACED_SECONDS, quantise
from attune.expressions import EXPRESSIONS, Expression

MODEL = "demo"  # names no model, because none was asked
CALM = (Expression.NEUTRAL,) * 8 + (Expression.HAPPINESS, Expression.SURPRISE, None)
TROUBLES = (Expression.SURPRISE, Expression.FEAR, Expression.ANGER, Expression.ANGER, Expression.SADNESS)
SPELL_HOLDS = 0.85  # a spell of trouble is not one frozen face


def synthetic_id(rng: Random) -> UUID:
    """An id from the same generator as everything else."""
    return UUID(int=rng.getrandbits(128), version=4)


def synthetic_expressions(rng: Random, *, count: int, trouble: float) -> Iterator[Expression | None]:
    """Expressions of `count` windows in a row: mostly calm, with a spell of trouble as likely as `trouble` says."""
    spell = range(0)
    if rng.random() < trouble:
        start = rng.randint(2, 5)
        spell = range(start, start + rng.randint(4, 9))
    expression = rng.choice(TROUBLES)
    for index in range(count):
        yield expression if index in spell and rng.random() < SPELL_HOLDS else rng.choice(CALM)


def synthetic_window(
    rng: Random, expression: Expression | None, lesson_id: UUID, block_id: UUID, started_at: datetime
) -> dict[str, Any]:
    """A window that shows an expression, or one that abstains (None), as a device sends it: JSON values only."""
    weights = {each: rng.uniform(0.0, 0.08) for each in EXPRESSIONS}
    if expression is not None:
        weights[expression] = rng.uniform(0.5, 0.9)
    read = expression is not None
    return {
        "id": str(synthetic_id(rng)),
        "started_at": started_at.isoformat(),
        "seconds": SELF_PACED_SECONDS,
        "lesson_id": str(lesson_id),
        "block_id": str(block_id),
        "p": list(quantise([weights[each] for each in EXPRESSIONS] if read else [1.0] * len(EXPRESSIONS))),
        "coverage": round(rng.uniform(0.75, 1.0), 2) if read else round(rng.uniform(0.0, 0.3), 2),
        "quality": round(rng.uniform(0.65, 0.95), 2) if read else 0.0,
        "state": expression or "unknown",
        "model": MODEL,
        "source": "on_device",
    }
