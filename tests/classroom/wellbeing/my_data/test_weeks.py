"""Weeks at a glance: study counted without breaks, states with their coverage, and what helped, if enough is known."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Strategy
from attune.classroom.wellbeing.my_data.weeks.service import monday_of, studied_minutes, what_helped
from attune.expressions import Expression
from tests.classroom.conftest import MONDAY
from tests.classroom.wellbeing.readings import check_in

ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL
MINUTE = timedelta(minutes=1)


def weeks(learner, count=2, start=MONDAY):
    query = {"week_start": start.isoformat(), "weeks": count}
    answer = learner.browser.get("/wellbeing/me/weeks", query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_break_is_no_study_and_a_single_trace_is_no_time():
    at = [MONDAY, MONDAY + 8 * MINUTE, MONDAY + 12 * MINUTE, MONDAY + 60 * MINUTE]
    assert studied_minutes((each, each) for each in at) == 12
    assert studied_minutes([(MONDAY, MONDAY)]) == 0


def test_each_week_has_its_own_states_and_coverage(learner):
    learner.allow()
    learner.show(*[NEUTRAL] * 6, None)
    learner.clock.advance(days=7)
    learner.browser.sign_in(learner.user.email)
    learner.show(*[ANGER] * 6)
    before, now = weeks(learner, start=MONDAY + timedelta(days=7))["weeks"]
    assert before["state_minutes"]["engaged"] > 0
    assert before["coverage"] == pytest.approx(6 / 7)
    assert now["state_minutes"]["maybe_frustrated"] > 0
    assert now["coverage"] == 1
    assert sum(now["state_minutes"].values()) == pytest.approx(1, abs=0.11)


def test_what_a_student_corrects_counts_as_they_say(learner):
    learner.allow()
    learner.show(*[ANGER] * 4)
    for found in learner.own_data()["windows"]:
        said = check_in("correction", learner.clock.now(), feeling="happiness", window_id=found["id"])
        learner.browser.post("/wellbeing/checkins", said)
    (week,) = weeks(learner, count=1)["weeks"]
    assert week["state_minutes"]["engaged"] == pytest.approx(4 * 10 / 60, abs=0.05)
    assert week["state_minutes"]["maybe_frustrated"] == 0


def test_without_a_camera_study_is_counted_and_nothing_is_invented(learner):
    learner.allow("self_report")
    for minutes in (0, 5):
        learner.clock.advance(minutes=minutes)
        learner.browser.post("/wellbeing/checkins", check_in("lost_here", learner.clock.now()))
    (week,) = weeks(learner, count=1)["weeks"]
    assert (week["studied_minutes"], week["lost_here"], week["coverage"]) == (5, 2, None)
    assert set(week["state_minutes"].values()) == {0}


def support_message(response, strategy=Strategy.HINT):
    return SimpleNamespace(strategy=strategy, response=response)


def test_few_answers_are_not_enough_to_say_what_helped():
    helpful, not_helpful = MessageResponse.HELPFUL, MessageResponse.NOT_HELPFUL
    few = what_helped([support_message(helpful)] * 4)
    enough = what_helped(
        [support_message(helpful)] * 3
        + [support_message(not_helpful)] * 2
        + [support_message(None), support_message(MessageResponse.DISMISSED)]
    )
    assert [(each.answered, each.helpful, each.enough) for each in (*few, *enough)] == [(4, 4, False), (5, 3, True)]
    assert enough[0].sent == 7


def test_the_weeks_are_one_s_own(learner, learner_in):
    learner.allow()
    learner.show(*[ANGER] * 4)
    other = learner_in(learner.course, "Noah")
    (week,) = weeks(other, count=1)["weeks"]
    assert (week["studied_minutes"], week["coverage"]) == (0, None)


def test_without_a_start_a_week_begins_on_monday_in_utc():
    assert monday_of(MONDAY + timedelta(days=6, hours=14)) == MONDAY.replace(hour=0)
    assert monday_of(MONDAY) == MONDAY.replace(hour=0)
