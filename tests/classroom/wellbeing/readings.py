"""Bodies as a student's client sends them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from attune import DEFAULT_MODEL
from attune.affect.windows import quantise
from attune.expressions import EXPRESSIONS, Expression

CONSENT = {
    "process_camera": True,
    "process_on_server": True,
    "save_summaries": True,
    "count_in_class": True,
    "share_with_tutors": True,
}


def window(
    started_at: datetime,
    expression: Expression | None = Expression.NEUTRAL,
    *,
    lesson_id: UUID | None = None,
    block_id: UUID | None = None,
    position: float | None = None,
    strength: float = 0.8,
    seconds: float = 10,
) -> dict[str, Any]:
    shown = expression or Expression.NEUTRAL
    rest = Expression.NEUTRAL if shown is not Expression.NEUTRAL else Expression.HAPPINESS
    weights = {shown: strength, rest: 1 - strength}
    return {
        "id": str(uuid4()),
        "started_at": started_at.isoformat(),
        "seconds": seconds,
        "lesson_id": str(lesson_id) if lesson_id else None,
        "block_id": str(block_id) if block_id else None,
        "position": position,
        "p": list(quantise([weights.get(each, 0.0) for each in EXPRESSIONS])),
        "coverage": 0.0 if expression is None else 1.0,
        "quality": 0.0 if expression is None else 0.9,
        "state": expression or "unknown",
        "model": f"{DEFAULT_MODEL}@1",
        "source": "on_device",
    }


def check_in(kind: str, at: datetime, **fields: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "kind": kind, "at": at.isoformat(), **fields}
