"""Invented readings, for the demo and for rehearsals. They come from chance, and no camera ever saw them."""

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


def invent_id(chance: Random) -> UUID:
    """An id from the same source of chance as everything else."""
    return UUID(int=chance.getrandbits(128), version=4)


def invent_expressions(chance: Random, *, count: int, trouble: float) -> Iterator[Expression | None]:
    """Expressions of `count` windows in a row: mostly calm, with a spell of trouble as likely as `trouble` says."""
    spell = range(0)
    if chance.random() < trouble:
        start = chance.randint(2, 5)
        spell = range(start, start + chance.randint(4, 9))
    expression = chance.choice(TROUBLES)
    for place in range(count):
        yield expression if place in spell and chance.random() < SPELL_HOLDS else chance.choice(CALM)


def invent_window(
    chance: Random, expression: Expression | None, lesson_id: UUID, block_id: UUID, started_at: datetime
) -> dict[str, Any]:
    """A window that shows an expression, or one that abstains (None), as a device sends it: JSON values only."""
    weights = {each: chance.uniform(0.0, 0.08) for each in EXPRESSIONS}
    if expression is not None:
        weights[expression] = chance.uniform(0.5, 0.9)
    read = expression is not None
    return {
        "id": str(invent_id(chance)),
        "started_at": started_at.isoformat(),
        "seconds": SELF_PACED_SECONDS,
        "lesson_id": str(lesson_id),
        "block_id": str(block_id),
        "p": list(quantise([weights[each] for each in EXPRESSIONS] if read else [1.0] * len(EXPRESSIONS))),
        "coverage": round(chance.uniform(0.75, 1.0), 2) if read else round(chance.uniform(0.0, 0.3), 2),
        "quality": round(chance.uniform(0.65, 0.95), 2) if read else 0.0,
        "state": expression or "unknown",
        "model": MODEL,
        "source": "on_device",
    }
