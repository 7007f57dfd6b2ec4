"""What comes in and goes out about grades, results and the roster."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, RootModel, StringConstraints
from typing_extensions import TypedDict

from attune.classroom.learning.gradebook.models import Changed
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime

Line = Annotated[str, StringConstraints(max_length=80), PlainText(lines=False)]
Comment = Annotated[str, StringConstraints(max_length=10_000), PlainText()]
GivenPoints = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
MOST_CSV = 900_000  # characters; three hundred students and sixty items are half of it


class GradeState(StrEnum):
    """How a student stands at an item. joined_after: their group had handed in before they came into it."""

    OPEN = "open"
    MISSING = "missing"
    WAITING = "waiting"
    GRADED = "graded"
    RETURNED = "returned"
    EXCUSED = "excused"
    JOINED_AFTER = "joined_after"


class LinesQuery(Incoming):
    """Which lines of a gradebook or roster."""

    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class GradeItemOut(Outgoing):
    """An item of the gradebook; its id is the block's. due_at: of everybody who has no date of their own.

    counts_practice: attempts from when the quiz was for practice count too.
    """

    id: UUID
    kind: str
    title: str
    lesson_id: UUID
    points: float
    weight: float
    category: str | None
    hidden_until: UtcDatetime | None
    counts_practice: bool
    due_at: UtcDatetime | None


class GradeCell(TypedDict):
    """A cell of the gradebook. due_at: the student's own date, where they have one.

    max_points: that there were when the points were earned or given; the item may give others now.

    A mapping and no model: a gradebook has thousands of them.
    """

    points: float | None
    max_points: float
    state: GradeState
    late: bool
    overridden: bool
    excused: bool
    comment: str | None
    due_at: UtcDatetime | None


class GradeOut(RootModel[GradeCell]):
    """One cell of the gradebook."""


class GradebookStudent(Outgoing):
    """A line of the gradebook. grades: by item; an item at which nothing has happened is not there.

    total: the share of the points, 0 to 1, by the weights of what has points; None while nothing has.
    """

    id: UUID
    name: str
    group_names: list[str]
    grades: dict[str, GradeCell]
    total: float | None


class GroupOut(Outgoing):
    """A group of the course."""

    id: UUID
    name: str


class Gradebook(Outgoing):
    """The gradebook of a course, or a part of its lines; `total` counts them all."""

    course_id: UUID
    course_title: str
    items: list[GradeItemOut]
    students: list[GradebookStudent]
    groups: list[GroupOut]
    total: int


class ItemChange(Incoming):
    """A change of an item; what is not given stays. `weight`, `category`, `hidden_until` of null: as its author.

    counts_practice: whether attempts from when the quiz was for practice count; every grade follows, with a trace.
    """

    weight: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] | None = None
    category: Line | None = None
    hidden_until: GivenInstant | None = None
    counts_practice: bool | None = None


class GradeChangeIn(Incoming):
    """A change of a grade; what is not given stays. `override` of null takes it back."""

    override: GivenPoints | None = None
    excused: bool | None = None
    comment: Comment | None = None


class GradeChangeOut(Outgoing):
    """A line about a change. by_name: None where the server graded."""

    at: UtcDatetime
    by_name: str | None
    what: Changed
    before: str | None
    after: str | None


class GradeChangeList(Outgoing):
    """Everything that has become of a grade, the latest first."""

    changes: list[GradeChangeOut]


class ExtensionIn(Incoming):
    """A date of a student's or group's own; null takes it back."""

    due_at: GivenInstant | None


class ExtensionOut(Outgoing):
    """The date that holds now for each student concerned.

    reopened_count: of how many an attempt that the server had handed in goes on.
    """

    due_at: UtcDatetime | None
    student_count: int
    reopened_count: int


class GroupExtensionOut(Outgoing):
    """A date of a group's own."""

    group_id: UUID
    due_at: UtcDatetime


class GroupExtensionList(Outgoing):
    """The dates that groups have of their own for an item."""

    extensions: list[GroupExtensionOut]


class GradebookImportIn(Incoming):
    """A gradebook as it was taken out, with other points. apply: false shows what would change."""

    csv: Annotated[str, StringConstraints(max_length=MOST_CSV), PlainText()]
    apply: bool = False


class ImportLine(Outgoing):
    """A cell that changes, one that does not although the file says so, or one that cannot be read.

    written: what stands in the file, where that is the problem.
    """

    line: int
    student_name: str
    item_title: str
    before: float | None
    after: float | None
    problem: str | None
    written: str | None = None


class GradeImportReport(Outgoing):
    """What an import changes. With a problem nothing is applied; what is in `not_applied` keeps nothing else back."""

    changes: list[ImportLine]
    not_applied: list[ImportLine]
    problems: list[ImportLine]
    unchanged: int
    applied: bool


class RosterEntry(Outgoing):
    """A student in the roster of a course."""

    id: UUID
    name: str
    group_names: list[str]
    completed: int
    total: int
    last_seen: UtcDatetime | None
    score: float | None
    missing: int
    waiting: int


class Roster(Outgoing):
    """Who is in a course, how far they are, and what they have achieved."""

    course_id: UUID
    course_title: str
    students: list[RosterEntry]
    groups: list[GroupOut]
    total: int


class ResultLine(Outgoing):
    """A line of a page of results. `points` are not there while the item is hidden from students.

    max_points: that there were when they were earned.
    """

    item_id: UUID
    lesson_id: UUID
    block_id: UUID
    kind: str
    title: str
    lesson_title: str
    due_at: UtcDatetime | None
    state: GradeState
    points: float | None
    max_points: float
    late: bool
    comment_html: str | None
    graded_at: UtcDatetime | None
    weight: float
    category: str | None


class CourseResults(Outgoing):
    """What a student has achieved in a course."""

    course_id: UUID
    title: str
    language: str
    completed: int
    lesson_count: int
    total: float | None
    lines: list[ResultLine]


class OwnResults(Outgoing):
    """One's own results in every course."""

    courses: list[CourseResults]
