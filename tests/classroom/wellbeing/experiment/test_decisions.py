"""A decision is stored with all it followed from, belongs to its student, and goes when they or time say so."""

import csv
import io
import json
from datetime import timedelta

import pytest

from attune.affect.experiment.assignment import Assignment
from attune.classroom.wellbeing.experiment.decisions import on_support_switched_off, record_decision
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.my_data.retention import purge
from tests.classroom.wellbeing.experiment.decided import decided_moment

SILENT = {"assignment": Assignment(speak=False, probability_speak=0.7), "delivered": False, "rule": "control_arm"}


def decide(learner, database, **change):
    with database.transaction() as session:
        return record_decision(session, decided_moment(learner.user.id, learner.clock.now(), **change)).id


def stored(database):
    with database.session(writes=False) as session:
        return session.query(SupportDecision).order_by(SupportDecision.at).all()


def switch_off(learner, **how):
    answer = learner.browser.patch("/wellbeing/settings", {"support": how or {"enabled": False}})
    assert answer.status_code == 200, answer.json


def test_a_decision_keeps_its_candidates_propensities_seed_and_policy(learner, database):
    decide(learner, database, **SILENT)
    (found,) = stored(database)
    assert (found.speak, found.probability_speak, found.delivered) == (False, 0.7, False)
    assert found.candidates == {"hint-1": 0.6, "hint-2": 0.4}
    assert (found.seed, found.policy_hash) == ("7", "0" * 64)


def test_nothing_can_have_been_delivered_at_a_silent_moment(learner, database):
    with pytest.raises(ValueError, match="drawn to be silent"):
        decide(learner, database, **{**SILENT, "delivered": True})


def test_whether_a_student_was_counted_is_what_they_allowed_at_that_moment(learner, database):
    decide(learner, database)
    learner.allow()
    learner.clock.advance(minutes=1)
    decide(learner, database)
    assert [found.counted for found in stored(database)] == [False, True]


def test_switching_support_off_is_noted_on_the_moments_of_the_week_before(learner, database):
    decide(learner, database)
    learner.clock.advance(days=6)
    decide(learner, database)
    learner.clock.advance(days=2)
    switch_off(learner)
    first, second = stored(database)
    assert (first.switched_off_at, second.switched_off_at) == (None, learner.clock.now())


def test_switching_off_what_is_off_already_is_no_second_time(learner, database):
    switch_off(learner)
    decide(learner, database, available=False, delivered=False)
    switch_off(learner, snooze="off")
    assert [found.switched_off_at for found in stored(database)] == [None]


def test_the_first_time_that_support_is_switched_off_stays(learner, database):
    decide(learner, database)
    at = learner.clock.now()
    with database.transaction() as session:
        assert on_support_switched_off(session, learner.user.id, at) == 1
        assert on_support_switched_off(session, learner.user.id, at + timedelta(days=1)) == 0
    assert [found.switched_off_at for found in stored(database)] == [at]


def test_the_export_holds_every_decision_silent_ones_too(learner, learner_in, database):
    decide(learner, database, **SILENT)
    decide(learner_in(learner.course, "Noah"), database)
    (found,) = json.loads(learner.browser.get("/wellbeing/export?format=json").text)["support_decisions"]
    assert (found["speak"], found["probability_speak"], found["cause"]) == (False, 0.7, "wrong_answers")
    assert {*found} == {column.name for column in SupportDecision.__table__.columns} - {"user_id"}
    rows = csv.DictReader(io.StringIO(learner.browser.get("/wellbeing/export?format=csv").text.removeprefix("\ufeff")))
    (row,) = [row for row in rows if row["record"] == "support_decision"]
    assert (row["kind"], row["response"], row["value"], row["hidden"]) == ("wrong_answers", "silent", "0.7", "no")


def test_a_student_deletes_the_decisions_about_them_and_nobody_else_s(learner, learner_in, database):
    lesson = learner.course.lessons[0]
    decide(learner, database, lesson_id=lesson)
    decide(learner, database)
    other = decide(learner_in(learner.course, "Noah"), database, lesson_id=lesson)
    path = f"/wellbeing/data?lesson_id={lesson}"
    assert learner.browser.delete(path).json["deleted"]["support_decisions"] == 1
    assert learner.browser.delete("/wellbeing/data").json["deleted"]["support_decisions"] == 1
    assert [found.id for found in stored(database)] == [other]


def test_hiding_a_lesson_hides_its_decisions(learner, database):
    lesson = learner.course.lessons[0]
    decide(learner, database, lesson_id=lesson)
    decide(learner, database)
    for hidden in (True, False):
        learner.browser.put(f"/wellbeing/me/lessons/{lesson}/hidden", {"hidden": hidden})
        assert sum(found.hidden_at is not None for found in stored(database)) == hidden


def test_decisions_live_as_long_as_everything_else_about_a_student(learner, database):
    decide(learner, database)
    learner.clock.advance(days=31)
    kept = decide(learner, database)
    assert purge(database, learner.clock.now()).support_decisions == 1
    assert [found.id for found in stored(database)] == [kept]
