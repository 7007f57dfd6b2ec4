"""What is said of a class is true of all of it, and said only where no single student can be told from it."""

from __future__ import annotations

import pytest

from attune.affect.causes import Cause
from attune.classroom.courses.models import Block
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.wellbeing.experiment.models import TableRelease
from attune.classroom.wellbeing.support.class_data.first_hand_ins import class_share
from tests.classroom.wellbeing.support.test_facts import facts_at  # noqa: F401 - a fixture

ALL_RIGHT = 4


@pytest.fixture
def class_of(learner_in, course, hand_in):
    """Students who hand the quiz in with so many right answers; None: not at all. counted: whether they let it."""

    def enter(*right, counted=True):
        found = []
        for number, answers in enumerate(right):
            student = learner_in(course, f"Student {number}{counted}")
            student.allow("self_report", count_in_class=counted)
            if answers is not None:
                hand_in(student, course.practice, answers)
            found.append(student)
        return found

    return enter


@pytest.fixture
def share(database, course, clock):
    def read():
        with database.transaction() as session:
            return class_share(session, course.id, session.get_one(Block, course.practice), clock.now())

    return read


def test_it_is_a_share_of_the_whole_class_and_exactly_half_is_not_more_than_half(class_of, share):
    class_of(1, 1, 1, ALL_RIGHT, None, None)  # three of six
    assert share() == 49


def test_more_than_half_is_said_to_be_more_than_half(class_of, share):
    class_of(1, 1, 1, 1, ALL_RIGHT, None)
    assert share() == 66


def test_only_the_first_hand_in_counts(class_of, share, hand_in, course):
    students = class_of(1, 1, 1, 1, ALL_RIGHT, None)
    students[0].clock.advance(minutes=1)
    for student in students[:3]:
        hand_in(student, course.practice, ALL_RIGHT)
    assert share() == 66


def test_of_a_class_of_four_nothing_is_said(class_of, share):
    class_of(1, 1, 1, ALL_RIGHT)
    assert share() is None


def test_of_a_class_that_all_had_it_wrong_nothing_is_said(class_of, share):
    class_of(1, 1, 1, 1, 1, 1)
    assert share() is None


def test_who_does_not_let_themselves_be_counted_never_counts_as_wrong(class_of, share):
    class_of(1, 1, ALL_RIGHT)
    class_of(1, 1, 1, counted=False)
    assert share() == 33


def test_what_one_more_hand_in_changes_is_not_told(class_of, share, hand_in, course):
    students = class_of(1, 1, 1, ALL_RIGHT, None, None)
    before = share()
    hand_in(students[-1], course.practice, 1)
    assert share() == before


def test_messages_about_the_class_rest_on_it(class_of, learner, facts_at, course):  # noqa: F811
    class_of(1, 1, 1, 1, 1, ALL_RIGHT)
    assert facts_at(learner, course.practice, cause=Cause.CONFUSED).class_share == 71  # five of seven
    assert facts_at(learner, course.text, cause=Cause.CONFUSED).class_share is None


def test_it_is_counted_only_where_something_could_be_said_about_it(class_of, learner, facts_at, course, database):  # noqa: F811
    class_of(1, 1, 1, 1, 1, ALL_RIGHT)
    assert facts_at(learner, course.practice, cause=Cause.BORED).class_share is None
    with database.session(writes=False) as session:
        assert session.get(TableRelease, f"first_hand_ins:{course.practice}") is None


def test_the_institution_says_how_large_a_class_has_to_be(class_of, share, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(k_tutor=8))
    class_of(1, 1, 1, 1, ALL_RIGHT, None)
    assert share() is None
