"""A learner's own baseline: what their face shows when nothing is the matter.

Resting faces differ more between people than one face differs between moods, so a fixed threshold would follow some
students around. The first usable minutes of a study session say where a person's own "over the threshold" begins.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import median

from attune.affect.bounds import bounded, check_bounds, check_order
from attune.affect.evidence import Probability
from attune.affect.windows import LEVELS, Window
from attune.expressions import EXPRESSIONS, Expression


class Signal(StrEnum):
    """A sum of expression probabilities that can speak for a difficulty."""

    PUZZLEMENT = "puzzlement"
    DISPLEASURE = "displeasure"
    SADNESS = "sadness"


# Which expressions speak for which signal. Disjoint, so that no face counts twice. A rule of thumb, not a finding: the
# eight basic expressions were never meant to describe learning. Happiness and neutral speak for no difficulty at all.
SIGNAL_EXPRESSIONS: Mapping[Signal, tuple[Expression, ...]] = {
    Signal.PUZZLEMENT: (Expression.SURPRISE, Expression.FEAR),
    Signal.DISPLEASURE: (Expression.ANGER, Expression.DISGUST, Expression.CONTEMPT),
    Signal.SADNESS: (Expression.SADNESS,),
}

_PLACES = {
    signal: tuple(EXPRESSIONS.index(expression) for expression in expressions)
    for signal, expressions in SIGNAL_EXPRESSIONS.items()
}

# Scales a median absolute deviation to the standard deviation of a normal distribution.
MAD_TO_SIGMA = 1.4826


@dataclass(frozen=True, slots=True)
class BaselineRules:
    """How a baseline is taken and how far it may move a threshold.

    Raises:
        OutOfBounds: for rules that would mislead.
    """

    seconds: float = bounded(180.0, 60, 600, "long enough for a resting face, short enough to be over soon")
    # A minute of windows of either length.
    minimum_windows: int = bounded(6, 3, 60, "a median of fewer windows is one expression's accident")
    minimum_seconds: float = bounded(60.0, 30, 600, "half a minute is one expression's accident")
    minimum_quality: Probability = bounded(0.6, 0.3, 0.95, "a poor picture is no resting face")
    floor: Probability = bounded(0.40, 0.30, 0.70, "under it another expression is usually the likelier one")
    ceiling: Probability = bounded(0.70, 0.50, 0.90, "beyond it a face looks like that anyway, and says nothing")
    mad_multiplier: float = bounded(2.0, 1, 4, "about one calm window in forty lies beyond two deviations")
    kept_windows: int = bounded(90, 18, 1000, "what is kept of earlier sessions must leave today a say")

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(self, "floor", "ceiling", "a threshold lies between the two")
        check_order(self, "minimum_seconds", "seconds", "a baseline is taken from the first `seconds`")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Centre and spread of each signal in a learner's first minutes; `windows` 0 means none is known yet.

    complete: of all the minutes that it is taken from. Before that, it may be the difficulty itself that it knows.
    """

    windows: int = 0
    centre: Mapping[Signal, Probability] = field(default_factory=dict)
    spread: Mapping[Signal, Probability] = field(default_factory=dict)
    complete: bool = False

    @property
    def established(self) -> bool:
        """Whether thresholds are the learner's own."""
        return self.windows > 0


def signal_strength(window: Window, signal: Signal) -> Probability:
    """How strongly a window shows a signal, in [0, 1]."""
    return sum(window.p[place] for place in _PLACES[signal]) / LEVELS


def is_usable(window: Window, minimum_quality: Probability) -> bool:
    """Whether a window says anything: it did not abstain and its readings were good enough."""
    return window.state != "unknown" and window.quality >= minimum_quality


def establish_baseline(windows: Sequence[Window], rules: BaselineRules) -> Baseline:
    """Take the baseline of a study session from its first usable windows.

    windows: of one session, oldest first. The baseline is not established while there are too few usable ones. Median
    and median deviation are used, because one laugh in the first minutes is not a resting face.
    """
    first = _first_usable(windows, rules)
    seconds = sum(window.seconds for window in first)
    if len(first) < rules.minimum_windows or seconds < rules.minimum_seconds:
        return Baseline()
    centre: dict[Signal, Probability] = {}
    spread: dict[Signal, Probability] = {}
    for signal in Signal:
        strengths = [signal_strength(window, signal) for window in first]
        centre[signal] = median(strengths)
        spread[signal] = MAD_TO_SIGMA * median(abs(strength - centre[signal]) for strength in strengths)
    return Baseline(len(first), centre, spread, complete=seconds >= rules.seconds)


def _first_usable(windows: Sequence[Window], rules: BaselineRules) -> list[Window]:
    """The usable windows that fill the first `rules.seconds` of looking, however long the breaks between them."""
    first: list[Window] = []
    seconds = 0.0
    for window in windows:
        if seconds >= rules.seconds:
            break
        if is_usable(window, rules.minimum_quality):
            first.append(window)
            seconds += window.seconds
    return first


def baseline_in_force(own: Baseline, kept: Baseline | None, may_keep: bool) -> Baseline:
    """The baseline to judge by: this session's own, and until that is established the one kept from earlier sessions.

    may_keep: whether the learner allows a baseline to be kept; without it, what was kept is not looked at.
    """
    if own.established or kept is None or not may_keep:
        return own
    return kept


def baseline_to_keep(own: Baseline, kept: Baseline | None, may_keep: bool, rules: BaselineRules) -> Baseline | None:
    """What to keep for the next session; None means that nothing may be kept and what was kept has to go.

    Sessions are averaged by their windows. Earlier ones weigh at most `rules.kept_windows`, because faces, cameras and
    glasses change.
    """
    if not may_keep:
        return None
    if kept is None or not kept.established or not own.established:
        return own if own.established else kept
    earlier = min(kept.windows, rules.kept_windows)
    share = own.windows / (own.windows + earlier)
    return Baseline(
        windows=own.windows + earlier,
        centre={signal: kept.centre[signal] + share * (own.centre[signal] - kept.centre[signal]) for signal in Signal},
        spread={signal: kept.spread[signal] + share * (own.spread[signal] - kept.spread[signal]) for signal in Signal},
        complete=own.complete or kept.complete,
    )


def personal_threshold(signal: Signal, baseline: Baseline, rules: BaselineRules) -> Probability:
    """The strength above which a signal counts for this learner.

    Returns:
        A number in [rules.floor, rules.ceiling]. Where what is usual for them lies above the ceiling, a resting face
        looks like the signal, and it says nothing about them: infinity, as soon as the baseline is complete.
    """
    if not baseline.established:
        return rules.floor
    if knows_what_is_usual(signal, baseline, rules):
        return max(_usual(signal, baseline, rules), rules.floor)
    return math.inf if baseline.complete else rules.ceiling


def knows_what_is_usual(signal: Signal, baseline: Baseline, rules: BaselineRules) -> bool:
    """Whether a signal over the threshold is more than what is usual for this learner."""
    return baseline.established and _usual(signal, baseline, rules) <= rules.ceiling


def _usual(signal: Signal, baseline: Baseline, rules: BaselineRules) -> Probability:
    return baseline.centre[signal] + rules.mad_multiplier * baseline.spread[signal]
