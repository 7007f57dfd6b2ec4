"""What comes in and goes out about the outline of a course that is written."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.importing.format import Subject
from attune.classroom.courses.models import CourseState
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime

Title = Annotated[str, StringConstraints(min_length=1, max_length=200), PlainText(lines=False)]
Summary = Annotated[str, StringConstraints(max_length=5_000), PlainText()]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=10)]
Minutes = Annotated[int, Field(ge=1, le=600)]
Days = Annotated[float, Field(gt=0, le=3650)]


class CourseQuery(Incoming):
    """Which courses to list: those whose title holds `search`, a page of them. archived: only those, or no others."""

    search: Annotated[str, StringConstraints(max_length=200), PlainText(lines=False)] = ""
    archived: bool | None = None
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class NewCourse(Incoming):
    """A course to begin with; it is a draft that only its authors see."""

    title: Title
    summary: Summary = ""
    language: Language = "en"
    subject: Subject | None = None


class CourseChange(Incoming):
    """What of a course to change; what is not given stays. `subject`, `starts_at`, `ends_at`: null takes it away."""

    title: Title | None = None
    summary: Summary | None = None
    language: Language | None = None
    subject: Subject | None = None
    starts_at: GivenInstant | None = None
    ends_at: GivenInstant | None = None


class CourseStateChange(Incoming):
    """Whether students see the course."""

    state: CourseState


class NewModule(Incoming):
    """A module; it comes last."""

    title: Title


class NewLesson(Incoming):
    """A lesson; it comes last in its module, as a draft."""

    title: Title
    minutes: Minutes = 10


class LessonChange(Incoming):
    """Dates of a lesson and what comes before it; what is not given stays, null takes it away."""

    due_at: GivenInstant | None = None
    due_after_days: Days | None = None
    prerequisite_id: UUID | None = None


class PositionChange(Incoming):
    """Before which of its siblings it comes; None: last."""

    before_id: UUID | None = None


class LessonPositionChange(PositionChange):
    """In which module a lesson stands, and before which lesson of it."""

    module_id: UUID


class AuthoredCourse(Outgoing):
    """A course in its authors' list. unpublished_count: lessons with changes that students do not see."""

    id: UUID
    slug: str
    title: str
    summary: str
    language: str
    subject: str | None
    state: CourseState
    starts_at: UtcDatetime | None
    ends_at: UtcDatetime | None
    lesson_count: int
    unpublished_count: int
    student_count: int


class AuthoredCourseList(Outgoing):
    """A page of the courses that the actor may change.

    total: how many are as they were asked for.  current_count, archived_count: of all that the actor may change.
    """

    courses: list[AuthoredCourse]
    total: int
    current_count: int
    archived_count: int


class AuthoredLesson(Outgoing):
    """A lesson in the outline. version: 0 for one that students have never seen."""

    id: UUID
    module_id: UUID
    title: str
    slug: str
    minutes: int
    position: int
    version: int
    has_draft_changes: bool
    archived: bool
    due_at: UtcDatetime | None
    due_after_days: float | None
    prerequisite_id: UUID | None


class AuthoredModule(Outgoing):
    """A module in the outline, with its lessons; archived lessons come last."""

    id: UUID
    title: str
    position: int
    archived: bool
    lessons: list[AuthoredLesson]


class AuthoredCourseDetail(AuthoredCourse):
    """A course with its modules and lessons; its files have a list of their own."""

    modules: list[AuthoredModule]
