"""What a home page shows, for each role."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from attune.classroom.learning.gradebook.schemas import GradeState
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.schemas import Outgoing, UtcDatetime


class DueKind(StrEnum):
    """What is due."""

    LESSON = "lesson"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"


class Continue(Outgoing):
    """Where a student goes on. minutes_left: of what is not done in the lesson."""

    course_id: UUID
    course_title: str
    lesson_id: UUID
    lesson_title: str
    block_id: UUID | None
    block_title: str | None
    minutes_left: int


class DueEntry(Outgoing):
    """Something that is due soon, or was and is not done."""

    kind: DueKind
    course_id: UUID
    course_title: str
    lesson_id: UUID
    block_id: UUID | None
    title: str
    due_at: UtcDatetime
    overdue: bool


class FeedbackEntry(Outgoing):
    """Work that a tutor has graded or returned, the latest first."""

    kind: DueKind
    course_id: UUID
    course_title: str
    lesson_id: UUID
    block_id: UUID
    title: str
    state: GradeState
    points: float | None
    max_points: float
    comment_html: str | None
    at: UtcDatetime


class CourseFigures(Outgoing):
    """How far a student is in a course; `total` is the share of the points, 0 to 1."""

    course_id: UUID
    title: str
    completed: int
    lesson_count: int
    total: float | None


class AwaitedCourse(Outgoing):
    """A course that has not begun for its students. starts_at: None while its tutors have yet to open it."""

    course_id: UUID
    title: str
    starts_at: UtcDatetime | None


class StudentHome(Outgoing):
    """A student's home. awaited: courses that one is in and that are still to come."""

    continue_at: Continue | None
    due: list[DueEntry]
    feedback: list[FeedbackEntry]
    results: list[CourseFigures]
    awaited: list[AwaitedCourse]


class TaughtCourseFigures(Outgoing):
    """A course with the figures of its students. active_count: who worked in it in the last seven days."""

    course_id: UUID
    title: str
    student_count: int
    active_count: int
    to_grade: int
    completed_share: float | None


class TutorHome(Outgoing):
    """A tutor's home."""

    to_grade: int
    courses: list[TaughtCourseFigures]


class CourseWithoutTutor(Outgoing):
    """A course in which nobody who can sign in teaches."""

    course_id: UUID
    title: str


class AdministratorHome(Outgoing):
    """An administrator's home: who is there, what is taught, what needs a decision."""

    student_count: int
    tutor_count: int
    administrator_count: int
    never_signed_in: int
    course_count: int
    empty_course_count: int
    without_tutor: list[CourseWithoutTutor]


class Home(Outgoing):
    """The home of whoever asks; the one of their role is there, and a tutor's for an administrator who teaches."""

    role: Role
    student: StudentHome | None = None
    tutor: TutorHome | None = None
    administrator: AdministratorHome | None = None
