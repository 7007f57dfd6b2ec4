"""Builders of evidence: windows, behaviour and reports along a clock that starts at nine."""

from datetime import UTC, datetime, timedelta
from typing import Any

from attune.affect.evidence import Behaviour, BehaviourKind, Instant
from attune.affect.practice.opportunities import HandIn, Opportunity, Practice
from attune.affect.windows import LEVELS, Window, quantise
from attune.expressions import EXPRESSIONS, Expression

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SECONDS = 10.0


def at(seconds: float) -> Instant:
    return NINE + timedelta(seconds=seconds)


def window(index: int, expression: Expression | None, strength: float = 0.8, quality: float = 0.9) -> Window:
    """The index-th window of the study session, with one expression standing out (None: the window abstains)."""
    return window_at(index * SECONDS, expression, strength, quality)


def window_at(seconds: float, expression: Expression | None, strength: float = 0.8, quality: float = 0.9) -> Window:
    shown = expression or Expression.NEUTRAL
    rest = Expression.NEUTRAL if shown is not Expression.NEUTRAL else Expression.HAPPINESS
    weights = {shown: strength, rest: 1 - strength}
    return Window(
        id=f"window-{seconds}-{shown}",
        started_at=at(seconds),
        seconds=SECONDS,
        lesson_id="lesson",
        block_id="block",
        p=quantise([weights.get(each, 0.0) for each in EXPRESSIONS]),
        coverage=0.0 if expression is None else 1.0,
        quality=quality,
        state=expression or "unknown",
        model="test",
        source="on_device",
    )


def windows_of(*expressions: Expression | None) -> tuple[Window, ...]:
    return tuple(window(index, expression) for index, expression in enumerate(expressions))


def did(kind: BehaviourKind, seconds: float, *, count: int = 1, lasted: float = 0.0, block: str = "block") -> Behaviour:
    return Behaviour(kind, at(seconds), block, count, lasted)


def hand_in(seconds: float, *, right: str = "", wrong: str = "", **details: Any) -> Practice:
    """One hand-in with its items, each named by a letter.

    details: block, attempt, graded, passed, spent (seconds for all), skills (by item), expected (seconds an item).
    """
    block, attempt = details.get("block", "block"), details.get("attempt", 1)
    graded, skills, spent = details.get("graded", False), details.get("skills", {}), details.get("spent")
    items = sorted(right + wrong)
    opportunities = tuple(
        Opportunity(
            skill=skills.get(item, f"block:{block}"),
            item_id=item,
            block_id=block,
            lesson_id="lesson",
            at=at(seconds),
            right=item in right,
            attempt=attempt,
            seconds=None if spent is None else spent / len(items),
            expected_seconds=details.get("expected", 40.0),
            graded=graded,
        )
        for item in items
    )
    passed = details.get("passed", not wrong)
    return Practice(opportunities, (HandIn(block, at(seconds), passed, len(right), len(wrong), attempt, graded),))


def practised(*parts: Practice) -> Practice:
    """Hand-ins one after the other."""
    return Practice(
        tuple(each for part in parts for each in part.opportunities),
        tuple(each for part in parts for each in part.hand_ins),
    )


__all__ = ["LEVELS", "NINE", "SECONDS", "at", "did", "hand_in", "practised", "window", "window_at", "windows_of"]
