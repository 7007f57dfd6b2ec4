"""Coarse figures: shares in steps or in words, numbers of learners in bands, coverage in three bands.

A share is rounded to 5 points from 20 learners on and to 10 points below; under 10 learners it is said in a word. The
interval is computed from what is shown, so that it tells nothing that the rounded share does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from attune.affect.disclosure.release import Released, Seal
from attune.affect.evidence import LearningState, Probability
from attune.statistics import wilson_interval

WORDS_UNDER = 10  # learners: below, a share in numbers would promise a precision that one person can overturn
FINE_FROM = 20  # learners
FINE_STEPS, COARSE_STEPS = 20, 10  # steps between 0 and 1: 5 and 10 points
BAND = 5  # learners: numbers of people are rounded down to a multiple of it


class Category(StrEnum):
    """What a share is about: one learning state, or one of the two sides that non-sharers are told apart by."""

    ENGAGED = "engaged"
    MAYBE_CONFUSED = "maybe_confused"
    MAYBE_FRUSTRATED = "maybe_frustrated"
    MAYBE_DISENGAGED = "maybe_disengaged"
    LOW_MOOD = "low_mood"
    STRUGGLING = "struggling"
    NOT_STRUGGLING = "not_struggling"


class ShareWord(StrEnum):
    """A share in words, for fewer than ten learners; each covers a fifth of the scale."""

    FEW = "few"
    SOME = "some"
    HALF = "half"
    MANY = "many"
    MOST = "most"


class CoverageBand(StrEnum):
    """How much of the time could be read: under 50 %, 50 to 75 %, over 75 %."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


WORD_EDGES: Mapping[ShareWord, tuple[Probability, Probability]] = {
    word: (round(0.2 * place, 1), round(0.2 * (place + 1), 1)) for place, word in enumerate(ShareWord)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFigure(Released):
    """The share of one category, rounded.

    Attributes:
        category: what the share is about.
        share: rounded, in [0, 1]; None where it is said in a word.
        word: the share in a word; None where it is said in numbers.
        low: lower end of the 95 % interval of the rounded share, or of the word's range.
        high: upper end of the same.
    """

    category: Category
    share: Probability | None
    word: ShareWord | None
    low: Probability
    high: Probability

    @property
    def at_least(self) -> Probability:
        """The share that a rule may go by: the rounded one, or the lower end of the word's range."""
        return self.share if self.share is not None else self.low


def share_figure(category: Category, count: int, n: int) -> ShareFigure:
    """Round a share.

    Args:
        category: what the share is about.
        count: learners in the category, 0 to n.
        n: learners in all, at least 1.

    Returns:
        The share in steps or in a word, by the number of learners.

    Raises:
        ValueError: there is no learner, or the count is not one of them.
    """
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"A share is of one learner at least; got {count} of {n}.")
    if n < WORDS_UNDER:
        word = list(ShareWord)[min(4, 5 * count // n)]
        low, high = WORD_EDGES[word]
        return ShareFigure(seal=Seal, category=category, share=None, word=word, low=low, high=high)
    steps = FINE_STEPS if n >= FINE_FROM else COARSE_STEPS
    share = _half_up(count * steps, n) / steps
    interval = wilson_interval(share * learners_band(n), learners_band(n))
    low, high = round(interval.low, 2), round(interval.high, 2)
    return ShareFigure(seal=Seal, category=category, share=share, word=None, low=low, high=high)


def learners_band(n: int) -> int:
    """A number of learners, rounded down to a multiple of five."""
    return n // BAND * BAND


def coverage_band(coverage: Probability) -> CoverageBand:
    """The band of a share of the time in which a face was read."""
    if coverage < 0.5:
        return CoverageBand.LOW
    return CoverageBand.MIDDLE if coverage <= 0.75 else CoverageBand.HIGH


def category_of(state: LearningState) -> Category:
    """The category of one known state.

    Raises:
        ValueError: `unknown`.
    """
    return Category(state.value)


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
