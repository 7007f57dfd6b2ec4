"""What comes in and goes out about a student's own data: reading, exporting and deleting it."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from attune.affect.evidence import LearningState
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.ingestion.schemas import CheckInOut
from attune.classroom.wellbeing.my_data.notes.schemas import NoteOut
from attune.classroom.wellbeing.schemas import Feeling, Levels, ReasonOut, WindowState
from attune.classroom.wellbeing.support.schemas import AnsweredMessageOut


class OwnDataQuery(Incoming):
    """How far back."""

    days: Annotated[int, Field(ge=1, le=180)] = 7


class DeletionQuery(Incoming):
    """One lesson, or everything."""

    lesson_id: UUID | None = None


class ExportQuery(Incoming):
    """The file format."""

    format: Literal["json", "csv"] = "json"


class OwnWindowOut(Outgoing):
    """A stored window with what was made of it and how the student corrected that."""

    id: UUID
    started_at: UtcDatetime
    seconds: float
    lesson_id: UUID | None
    block_id: UUID | None
    position: float | None
    p: Levels
    coverage: float
    quality: float
    state: WindowState
    model: str
    source: str
    learning_state: LearningState
    reasons: list[ReasonOut]
    corrected_to: Feeling | None
    hidden: bool
    lesson_title: str | None


class OwnCheckInOut(CheckInOut):
    """Something the student said, with where that was."""

    lesson_title: str | None
    block_title: str | None


class ViewerOut(Outgoing):
    """Somebody who looked at what the student shares."""

    viewer_name: str
    viewed_at: UtcDatetime
    what: str


class OwnDataOut(Outgoing):
    """Everything known about the student's wellbeing.

    lessons_studied: lessons that they worked in meanwhile: an empty answer means that nothing was read, and not that
        nothing was learnt.
    """

    lessons_studied: int
    windows: list[OwnWindowOut]
    checkins: list[OwnCheckInOut]
    support_messages: list[AnsweredMessageOut]
    notes: list[NoteOut]
    viewers: list[ViewerOut]
    retention_days: int


class DeletedCounts(Outgoing):
    """How many rows are gone."""

    windows: int
    behaviour: int
    checkins: int
    support_messages: int
    support_decisions: int
    notes: int
    opened_hints: int


class DeletedOut(Outgoing):
    """What was deleted."""

    deleted: DeletedCounts
