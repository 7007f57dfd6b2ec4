"""What comes in and goes out about who needs a look."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.classroom.learning.at_risk.rules import RiskRule
from attune.classroom.learning.gradebook.schemas import GroupOut
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime

MOST_STUDENTS = 500
Count = Annotated[int, Field(ge=1, le=100)]
Days = Annotated[int, Field(ge=1, le=180)]
Share = Annotated[float, Field(ge=0.05, le=1.0)]


class RiskRulesIn(Incoming):
    """The thresholds of a course; None switches a rule off. revision: of the thresholds that were changed."""

    revision: Annotated[int, Field(ge=0, lt=2**31)]
    missing_at_least: Count | None
    overdue_at_least: Count | None
    unseen_days: Days | None
    average_below: Share | None
    graded_at_least: Count


class RiskRulesOut(Outgoing):
    """The thresholds of a course. revision: 0 while they are the defaults; may_change: whether the reader may."""

    revision: int
    missing_at_least: int | None
    overdue_at_least: int | None
    unseen_days: int | None
    average_below: float | None
    graded_at_least: int
    may_change: bool


class RiskLooksIn(Incoming):
    """Whether one has looked at how some students stand, or takes that back."""

    student_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_STUDENTS)]
    looked: bool


class RiskLooksOut(Outgoing):
    """How many students were marked; those for whom no rule holds are not."""

    count: int


class RiskLookOut(Outgoing):
    """Who has looked, and when; by_name is None where their account is gone."""

    at: UtcDatetime
    by_name: str | None


class RiskEntry(Outgoing):
    """A student for whom a rule holds, with every figure.

    look: of somebody who teaches the course; it is there until something is new.
    """

    student_id: UUID
    name: str
    group_names: list[str]
    rules: list[RiskRule]
    missing: int
    due: int
    missing_ids: list[UUID]
    overdue: int
    due_lessons: int
    overdue_ids: list[UUID]
    completed: int
    seen_at: UtcDatetime | None
    unseen_days: int
    average: float | None
    graded: int
    look: RiskLookOut | None


class RiskList(Outgoing):
    """Who of a course needs a look: nothing but due dates, progress and scores goes into it.

    under_way: whether the course is open and has not ended; where it is not, nobody is listed.
    titles: of the items and lessons that the entries name, by id.
    """

    course_id: UUID
    course_title: str
    under_way: bool
    student_count: int
    lesson_count: int
    entries: list[RiskEntry]
    titles: dict[UUID, str]
    groups: list[GroupOut]
    rules: RiskRulesOut


class RiskCount(Outgoing):
    """How many students of a course need a look and have not had one."""

    course_id: UUID
    count: int


class RiskCounts(Outgoing):
    """The courses under way that one teaches."""

    courses: list[RiskCount]
