"""The figures of a week of a group, and which groups' figures of the week may be published.

The unit is the learner: a share is the mean over learners of each one's share of their own seconds, so that a learner
with a camera on all day weighs no more than one who studied for an hour. Its interval comes from how learners differ.
A week is decided on when it is over. What has been published of it stays until the data of at least k learners have
changed, and is taken back then or replaced; everything ever published of the week counts in what else may be.

References:
    Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive
        counts estimated from survey data. Survey Methodology 24 (2), 193-201: the effective number of observations.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attune.affect.aggregate import KNOWN_STATES, STRUGGLING
from attune.affect.disclosure.figures import learners_band
from attune.affect.disclosure.partition import Items, Partition, learners_changed
from attune.affect.disclosure.release import Released, Seal
from attune.affect.disclosure.tables import Contribution, must_hide
from attune.affect.evidence import LearningState, Probability
from attune.expressions import EXPRESSIONS, Expression
from attune.statistics import Z_95, wilson_interval

LEAST_KNOWN_SECONDS = 60.0  # of a learner in a week: a share of less time is mostly chance
MOST_PER_LEARNER = 20  # independent observations in one learner's week, at most: seconds in a row resemble each other
COVERAGE_STEPS = 20  # coverage is said in steps of 5 points


@dataclass(frozen=True, slots=True)
class LearnerWeek:
    """What is known of one learner in one course in one week.

    Attributes:
        learner: Who it is.
        course: Where.
        seconds: Of all windows.
        readable_seconds: Of those, with a face that could be read.
        states: Seconds in each known learning state.
        expressions: Seconds of each expression.
    """

    learner: str
    course: str
    seconds: float
    readable_seconds: float
    states: Mapping[LearningState, float]
    expressions: Mapping[Expression, float]

    @property
    def known_seconds(self) -> float:
        """Seconds in a known learning state."""
        return sum(self.states.values())

    @property
    def counts(self) -> bool:
        """Whether enough is known to take shares of."""
        return self.known_seconds >= LEAST_KNOWN_SECONDS and sum(self.expressions.values()) > 0

    def fingerprint(self) -> str:
        """Everything that enters a figure, as text: it changes when the figures would."""
        numbers = [self.seconds, self.readable_seconds, *self.states.values(), *self.expressions.values()]
        return ":".join([self.learner, self.course, *(f"{number:.3f}" for number in numbers)])

    def contributions(self) -> Iterator[Contribution]:
        """The seconds of each state, for the rules of one cell."""
        for state, seconds in self.states.items():
            if seconds > 0:
                yield Contribution(self.learner, self.course, state.value, seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanShare(Released):
    """A share of time, averaged over learners.

    Attributes:
        share: In [0, 1], in whole points.
        low: Lower end of the 95 % interval.
        high: Upper end of the same.
        effective: How many independent yes-or-no observations would be as certain.
    """

    share: Probability
    low: Probability
    high: Probability
    effective: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekFigures(Released):
    """How a group did in a week.

    Attributes:
        n: Learners, rounded down to a multiple of five.
        coverage: How much of the time is known, in steps of 5 points.
        states: The share of known time in each learning state.
        struggling: The same of those states together in which somebody may be confused or frustrated.
        expressions: The share of readable time of each expression.
    """

    n: int
    coverage: Probability
    states: Mapping[LearningState, MeanShare]
    struggling: MeanShare
    expressions: Mapping[Expression, MeanShare]


@dataclass(frozen=True, slots=True)
class Group:
    """A group to be decided on.

    Attributes:
        name: Unique in the week.
        members: Those of whom enough is known.
        may_leave_out: Whether it stands for those alone who are in another group's figures where the whole of it
            cannot be published: as an institution does for its courses.
    """

    name: str
    members: Sequence[LearnerWeek]
    may_leave_out: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided of a week; a group that is neither kept nor shown is hidden.

    Attributes:
        kept: Groups whose figures stay as they were.
        shown: Figures that are new, with what they are of.
        history: Every set that was ever published of the week, the new ones included.
    """

    kept: Collection[str]
    shown: Mapping[str, tuple[WeekFigures, Items]]
    history: Sequence[Items]


def decide_week(
    groups: Sequence[Group],
    last: Mapping[str, Items],
    history: Sequence[Items],
    named: Collection[str],
    k: int,
    digest: Callable[[str], str],
) -> Decision:
    """Decide which groups' figures of a week are shown.

    Args:
        groups: In the order of their claim: where two cannot both be shown, the first is.
        last: What the figures are of that are shown now.
        history: Every set that has been published of the week.
        named: Digests of learners whose own figures of the week the reader may see, or saw: of any figure there have
            to be k others, who are not all alike.
        k: The smallest group.
        digest: Turns text into what may be stored of it.
    """
    partition, published = Partition(k, named), list(history)
    for items in history:
        partition.add(items)
    kept: set[str] = set()
    shown: dict[str, tuple[WeekFigures, Items]] = {}
    for group in groups:
        prints = {digest(each.fingerprint()): each for each in group.members}
        items = {item: digest(each.learner) for item, each in prints.items()}
        if _stays(last.get(group.name), items, k):
            kept.add(group.name)
            continue
        if group.may_leave_out and not partition.allows(items):
            items = {item: learner for item, learner in items.items() if item in partition}
        members = [prints[item] for item in items]
        others = [each for item, each in prints.items() if item in items and items[item] not in named]
        if _must_hide(others, k) or not partition.allows(items):
            continue
        partition.add(items)
        published += [] if items in published else [items]
        shown[group.name] = (describe_week(members), items)
    return Decision(kept, shown, published)


def _stays(before: Items | None, items: Items, k: int) -> bool:
    """Whether published figures stay: too few have changed since, and k has not been raised above their number."""
    return before is not None and len(set(before.values())) >= k and learners_changed(before, items) < k


def _must_hide(members: Sequence[LearnerWeek], k: int) -> bool:
    return must_hide([contribution for each in members for contribution in each.contributions()], k)


def describe_week(members: Sequence[LearnerWeek]) -> WeekFigures:
    """The figures of a week. Only `decide_week` says whether they may be shown."""
    n = len({each.learner for each in members})
    states: list[Mapping[LearningState, float]] = [
        {state: each.states.get(state, 0.0) / each.known_seconds for state in KNOWN_STATES} for each in members
    ]
    readable = [sum(each.expressions.values()) for each in members]
    coverage = sum(each.known_seconds / each.seconds for each in members) / len(members)
    return WeekFigures(
        seal=Seal,
        n=learners_band(n),
        coverage=round(coverage * COVERAGE_STEPS) / COVERAGE_STEPS,
        states={state: mean_share([shares[state] for shares in states], n) for state in KNOWN_STATES},
        struggling=mean_share([sum(shares[state] for state in STRUGGLING) for shares in states], n),
        expressions={
            expression: mean_share(
                [each.expressions.get(expression, 0.0) / whole for each, whole in zip(members, readable, strict=True)],
                n,
            )
            for expression in EXPRESSIONS
        },
    )


def mean_share(shares: Sequence[Probability], n: int) -> MeanShare:
    """The mean of learners' shares with its interval.

    The interval is Wilson's for the number of yes-or-no observations that would be as certain as these learners are
    together (Korn and Graubard 1998), so that it lies within 0 and 1 and is not symmetric near them.

    Args:
        shares: Of each learner; more than one of those who are in several courses.
        n: How many learners they are of, at least 2.
    """
    mean = min(1.0, max(0.0, math.fsum(shares) / len(shares)))
    variance = math.fsum((share - mean) ** 2 for share in shares) / (len(shares) - 1)
    most = float(n * MOST_PER_LEARNER)
    effective = most
    if variance > 0:
        independent = mean * (1 - mean) * n / variance
        effective = max(1.0, min(most, independent * (Z_95 / _student(n - 1)) ** 2))
    low, high = wilson_interval(mean * effective, effective)
    return MeanShare(
        seal=Seal,
        share=round(mean, 2),
        low=round(low, 2),
        high=round(high, 2),
        effective=round(effective, 1),
    )


def _student(freedom: int) -> float:
    """The 97.5 % point of Student's t, by its expansion around the normal (Abramowitz and Stegun 1964, 26.7.5)."""
    z = Z_95
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
