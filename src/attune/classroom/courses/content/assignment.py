"""What an assignment holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.content.questions import Points
from attune.classroom.platform.schemas import AuthoredInstant


class Accepts(StrEnum):
    """What is handed in."""

    TEXT = "text"
    FILES = "files"
    BOTH = "both"


class LateRule(StrEnum):
    """What becomes of a hand-in after the date."""

    ACCEPT = "accept"
    PENALTY = "penalty"
    REFUSE = "refuse"


class RubricLine(Content):
    """One thing that is looked at, and its points."""

    id: UUID
    title: Annotated[str, Field(min_length=1, max_length=200)]
    points: Points
    description: Annotated[str, Field(max_length=2_000)] = ""


class AssignmentContent(Content):
    """Work that is written or uploaded, handed in, graded by a tutor, and perhaps returned to be handed in again.

    rubric: what is looked at; its points add up to `points`.
    due_after_days: days from a student's enrolment; where it is given, `due_at`, a fixed date, is not used.
    percent_per_day: of `late: penalty`: how much of the points each begun day costs.
    group: one hand-in stands for everybody of the student's group.
    weight: in the gradebook, among the other work of the course.
    """

    prompt: Annotated[str, Field(min_length=1)]
    accepts: Accepts = Accepts.BOTH
    max_files: Annotated[int, Field(ge=1, le=20)] = 5
    points: Points = 10.0
    rubric: Annotated[list[RubricLine], Field(max_length=20)] = Field(default_factory=list)
    due_at: AuthoredInstant | None = None
    due_after_days: Annotated[float, Field(gt=0, le=3_650, allow_inf_nan=False)] | None = None
    late: LateRule = LateRule.ACCEPT
    percent_per_day: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)] | None = None
    group: bool = False
    weight: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _can_be_kept(self) -> AssignmentContent:
        if (self.late is LateRule.PENALTY) != (self.percent_per_day is not None):
            raise PydanticCustomError("penalty", "'late: penalty' and 'percent_per_day' come together")
        total = sum(line.points for line in self.rubric)
        if self.rubric and abs(total - self.points) > 1e-6:
            message = "the lines of the rubric add up to {total} points, and the assignment has {points}"
            raise PydanticCustomError("rubric_total", message, {"total": total, "points": self.points})
        return self
