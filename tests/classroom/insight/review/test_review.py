"""A lesson, looked back at: what is shown of each block, what is hidden, and of whom it is."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from attune.classroom.insight.review.periods import Period
from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.setup.models import THE_INSTITUTION, Institution
from tests.classroom.conftest import MONDAY

SHARES = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]


def test_the_struggling_share_is_the_mean_over_learners_with_its_interval_coverage_and_numbers(classroom):
    for student, struggling in zip(classroom.add(10), SHARES, strict=True):
        classroom.study(student, float(struggling))
    readings = classroom.block()["readings"]
    assert readings["learners"] == 10
    assert (readings["struggling"]["share"], readings["struggling"]["word"]) == (0.5, None)  # 45 %, in steps of ten
    # t interval: .45 ± 2.262 · .3028 / √10 = .23 to .67, rounded outwards
    assert (readings["struggling"]["low"], readings["struggling"]["high"]) == (0.2, 0.7)
    assert readings["coverage"] == "high"
    assert readings["mix"]["neutral"] == pytest.approx(0.6)
    assert sum(readings["mix"].values()) == pytest.approx(1)
    assert readings["as_of"] == "2026-03-02"
    assert readings["sharing_only"] is False


def test_each_learner_counts_once_however_long_they_stayed(classroom):
    students = classroom.add(10)
    for student in students:
        classroom.study(student, 20.0 if student is not students[0] else 100.0)
    classroom.study(students[0], 100.0, seconds=900.0, began=MONDAY - timedelta(hours=3))
    # nine at 20 %, one at 100 %: 28 %, whatever the seconds
    assert classroom.block()["readings"]["struggling"]["share"] == 0.3


def test_fewer_than_ten_learners_are_said_in_a_word(classroom):
    for student, struggling in zip(classroom.add(6), SHARES, strict=False):
        classroom.study(student, float(struggling))
    readings = classroom.block()["readings"]
    assert (readings["struggling"]["share"], readings["struggling"]["word"]) == (None, "some")
    assert readings["mix"] is None


def test_what_is_of_fewer_than_k_or_too_alike_is_hidden(classroom):
    few, alike = classroom.course.text, classroom.course.video
    students = classroom.add(8)
    for student, struggling in zip(students[:4], SHARES, strict=False):
        classroom.study(student, float(struggling), block=few)
    for student in students:
        classroom.study(student, 50.0, block=alike)
    assert classroom.block(few)["readings"] is None
    assert classroom.block(alike)["readings"] is None


def test_a_lone_hidden_block_takes_the_smallest_other_one_with_it(classroom):
    """The sum over a lesson may be known from elsewhere: a lone gap would be the difference."""
    few, some, all_ = classroom.course.text, classroom.course.video, classroom.course.practice
    students = classroom.add(12)
    for place, student in enumerate(students):
        classroom.study(student, 10.0 * (place % 10), block=all_)
        if place < 9:
            classroom.study(student, 10.0 * (place % 10), block=some)
        if place < 2:
            classroom.study(student, 80.0, block=few)
    shown = {each["block_id"]: each["readings"] is not None for each in classroom.review()["blocks"]}
    assert shown == {str(few): False, str(some): False, str(all_): True}


def test_friction_is_the_share_of_learners_who_were_there_with_its_parts(classroom):
    students = classroom.add(10)
    for student in students:
        classroom.study(student, 0.0, block=classroom.course.video)
        classroom.open(student)
    for student in students[:3]:
        classroom.study(student, 0.0, lost=1)
    classroom.study(students[3], 60.0, check_ins=1)
    classroom.study(students[4], 60.0)
    friction = classroom.block()["friction"]
    assert (friction["learners"], friction["share"]["share"]) == (10, 0.4)
    assert friction["lost"]["share"] == 0.3
    assert friction["wrong_answers"]["share"] == 0.0
    assert friction["struggling"]["share"] == 0.1
    assert friction["checked_in"]["share"] == 0.1


def test_who_does_not_count_in_the_class_or_keeps_it_to_themselves_is_in_no_figure(classroom):
    for student, struggling in zip(classroom.add(10), SHARES, strict=True):
        classroom.study(student, float(struggling))
    for student in classroom.add(10, counted=False):
        classroom.study(student, 100.0)
    for student in classroom.add(10):
        classroom.study(student, 100.0, hidden_at=MONDAY)
    assert classroom.block()["readings"]["learners"] == 10
    assert classroom.block()["readings"]["struggling"]["share"] == 0.5


def test_few_who_do_not_share_are_left_out_and_the_page_says_of_whom_it_is(classroom):
    for student, struggling in zip(classroom.add(10), SHARES, strict=True):
        classroom.study(student, float(struggling))
    for student in classroom.add(3, sharing=False):
        classroom.study(student, 100.0)
    readings = classroom.block()["readings"]
    assert (readings["learners"], readings["sharing_only"]) == (10, True)
    assert readings["struggling"]["share"] == 0.5


def test_enough_who_do_not_share_and_differ_are_in_it(classroom):
    for student, struggling in zip(classroom.add(10), SHARES, strict=True):
        classroom.study(student, float(struggling))
    for student, struggling in zip(classroom.add(5, sharing=False), (100, 100, 100, 40, 60), strict=True):
        classroom.study(student, float(struggling))
    readings = classroom.block()["readings"]
    assert (readings["learners"], readings["sharing_only"]) == (15, False)


def test_learning_records_are_of_everybody_and_never_hidden(classroom):
    student = classroom.add(1, counted=False, sharing=False, keeping=False)[0]
    classroom.open(student)
    block = classroom.block()
    assert block["records"]["opened"] == 1
    assert (block["readings"], block["friction"]) == (None, None)


def test_a_group_is_shown_where_those_outside_of_it_are_enough_too(classroom):
    students = classroom.add(12, sharing=False)
    first, second = classroom.group("A", students[:6]), classroom.group("B", students[6:])
    for place, student in enumerate(students):
        classroom.study(student, float(SHARES[place % 6] * 2))
    assert classroom.block(group=str(first))["readings"]["learners"] == 5
    assert classroom.block(group=str(second))["readings"]["learners"] == 5
    assert classroom.block()["readings"]["learners"] == 10


def test_a_group_is_hidden_where_the_difference_to_the_course_is_of_few(classroom):
    students = classroom.add(12, sharing=False)
    most = classroom.group("A", students[:9])
    for place, student in enumerate(students):
        classroom.study(student, float(SHARES[place % 10]))
    assert classroom.block(group=str(most))["readings"] is None
    assert classroom.block()["readings"] is not None


def test_a_group_of_another_course_is_not_found(classroom, make):
    other = make.course("Other")
    answer = classroom.tutor.get(f"/teaching/lessons/{classroom.course.lessons[0]}/review?group={uuid4()}")
    assert answer.status_code == 404
    assert classroom.tutor.get(f"/teaching/lessons/{other.lessons[0]}/review").status_code == 404
    classroom.add(1)
    unknown = classroom.tutor.get(f"/teaching/lessons/{classroom.course.lessons[0]}/review?period=run-9")
    assert unknown.status_code == 404


def test_an_empty_course_says_so(classroom):
    review = classroom.review()
    assert (review["periods"], review["blocks"], review["recorded"]) == ([], [], False)


def test_how_many_keep_a_history_is_said_where_both_parts_are_enough(classroom):
    classroom.add(10)
    classroom.add(4, keeping=False)
    assert classroom.review()["keeping"] is None
    classroom.add(2, keeping=False)
    assert classroom.review()["keeping"]["share"] == 0.6


def test_a_run_is_thirteen_weeks_of_the_institution_s_calendar(classroom, clock):
    classroom.add(1)
    classroom.wait(clock, 7 * 14)
    periods = classroom.review()["periods"]
    assert [(each["key"], each["first_day"], each["last_day"]) for each in periods] == [
        ("run-2", "2026-06-01", "2026-08-30"),
        ("run-1", "2026-03-02", "2026-05-31"),
    ]


def test_terms_are_the_periods_where_the_institution_has_set_them(classroom, database):
    classroom.add(1)
    with database.transaction() as session:
        session.add(Term(id=uuid4(), name="Spring", starts_on=date(2026, 2, 16), ends_on=date(2026, 7, 3)))
        session.add(Term(id=uuid4(), name="Autumn", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 20)))
    periods = classroom.review()["periods"]
    assert [(each["name"], each["number"], each["first_day"]) for each in periods] == [("Spring", None, "2026-02-16")]


def test_a_fact_belongs_to_the_run_of_its_day(classroom, clock):
    students = classroom.add(10)
    for student, struggling in zip(students, SHARES, strict=True):
        classroom.study(student, float(struggling))
    classroom.wait(clock, 7 * 14)
    assert classroom.block(period="run-1")["readings"]["struggling"]["share"] == 0.5
    assert classroom.block()["readings"] is None


@pytest.fixture
def auckland(database):
    """The institution is in New Zealand."""

    def move() -> None:
        with database.transaction() as session:
            session.get_one(Institution, THE_INSTITUTION).time_zone = "Pacific/Auckland"

    return move


def test_days_are_the_institution_s_whoever_looks(classroom, clock, auckland):
    """Nine o'clock in London is ten in the evening in Auckland; at one in London it is another day there."""
    auckland()
    clock.advance(hours=4)  # Tuesday, two in the morning
    students = classroom.add(10)
    for student, struggling in zip(students, SHARES, strict=True):
        classroom.study(student, float(struggling), day=(MONDAY + timedelta(days=1)).date())
    review = classroom.review()
    assert review["time_zone"] == "Pacific/Auckland"
    assert review["periods"][0]["first_day"] == "2026-03-02"
    assert review["blocks"][0]["readings"]["as_of"] == "2026-03-03"


def test_a_run_begins_and_ends_at_midnight_there_also_over_days_of_23_and_25_hours():
    zone = ZoneInfo("Pacific/Auckland")
    short = Period("a", date(2026, 9, 27), date(2026, 9, 27)).instants(zone)  # clocks go forward
    long = Period("a", date(2026, 4, 5), date(2026, 4, 5)).instants(zone)
    assert (short[1] - short[0], long[1] - long[0]) == (timedelta(hours=23), timedelta(hours=25))
    assert short[0].isoformat() == "2026-09-26T12:00:00+00:00"
