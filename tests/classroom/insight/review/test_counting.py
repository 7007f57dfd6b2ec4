"""Reviews are counted on a clock, by a job: a look reads what was published, and those who look do not wait."""

from datetime import timedelta
from itertools import count

import pytest

from attune.classroom.insight.review import counting
from attune.classroom.insight.review.counting import count_reviews
from tests.classroom.insight.review.conftest import Class

pytestmark = pytest.mark.in_process("runs a job of the application's")


def test_a_look_reads_what_the_job_has_counted_and_not_what_came_since(classroom: Class, database, clock):
    for place, student in enumerate(classroom.add(12)):
        classroom.study(student, 10.0 + 5 * place)
    assert count_reviews(database, clock.now()) == 1
    before = classroom.block()["readings"]
    for student in classroom.add(12):
        classroom.study(student, 90.0)
    clock.advance(minutes=11)
    assert classroom.block()["readings"] == before
    assert count_reviews(database, clock.now()) == 1
    after = classroom.block()["readings"]
    assert after["learners"] == 20
    assert after["struggling"]["share"] > before["struggling"]["share"]


def test_a_lesson_that_nobody_has_studied_since_is_not_counted_again_within_hours(classroom: Class, database, clock):
    for place, student in enumerate(classroom.add(12)):
        classroom.study(student, 10.0 + 5 * place, began=clock.now() - timedelta(hours=1))
    assert count_reviews(database, clock.now()) == 1
    clock.advance(minutes=9)
    assert count_reviews(database, clock.now()) == 0
    clock.advance(hours=2)
    assert count_reviews(database, clock.now()) == 0
    clock.advance(hours=11)
    assert count_reviews(database, clock.now()) == 1  # somebody may not want to be counted any more


def test_whoever_withdraws_is_out_of_what_is_counted_half_a_day_later(classroom: Class, database, clock):
    students = classroom.add(24, sharing=False)
    for place, student in enumerate(students):
        classroom.study(student, 4.0 * place)
    count_reviews(database, clock.now())
    for student in students[:12]:
        classroom.change(student, count_in_class=False)
    clock.advance(hours=13)
    count_reviews(database, clock.now())
    assert classroom.block()["readings"]["learners"] == 10


def test_a_lesson_of_fewer_than_the_smallest_group_is_not_counted(classroom: Class, database, clock):
    for student in classroom.add(4):
        classroom.study(student, 50.0)
    assert count_reviews(database, clock.now()) == 0
    assert classroom.block()["readings"] is None


def test_what_a_run_has_no_time_for_is_left_to_the_next(classroom: Class, database, clock, monkeypatch):
    for place, student in enumerate(classroom.add(6)):
        classroom.study(student, 10.0 * place)
    monkeypatch.setattr(counting, "AT_MOST_SECONDS", 0.5)
    assert count_reviews(database, clock.now(), timer=count().__next__) == 0
    assert count_reviews(database, clock.now(), timer=lambda: 0.0) == 1
