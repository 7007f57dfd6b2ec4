"""What a quiz holds."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.content.items import Item, Name
from attune.classroom.courses.content.questions import TutorGraded
from attune.classroom.platform.schemas import STORED, AuthoredInstant


class ReviewRule(StrEnum):
    """When a student sees how each answer was graded."""

    AFTER_EACH = "after_each"
    AFTER_LAST = "after_last"
    AFTER_DUE = "after_due"


class QuizContent(Content):
    """Items: questions with their help. A graded quiz counts: it limits attempts, and nothing interrupts it.

    shuffle: questions and choices come in another order in each attempt.
    draw: how many items of each pool an attempt asks; items of no pool, or of one not named here, are always asked.
    time_limit_minutes: by the server's clock, from the student's start; `grace_seconds` later what is there counts.
    available_from, available_until: when the quiz can be begun and handed in.
    weight: in the gradebook, among the other work of the course.
    """

    graded: bool = False
    attempts_allowed: Annotated[int, Field(ge=1)] | None = None
    pass_score: Annotated[float, Field(ge=0, le=1)] = 0.6
    questions: Annotated[list[Item], Field(min_length=1)]
    shuffle: bool = False
    draw: dict[Name, Annotated[int, Field(ge=1, le=200)]] = Field(default_factory=dict)
    time_limit_minutes: Annotated[int, Field(ge=1, le=1_440)] | None = None
    grace_seconds: Annotated[int, Field(ge=0, le=3_600)] = 30
    available_from: AuthoredInstant | None = None
    available_until: AuthoredInstant | None = None
    review: ReviewRule = ReviewRule.AFTER_EACH
    weight: Annotated[float, Field(ge=0, le=1_000, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _can_be_kept(self, info: ValidationInfo) -> QuizContent:
        there = Counter(item.pool for item in self.questions if item.pool)
        for pool, count in self.draw.items():
            if count > there[pool]:
                message = "'draw' asks for {count} of the pool '{pool}', which has {there}"
                raise PydanticCustomError(
                    "pool_too_small", message, {"count": count, "pool": pool, "there": there[pool]}
                )
        if self.review is ReviewRule.AFTER_LAST and self.attempts_allowed is None:
            raise PydanticCustomError("no_last_attempt", "'review: after_last' needs 'attempts_allowed'")
        if self.review is ReviewRule.AFTER_DUE and self.available_until is None:
            raise PydanticCustomError("no_end", "'review: after_due' needs 'available_until'")
        given = info.context != STORED  # two stored dates may have been brought to the same bound
        if given and self.available_from and self.available_until and self.available_from >= self.available_until:
            raise PydanticCustomError("ends_before", "'available_until' has to be later than 'available_from'")
        return self

    @property
    def begins_by_hand(self) -> bool:
        """Whether an attempt has to be started: its time runs, or its questions are drawn."""
        return self.time_limit_minutes is not None or bool(self.draw)

    @property
    def points(self) -> float:
        """The points of one attempt. Of a pool those of its first items count: it should hold equals."""
        left = dict(self.draw)
        total = 0.0
        for item in self.questions:
            if item.pool in left:
                if left[item.pool] == 0:
                    continue
                left[item.pool] -= 1
            total += item.points
        return total

    @property
    def waits_for_tutor(self) -> bool:
        """Whether any answer is graded by a tutor."""
        return any(isinstance(item, TutorGraded) for item in self.questions)
