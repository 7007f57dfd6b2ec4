"""Weeks of a course, its groups and the institution: right to the day and the point, and only of those who count."""

import itertools
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune.classroom.courses.models import Course
from attune.classroom.insight.facts.models import StudyDay
from attune.classroom.insight.trends.models import DecidedWeek, TrendWeek
from attune.classroom.insight.trends.weeks import last_settled_week, monday_of, weeks_until
from attune.classroom.wellbeing.models import WellbeingSettings
from tests.classroom.insight.trends.conftest import MONDAY, days_after
from tests.classroom.queries import counted


def test_a_course_s_week_is_the_mean_over_its_learners(school, week_of):
    school.study(school.enter(12), lambda place: 0.2 if place % 2 else 0.4)
    school.decide()
    found = week_of(f"course:{school.course.id}")
    assert (found["n"], found["coverage"], found["struggling"]["share"]) == (10, 0.8, 0.3)
    assert found["struggling"]["low"] < 0.3 < found["struggling"]["high"]
    assert found["states"]["engaged"]["share"] == 0.7
    assert found["expressions"]["happiness"]["share"] == 0.25
    assert week_of() == found


def test_who_does_not_let_themselves_be_counted_is_in_no_figure(school, week_of):
    school.study(school.enter(12), lambda place: 0.2 + place / 100)
    school.study(school.enter(8, count_in_class=False), 1.0)
    school.decide()
    assert week_of()["struggling"]["share"] == 0.26  # 0.2 and half of 0.11, by the counted alone
    assert week_of()["n"] == 10


def test_fewer_than_ten_are_not_shown_and_look_like_nobody(school, week_of, admin):
    school.study(school.enter(9), lambda place: place / 10)
    school.decide()
    assert week_of() is None
    assert week_of(monday=MONDAY - timedelta(days=7)) is None
    weeks = admin.get("/insight/trends?weeks=12").json["weeks"]
    assert [week["figures"] for week in weeks] == [None] * 12


def test_a_week_is_shown_once_it_has_settled_and_not_before(school, admin, clock):
    clock.advance(seconds=86_400.0)  # Tuesday, 3 March: the week before is over since Sunday
    before = admin.get("/insight/trends?weeks=2").json["weeks"]
    clock.advance(seconds=86_400.0)
    after = admin.get("/insight/trends?weeks=2").json["weeks"]
    assert [week["monday"] for week in before] == ["2026-02-09", "2026-02-16"]
    assert [week["monday"] for week in after] == ["2026-02-16", "2026-02-23"]


@pytest.mark.parametrize(
    ("zone", "at", "last"),
    [
        ("Pacific/Auckland", datetime(2026, 4, 7, 11, 59, tzinfo=UTC), date(2026, 3, 23)),  # still Tuesday there
        ("Pacific/Auckland", datetime(2026, 4, 7, 12, 0, tzinfo=UTC), date(2026, 3, 30)),  # a Sunday of 25 hours ago
        ("America/New_York", datetime(2026, 3, 11, 3, 59, tzinfo=UTC), date(2026, 2, 23)),
        ("America/New_York", datetime(2026, 3, 11, 4, 0, tzinfo=UTC), date(2026, 3, 2)),  # a Sunday of 23 hours ago
        ("Europe/Berlin", datetime(2026, 10, 27, 22, 59, tzinfo=UTC), date(2026, 10, 12)),
        ("Europe/Berlin", datetime(2026, 10, 27, 23, 0, tzinfo=UTC), date(2026, 10, 19)),
    ],
)
def test_weeks_settle_at_the_institution_s_midnight_of_tuesday(zone, at, last):
    assert last_settled_week(at, ZoneInfo(zone)) == last


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_weeks_are_mondays_in_a_row(day, count):
    weeks = weeks_until(monday_of(day), count)
    assert {week.weekday() for week in weeks} == {0}
    assert [b - a for a, b in itertools.pairwise(weeks)] == [timedelta(days=7)] * (count - 1)
    assert weeks[-1] <= day < weeks[-1] + timedelta(days=7)


def test_a_period_of_days_holds_the_weeks_that_lie_in_it(admin):
    answer = admin.get("/insight/trends?since=2026-01-07&until=2026-02-22").json
    assert [answer["weeks"][0]["monday"], answer["weeks"][-1]["monday"]] == ["2026-01-12", "2026-02-16"]
    assert admin.get("/insight/trends?since=2026-02-03&until=2026-02-05").json["weeks"] == []
    assert admin.get("/insight/trends?since=2027-01-01&until=2027-02-01").json["weeks"] == []


@pytest.mark.parametrize(
    "query",
    [
        "weeks=0",
        "weeks=27",
        "since=2026-01-01",
        "since=2026-03-01&until=2026-01-01",
        "since=0001-01-01&until=0001-01-02",
        "scope=",
        "x=1",
    ],
)
def test_a_period_that_is_none_is_refused(admin, query):
    assert admin.get(f"/insight/trends?{query}").status_code == 422


@pytest.mark.parametrize(
    "scope", ["course:none", "group:0", "everybody", "course:00000000-0000-0000-0000-000000000000"]
)
def test_what_does_not_exist_is_not_found(admin, scope):
    assert admin.get(f"/insight/trends?scope={scope}").status_code == 404


def test_courses_and_groups_are_listed_by_title(school, make, admin):
    make.course("Algebra")
    group = school.group("Evening", [])
    found = admin.get("/insight/trends/scopes").json["scopes"]
    assert [(each["kind"], each["title"], each["course_title"]) for each in found] == [
        ("institution", "", None),
        ("course", "Algebra", None),
        ("course", "Statistics", None),
        ("group", "Evening", "Statistics"),
    ]
    assert found[3]["scope"] == f"group:{group}"


def test_figures_end_with_their_course_and_not_with_their_learners(school, database, week_of):
    students = school.enter(12)
    school.study(students, lambda place: place / 20)
    school.decide()
    with database.transaction() as session:
        session.execute(sa.delete(StudyDay).where(StudyDay.user_id.in_(students[:4])))
    school.decide()
    assert week_of(f"course:{school.course.id}")["n"] == 10
    with database.transaction() as session:
        session.execute(sa.delete(Course).where(Course.id == school.course.id))
        assert session.scalars(sa.select(TrendWeek.scope)).all() == ["institution"]


def test_reading_asks_a_constant_number_of_questions(school, admin, database):
    school.study(school.enter(12), lambda place: place / 20)
    for back in range(10):
        school.study(school.students, lambda place: place / 20, days_after(MONDAY, -7 * (back + 1)))
    school.decide()
    with counted(database) as sent:
        admin.get("/insight/trends?weeks=26")
    assert len(sent) <= 9


ROWS = st.lists(
    st.tuples(st.integers(0, 13), st.integers(0, 20), st.integers(0, 10), st.booleans()), min_size=1, max_size=60
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_what_is_shown_is_a_slow_recount_of_the_rows(school, database, week_of, rows):
    students = school.enter(14)
    monday = MONDAY - timedelta(days=7 * 3)
    with database.transaction() as session:
        session.execute(sa.delete(StudyDay))
        for model in (TrendWeek, DecidedWeek):
            session.execute(sa.delete(model))
    done = set()
    for student, day, share, counts in rows:
        school.allow(students[student], count_in_class=counts)
        if (student, day) not in done:
            done.add((student, day))
            school.study([students[student]], share / 10, days_after(monday, day))
    school.decide()
    with database.session(writes=False) as session:
        days = session.scalars(sa.select(StudyDay)).all()
        allowed = set(
            session.scalars(sa.select(WellbeingSettings.user_id).where(WellbeingSettings.count_in_class.is_(True)))
        )
    for start in (monday, days_after(monday, 7), days_after(monday, 14)):
        confused, known = defaultdict[object, float](float), defaultdict[object, float](float)
        for row in days:
            if row.user_id in allowed and start <= row.day < days_after(start, 7):
                confused[row.user_id] += row.maybe_confused_seconds
                known[row.user_id] += row.maybe_confused_seconds + row.engaged_seconds
        found = week_of(f"course:{school.course.id}", start)
        everybody_alike = sum(confused.values()) in (0, sum(known.values()))
        if len(known) < 10 or everybody_alike:
            assert found is None
        else:
            expected = sum(confused[each] / known[each] for each in known) / len(known)
            assert found["states"]["maybe_confused"]["share"] == pytest.approx(expected, abs=0.0051)
            assert found["n"] == 10
