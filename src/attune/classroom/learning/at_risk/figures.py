"""What the records say about every student of some courses, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, case, cast, func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course, Enrolment, Lesson
from attune.classroom.courses.people.groups import groups_of_students
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.learning.assignments.models import HandInState
from attune.classroom.learning.at_risk.rules import Figures
from attune.classroom.learning.due import Since, due_at, since
from attune.classroom.learning.gradebook.cells import Cells, Key, read_cells
from attune.classroom.learning.gradebook.items import Item, items_of
from attune.classroom.learning.gradebook.models import Grade
from attune.classroom.learning.models import LessonProgress
from attune.classroom.learning.outline import lessons_of


@dataclass(frozen=True, slots=True)
class Student:
    """A student of a course who can sign in, and from when their days count."""

    id: UUID
    name: str
    seen_at: datetime | None
    counted: Since


@dataclass(frozen=True, slots=True)
class CourseFigures:
    """The students of a course with their figures, by name; titles: of its items and lessons."""

    figures: list[Figures] = field(default_factory=list)
    titles: dict[UUID, str] = field(default_factory=dict)
    groups: Mapping[tuple[UUID, UUID], Sequence[CourseGroup]] = field(default_factory=dict)
    lesson_count: int = 0


def read_figures(session: Session, courses: Sequence[Course], now: datetime) -> dict[UUID, CourseFigures]:
    """The figures of every student of the courses, by course."""
    ids = [course.id for course in courses]
    items, lessons = items_of(session, ids), lessons_of(session, ids)
    students = _students(session, ids)
    groups = groups_of_students(session, ids, None)
    cells = read_cells(session, items, None, groups, with_grades=False)
    work = _read_work(session, items, students, cells)
    completed = _completed(session, ids)
    found = {}
    for course_id in ids:
        own_items = [item for item in items if item.course_id == course_id]
        own_lessons = [lesson for lesson in lessons if lesson.course_id == course_id]
        past = _Past(own_items, own_lessons, cells.extensions, now)
        found[course_id] = CourseFigures(
            figures=[
                _figures(
                    student,
                    past,
                    work.get((course_id, student.id), _Work()),
                    completed.get((course_id, student.id), set()),
                    now,
                )
                for student in students[course_id]
            ],
            titles={item.block_id: item.title for item in own_items} | {each.id: each.title for each in own_lessons},
            groups=groups,
            lesson_count=len(own_lessons),
        )
    return found


def _students(session: Session, course_ids: Sequence[UUID]) -> Mapping[UUID, list[Student]]:
    rows = session.execute(
        select(Course.id, User.id, User.name, User.last_seen_at, Enrolment.enrolled_at, Course.starts_at)
        .join(Enrolment, Enrolment.user_id == User.id)
        .join(Course, Course.id == Enrolment.course_id)
        .where(Course.id.in_(course_ids), User.active.is_(True))
        .order_by(User.name, User.id)
    )
    zone = institution_zone(session)
    found: defaultdict[UUID, list[Student]] = defaultdict(list)
    for course_id, user_id, name, seen_at, enrolled_at, starts_at in rows:
        found[course_id].append(Student(user_id, name, seen_at, since(enrolled_at, starts_at, zone)))
    return found


def _completed(session: Session, course_ids: Sequence[UUID]) -> Mapping[tuple[UUID, UUID], set[UUID]]:
    """The lessons that each student has completed, by course and student."""
    rows: Any = session.execute(
        select(Lesson.course_id, LessonProgress.user_id, LessonProgress.lesson_id)
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .where(Lesson.course_id.in_(course_ids), LessonProgress.completed_at.is_not(None))
    )
    found: defaultdict[tuple[UUID, UUID], set[UUID]] = defaultdict(set)
    for course_id, user_id, lesson_id in rows:
        found[course_id, user_id].add(lesson_id)
    return found


@dataclass(slots=True)
class _Work:
    """What one student has at the items of a course: ids of those that are there, and of those that do not count.

    earned, weights: of the items that have points, as `total_of` sums them.
    """

    there: set[UUID] = field(default_factory=set)
    excused: set[UUID] = field(default_factory=set)
    earned: float = 0.0
    weights: float = 0.0
    graded: int = 0

    def add_points(self, item: Item, points: float, most: float | None) -> None:
        """Count the points of an item. most: of how many they are, where that is not as many as it has now."""
        self.there.add(item.block_id)
        possible = item.points if most is None else most
        if possible > 0:
            self.earned += item.weight * points / possible
            self.weights += item.weight
            self.graded += 1

    @property
    def average(self) -> float | None:
        """As `total_of` has it; None where nothing has points."""
        return round(self.earned / self.weights, 6) if self.weights else None


def _read_work(
    session: Session, items: Sequence[Item], students: Mapping[UUID, Sequence[Student]], cells: Cells
) -> Mapping[tuple[UUID, UUID], _Work]:
    """The work of every student by course and student, in one pass over the grades: there are thousands."""
    item_of = {text: item for item in items for text in (item.key, item.block_id.hex)}  # as databases write ids
    ids = {student.id for there in students.values() for student in there}
    user_of = {text: user_id for user_id in ids for text in (str(user_id), user_id.hex)}
    found: defaultdict[tuple[UUID, UUID], _Work] = defaultdict(_Work)
    grades = select(
        cast(Grade.block_id, String),
        cast(Grade.user_id, String),
        func.coalesce(Grade.override, Grade.raw),
        case((Grade.override.is_(None), Grade.raw_max), else_=Grade.override_max),
        Grade.excused,
    ).where(Grade.course_id.in_({item.course_id for item in items}))
    session.flush()
    for block, user, points, most, excused in session.connection().execute(grades).all():
        item, user_id = item_of.get(block), user_of.get(user)
        if item is None or user_id is None:
            continue
        if excused:
            found[item.course_id, user_id].excused.add(item.block_id)
        elif points is not None:
            found[item.course_id, user_id].add_points(item, points, most)
    handed_in = [key for key, (state, _late) in cells.hand_ins.items() if state is not HandInState.GRADED]
    for block, user in (*handed_in, *cells.waiting):  # what is graded is there by its points
        if user in user_of:
            found[item_of[block].course_id, user_of[user]].there.add(item_of[block].block_id)
    for block, user in cells.joined_after:  # their group had handed in before they came into it
        if user in user_of:
            found[item_of[block].course_id, user_of[user]].excused.add(item_of[block].block_id)
    return found


class _Past:
    """What is past its date in a course: worked out once for all whose days count from the same instant."""

    def __init__(
        self, items: Sequence[Item], lessons: Sequence[Lesson], dates: Mapping[Key, datetime], now: datetime
    ) -> None:
        """dates: those that students have of their own."""
        self._items, self._lessons, self._dates, self._now = items, lessons, dates, now
        self._with_own_dates = {user for _item, user in dates}
        self._items_since: dict[Since, Sequence[UUID]] = {}
        self._lessons_since: dict[Since, Sequence[UUID]] = {}
        self.lesson_ids = {lesson.id for lesson in lessons}

    def items(self, student: Student) -> Sequence[UUID]:
        """The items that are past a student's date, in their order."""
        user, counted = str(student.id), student.counted
        if user in self._with_own_dates:
            return self._past(counted, lambda item: self._dates.get((item.key, user)))
        if counted not in self._items_since:
            self._items_since[counted] = self._past(counted, lambda _item: None)
        return self._items_since[counted]

    def lessons(self, student: Student) -> Sequence[UUID]:
        """The same of lessons."""
        counted = student.counted
        if counted not in self._lessons_since:
            past = (lesson.id for lesson in self._lessons if _has_passed(due_at(lesson, counted), self._now))
            self._lessons_since[counted] = tuple(past)
        return self._lessons_since[counted]

    def _past(self, counted: Since, own_date: Callable[[Item], datetime | None]) -> Sequence[UUID]:
        return tuple(
            item.block_id for item in self._items if _has_passed(item.due_for(counted, own_date(item)), self._now)
        )


def _figures(student: Student, past: _Past, work: _Work, completed: set[UUID], now: datetime) -> Figures:
    counted = student.counted
    due = [block_id for block_id in past.items(student) if block_id not in work.excused]
    due_lessons = past.lessons(student)
    return Figures(
        user_id=student.id,
        name=student.name,
        missing=tuple(block_id for block_id in due if block_id not in work.there),
        due=len(due),
        overdue=tuple(lesson_id for lesson_id in due_lessons if lesson_id not in completed),
        due_lessons=len(due_lessons),
        completed=len(completed & past.lesson_ids),
        seen_at=student.seen_at,
        unseen_days=days_since(max(student.seen_at or counted.at, counted.at), counted, now),
        average=work.average,
        graded=work.graded,
    )


def days_since(at: datetime, counted: Since, now: datetime) -> int:
    """Days between two instants by the institution's calendar; 0 where `at` is still to come."""
    return max(0, (now.astimezone(counted.zone).date() - at.astimezone(counted.zone).date()).days)


def _has_passed(at: datetime | None, now: datetime) -> bool:
    return at is not None and at < now
