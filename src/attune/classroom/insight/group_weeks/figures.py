"""The figures of a week: means over learners, and which courses and groups must not show theirs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.figures import FINE_FROM, learners_band
from attune.affect.disclosure.tables import Contribution, Sum, suppress
from attune.affect.evidence import LearningState
from attune.classroom.insight.facts.models import SECONDS_OF_EXPRESSION, SECONDS_OF_STATE

KNOWN = [state for state in LearningState if state is not LearningState.UNKNOWN]
STRUGGLES = "struggling"
COVERAGE = "coverage"
FINE, COARSE = 0.05, 0.1  # steps of shares, as on a live page
NORMAL_95 = 1.96

Seconds = Mapping[str, float]
"""What was measured of a learner in a week, by the name of the measure."""

Unit = UUID | None
"""A group of a course; None for the course as a whole."""


class Figure(NamedTuple):
    """The mean of a share over learners, rounded, with its interval."""

    name: str
    share: float
    low: float
    high: float


def may_count(seconds: Seconds) -> bool:
    """Whether a learner is in the week: something is known of how it went."""
    return seconds["readable_seconds"] > 0 and _known(seconds) > 0


def draw(weeks: Collection[Seconds]) -> list[Figure]:
    """The figures of those who are in a week, at least k."""
    shares: dict[str, list[float]] = defaultdict(list)
    for seconds in weeks:
        known = _known(seconds)
        for state in KNOWN:
            shares[state].append(seconds[SECONDS_OF_STATE[state]] / known)
        shares[STRUGGLES].append(sum(seconds[SECONDS_OF_STATE[state]] for state in STRUGGLING) / known)
        for expression, name in SECONDS_OF_EXPRESSION.items():
            shares[expression].append(min(1.0, seconds[name] / seconds["readable_seconds"]))
        shares[COVERAGE].append(seconds["readable_seconds"] / seconds["seconds"])
    return [_mean(name, values) for name, values in shares.items()]


def hidden_units(members: Mapping[Unit, Collection[UUID]], weeks: Mapping[UUID, Seconds], k: int) -> set[Unit]:
    """The course and groups whose week must not be shown, by themselves or because of what the others show.

    Groups may share learners. Whatever sets of learners their figures could be subtracted to are cells of the table,
    though nobody is shown them.

    Args:
        members: of the course (None) and of each group, those who are in the week.
        weeks: what was measured of each.
        k: the smallest group.
    """
    atoms: dict[frozenset[Unit], set[UUID]] = defaultdict(set)
    for learner in weeks:
        atoms[frozenset(unit for unit in members if learner in members[unit])].add(learner)
    cells: dict[object, list[Contribution]] = {
        **{atom: _contributions(learners, weeks) for atom, learners in atoms.items()},
        **{_key(unit): _contributions(learners, weeks) for unit, learners in members.items()},
    }
    sums: list[Sum[object]] = []
    for unit in members:
        sums.append(Sum(parts=tuple(atom for atom in atoms if unit in atom), total=_key(unit)))
        if unit is not None:
            others = tuple(atom for atom in atoms if unit not in atom)
            sums.append(Sum(parts=(_key(unit), *others), total=_key(None)))
    gone = suppress(cells, sums, k)
    return {unit for unit in members if _key(unit) in gone}


def count_shown(learners: Sequence[object] | Collection[object]) -> int:
    """How many learners are said to be in a week."""
    return learners_band(len(learners))


def _key(unit: Unit) -> str:
    return f"unit {unit}"


def _contributions(learners: Collection[UUID], weeks: Mapping[UUID, Seconds]) -> list[Contribution]:
    return [
        Contribution(learner=str(learner), item=str(learner), outcome=state, weight=seconds)
        for learner in learners
        for state in KNOWN
        if (seconds := weeks[learner][SECONDS_OF_STATE[state]]) > 0
    ]


def _known(seconds: Seconds) -> float:
    return sum(seconds[SECONDS_OF_STATE[state]] for state in KNOWN)


def _mean(name: str, values: Sequence[float]) -> Figure:
    n = len(values)
    step = FINE if n >= FINE_FROM else COARSE
    mean = math.fsum(values) / n
    share = _rounded(mean, step)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (n - 1))
    margin = NORMAL_95 * deviation / math.sqrt(n)
    low = max(0.0, min(share, math.floor((mean - margin) / step) * step))
    high = min(1.0, max(share, math.ceil((mean + margin) / step) * step))
    return Figure(name, share, round(low, 2), round(high, 2))


def _rounded(value: float, step: float) -> float:
    return round(math.floor(value / step + 0.5) * step, 2)
