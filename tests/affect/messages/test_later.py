"""The next item of the same skill is a later reward of the message before it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.moments import PastSupport
from attune.affect.limits import MessageResponse
from attune.affect.messages.experience import LATER_COUNTS, own_experience
from attune.affect.messages.later import later_outcomes
from attune.affect.messages.strategies import Strategy
from attune.affect.practice.opportunities import Opportunity

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def moment(hours, skill="course/bell", strategy=Strategy.HINT, delivered=True, response=None):
    return PastSupport(
        NOW - timedelta(hours=hours),
        Cause.CONFUSED,
        EvidenceKind.DID,
        delivered,
        skill=skill,
        message_id="m",
        strategy=strategy,
        response=response,
    )


def item(hours, right, skill="course/bell"):
    return Opportunity(skill, "i", "b", "l", NOW - timedelta(hours=hours), right)


@pytest.mark.parametrize("right", [True, False])
def test_the_next_item_of_the_skill_within_a_day_counts(right):
    items = [item(11, not right), item(9, right), item(8, not right)]
    assert later_outcomes([moment(10)], items) == {0: right}


@pytest.mark.parametrize(
    ("moments", "items"),
    [
        ([moment(30)], [item(5, True)]),  # more than a day later
        ([moment(10)], [item(9, True, "course/other")]),
        ([moment(10)], [item(10, True)]),  # the very hand-in that it was said after
        ([moment(10, delivered=False)], [item(9, True)]),  # withheld: nothing came of it
        ([moment(10, skill=None)], [item(9, True)]),
        ([], [item(9, True)]),
    ],
)
def test_what_is_too_late_about_something_else_or_of_no_message_does_not(moments, items):
    assert later_outcomes(moments, items) == {}


def test_an_item_counts_for_one_message_only_the_earliest_that_waits():
    assert later_outcomes([moment(10), moment(9)], [item(8, True)]) == {0: True}
    assert later_outcomes([moment(10), moment(9)], [item(8, True), item(7, False)]) == {0: True, 1: False}


def test_it_adds_half_an_answer_to_what_the_learner_said():
    said = own_experience([moment(1, response=MessageResponse.NOT_HELPFUL)], NOW)[Strategy.HINT]
    both = own_experience([moment(1, response=MessageResponse.NOT_HELPFUL)], NOW, [item(0.5, True)])[Strategy.HINT]
    assert both.answers == pytest.approx(said.answers * (1 + LATER_COUNTS))
    assert both.reward == pytest.approx(said.answers * LATER_COUNTS)


def test_a_message_without_an_answer_teaches_by_the_next_item_alone():
    assert own_experience([moment(1)], NOW) == {}
    found = own_experience([moment(1)], NOW, [item(0.5, True)])[Strategy.HINT]
    assert found.reward == pytest.approx(found.answers)
