"""What simulated students of the demo show: the same for the same generator, and in the shape a device sends."""

from datetime import timedelta
from random import Random
from uuid import UUID

from attune.affect.limits import is_helpful
from attune.expressions import Expression
from attune.simulation.demo_history import (
    ENDS,
    after_difficulty,
    block_difficulty,
    expressions_at_block,
    response_in_trial,
    windows_in_a_row,
)
from tests.affect.evidence import NINE

LESSON, BLOCK = UUID(int=1), UUID(int=2)


def test_the_same_block_is_as_hard_for_everybody():
    assert block_difficulty("spread", 2) == block_difficulty("spread", 2) != block_difficulty("spread", 3)


def test_a_harder_block_shows_more_trouble():
    def calm(difficulty):
        rng = Random(1)
        shown = [each for _ in range(300) for each in expressions_at_block(rng, difficulty)]
        return sum(each is Expression.NEUTRAL for each in shown) / len(shown)

    assert calm(0.9) < calm(0.1)


def test_windows_follow_each_other_and_one_abstains():
    windows = windows_in_a_row(Random(3), [Expression.ANGER, None], LESSON, BLOCK, NINE, seconds=30.0)
    assert [each["started_at"] for each in windows] == [NINE.isoformat(), (NINE + timedelta(seconds=30)).isoformat()]
    assert [(each["state"], each["seconds"]) for each in windows] == [("anger", 30.0), ("unknown", 30.0)]
    assert windows == windows_in_a_row(Random(3), [Expression.ANGER, None], LESSON, BLOCK, NINE, seconds=30.0)


def test_difficulties_of_the_trial_end_as_often_as_is_said():
    rng = Random(4)
    for supported, share in ENDS.items():
        ended = sum(after_difficulty(rng, supported=supported)[-1] is Expression.NEUTRAL for _ in range(2000)) / 2000
        assert abs(ended - share) < 0.04


def test_most_messages_of_the_trial_are_answered_and_most_answers_are_helpful():
    rng = Random(5)
    responses = [response_in_trial(rng) for _ in range(1000)]
    answered = [is_helpful(each) for each in responses if each is not None]
    assert 0.75 < len(answered) / 1000 < 0.85
    assert 0.65 < sum(answered) / len(answered) < 0.75
