"""What came of messages, as rewards that fade: the learner's own and everybody's.

A reward halves with 60 days or with 50 answers that came after it, whichever is sooner: what helped last term is a
weak reason, and a learner who changes is followed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple, TypeVar

from attune.affect.causes import Cause
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.limits import MessageResponse
from attune.affect.messages.later import later_outcomes
from attune.affect.messages.strategies import Strategy
from attune.affect.practice.opportunities import Opportunity

HALF_LIFE = timedelta(days=60)
HALF_LIFE_ANSWERS = 50.0
OWN_ANSWERS = 150  # of a learner: an earlier one counts less than an eighth

# Of an answer: the next item is right or wrong for many reasons beside the message.
LATER_COUNTS = 0.5

REWARDS: Mapping[MessageResponse, float] = {
    MessageResponse.HELPFUL: 1.0,
    MessageResponse.ACCEPTED: 0.5,
    MessageResponse.FINISHED: 0.5,
    MessageResponse.IGNORED: 0.2,
    MessageResponse.DISMISSED: 0.1,
    MessageResponse.NOT_HELPFUL: 0.0,
}


class Tally(NamedTuple):
    """Rewards and the answers that they came from, both discounted."""

    reward: float = 0.0
    answers: float = 0.0


NOTHING = Tally()


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How often a response was given to messages of a strategy. at: when, as exactly as is known (a day will do)."""

    strategy: Strategy
    cause: Cause
    course: str
    response: MessageResponse
    at: Instant
    count: int = 1


@dataclass(frozen=True, slots=True)
class Experience:
    """What everybody made of each strategy: at all, for a cause, and for a cause in a course."""

    by_strategy: Mapping[Strategy, Tally] = field(default_factory=dict)
    by_cause: Mapping[tuple[Strategy, Cause], Tally] = field(default_factory=dict)
    by_course: Mapping[tuple[Strategy, Cause, str], Tally] = field(default_factory=dict)


def count_experience(answers: Iterable[AnswerCount], now: Instant) -> Experience:
    """Everybody's experience with each strategy, discounted to `now`."""
    newest_first = sorted(answers, key=_newest_last, reverse=True)
    return Experience(
        _tally([(answer.strategy, answer) for answer in newest_first], now),
        _tally([((answer.strategy, answer.cause), answer) for answer in newest_first], now),
        _tally([((answer.strategy, answer.cause, answer.course), answer) for answer in newest_first], now),
    )


def own_experience(
    moments: Sequence[PastSupport], now: Instant, opportunities: Sequence[Opportunity] = ()
) -> Mapping[Strategy, Tally]:
    """A learner's own experience with each strategy, for whatever cause: what they answered, and the next item.

    Every answer of theirs counts towards the half-life, whichever strategy it was about: a strategy that is not tried
    any more is forgotten too, and gets another chance.

    Args:
        moments: oldest first.
        now: the present.
        opportunities: what they practised, oldest first.
    """
    outcomes = later_outcomes(moments, opportunities)
    rewards: dict[Strategy, float] = {}
    counts: dict[Strategy, float] = {}
    later = 0
    for index in range(len(moments) - 1, -1, -1):
        moment = moments[index]
        strategy, response, outcome = moment.strategy, moment.response, outcomes.get(index)
        if strategy is None or (response is None and outcome is None):
            continue
        weight = 0.5 ** max((now - moment.at) / HALF_LIFE, later / HALF_LIFE_ANSWERS)
        reward, answers = (0.0, 0.0) if response is None else (REWARDS[response], 1.0)
        if outcome is not None:
            reward, answers = reward + LATER_COUNTS * outcome, answers + LATER_COUNTS
        rewards[strategy] = rewards.get(strategy, 0.0) + weight * reward
        counts[strategy] = counts.get(strategy, 0.0) + weight * answers
        later += 1
        if later == OWN_ANSWERS:
            break
    return {strategy: Tally(rewards[strategy], counts[strategy]) for strategy in counts}


def _newest_last(answer: AnswerCount) -> tuple[Instant, str, str, str, str]:
    """By time, and those of one day in an order that does not depend on who counted them."""
    return answer.at, answer.strategy, answer.cause, answer.course, answer.response


Key = TypeVar("Key", bound=Hashable)


def _tally(answers: Iterable[tuple[Key, AnswerCount]], now: Instant) -> Mapping[Key, Tally]:
    """Discounted sums by key, where the answers of a key count towards its half-life. answers: newest first."""
    tallies: dict[Key, Tally] = defaultdict(Tally)
    later: dict[Key, int] = defaultdict(int)
    for key, answer in answers:
        middle = later[key] + (answer.count - 1) / 2
        weight = answer.count * _weight(answer.at, middle, now)
        known = tallies[key]
        tallies[key] = Tally(known.reward + weight * REWARDS[answer.response], known.answers + weight)
        later[key] += answer.count
    return dict(tallies)


def _weight(at: Instant, later: float, now: Instant) -> float:
    """What an answer still counts, by its age and by how many came after it."""
    return float(0.5 ** max((now - at) / HALF_LIFE, later / HALF_LIFE_ANSWERS, 0.0))
