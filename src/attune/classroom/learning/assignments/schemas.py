"""What comes in and goes out about an assignment."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.content.assignment import Accepts, LateRule
from attune.classroom.learning.assignments.models import HandInState
from attune.classroom.learning.quiz.schemas import WorkFileOut
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

LONGEST_TEXT = 200_000  # characters; a long essay has 60,000
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, strip_whitespace=False), PlainText()]
FileIds = Annotated[list[UUID], Field(max_length=20)]


class RubricLineOut(Outgoing):
    """One thing that is looked at, and its points."""

    id: UUID
    title: str
    points: float
    description: str


class AssignmentOut(Outgoing):
    """An assignment as students see it."""

    block_id: UUID
    title: str
    prompt_html: str
    accepts: Accepts
    max_files: int
    points: float
    rubric: list[RubricLineOut]
    late: LateRule
    percent_per_day: float | None
    group: bool


class AnnotationOut(Outgoing):
    """A comment on a part of a text; `start` and `end` count UTF-16 code units, as browsers do."""

    start: int
    end: int
    comment: str


class HandInOut(Outgoing):
    """One version of what was handed in; points, comment, rubric and annotations once it has been graded.

    points: with what being late cost, of the `max_points` that the assignment gave when it was handed in.
    by_name: who of the group sent it, where that is not the reader.
    own: whether it counts for the reader; not what their group had handed in before they came into it.
    """

    id: UUID
    number: int
    by_name: str | None
    at: UtcDatetime
    late: bool
    penalty: float
    text: str
    files: list[WorkFileOut]
    state: HandInState
    own: bool
    points: float | None
    max_points: float
    comment_html: str | None
    rubric: dict[UUID, float]
    annotations: list[AnnotationOut]


class WorkDraftIn(Incoming):
    """What is written and uploaded so far; replaces what was kept before."""

    text: Text = ""
    file_ids: FileIds = Field(default_factory=list)


class HandInIn(WorkDraftIn):
    """What is handed in. The id makes one that is sent twice the same one."""

    id: UUID


class WorkDraftOut(Outgoing):
    """What is kept and not handed in."""

    text: str
    files: list[WorkFileOut]
    updated_at: UtcDatetime | None


class OwnWork(Outgoing):
    """A student's own work at an assignment, the latest version first.

    result_at: when the result is shown, where its tutor hides the grades until then; graded work is shown as handed in.
    group_name, member_names: of the group that hands in together; none where the student hands in alone.
    joined_after: the group had handed in before the student came into it; the tutor decides what counts for them.
    """

    draft: WorkDraftOut
    hand_ins: list[HandInOut]
    due_at: UtcDatetime | None
    extended: bool
    result_at: UtcDatetime | None
    group_name: str | None
    member_names: list[str]
    joined_after: bool


class AssignmentPage(Outgoing):
    """An assignment and one's own work at it."""

    assignment: AssignmentOut
    own: OwnWork
