"""The figures of stored tables: shares and means over learners, rounded; and which learners a figure may be made of.

What is seen of some learners by name is subtracted in thought from any figure that they are in. So the others among
them are mixed in only where they are k or more, and not nearly all alike; else the figure is of those alone who are
seen by name anyway.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean

from attune.affect.disclosure.figures import (
    COARSE_STEPS,
    FINE_FROM,
    FINE_STEPS,
    WORD_EDGES,
    WORDS_UNDER,
    ShareWord,
)
from attune.affect.disclosure.release import Released, Seal
from attune.affect.disclosure.tables import Contribution
from attune.affect.evidence import Probability
from attune.affect.experiment.proportions import proportion
from attune.statistics import mean_interval, wilson_interval


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundedShare(Released):
    """A share, in steps of 5 points from 20 learners on, of 10 below, and in a word under ten.

    Attributes:
        share: in [0, 1]; None where it is said in a word.
        word: the share in a word; None where it is said in numbers.
        low: lower end of the 95 % interval, rounded down to a step, or of the word's range.
        high: upper end, rounded up to a step, or of the word's range.
    """

    share: Probability | None
    word: ShareWord | None
    low: Probability
    high: Probability

    def to_json(self) -> dict[str, float | str | None]:
        """What is kept of it, and sent."""
        word = None if self.word is None else self.word.value
        return {"share": self.share, "word": word, "low": self.low, "high": self.high}


def counted_share(count: int, n: int) -> RoundedShare:
    """The share of learners to whom something applies, with its Wilson interval.

    Args:
        count: 0 to n.
        n: learners, at least 1.

    Raises:
        ValueError: there is no learner, or the count is not one of them.
    """
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"A share is of one learner at least; got {count} of {n}.")
    interval = wilson_interval(count, n)
    return _rounded(count / n, interval.low, interval.high, n)


def moment_share(outcomes: Sequence[tuple[str, bool]]) -> RoundedShare:
    """The share of moments with an outcome, with the interval that allows for several moments of one learner.

    Args:
        outcomes: The learner of each moment, and whether it has the outcome.

    Raises:
        ValueError: there is no moment.
    """
    found = proportion(outcomes)
    return _rounded(found.share, found.interval.low, found.interval.high, found.learners)


def mean_share(shares: Sequence[Probability]) -> RoundedShare:
    """The mean over learners of a share that each has, with the interval that follows from between learners.

    Args:
        shares: One of each learner, each in [0, 1].

    Raises:
        ValueError: there is no learner.
    """
    if not shares:
        raise ValueError("A mean is of one learner at least; got none.")
    interval = mean_interval(shares)
    return _rounded(fmean(shares), interval.low, interval.high, len(shares))


def rounded_mix(mix: Sequence[Probability], n: int) -> list[Probability] | None:
    """Shares of one whole in steps that add up to it, largest remainders first; None for fewer than ten learners.

    Args:
        mix: Shares that add up to 1.
        n: learners.
    """
    if n < WORDS_UNDER:
        return None
    steps = _steps(n)
    whole = [math.floor(share * steps) for share in mix]
    remainders = sorted(range(len(mix)), key=lambda place: (whole[place] - mix[place] * steps, place))
    for place in remainders[: steps - sum(whole)]:
        whole[place] += 1
    return [each / steps for each in whole]


def may_mix(others: Sequence[Contribution], k: int) -> bool:
    """Whether a figure may have learners in it who are not seen by name: k of them at least, who differ.

    Args:
        others: One contribution of each of these learners, as far as its outcome does not follow from what is seen.
        k: The smallest group.
    """
    return len(others) >= k and is_mixed(others)


def is_mixed(contributions: Collection[Contribution]) -> bool:
    """Whether there are two outcomes at least, and none that all share but one."""
    outcomes = Counter(each.outcome for each in contributions)
    return bool(outcomes) and max(outcomes.values()) <= len(contributions) - 2


def _rounded(share: Probability, low: Probability, high: Probability, n: int) -> RoundedShare:
    if n < WORDS_UNDER:
        word = list(ShareWord)[min(len(ShareWord) - 1, int(len(ShareWord) * share))]
        low, high = WORD_EDGES[word]
        return RoundedShare(seal=Seal, share=None, word=word, low=low, high=high)
    steps = _steps(n)
    return RoundedShare(
        seal=Seal,
        share=math.floor(share * steps + 0.5) / steps,
        word=None,
        low=math.floor(round(low * steps, 6)) / steps,
        high=math.ceil(round(high * steps, 6)) / steps,
    )


def _steps(n: int) -> int:
    return FINE_STEPS if n >= FINE_FROM else COARSE_STEPS
