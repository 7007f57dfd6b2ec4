"""What came after a moment is read off answers; an item counts once, and no answer is no right answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.experiment.moments import DrawnMoment, Item, Measure
from attune.affect.experiment.outcomes import observe

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def moment(name="m", after=timedelta(0), **change):
    fields = {"topic": "course/mean", "cause": "wrong_answers", "speak": True, "probability_speak": 0.7}
    return DrawnMoment("ada", name, AT + after, **{**fields, **change})


def item(after, right=True, topics=("course/mean",), name=None):
    return Item("ada", name or f"item at {after}", AT + after, frozenset(topics), right)


def outcomes(moments, items=(), activity=()):
    """The outcomes of each moment by its name. activity: times after AT."""
    found = observe(moments, items, {"ada": [AT + after for after in activity]})
    return {each.moment.moment_id: each.outcomes for each in found}


def primary(moments, items=()):
    return {name: found[Measure.NEXT_ITEM_RIGHT] for name, found in outcomes(moments, items).items()}


def test_the_first_item_of_the_skill_within_a_day_decides():
    assert primary([moment()], [item(HOUR, right=False), item(2 * HOUR, right=True)]) == {"m": False}
    assert primary([moment()], [item(HOUR, right=True), item(2 * HOUR, right=False)]) == {"m": True}


def test_an_item_of_another_skill_decides_nothing():
    assert primary([moment()], [item(HOUR, topics=["course/median"]), item(2 * HOUR, right=False)]) == {"m": False}


def test_where_the_place_has_no_item_the_next_one_of_the_lesson_decides():
    answered = [item(HOUR, topics=["course/median", "lesson:1"])]
    assert primary([moment(topic="lesson:1")], answered) == {"m": True}


@pytest.mark.parametrize("after", [timedelta(0), -HOUR, DAY + timedelta(seconds=1)])
def test_no_item_within_a_day_counts_as_not_right(after):
    found = outcomes([moment()], [item(after)])["m"]
    assert (found[Measure.NEXT_ITEM_RIGHT], found[Measure.ANSWERED]) == (False, False)


def test_an_item_counts_for_one_moment_only_the_earliest():
    moments = [moment("second", HOUR), moment("first")]
    assert primary(moments, [item(2 * HOUR)]) == {"first": True, "second": False}
    assert primary(moments, [item(2 * HOUR, right=False), item(3 * HOUR)]) == {"first": False, "second": True}


times = st.integers(0, 60).map(lambda hours: hours * HOUR)


@given(st.lists(times, min_size=1, max_size=6), st.lists(st.tuples(times, st.booleans()), max_size=12), times)
def test_a_later_moment_never_changes_an_earlier_one(starts, answered, later):
    items = [item(after, right, name=str(place)) for place, (after, right) in enumerate(answered)]
    moments = [moment(f"{place:02}", after) for place, after in enumerate(starts)]
    last = max(starts) + later
    more = primary([*moments, moment("99", last)], items)
    assert {name: found for name, found in more.items() if name != "99"} == primary(moments, items)


@given(st.lists(times, min_size=1, max_size=6), st.lists(st.tuples(times, st.booleans()), max_size=12), st.booleans())
def test_what_a_moment_was_drawn_to_and_what_was_delivered_decide_no_outcome(starts, answered, speak):
    items = [item(after, right, name=str(place)) for place, (after, right) in enumerate(answered)]
    moments = [moment(f"{place:02}", after) for place, after in enumerate(starts)]
    other = [replace(each, speak=speak, available=False, delivered=False) for each in moments]
    assert primary(other, items) == primary(moments, items)


def test_retention_is_the_first_item_five_to_nine_days_later():
    after_a_week = [item(4 * DAY), item(6 * DAY, right=False), item(7 * DAY)]
    assert outcomes([moment()], after_a_week)["m"][Measure.RETAINED] is False
    assert outcomes([moment()], [item(4 * DAY), item(10 * DAY)])["m"][Measure.RETAINED] is None


def test_switching_support_off_counts_for_a_week():
    def off(after):
        return outcomes([moment(switched_off_at=AT + after)])["m"][Measure.SWITCHED_OFF]

    assert (off(6 * DAY), off(8 * DAY)) == (True, False)
    assert outcomes([moment()])["m"][Measure.SWITCHED_OFF] is False


def test_whoever_does_nothing_for_fourteen_days_after_the_study_session_has_dropped_out():
    def dropped(*activity):
        return outcomes([moment()], activity=activity)["m"][Measure.DROPPED_OUT]

    assert dropped() is True
    assert dropped(HOUR) is True, "still the same study session"
    assert dropped(15 * DAY) is True
    assert dropped(HOUR, 13 * DAY) is False


def test_what_was_answered_before_is_known_at_the_moment_and_nothing_later_is():
    earlier = [item(-HOUR), item(-2 * HOUR), item(-3 * HOUR, right=False)]
    (found,) = observe([moment()], [*earlier, item(HOUR, right=False)], {})
    assert found.prior == pytest.approx(3 / 5)


def test_only_a_moment_with_a_message_says_what_came_of_it():
    silent = outcomes([moment(speak=False)])["m"]
    assert (silent[Measure.DELIVERED], silent[Measure.RESPONDED]) == (None, None)
    spoken = outcomes([moment(delivered=True, responded=False)])["m"]
    assert (spoken[Measure.DELIVERED], spoken[Measure.RESPONDED]) == (True, False)
