"""The eight expressions, their aliases, and the valence and arousal derived from them.

This is the one vocabulary of the product: data sets, model files, the wire format and the client all use these
names, in this order (the order of FER+, Barsoum et al. 2016). Code refers to an expression by name, never by index.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from attune.nearest import nearest_name


class Expression(StrEnum):
    """What a face shows. An expression is not an emotion; see RESPONSIBLE_USE.md."""

    NEUTRAL = "neutral"
    HAPPINESS = "happiness"
    SURPRISE = "surprise"
    SADNESS = "sadness"
    ANGER = "anger"
    DISGUST = "disgust"
    FEAR = "fear"
    CONTEMPT = "contempt"


EXPRESSIONS: tuple[Expression, ...] = tuple(Expression)

ALIASES: Mapping[str, Expression] = {
    "happy": Expression.HAPPINESS,
    "happiness": Expression.HAPPINESS,
    "joy": Expression.HAPPINESS,
    "surprised": Expression.SURPRISE,
    "sad": Expression.SADNESS,
    "angry": Expression.ANGER,
    "disgusted": Expression.DISGUST,
    "afraid": Expression.FEAR,
    "fearful": Expression.FEAR,
    "scared": Expression.FEAR,
    "contemptuous": Expression.CONTEMPT,
}

# Positions of the basic expressions on the circumplex of affect: (valence, arousal), each in [-1, 1].
# Rounded from the category centres of Russell (1980) and the ratings in Mollahosseini et al. (2017, AffectNet).
CIRCUMPLEX: Mapping[Expression, tuple[float, float]] = {
    Expression.NEUTRAL: (0.0, 0.0),
    Expression.HAPPINESS: (0.80, 0.45),
    Expression.SURPRISE: (0.20, 0.75),
    Expression.SADNESS: (-0.70, -0.40),
    Expression.ANGER: (-0.60, 0.65),
    Expression.DISGUST: (-0.70, 0.35),
    Expression.FEAR: (-0.60, 0.75),
    Expression.CONTEMPT: (-0.55, 0.25),
}


class UnknownExpression(ValueError):
    """A label that is neither an expression nor an alias of one."""


def parse_expression(label: str) -> Expression:
    """Map a label as data sets and users write it (`happy`, `Angry`, `neutral`) to the canonical expression.

    Raises:
        UnknownExpression: it is neither an expression nor an alias of one; the message names the nearest valid label.
    """
    key = label.strip().lower()
    if key in ALIASES:
        return ALIASES[key]
    try:
        return Expression(key)
    except ValueError:
        valid = [*EXPRESSIONS, *ALIASES]
        raise UnknownExpression(
            f"'{label}' is not an expression; did you mean '{nearest_name(key, valid)}'? "
            f"The expressions are {', '.join(EXPRESSIONS)}."
        ) from None


def valence_arousal(probabilities: ArrayLike, labels: Sequence[str] = EXPRESSIONS) -> tuple[float, float]:
    """Derive valence and arousal from expression probabilities, as the expectation over the circumplex.

    probabilities: (len(labels),) non-negative, summing to 1.

    Returns:
        (valence, arousal), each in [-1, 1].
    """
    valence, arousal = np.asarray(probabilities, dtype=np.float64) @ _centres(tuple(labels))
    return float(valence), float(arousal)


@cache
def _centres(labels: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array([CIRCUMPLEX[parse_expression(label)] for label in labels])


def entropy_share(probabilities: Sequence[float]) -> float:
    """Entropy of a distribution as a share of the largest possible: 0 is certain, 1 is uniform."""
    return -math.fsum(p * math.log(p) for p in probabilities if p > 0) / math.log(len(probabilities))
