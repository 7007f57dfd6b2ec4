"""The choice: a strategy by what came of it, then the wording that was seen longest ago."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.moments import PastSupport
from attune.affect.limits import MessageResponse
from attune.affect.messages.choice import FLOOR, Preferences, choose, expected_reward, strategy_shares
from attune.affect.messages.experience import AnswerCount, Experience, count_experience, own_experience
from attune.affect.messages.library import Message
from attune.affect.messages.strategies import MessageStyle, Strategy

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
ARMS = (Strategy.HINT, Strategy.WORKED_EXAMPLE, Strategy.EASIER, Strategy.PLAN_STEP, Strategy.ASK_TUTOR)
COURSE = "statistics"
HELPFUL, NOT_HELPFUL = MessageResponse.HELPFUL, MessageResponse.NOT_HELPFUL


def reworded(strategy, number, style=MessageStyle.WARM, text="Words."):
    return Message(f"{strategy}-{number}", Cause.CONFUSED, strategy, text, style=style)


CANDIDATES = [reworded(strategy, number) for strategy in ARMS for number in range(4)]


def past(message_id, strategy, response=None, days=0.0, delivered=True):
    at = NOW - timedelta(days=days)
    return PastSupport(
        at, Cause.CONFUSED, EvidenceKind.DID, delivered, message_id=message_id, strategy=strategy, response=response
    )


def chosen(moments=(), everybody=Experience(), candidates=CANDIDATES, preferences=Preferences(), seed=0):  # noqa: B008
    return choose(candidates, COURSE, moments, everybody, Random(seed), NOW, preferences)


def shares(choice):
    found = Counter()
    for message_id, propensity in choice.propensities.items():
        found[Strategy(message_id.rsplit("-", 1)[0])] += propensity
    return found


responses = st.sampled_from(MessageResponse) | st.none()
histories = st.lists(
    st.builds(
        lambda message, response, days, delivered: past(message.id, message.strategy, response, days, delivered),
        st.sampled_from(CANDIDATES),
        responses,
        st.floats(0, 400),
        st.booleans(),
    ),
    max_size=60,
)


@given(histories, st.integers())
def test_propensities_sum_to_one_and_every_strategy_has_its_floor(moments, seed):
    choice = chosen(moments, seed=seed)
    assert sum(choice.propensities.values()) == pytest.approx(1)
    assert min(shares(choice).values()) >= FLOOR - 1e-12
    assert choice.propensities[choice.message.id] > 0
    assert choice.message.strategy is choice.strategy


def test_propensities_are_the_probabilities_of_the_draw():
    moments = [past("hint-0", Strategy.HINT, HELPFUL), past("plan_step-1", Strategy.PLAN_STEP, NOT_HELPFUL)]
    drawn = Counter(chosen(moments, seed=seed).message.id for seed in range(20_000))
    for message_id, propensity in chosen(moments).propensities.items():
        assert drawn[message_id] / 20_000 == pytest.approx(propensity, abs=0.012)


@given(histories)
def test_the_wording_of_a_strategy_is_one_that_was_seen_longest_ago(moments):
    choice = chosen(moments)
    shown = [moment.message_id for moment in moments if moment.delivered]
    last = {message_id: turn for turn, message_id in enumerate(shown)}
    others = [m.id for m in CANDIDATES if m.strategy is choice.strategy and m.id not in shown[-3:]]
    assert last.get(choice.message.id, -1) == min(last.get(message_id, -1) for message_id in others)


def test_a_strategy_whose_words_are_worn_gives_way_where_nothing_speaks_for_it():
    worn = [past(f"hint-{number}", Strategy.HINT) for number in range(4)] + [past("x", Strategy.BREAK)] * 4
    assert shares(chosen(worn))[Strategy.HINT] < 0.5 * shares(chosen())[Strategy.HINT]
    helping = [past(f"hint-{number % 4}", Strategy.HINT, HELPFUL) for number in range(8)]
    assert shares(chosen(helping + [past("x", Strategy.BREAK)] * 4))[Strategy.HINT] > 0.5
    long_ago = worn + [past("x", Strategy.BREAK)] * 40
    assert shares(chosen(long_ago)) == shares(chosen())


def test_what_was_withheld_was_not_seen():
    withheld = [past(f"hint-{number}", Strategy.HINT, delivered=False) for number in range(3)]
    assert sum("hint" in message_id for message_id in chosen(withheld).propensities) == 4


def test_rather_nothing_than_the_same_words_again_within_three_messages():
    only = [CANDIDATES[0]]
    assert chosen([past("hint-0", Strategy.HINT)], candidates=only) is None
    assert chosen([past("hint-0", Strategy.HINT)] + [past("x", Strategy.BREAK)] * 3, candidates=only) is not None
    assert chosen(candidates=()) is None


def test_a_strategy_that_helped_this_learner_comes_more_often():
    moments = [past("hint-0", Strategy.HINT, HELPFUL)] * 6 + [past("easier-0", Strategy.EASIER, NOT_HELPFUL)] * 6
    found = shares(chosen(moments))
    assert found[Strategy.HINT] > 0.7
    assert found[Strategy.EASIER] == pytest.approx(FLOOR, abs=0.01)


def test_the_learner_is_believed_rather_than_the_institution():
    everybody = count_experience([AnswerCount(Strategy.HINT, Cause.CONFUSED, COURSE, HELPFUL, NOW, 200)], NOW)
    assert shares(chosen(everybody=everybody))[Strategy.HINT] > 0.7
    moments = [past("hint-0", Strategy.HINT, NOT_HELPFUL), past("easier-0", Strategy.EASIER, HELPFUL)] * 8
    assert shares(chosen(moments, everybody))[Strategy.EASIER] > 0.7


def rewarded(strategy, everybody, cause=Cause.CONFUSED, course=COURSE):
    return expected_reward(strategy, cause, course, {}, everybody)


def test_experience_goes_from_the_strategy_to_the_cause_to_the_course():
    everybody = count_experience(
        [
            AnswerCount(Strategy.HINT, Cause.CONFUSED, COURSE, HELPFUL, NOW, 60),
            AnswerCount(Strategy.HINT, Cause.CONFUSED, "french", NOT_HELPFUL, NOW, 60),
        ],
        NOW,
    )
    here, unknown_course = rewarded(Strategy.HINT, everybody), rewarded(Strategy.HINT, everybody, course="art")
    other_cause, elsewhere = (
        rewarded(Strategy.HINT, everybody, Cause.ANXIOUS),
        rewarded(Strategy.HINT, everybody, course="french"),
    )
    assert elsewhere < unknown_course < here
    assert elsewhere < other_cause < here
    assert rewarded(Strategy.BREAK, everybody) == pytest.approx(0.35)


def test_a_message_that_is_waved_away_is_worth_less_than_one_that_helps_two_in_five():
    def answers(strategy, helpful, dismissed):
        return [
            AnswerCount(strategy, Cause.CONFUSED, COURSE, HELPFUL, NOW, helpful),
            AnswerCount(strategy, Cause.CONFUSED, COURSE, MessageResponse.DISMISSED, NOW, dismissed),
        ]

    everybody = count_experience(answers(Strategy.HINT, 4, 96) + answers(Strategy.EASIER, 40, 60), NOW)
    found = shares(chosen(everybody=everybody))
    assert found[Strategy.EASIER] > 5 * found[Strategy.HINT]


def test_rewards_halve_with_sixty_days_or_fifty_answers_whichever_is_sooner():
    old = own_experience([past("hint-0", Strategy.HINT, HELPFUL, days=60)], NOW)[Strategy.HINT]
    assert old == (0.5, 0.5)
    later = [past("easier-0", Strategy.EASIER, NOT_HELPFUL)] * 50
    assert own_experience([past("hint-0", Strategy.HINT, HELPFUL), *later], NOW)[Strategy.HINT] == (0.5, 0.5)
    both = [past("hint-0", Strategy.HINT, HELPFUL, days=120), *later]
    assert own_experience(both, NOW)[Strategy.HINT] == (0.25, 0.25)


def test_an_unanswered_message_teaches_nothing():
    assert own_experience([past("hint-0", Strategy.HINT)] * 5, NOW) == {}


def test_counting_in_one_row_or_many_comes_to_nearly_the_same():
    at = NOW - timedelta(days=1)
    many = count_experience([AnswerCount(Strategy.HINT, Cause.CONFUSED, COURSE, HELPFUL, at)] * 30, NOW)
    one = count_experience([AnswerCount(Strategy.HINT, Cause.CONFUSED, COURSE, HELPFUL, at, 30)], NOW)
    assert one.by_strategy[Strategy.HINT].answers == pytest.approx(many.by_strategy[Strategy.HINT].answers, rel=0.01)


def test_who_prefers_few_words_gets_them_and_something_else_before_the_same_again():
    brief = MessageStyle.BRIEF
    candidates = [reworded(Strategy.HINT, 0, brief), reworded(Strategy.HINT, 1), reworded(Strategy.HINT, 2)]
    few = Preferences(style=brief)
    assert set(chosen(candidates=candidates, preferences=few).propensities) == {"hint-0"}
    seen = [past("hint-0", Strategy.HINT)]
    assert set(chosen(seen, candidates=candidates, preferences=few).propensities) == {"hint-1", "hint-2"}
    long_ago = seen + [past("hint-1", Strategy.HINT)] + [past("x", Strategy.BREAK)] * 20
    assert set(chosen(long_ago, candidates=candidates, preferences=few).propensities) == {"hint-0"}
    assert len(chosen(candidates=candidates).propensities) == 3


def test_who_wants_no_name_gets_no_message_with_it():
    candidates = [reworded(Strategy.HINT, 0, text="Hello {name}."), reworded(Strategy.HINT, 1)]
    assert set(chosen(candidates=candidates, preferences=Preferences(use_name=False)).propensities) == {"hint-1"}


def test_a_softmax_prefers_without_excluding():
    found = strategy_shares({Strategy.HINT: 0.9, Strategy.EASIER: 0.1})
    assert found[Strategy.EASIER] == pytest.approx(FLOOR, abs=1e-4)
