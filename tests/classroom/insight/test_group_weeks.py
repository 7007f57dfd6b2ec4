"""Weeks of courses and groups: frozen when their term is over, anonymous, and nobody found by subtraction."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.facts.models import MEASURES, StudyDay
from attune.classroom.insight.group_weeks.figures import draw, hidden_units
from attune.classroom.insight.group_weeks.models import GroupWeek
from attune.classroom.insight.group_weeks.service import freeze, freezes_on
from attune.classroom.institution.calendar.models import Term
from attune.classroom.wellbeing.models import WellbeingSettings

MONDAY = date(2026, 3, 2)
K = 10


def seconds(engaged=60.0, confused=40.0, unknown=20.0):
    measured = dict.fromkeys(MEASURES, 0.0) | {
        "seconds": engaged + confused + unknown,
        "readable_seconds": engaged + confused,
        "engaged_seconds": engaged,
        "maybe_confused_seconds": confused,
        "unknown_seconds": unknown,
        "neutral_seconds": engaged + confused,
    }
    return measured


def people(count):
    return [uuid4() for _ in range(count)]


def test_every_learner_counts_alike_however_long_they_study():
    figures = {each.name: each for each in draw([seconds(engaged=100, confused=0)] * 10 + [seconds(1, 1, 0)] * 10)}
    assert (figures["engaged"].share, figures["maybe_confused"].share, figures["struggling"].share) == (
        0.75,
        0.25,
        0.25,
    )
    assert figures["neutral"].share == 1.0
    assert figures["engaged"].low <= 0.65 <= 0.85 <= figures["engaged"].high


def test_under_twenty_learners_shares_are_rounded_to_tenths():
    figures = {each.name: each for each in draw([seconds(76, 24, 0)] * 12)}
    assert figures["engaged"].share == 0.8
    assert all(round(value * 10, 6).is_integer() for each in figures.values() for value in each[1:])


def test_a_group_that_is_nearly_the_course_is_hidden_and_one_of_few_too():
    everybody = people(30)
    weeks = {each: seconds() for each in everybody}
    most, few, half = uuid4(), uuid4(), uuid4()
    members = {None: set(everybody), most: set(everybody[:25]), few: set(everybody[:9]), half: set(everybody[:15])}
    hidden = hidden_units(members, weeks, K)
    assert {most, few} <= hidden
    assert None not in hidden


def test_two_groups_that_differ_by_few_are_not_both_shown():
    everybody = people(40)
    weeks = {each: seconds() for each in everybody}
    one, other = uuid4(), uuid4()
    members = {None: set(everybody), one: set(everybody[:20]), other: set(everybody[:21])}
    assert hidden_units(members, weeks, K) & {one, other}


def test_groups_that_divide_a_course_well_are_shown():
    everybody = people(24)
    weeks = {each: seconds() for each in everybody}
    one, other = uuid4(), uuid4()
    members = {None: set(everybody), one: set(everybody[:12]), other: set(everybody[12:])}
    assert hidden_units(members, weeks, K) == set()


def test_a_course_of_one_state_or_of_one_learner_is_hidden():
    everybody = people(12)
    alike = {each: seconds(engaged=60, confused=0) for each in everybody}
    assert hidden_units({None: set(everybody)}, alike, K) == {None}
    dominated = {each: seconds(0.5, 0.5) for each in everybody} | {everybody[0]: seconds(5000, 5000)}
    assert hidden_units({None: set(everybody)}, dominated, K) == {None}


def term(starts_on, ends_on):
    return Term(name="T", starts_on=starts_on, ends_on=ends_on)


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ((), MONDAY + timedelta(weeks=25)),
        ((term(MONDAY, MONDAY + timedelta(days=69)),), MONDAY + timedelta(days=70)),
        ((term(MONDAY - timedelta(days=60), MONDAY + timedelta(days=1)),), MONDAY + timedelta(weeks=1)),
        ((term(MONDAY + timedelta(days=3), MONDAY + timedelta(days=69)),), MONDAY + timedelta(days=70)),
    ],
)
def test_a_week_is_frozen_when_it_and_its_term_are_over_and_before_it_is_deleted(terms, due):
    assert freezes_on(terms, MONDAY) == due


@pytest.fixture
def school(make, database, clock):
    """A course of twelve learners who studied this week, one who is not counted, and a group of three."""
    course = make.course()
    day = clock.now().date()
    learners = [make.student(course, f"Student {number}") for number in range(13)]
    with database.transaction() as session:
        group = CourseGroup(id=uuid4(), course_id=course.id, name="A")
        session.add(group)
        session.flush()
        for number, user in enumerate(learners):
            session.add(WellbeingSettings(user_id=user.id, save_summaries=True, count_in_class=number > 0))
            session.add(StudyDay(course_id=course.id, day=day, user_id=user.id, sessions=1, **seconds()))
        session.add_all(GroupMember(group_id=group.id, user_id=user.id, course_id=course.id) for user in learners[:3])
        session.add(Term(name="Now", starts_on=day - timedelta(days=30), ends_on=day + timedelta(days=30)))
    return course


def rows(database):
    with database.session(writes=False) as session:
        return list(session.scalars(sa.select(GroupWeek).order_by(GroupWeek.figure)))


def test_a_term_is_frozen_once_when_it_is_over(school, database, clock):
    day = clock.now().date()
    freeze(database, clock.now())
    assert rows(database) == []
    clock.advance(seconds=timedelta(days=31).total_seconds())
    freeze(database, clock.now())
    frozen = rows(database)
    course = {row.figure: row for row in frozen if row.group_id is None}
    assert {row.week for row in frozen} == {day - timedelta(days=day.weekday())}
    assert (course["engaged"].learners, course["engaged"].share, course["coverage"].share) == (10, 0.6, 0.8)
    (group,) = [row for row in frozen if row.group_id is not None]
    assert (group.figure, group.learners, group.share, group.low) == ("coverage", None, None, None)
    freeze(database, clock.now())
    assert len(rows(database)) == len(frozen)


def test_what_is_frozen_stays_when_everybody_deletes_everything(school, database, clock):
    clock.advance(seconds=timedelta(days=31).total_seconds())
    freeze(database, clock.now())
    before = len(rows(database))
    with database.transaction() as session:
        session.execute(sa.delete(StudyDay))
    freeze(database, clock.now())
    assert len(rows(database)) == before
    assert not any("user" in column.name for column in GroupWeek.__table__.columns)
