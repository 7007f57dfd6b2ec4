"""A school as large as a city: 100,000 students in 1,000 courses, written past SQLAlchemy; every row is synthetic.

`fill(database, size)` fills an empty database. In the gradebook of `the_course` there are
300 students and 60 items.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, Connection, Table

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson, Module, TeachingAssignment
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.gradebook.models import Grade
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt, WorkState
from attune.classroom.platform.database.engine import Base, Database
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role

START = datetime(2026, 9, 1, 8, tzinfo=UTC)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Size:
    """How large the school is. items: of the gradebook of `the_course`, which has `together` students."""

    students: int = 100_000
    courses: int = 1_000
    lessons: int = 20
    courses_each: int = 4
    together: int = 300
    items: int = 60


@dataclass(frozen=True, slots=True)
class School:
    """Whom and what to ask for."""

    the_course: UUID
    student: str
    student_id: UUID
    tutor: str
    administrator: str
    lesson: UUID
    quiz: UUID
    assignment: UUID
    work: UUID

    def as_json(self) -> str:
        """As a file keeps it beside the database."""
        return json.dumps(asdict(self), default=str)

    @staticmethod
    def from_json(text: str) -> School:
        """As it was kept."""
        kept: dict[str, Any] = json.loads(text)
        texts = ("student", "tutor", "administrator")
        values: dict[str, Any] = {name: value if name in texts else UUID(value) for name, value in kept.items()}
        return School(**values)


def fill(database: Database, size: Size, password_hash: str) -> School:
    """Fill an empty database, and say whom to sign in as; all have the same password."""
    rng = random.Random(1)
    with database.engine.connect() as connection, connection.begin():
        return _Filler(connection, size, rng, password_hash).run()


class _Filler:
    def __init__(self, connection: Connection, size: Size, rng: random.Random, password_hash: str) -> None:
        self.connection, self.size, self.rng, self.password_hash = connection, size, rng, password_hash
        self.last = 0

    def run(self) -> School:
        size = self.size
        students = [self.new_id() for _ in range(size.students)]
        tutors = [self.new_id() for _ in range(max(1, size.courses // 10))]
        administrator = self.new_id()
        people = [(each, Role.STUDENT) for each in students] + [(each, Role.TUTOR) for each in tutors]
        self.insert(User, (self.person(each, role) for each, role in [*people, (administrator, Role.ADMINISTRATOR)]))
        courses = [self.new_id() for _ in range(size.courses)]
        self.insert(Course, (self.course(each, number) for number, each in enumerate(courses)))
        modules = {course: self.new_id() for course in courses}
        self.insert(
            Module,
            ({"id": each, "course_id": course, "title": "All", "position": 1} for course, each in modules.items()),
        )
        teaching = ({"user_id": tutors[n % len(tutors)], "course_id": each} for n, each in enumerate(courses))
        self.insert(TeachingAssignment, teaching)
        lessons = {course: [self.new_id() for _ in range(size.lessons)] for course in courses}
        self.insert(
            Lesson,
            (
                self.lesson(each, course, modules[course], n)
                for course, own in lessons.items()
                for n, each in enumerate(own, 1)
            ),
        )
        blocks = {lesson: [self.new_id() for _ in range(3)] for own in lessons.values() for lesson in own}
        self.insert(Block, (row for lesson, own in blocks.items() for row in self.blocks(lesson, own)))
        the_course = courses[0]
        extra = self.more_items(lessons[the_course])
        enrolled = {each: self.rng.sample(courses[1:], size.courses_each) for each in students}
        for each in students[: size.together]:
            enrolled[each][0] = the_course
        pairs = [(user, course) for user, own in enrolled.items() for course in own]
        self.insert(Enrolment, ({"user_id": user, "course_id": course, "enrolled_at": START} for user, course in pairs))
        done = [(user, lesson) for user, course in pairs for lesson in lessons[course][:2]]
        self.insert(LessonProgress, (self.progress(user, lesson) for user, lesson in done))
        self.insert(BlockProgress, (self.seen(user, lesson, blocks[lesson][0]) for user, lesson in done))
        quizzes = [(user, blocks[lessons[course][0]][1], course) for user, course in pairs]
        items = [block for lesson in lessons[the_course] for block in blocks[lesson][1:]] + extra
        quizzes += [(user, block, the_course) for user in students[: size.together] for block in items[: size.items]]
        quizzes = list(dict.fromkeys(quizzes))
        self.insert(QuizAttempt, (self.attempt(user, block) for user, block, _course in quizzes))
        self.insert(Grade, (self.grade(user, block, course) for user, block, course in quizzes))
        hand_ins = [(user, blocks[lessons[course][1]][2]) for user, course in pairs[::4]]
        works = [(self.new_id(), user, block) for user, block in hand_ins]
        self.insert(HandIn, (self.hand_in(*work) for work in works))
        mine = lessons[the_course]
        work = next((work for work in works if work[2] == blocks[mine[1]][2]), works[0])[0]
        return School(
            the_course=the_course,
            student=_email(students[0]),
            student_id=students[0],
            tutor=_email(tutors[0]),
            administrator=_email(administrator),
            lesson=mine[0],
            quiz=blocks[mine[0]][1],
            assignment=blocks[mine[1]][2],
            work=work,
        )

    def new_id(self) -> UUID:
        return UUID(int=self.rng.getrandbits(128), version=4)

    def insert(self, table: type[Base], rows: Iterable[Row]) -> None:
        write_rows(self.connection, cast(Table, table.__table__), rows)

    def person(self, user_id: UUID, role: Role) -> Row:
        return {
            "id": user_id,
            "email": _email(user_id),
            "name": f"Person {user_id.hex[:6]}",
            "role": role,
            "locale": Locale.ENGLISH,
            "active": True,
            "password": self.password_hash,
            "fs_uniquifier": user_id.hex,
            "created_at": START,
            "last_seen_at": self.moment(),
        }

    def course(self, course_id: UUID, number: int) -> Row:
        return {
            "id": course_id,
            "slug": f"course-{number}",
            "title": f"Course {number}",
            "summary": "About something.",
            "language": "en",
        }

    def lesson(self, lesson_id: UUID, course_id: UUID, module_id: UUID, position: int) -> Row:
        return {
            "id": lesson_id,
            "course_id": course_id,
            "module_id": module_id,
            "slug": f"lesson-{position}",
            "title": f"Lesson {position}",
            "minutes": 20,
            "position": position,
        }

    def blocks(self, lesson_id: UUID, ids: list[UUID]) -> Iterator[Row]:
        text = {"text": "The mean is **one** number.\n\n" * 10}
        assignment = {"prompt": "Argue.", "points": 10}
        contents: tuple[tuple[BlockKind, dict[str, Any]], ...] = (
            (BlockKind.MARKDOWN, text),
            (BlockKind.QUIZ, self.quiz()),
            (BlockKind.ASSIGNMENT, assignment),
        )
        for position, (block_id, (kind, content)) in enumerate(zip(ids, contents, strict=True), start=1):
            yield _block(block_id, lesson_id, kind, position, content)

    def quiz(self) -> dict[str, Any]:
        questions = [
            {"id": str(self.new_id()), "kind": "number", "prompt": f"How many, {n}?", "answer": n} for n in range(8)
        ]
        return {"graded": True, "attempts_allowed": 2, "questions": questions}

    def more_items(self, lessons: list[UUID]) -> list[UUID]:
        """Quizzes that bring the gradebook of the course to its size."""
        missing = max(0, self.size.items - 2 * len(lessons))
        ids = [self.new_id() for _ in range(missing)]
        rows = (
            _block(each, lessons[n % len(lessons)], BlockKind.QUIZ, 10 + n, self.quiz()) for n, each in enumerate(ids)
        )
        self.insert(Block, rows)
        return ids

    def progress(self, user_id: UUID, lesson_id: UUID) -> Row:
        at = self.moment()
        return {"user_id": user_id, "lesson_id": lesson_id, "started_at": START, "updated_at": at, "completed_at": at}

    def seen(self, user_id: UUID, lesson_id: UUID, block_id: UUID) -> Row:
        return {"user_id": user_id, "lesson_id": lesson_id, "block_id": block_id, "viewed_at": self.moment()}

    def attempt(self, user_id: UUID, block_id: UUID) -> Row:
        waits = self.rng.random() < 0.01
        return {
            "id": self.new_id(),
            "user_id": user_id,
            "block_id": block_id,
            "lesson_version": 1,
            "submitted_at": self.moment(),
            "automatic": False,
            "state": WorkState.NEEDS_GRADING if waits else WorkState.GRADED,
            "score": 0.75,
            "passed": True,
            "answers": {},
            "marks": [],
        }

    def grade(self, user_id: UUID, block_id: UUID, course_id: UUID) -> Row:
        return {
            "user_id": user_id,
            "block_id": block_id,
            "course_id": course_id,
            "raw": 6.0,
            "excused": False,
            "at": self.moment(),
        }

    def hand_in(self, work_id: UUID, user_id: UUID, block_id: UUID) -> Row:
        waits = self.rng.random() < 0.1
        return {
            "id": work_id,
            "user_id": user_id,
            "block_id": block_id,
            "lesson_version": 1,
            "number": 1,
            "current": True,
            "at": self.moment(),
            "late": False,
            "penalty": 0.0,
            "text": "So it is. " * 100,
            "file_ids": [],
            "state": HandInState.HANDED_IN if waits else HandInState.GRADED,
            "points": 8.0,
            "rubric": {},
            "annotations": [],
        }

    def moment(self) -> datetime:
        return START + timedelta(seconds=self.rng.randrange(90 * 24 * 3600))


def write_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Write rows by the driver's quickest way: COPY, or one prepared statement on SQLite. All have the same columns."""
    left = iter(rows)
    first = next(left, None)
    if first is None:
        return
    columns = [column for column in table.columns if column.name in first or column.default is not None]
    values = _values(connection, columns, chain([first], left))
    names = ", ".join(column.name for column in columns)
    driver = cast(Any, connection.connection.driver_connection)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for each in values:
            copy.write_row(each)


def _values(
    connection: Connection, columns: Sequence[Column[Any]], rows: Iterable[Row]
) -> Iterator[tuple[object, ...]]:
    """What the driver is given of each row: columns that it lacks have their default."""
    written = [each.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for each in columns]
    named = [(each.name, each.default, write) for each, write in zip(columns, written, strict=True)]
    for row in rows:
        given = [row[name] if name in row else _default(default) for name, default, _write in named]
        yield tuple(
            value if write is None else write(value)
            for value, (_name, _default, write) in zip(given, named, strict=True)
        )


def _default(default: Any) -> object:  # noqa: ANN401 - one of several kinds of SQLAlchemy
    return default.arg(None) if default.is_callable else default.arg


def _block(block_id: UUID, lesson_id: UUID, kind: BlockKind, position: int, content: dict[str, Any]) -> Row:
    return {
        "id": block_id,
        "lesson_id": lesson_id,
        "kind": kind,
        "position": position,
        "hints": [],
        "content": content,
    }


def _email(user_id: UUID) -> str:
    return f"{user_id.hex}@school.example"
