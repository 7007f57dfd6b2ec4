"""From many learners to a class: shares with their uncertainty, hidden where a group is too small.

Unknown is counted apart and never as calm. A share over few learners is shown with its interval (Wilson 1927), because
"40 %" of five people may be one person's change of mind.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from attune.affect.evidence import LearningState, Probability
from attune.affect.windows import Window

MINIMUM_FOR_TUTORS = 5
MINIMUM_FOR_ADMINISTRATORS = 10
Z_95 = 1.959964  # the two-sided 95 % quantile of the normal distribution

STRUGGLING = frozenset({LearningState.MAYBE_CONFUSED, LearningState.MAYBE_FRUSTRATED})
KNOWN_STATES = tuple(state for state in LearningState if state is not LearningState.UNKNOWN)


class Interval(NamedTuple):
    """A 95 % confidence interval of a share."""

    low: Probability
    high: Probability


@dataclass(frozen=True, slots=True)
class StateShare:
    """How many learners of a group are in one state."""

    state: LearningState
    count: int
    share: Probability
    interval: Interval


@dataclass(frozen=True, slots=True)
class ClassStates:
    """The states of a group. n: learners whose state is known.  shares: empty when suppressed."""

    suppressed: bool
    minimum: int
    n: int
    shares: tuple[StateShare, ...]


def wilson_interval(count: float, n: float) -> Interval:
    """The Wilson score interval of count/n at 95 %; (0, 1) for n = 0. Raises ValueError unless 0 <= count <= n.

    Whole numbers, or an effective number of observations and its share of them.
    """
    if not 0 <= count <= n:
        raise ValueError(f"A count lies between 0 and n; got {count} of {n}.")
    if n == 0:
        return Interval(0.0, 1.0)
    share, z2 = count / n, Z_95**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    low = 0.0 if count == 0 else max(0.0, centre - half)
    high = 1.0 if count == n else min(1.0, centre + half)
    return Interval(low, high)


def is_suppressed(n: int, minimum: int, shown_individually: int = 0) -> bool:
    """Whether a group is too small to be shown.

    n: learners counted.  shown_individually: how many of those the same viewer sees by name. With all but one visible,
    the total would give the last one away, so that is hidden, too.
    """
    return n < minimum or n - shown_individually == 1


def class_states(states: Iterable[LearningState], minimum: int, shown_individually: int = 0) -> ClassStates:
    """Shares of each known state in a group of learners, one state each; unknown ones are left out of n.

    shown_individually: how many learners with a known state the viewer sees by name.
    """
    counts = Counter(states)
    n = sum(counts[state] for state in KNOWN_STATES)
    if is_suppressed(n, minimum, shown_individually):
        return ClassStates(True, minimum, n, ())
    shares = tuple(
        StateShare(state, counts[state], counts[state] / n, wilson_interval(counts[state], n)) for state in KNOWN_STATES
    )
    return ClassStates(False, minimum, n, shares)


def struggling_share(states: Iterable[LearningState], minimum: int, shown_individually: int = 0) -> Probability | None:
    """Share of learners at one place who may be confused or frustrated; None when too few are known.

    shown_individually: how many learners with a known state the viewer sees by name.
    """
    known = [state for state in states if state is not LearningState.UNKNOWN]
    if is_suppressed(len(known), minimum, shown_individually):
        return None
    return sum(state in STRUGGLING for state in known) / len(known)


def mean_coverage(windows: Iterable[Window]) -> Probability | None:
    """Share of the time in which a face was read, over windows of any length; None without a window."""
    seconds = covered = 0.0
    for window in windows:
        seconds += window.seconds
        covered += window.seconds * window.coverage
    return covered / seconds if seconds else None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One learner's state during one window, at a place in a lesson."""

    learner_id: str
    window: Window
    state: LearningState


class RollupKey(NamedTuple):
    """What a rollup sums up: one block of one lesson in one minute (its first second)."""

    lesson_id: str
    block_id: str
    minute: datetime


@dataclass(frozen=True, slots=True)
class Rollup:
    """One minute of one block. learners: how many different ones.  coverage: as `mean_coverage`."""

    key: RollupKey
    learners: int
    states: ClassStates
    coverage: Probability


def rollups(sightings: Iterable[Sighting], minimum: int) -> list[Rollup]:
    """Sum sightings up per lesson block and minute, in the order of time; windows without a place are left out.

    A learner counts once a minute, with the state seen last, so that many short windows do not outvote few long ones.
    The result depends only on the sightings, not on their order: computing it again after a deletion is enough.
    """
    groups: dict[RollupKey, list[Sighting]] = defaultdict(list)
    for sighting in sorted(sightings, key=lambda sighting: (sighting.window.started_at, sighting.window.id)):
        window = sighting.window
        if window.lesson_id is not None and window.block_id is not None:
            minute = window.started_at.replace(second=0, microsecond=0)
            groups[RollupKey(window.lesson_id, window.block_id, minute)].append(sighting)
    keys = sorted(groups, key=lambda key: (key.minute, key))
    return [_rollup(key, groups[key], minimum) for key in keys]


def _rollup(key: RollupKey, group: Sequence[Sighting], minimum: int) -> Rollup:
    last = {sighting.learner_id: sighting.state for sighting in group}
    coverage = mean_coverage(sighting.window for sighting in group)
    return Rollup(key, len(last), class_states(last.values(), minimum), coverage or 0.0)
