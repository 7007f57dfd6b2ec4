"""Which message to show: a strategy first, then its wording that was seen longest ago. Nothing is generated.

There are few strategies and many wordings, so a strategy is what can be learnt about. Its expected reward is shrunk
from level to level: everybody's with the strategy, with it for this cause, in this course, and the learner's own.

Strategies are drawn by a softmax over the expected rewards, mixed with a floor. Thompson sampling would explore as
well, but its probabilities are integrals that could only be estimated; these are known to the last digit, which
off-policy evaluation needs, and take microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from random import Random

from attune.affect.causes import Cause
from attune.affect.decisions.moments import PastSupport
from attune.affect.evidence import Instant
from attune.affect.messages.experience import NOTHING, Experience, Tally, own_experience
from attune.affect.messages.message import NAME, Message
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.affect.practice.opportunities import Opportunity

FLOOR = 0.05  # of each strategy: what is never tried cannot be found to help by now
TEMPERATURE = 0.06  # of the softmax: a reward better by 0.1 is chosen five times as often
EXPECTED_REWARD = 0.35  # of a strategy that nobody has answered yet
NOT_AGAIN_WITHIN = 3  # messages: the same words so soon read like a machine; rather nothing
STYLE_AGAIN_AFTER = 20  # messages: sooner than that another style is better than the same words
WORN_WITHIN = 40  # messages: a wording that comes again sooner is expected to bring less
WORN_COSTS = 0.15
NEVER = -1
# How many answers of the level above an estimate is worth, against those of its own level.
BELIEF_IN_EVERYBODY = 8.0
BELIEF_IN_COURSE = 3.0  # against the learner's own: a handful of answers, and the learner is believed


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a learner wants to be spoken to. style: the wordings that come first."""

    style: MessageStyle = MessageStyle.WARM
    use_name: bool = True

    def comes_later(self, style: MessageStyle) -> bool:
        """Whether wordings of a style come after the preferred ones. Who prefers warm ones gets the others as well."""
        return self.style is not MessageStyle.WARM and self.style is not style


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen message. propensities: how likely each candidate was to be chosen, by id; they sum to 1."""

    message: Message
    propensities: Mapping[str, float]
    strategy: Strategy


def choose(
    candidates: Sequence[Message],
    course: str,
    moments: Sequence[PastSupport],
    everybody: Experience,
    rng: Random,
    now: Instant,
    preferences: Preferences = Preferences(),
    opportunities: Sequence[Opportunity] = (),
) -> Choice | None:
    """Choose one of the candidates, or None when there are none.

    Args:
        candidates: messages for one cause whose words are true and whose action can be carried out.
        course: in which the learner is; a key of `everybody.by_course`.
        moments: the learner's earlier ones, oldest first, as far back as a wording should be remembered.
        everybody: experience of the institution.
        rng: of the draw.
        now: the present, that experience is discounted to.
        preferences: of the learner.
        opportunities: what the learner practised, oldest first: whether the next item was right after a message.
    """
    by_strategy, worn = _candidates_by_strategy(candidates, moments, preferences)
    if not by_strategy:
        return None
    own = own_experience(moments, now, opportunities)
    cause = candidates[0].cause
    rewards = {
        each: expected_reward(each, cause, course, own, everybody) - (WORN_COSTS if each in worn else 0.0)
        for each in by_strategy
    }
    shares = strategy_shares(rewards)
    propensities = {
        message.id: shares[strategy] / len(messages)
        for strategy, messages in by_strategy.items()
        for message in messages
    }
    (strategy,) = rng.choices(list(shares), list(shares.values()))
    return Choice(rng.choice(by_strategy[strategy]), propensities, strategy)


def expected_reward(
    strategy: Strategy, cause: Cause, course: str, own: Mapping[Strategy, Tally], everybody: Experience
) -> float:
    """What a strategy is expected to bring this learner for a cause, in [0, 1]."""
    reward = _shrink(EXPECTED_REWARD, BELIEF_IN_EVERYBODY, everybody.by_strategy.get(strategy, NOTHING))
    reward = _shrink(reward, BELIEF_IN_EVERYBODY, everybody.by_cause.get((strategy, cause), NOTHING))
    reward = _shrink(reward, BELIEF_IN_EVERYBODY, everybody.by_course.get((strategy, cause, course), NOTHING))
    return _shrink(reward, BELIEF_IN_COURSE, own.get(strategy, NOTHING))


def strategy_shares(rewards: Mapping[Strategy, float]) -> Mapping[Strategy, float]:
    """The probability of each strategy: at least the floor, the rest by a softmax over the expected rewards."""
    highest = max(rewards.values())
    weights = {strategy: exp((reward - highest) / TEMPERATURE) for strategy, reward in rewards.items()}
    left = (1 - FLOOR * len(weights)) / sum(weights.values())
    return {strategy: FLOOR + left * weight for strategy, weight in weights.items()}


def _shrink(expected: float, belief: float, tally: Tally) -> float:
    """The mean of a tally, shrunk towards what was expected as if that had been answered `belief` times."""
    return (belief * expected + tally.reward) / (belief + tally.answers)


def _candidates_by_strategy(
    candidates: Sequence[Message], moments: Sequence[PastSupport], preferences: Preferences
) -> tuple[Mapping[Strategy, Sequence[Message]], frozenset[Strategy]]:
    """The wordings of each strategy that were seen longest ago, the preferred style first; and the worn ones."""
    shown = [moment.message_id for moment in moments if moment.delivered and moment.message_id is not None]
    turns = {message_id: turn for turn, message_id in enumerate(shown)}
    too_soon, tired = len(shown) - NOT_AGAIN_WITHIN, len(shown) - STYLE_AGAIN_AFTER
    groups: dict[Strategy, list[Message]] = {}
    ranks: dict[Strategy, tuple[bool, int]] = {}
    for message in candidates:
        turn = turns.get(message.id, NEVER)
        if NEVER < turn >= too_soon or (not preferences.use_name and NAME in message.variables):
            continue
        rank = (preferences.comes_later(message.style) or NEVER < turn >= tired, turn)
        first = ranks.get(message.strategy)
        if first is None or rank < first:
            ranks[message.strategy], groups[message.strategy] = rank, [message]
        elif rank == first:
            groups[message.strategy].append(message)
    worn = (strategy for strategy, (_, turn) in ranks.items() if NEVER < turn >= len(shown) - WORN_WITHIN)
    return groups, frozenset(worn)
