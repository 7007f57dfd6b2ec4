"""Valence and arousal as AffectNet rates them: each from -1 to 1, or -2 where nobody did."""

from __future__ import annotations

import math

from attune.training.data.sources.entries import Affect

UNRATED = -2.0


class BadRating(ValueError):
    """A rating outside of its range; the message says which."""


def read_affect(valence: float, arousal: float) -> Affect:
    """Check the range of a rating; missing values become NaN.

    Raises:
        BadRating: a rating outside of its range; the message says which.
    """
    return Affect(_checked("valence", valence), _checked("arousal", arousal))


def _checked(name: str, value: float) -> float:
    if value == UNRATED:
        return math.nan
    if not -1 <= value <= 1:
        raise BadRating(f"{name} is {value}; it must lie from -1 to 1, or be -2 where it is missing")
    return value
