"""The list is what a slow recount of every student's rows gives, whatever has happened to them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, BlockKind, Enrolment, Lesson
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.at_risk.models import RiskRules
from attune.classroom.learning.at_risk.service import read_list
from attune.classroom.learning.gradebook.models import Extension, Grade
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.permissions import Actor, Role
from tests.classroom.conftest import MONDAY

NOW = MONDAY + timedelta(days=40)
DAY = timedelta(days=1)
DAYS = st.one_of(st.none(), st.integers(-20, 20))  # from NOW
POINTS = st.one_of(st.none(), st.integers(0, 12))
CELL = st.fixed_dictionaries(
    {
        "raw": POINTS,
        "override": POINTS,
        "excused": st.booleans(),
        "hand_in": st.one_of(st.none(), st.sampled_from(HandInState)),
        "own_date": DAYS,
    }
)
STUDENT = st.fixed_dictionaries(
    {
        "enrolled": st.integers(-39, -1),
        "seen": st.one_of(st.none(), st.integers(-39, 0)),
        "completed": st.sets(st.integers(0, 1)),
        "cells": st.lists(CELL, min_size=3, max_size=3),
    }
)
ITEM = st.fixed_dictionaries(
    {"due": DAYS, "after": st.one_of(st.none(), st.integers(0, 30)), "points": st.integers(1, 10)}
)
RULES = st.fixed_dictionaries(
    {
        "missing_at_least": st.one_of(st.none(), st.integers(1, 3)),
        "overdue_at_least": st.one_of(st.none(), st.integers(1, 2)),
        "unseen_days": st.one_of(st.none(), st.integers(1, 30)),
        "average_below": st.one_of(st.none(), st.sampled_from([0.3, 0.5, 0.9])),
        "graded_at_least": st.integers(1, 3),
    }
)
WORLD = st.fixed_dictionaries(
    {
        "items": st.lists(ITEM, min_size=3, max_size=3),
        "lessons": st.lists(DAYS, min_size=2, max_size=2),
        "students": st.lists(STUDENT, min_size=2, max_size=2),
        "rules": RULES,
    }
)


def own_due(fixed, after, enrolled_at):
    """By a student's own days; a fixed date before they came is none of theirs."""
    if after is not None:
        return enrolled_at + after * DAY  # no change of the clocks lies between
    return fixed if fixed is not None and fixed > enrolled_at else None


def recount(world):
    """What the list should say, student by student, from the drawn values alone."""
    rules, found = world["rules"], []
    for place, student in enumerate(world["students"]):
        enrolled_at = NOW + student["enrolled"] * DAY
        missing = due = earned = graded = 0
        for item, cell in zip(world["items"], student["cells"], strict=True):
            fixed = None if item["due"] is None else NOW + item["due"] * DAY
            date = own_due(fixed, item["after"], enrolled_at)
            if cell["own_date"] is not None:
                date = NOW + cell["own_date"] * DAY
            points = cell["raw"] if cell["override"] is None else cell["override"]
            past = date is not None and date < NOW
            if not cell["excused"]:
                due += past
                # what is graded counts by its points
                missing += past and points is None and cell["hand_in"] in {None, HandInState.GRADED}
                if points is not None:
                    graded += 1
                    earned += points / item["points"]
        dates = [None if each is None else NOW + each * DAY for each in world["lessons"]]
        late = [number for number, at in enumerate(dates) if at is not None and enrolled_at < at < NOW]
        overdue = len([number for number in late if number not in student["completed"]])
        seen = student["enrolled"] if student["seen"] is None else max(student["seen"], student["enrolled"])
        average = earned / graded if graded else None
        held = {
            "missing": at_least(missing, rules["missing_at_least"]),
            "overdue": at_least(overdue, rules["overdue_at_least"]),
            "unseen": at_least(-seen, rules["unseen_days"]),
            "average": rules["average_below"] is not None
            and graded >= rules["graded_at_least"]
            and round(average, 6) < rules["average_below"],
        }
        names = [name for name, holds in held.items() if holds]
        if names:
            rounded = None if average is None else round(average, 6)
            found.append((place, names, missing, due, overdue, len(late), -seen, rounded, graded))
    return found


def at_least(figure, threshold):
    return threshold is not None and figure >= threshold


@pytest.fixture
def ground(make, course, database):
    """A course with three assignments, no graded quiz, and two students."""
    students = [make.student(course, f"Student {number}").id for number in range(2)]
    items = [uuid4() for _ in range(3)]
    with database.transaction() as session:
        session.get_one(Block, course.graded).removed_at = MONDAY
        for number, block_id in enumerate(items):
            session.add(
                Block(
                    id=block_id,
                    lesson_id=course.lessons[0],
                    kind=BlockKind.ASSIGNMENT,
                    position=20 + number,
                    hints=[],
                    content={"prompt": "Argue."},
                )
            )
    return course, students, items


def put(session, world, course, students, items):
    for block_id, item in zip(items, world["items"], strict=True):
        due = None if item["due"] is None else (NOW + item["due"] * DAY).isoformat()
        content = {"prompt": "Argue.", "points": item["points"], "due_at": due, "due_after_days": item["after"]}
        session.get_one(Block, block_id).content = {key: value for key, value in content.items() if value is not None}
    for lesson_id, days in zip(course.lessons, world["lessons"], strict=True):
        session.get_one(Lesson, lesson_id).due_at = None if days is None else NOW + days * DAY
    session.add(RiskRules(course_id=course.id, revision=1, changed_at=MONDAY, **world["rules"]))
    for user_id, student in zip(students, world["students"], strict=True):
        session.get_one(Enrolment, (user_id, course.id)).enrolled_at = NOW + student["enrolled"] * DAY
        seen = student["seen"]
        session.get_one(User, user_id).last_seen_at = None if seen is None else NOW + seen * DAY
        for number in student["completed"]:
            times = dict.fromkeys(("started_at", "updated_at", "completed_at"), MONDAY)
            session.add(LessonProgress(user_id=user_id, lesson_id=course.lessons[number], **times))
        for block_id, cell in zip(items, student["cells"], strict=True):
            put_cell(session, course.id, user_id, block_id, cell)
    session.flush()


def put_cell(session, course_id, user_id, block_id, cell):
    key = {"block_id": block_id, "user_id": user_id}
    points = {name: cell[name] for name in ("raw", "override", "excused")}
    session.add(Grade(**key, course_id=course_id, at=MONDAY, **points))
    if cell["own_date"] is not None:
        session.add(Extension(**key, course_id=course_id, due_at=NOW + cell["own_date"] * DAY, at=MONDAY))
    if cell["hand_in"] is not None:
        empty = {"text": "", "file_ids": [], "rubric": {}, "annotations": []}
        version = {"lesson_version": 1, "number": 1, "at": MONDAY, "late": False, "state": cell["hand_in"]}
        session.add(HandIn(**key, **version, **empty))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=WORLD)
def test_the_list_is_what_a_slow_recount_gives(database, ground, world):
    course, students, items = ground
    actor = Actor(id=UUID(int=1), name="Ada", role=Role.ADMINISTRATOR, locale="en")
    with database.session(writes=True) as session:
        put(session, world, course, students, items)
        listed = read_list(session, actor, course.id, NOW)
        stored = session.scalars(select(Grade.user_id)).all()
        session.rollback()
    assert len(stored) == 6
    found = [
        (
            students.index(each.student_id),
            [str(rule) for rule in each.rules],
            each.missing,
            each.due,
            each.overdue,
            each.due_lessons,
            each.unseen_days,
            each.average,
            each.graded,
        )
        for each in listed.entries
    ]
    assert found == recount(world)
