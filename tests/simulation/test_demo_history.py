"""What simulated students of the demo show: the same for the same generator, and in the shape a device sends."""

from datetime import timedelta
from random import Random
from uuid import UUID

from attune.expressions import Expression
from attune.simulation.demo_history import (
    block_difficulty,
    expressions_at_block,
    trouble_at_block,
    week_of_a_learner,
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


def test_at_a_harder_block_more_say_that_they_are_lost():
    def said(difficulty):
        rng = Random(2)
        return sum(sum(trouble_at_block(rng, difficulty).values()) for _ in range(2000))

    assert said(0.0) == 0
    assert said(0.3) < said(0.9)


def test_the_shares_of_a_week_add_up_to_what_is_known():
    week = week_of_a_learner(Random(4), 3, 12, 0.1)
    expressions = sum(week[f"{each}"] for each in Expression)
    assert abs(expressions - week["readable"]) < 1e-6
    states = ("maybe_confused", "maybe_frustrated", "maybe_disengaged", "low_mood", "engaged")
    assert abs(sum(week[each] for each in states) - week["readable"]) < 1e-6
