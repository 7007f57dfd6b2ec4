"""Facts outlive the summaries that they were made of, for a term; what a student hides or deletes takes them along."""

import csv
import io
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from attune.classroom.insight.facts import jobs
from attune.classroom.insight.facts.models import StudyDay, StudyFact
from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.calendar.service import WITHOUT
from attune.classroom.live_class.minutes.models import LiveMinute
from attune.classroom.wellbeing.models import StoredWindow
from attune.classroom.wellbeing.my_data import retention
from attune.expressions import Expression

A_MONTH = timedelta(days=31)
TABLES = (StudyFact, StudyDay)


def count(database, *conditions, table=StudyFact):
    with database.session(writes=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table).where(*conditions))


@pytest.fixture
def past(learner, database, clock, sign_in):
    """A learner whose session is so long ago that its windows are deleted."""
    learner.allow()
    learner.show(*[Expression.HAPPINESS] * 6)
    clock.advance(seconds=A_MONTH.total_seconds())
    retention.purge(database, clock.now())
    assert count(database, table=StoredWindow) == 0
    learner.browser = sign_in(learner.user)
    return learner


@pytest.mark.parametrize("table", TABLES)
def test_facts_stay_when_their_windows_are_deleted_by_age(past, database, table):
    assert count(database, table=table) == 1


def test_counting_anew_leaves_facts_whose_windows_are_gone(past, database, clock):
    past.show(Expression.ANGER, Expression.ANGER)
    assert jobs.rebuild_all(database) == 1
    with database.session(writes=False) as session:
        facts = session.scalars(sa.select(StudyFact).order_by(StudyFact.session_began_at)).all()
    assert [fact.seconds for fact in facts] == [60, 20]


def test_a_lesson_is_hidden_with_its_past(past, database):
    path = f"/wellbeing/me/lessons/{past.course.lessons[0]}/hidden"
    assert past.browser.put(path, {"hidden": True}).status_code == 200
    assert count(database, StudyFact.hidden_at.is_not(None)) == 1
    assert count(database, table=StudyDay) == 0
    assert past.browser.put(path, {"hidden": False}).status_code == 200
    assert count(database, StudyFact.hidden_at.is_(None)) == count(database, table=StudyDay) == 1


@pytest.mark.parametrize("query", ["", "?lesson_id={lesson}"])
def test_what_is_deleted_is_deleted_with_its_past(past, database, query):
    past.browser.delete(f"/wellbeing/data{query.format(lesson=past.course.lessons[0])}")
    assert [count(database, table=table) for table in TABLES] == [0, 0]


def test_without_permission_there_are_no_facts(past, database):
    past.allow(save_summaries=False)
    assert [count(database, table=table) for table in TABLES] == [0, 0]


def test_what_is_not_saved_makes_no_facts(learner, database):
    learner.allow(save_summaries=False)
    learner.show(Expression.HAPPINESS)
    assert [count(database, table=table) for table in TABLES] == [0, 0]


def test_facts_end_after_half_a_year_where_there_are_no_terms(past, database, clock):
    clock.advance(seconds=(WITHOUT - A_MONTH).total_seconds())
    jobs.purge(database, clock.now())
    assert [count(database, table=table) for table in TABLES] == [1, 1]
    clock.advance(seconds=timedelta(days=1).total_seconds())
    jobs.purge(database, clock.now())
    assert [count(database, table=table) for table in TABLES] == [0, 0]


def test_facts_are_kept_through_the_term_after_theirs(past, database, clock):
    today = clock.now().date()
    with database.transaction() as session:
        session.add(Term(name="Own", starts_on=today - 2 * A_MONTH, ends_on=today + timedelta(weeks=1)))
        session.add(Term(name="Next", starts_on=today + timedelta(weeks=2), ends_on=today + timedelta(weeks=9)))
    clock.advance(seconds=timedelta(weeks=9).total_seconds())
    jobs.purge(database, clock.now())
    assert [count(database, table=table) for table in TABLES] == [1, 1]
    clock.advance(seconds=timedelta(days=1).total_seconds())
    jobs.purge(database, clock.now())
    assert [count(database, table=table) for table in TABLES] == [0, 0]


def test_minutes_of_live_classes_end_with_the_facts(past, database, clock):
    def minute_at(at):
        own = {"course_id": past.course.id, "kind": "class", "learners": 5, "shares": []}
        return LiveMinute(minute=at, **own)

    with database.transaction() as session:
        session.add_all([minute_at(clock.now()), minute_at(clock.now() - WITHOUT - timedelta(days=1))])
    jobs.purge(database, clock.now())
    assert count(database, LiveMinute.minute == clock.now(), table=LiveMinute) == count(database, table=LiveMinute) == 1


def test_facts_of_another_student_stay(past, learner_in, database):
    other = learner_in(past.course, "Noor Haddad")
    other.allow()
    other.show(Expression.NEUTRAL)
    past.browser.delete("/wellbeing/data")
    assert [count(database, table.user_id == other.user.id, table=table) for table in TABLES] == [1, 1]


def test_the_export_holds_facts_and_days(past):
    taken = json.loads(past.browser.get("/wellbeing/export?format=json").text)
    assert [fact["seconds"] for fact in taken["study_facts"]] == [60]
    assert [day["sessions"] for day in taken["study_days"]] == [1]
    measures = {"rewinds", "idle_seconds", "dwell_seconds", "wrong_answers", "questions"}
    assert measures <= taken["study_facts"][0].keys() & taken["study_days"][0].keys()
    assert "bin_start" in taken["study_facts"][0]
    table = past.browser.get("/wellbeing/export?format=csv").data.decode("utf-8-sig")
    values = {(row["record"], row["kind"]): row["value"] for row in csv.DictReader(io.StringIO(table))}
    assert values["study_fact", "seconds"] == values["study_day", "seconds"] == "60.0"
