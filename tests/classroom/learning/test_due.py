"""When a lesson is due: relative dates count from the enrolment, and nobody is overdue from the first day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from attune.classroom.courses.models import Course, Lesson
from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.setup.service import Facts, save_institution
from attune.classroom.learning.due import Since, days_later, due_at

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def set_due(database):
    """Set when a lesson is due."""

    def change(lesson, **values):
        with database.transaction() as session:
            session.execute(update(Lesson).where(Lesson.id == lesson).values(**values))

    return change


def instant(text):
    return datetime.fromisoformat(text) if text else None


def test_who_enrols_late_has_as_many_days_as_everybody(make, sign_in, clock, set_due):
    course = make.course()
    set_due(course.lessons[0], due_after_days=2)
    early, enrolled_early = make.student(course), clock.now()
    clock.advance(days=30)
    for student, enrolled in ((early, enrolled_early), (make.student(course), clock.now())):
        browser = sign_in(student)
        due = enrolled + timedelta(days=2)
        outline = browser.get(f"/courses/{course.id}").json
        assert instant(outline["next_due"]) == due
        assert [instant(lesson["due_at"]) for lesson in outline["modules"][0]["lessons"]] == [due, None]
        assert instant(browser.get("/courses").json["courses"][0]["next_due"]) == due
        assert instant(browser.get(f"/lessons/{course.lessons[0]}").json["due_at"]) == due


def test_a_fixed_date_is_the_same_for_all_but_not_for_those_who_came_after_it(make, sign_in, clock, set_due):
    course, due = make.course(), clock.now() + timedelta(days=3)
    set_due(course.lessons[0], due_at=due)
    early = sign_in(make.student(course))
    clock.advance(days=4)
    late = sign_in(make.student(course))
    assert instant(early.get(f"/lessons/{course.lessons[0]}").json["due_at"]) == due
    assert late.get(f"/lessons/{course.lessons[0]}").json["due_at"] is None
    assert late.get("/courses").json["courses"][0]["next_due"] is None


def test_a_tutor_sees_fixed_dates_only(make, sign_in, clock, set_due):
    course = make.course()
    set_due(course.lessons[0], due_at=clock.now() + timedelta(days=3))
    set_due(course.lessons[1], due_after_days=2)
    outline = sign_in(make.tutor(course)).get(f"/courses/{course.id}").json["modules"][0]["lessons"]
    assert [lesson["due_at"] is None for lesson in outline] == [False, True]


def test_days_from_the_enrolment_go_before_a_fixed_date():
    lesson = Lesson(due_at=START - timedelta(days=9), due_after_days=1.5)
    assert due_at(lesson, Since(START, ZoneInfo("UTC"))) == START + timedelta(hours=36)
    assert due_at(lesson, None) is None


def local(zone, *fields, fold=0):
    return datetime(*fields, tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("zone", "start", "days", "due", "hours"),
    [
        ("Pacific/Auckland", (2026, 4, 4, 14), 1, (2026, 4, 5, 14), 25),  # the clocks go back
        ("Pacific/Auckland", (2026, 9, 26, 14), 1, (2026, 9, 27, 14), 23),  # and forward
        ("America/New_York", (2026, 3, 7, 9), 1, (2026, 3, 8, 9), 23),
        ("America/New_York", (2026, 10, 31, 9), 1, (2026, 11, 1, 9), 25),
        ("America/New_York", (2026, 3, 1, 9), 14, (2026, 3, 15, 9), 14 * 24 - 1),
        ("America/New_York", (2026, 3, 7, 2, 30), 1, (2026, 3, 8, 3, 30), 24),  # half past two is left out that night
        ("America/New_York", (2026, 10, 31, 1, 30), 1, (2026, 11, 1, 1, 30), 24),  # there twice: the first
        ("America/New_York", (2026, 3, 7, 9), 1.5, (2026, 3, 8, 21), 35),
        ("UTC", (2026, 3, 7, 9), 1, (2026, 3, 8, 9), 24),
    ],
)
def test_days_are_those_of_the_institution_s_calendar(zone, start, days, due, hours):
    begun = local(zone, *start).astimezone(UTC)
    found = days_later(Since(begun, ZoneInfo(zone)), days)
    assert (found, found - begun) == (local(zone, *due).astimezone(UTC), timedelta(hours=hours))
    assert found.tzinfo is UTC


@given(
    at=st.datetimes(datetime(2000, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),
    zone=st.sampled_from(sorted(available_timezones())).map(ZoneInfo),
    days=st.integers(1, 400),
)
def test_so_many_days_later_is_so_many_dates_later_at_the_same_time_of_day(at, zone, days):
    found = days_later(Since(at, zone), days).astimezone(zone)
    expected = at.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    there = found.replace(tzinfo=None)
    left_out = expected.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) != expected
    assert there == expected or (left_out and timedelta() < there - expected <= timedelta(days=1))


def test_days_count_from_the_start_of_a_course_that_was_joined_before_it(make, sign_in, clock, set_due, database):
    course, starts = make.course(), clock.now() + timedelta(days=20)
    set_due(course.lessons[0], due_after_days=2)
    with database.transaction() as session:
        session.execute(update(Course).where(Course.id == course.id).values(starts_at=starts))
    outline = sign_in(make.student(course)).get(f"/courses/{course.id}").json
    assert instant(outline["modules"][0]["lessons"][0]["due_at"]) == starts + timedelta(days=2)


def test_the_institution_s_zone_decides_and_is_told_to_the_client(make, sign_in, clock, set_due, database):
    night_before = datetime(2034, 9, 23, 2, tzinfo=UTC)  # the clocks of Auckland go forward on the 24th
    clock.advance(seconds=(night_before - clock.now()).total_seconds())
    with database.transaction() as session:
        facts = Facts("School", Region.ELSEWHERE, Ages.ADULTS, "Pacific/Auckland", open_registration=False)
        save_institution(session, facts, clock.now())
    course = make.course()
    set_due(course.lessons[0], due_after_days=1)
    browser = sign_in(make.student(course))
    assert browser.get("/session").json["time_zone"] == "Pacific/Auckland"
    due = instant(browser.get(f"/lessons/{course.lessons[0]}").json["due_at"])
    assert due - clock.now() == timedelta(hours=23)
