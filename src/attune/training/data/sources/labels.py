"""Labels as data sets write them. Names map by name; a number means something only in a declared order."""

from __future__ import annotations

from collections.abc import Iterable

from attune.expressions import EXPRESSIONS, Expression, UnknownExpression, parse_expression
from attune.training.configuration.data_config import DataFormat

# FER2013's own indices 0 to 6 (Goodfellow et al. 2013)
FER2013_ORDER = tuple(map(parse_expression, ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")))
# AffectNet's own indices 0 to 7 (Mollahosseini et al. 2017); 8 none, 9 uncertain and 10 no face are no expressions
AFFECTNET_ORDER = tuple(
    map(parse_expression, ("neutral", "happy", "sad", "surprise", "fear", "disgust", "anger", "contempt"))
)
AFFECTNET_NONE = frozenset({8, 9, 10})

USAGES = ("Training", "PublicTest", "PrivateTest")
"""FER2013's own splits."""

SIDE = 48
"""The side of a FER2013 image in pixels."""

ORDERS = {"fer2013": FER2013_ORDER, "affectnet": AFFECTNET_ORDER}


class UnreadableLabel(ValueError):
    """A label that maps to nothing; the message says what to write instead."""


def read_label(text: str, data_format: DataFormat) -> Expression | None:
    """Map a class name or a number to its expression; None for AffectNet's classes that are no expression.

    Raises:
        UnreadableLabel: an unknown name, or a number where no order has been declared.
    """
    label = text.strip()
    if not label.isdecimal():
        try:
            return parse_expression(label)
        except UnknownExpression as error:
            raise UnreadableLabel(str(error)) from None
    order = ORDERS.get(data_format)
    if order is None:
        raise UnreadableLabel(
            f"the label '{label}' is a number, and data sets number expressions differently; set data.format=affectnet "
            f"({_numbered(AFFECTNET_ORDER)}) or data.format=fer2013 ({_numbered(FER2013_ORDER)})"
        )
    if data_format == "affectnet" and int(label) in AFFECTNET_NONE:
        return None
    if int(label) >= len(order):
        raise UnreadableLabel(f"the label is {label}, but {data_format} has {_numbered(order)}")
    return order[int(label)]


def in_canonical_order(expressions: Iterable[Expression | None]) -> tuple[Expression, ...]:
    """Sort expressions as EXPRESSIONS has them, each once."""
    found = set(expressions)
    return tuple(expression for expression in EXPRESSIONS if expression in found)


def _numbered(order: tuple[Expression, ...]) -> str:
    return ", ".join(f"{index} {expression}" for index, expression in enumerate(order))
