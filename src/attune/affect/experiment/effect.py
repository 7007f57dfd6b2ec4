"""Does support help? Learners with messages against those without, each outcome with its uncertainty.

Both arms are compared at the same kind of moment: one at which the policy decided to speak. In the control arm the
message was withheld; what counts is the arm a learner was assigned to, not what they saw (intention to treat).

Several moments of one learner are alike, so an interval over moments would be too narrow: it is the Wilson interval
over the effective number of moments, from the variance between learners (Korn and Graubard 1998). Differences have
Newcombe's interval (1998, method 10).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.tables import Contribution
from attune.affect.evidence import Instant, LearningState, Probability
from attune.statistics import Interval, wilson_interval

ENDS_WITHIN = timedelta(minutes=10)
CALM_IN_A_ROW = 2  # one calm window between two frowns is not the end of a difficulty


class Arm(StrEnum):
    """What a learner was assigned to."""

    WITH_MESSAGES = "with_messages"
    WITHOUT_MESSAGES = "without_messages"


class Measure(StrEnum):
    """What is compared. A message that was withheld cannot be called helpful: `helpful` has one arm only."""

    ENDED = "ended"
    QUIZ_PASSED = "quiz_passed"
    HELPFUL = "helpful"


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of difficulty at which the policy decided to speak; None where an outcome is not known."""

    learner_id: str
    arm: Arm
    moment_id: str
    ended: bool | None = None
    quiz_passed: bool | None = None
    helpful: bool | None = None

    def outcome(self, measure: Measure) -> bool | None:
        """The outcome that a measure is about."""
        outcomes = {
            Measure.ENDED: self.ended,
            Measure.QUIZ_PASSED: self.quiz_passed,
            Measure.HELPFUL: self.helpful,
        }
        return outcomes[measure]


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` of `n` moments with a known outcome; the interval is at 95 % and allows for `learners` being few."""

    count: int
    n: int
    share: Probability
    interval: Interval


@dataclass(frozen=True, slots=True)
class ArmOutcome:
    """One arm under one measure. learners: those with a known outcome.  Both are None where the arm is hidden."""

    arm: Arm
    learners: int | None
    proportion: Proportion | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure in both arms. difference: with messages minus without; None where an arm has too few learners."""

    measure: Measure
    minimum: int
    arms: tuple[ArmOutcome, ...]
    difference: float | None = None
    interval: tuple[float, float] | None = None


def struggle_ended(at: Instant, states: Sequence[tuple[Instant, LearningState]]) -> bool | None:
    """Whether the difficulty of a moment ended within ten minutes.

    states: what was known later, each with its instant, in the order of time.  True: two known states in a row without
    difficulty.  False: still in difficulty when the ten minutes were over.  None: not seen to end, and not watched to
    the end either; a learner who left has not recovered, and has not failed to.
    """
    limit, calm, watched_to = at + ENDS_WITHIN, 0, at
    for instant, state in states:
        if not at < instant <= limit or state is LearningState.UNKNOWN:
            continue
        calm = 0 if state in STRUGGLING else calm + 1
        if calm >= CALM_IN_A_ROW:
            return True
        watched_to = instant
    return False if limit - watched_to <= timedelta(minutes=1) else None


def arms_of(measure: Measure) -> tuple[Arm, ...]:
    """The arms that a measure can be taken in."""
    return (Arm.WITH_MESSAGES,) if measure is Measure.HELPFUL else tuple(Arm)


def contributions(moments: Iterable[Moment], measure: Measure, arm: Arm) -> list[Contribution]:
    """The known outcomes of an arm under a measure, as what disclosure control decides on."""
    known = [(each, each.outcome(measure)) for each in moments if each.arm is arm]
    return [Contribution(each.learner_id, each.moment_id, str(found)) for each, found in known if found is not None]


def describe_arm(arm: Arm, counted: Sequence[Contribution]) -> ArmOutcome:
    """The outcome of an arm. counted: as from `contributions`, at least one."""
    outcomes = [(each.learner, each.outcome == str(True)) for each in counted]
    return ArmOutcome(arm, len({learner for learner, _ in outcomes}), proportion(outcomes))


def compare(arms: Sequence[ArmOutcome], measure: Measure, minimum: int) -> Comparison:
    """Compare the arms under one measure.

    Args:
        arms: as disclosure control released them; hidden ones without a proportion.
        measure: what is compared.
        minimum: how many learners an arm needs to be shown.
    """
    shares = [arm.proportion for arm in arms if arm.proportion is not None]
    if len(shares) < 2:
        return Comparison(measure, minimum, tuple(arms))
    with_messages, without = shares
    difference = with_messages.share - without.share
    return Comparison(measure, minimum, tuple(arms), difference, newcombe_interval(with_messages, without))


def proportion(outcomes: Sequence[tuple[str, bool]]) -> Proportion:
    """The share of outcomes that are true. outcomes: learner and outcome, at least one; ValueError without any."""
    if not outcomes:
        raise ValueError("A share needs at least one outcome.")
    count, n = sum(outcome for _, outcome in outcomes), len(outcomes)
    effective = effective_number(outcomes)
    return Proportion(count, n, count / n, wilson_interval(count / n * effective, effective))


def effective_number(outcomes: Sequence[tuple[str, bool]]) -> float:
    """How many independent moments these are worth, between 1 and their number.

    Where all are alike the variance says nothing, and each learner counts once.
    """
    groups: dict[str, list[bool]] = defaultdict(list)
    for learner_id, outcome in outcomes:
        groups[learner_id].append(outcome)
    n, learners = len(outcomes), len(groups)
    share = sum(outcome for _, outcome in outcomes) / n
    if learners == 1 or share in (0.0, 1.0):
        return float(learners)
    between = math.fsum((sum(group) - share * len(group)) ** 2 for group in groups.values())
    variance = learners / (learners - 1) * between / n**2
    if variance == 0:
        return float(learners)
    return min(float(n), max(1.0, share * (1 - share) / variance))


def newcombe_interval(first: Proportion, second: Proportion) -> tuple[float, float]:
    """The 95 % interval of first minus second, in [-1, 1]."""
    difference = first.share - second.share
    below = math.hypot(first.share - first.interval.low, second.interval.high - second.share)
    above = math.hypot(first.interval.high - first.share, second.share - second.interval.low)
    return max(-1.0, difference - below), min(1.0, difference + above)
