"""What goes in and out of reviews: figures of a lesson block by block, notes for the next time, where it got stuck."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from attune.affect.disclosure.figures import CoverageBand, ShareWord
from attune.classroom.courses.models import BlockKind
from attune.classroom.insight.review.models import LONGEST_NOTE
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.expressions import Expression


class ReviewQuery(Incoming):
    """Which run, and whether of one group. Both are fixed: there is no other way to choose whose figures these are."""

    period: Annotated[str, StringConstraints(max_length=40), PlainText(lines=False)] | None = None
    group: UUID | None = None


class ReviewShare(Outgoing):
    """A share of learners, rounded: in steps, or under ten learners in a word; with its 95 % interval."""

    share: float | None
    word: ShareWord | None
    low: float
    high: float


class ReviewReadings(Outgoing):
    """What was read of the learners' expressions at a block.

    sharing_only: of those alone who share their view with tutors.  learners: rounded down to a multiple of five.
    as_of: the day on which it was counted; it is renewed when enough has been added.
    mix: the mean share of each expression; None under ten learners.
    """

    as_of: date
    sharing_only: bool
    learners: int
    struggling: ReviewShare
    coverage: CoverageBand
    mix: dict[Expression, float] | None


class ReviewFriction(Outgoing):
    """The share of learners for whom a block was hard, and why; a learner may be in several parts.

    struggling: together with a wrong answer, a rewind or a check-in.  None: hidden.
    """

    as_of: date
    sharing_only: bool
    learners: int
    share: ReviewShare
    lost: ReviewShare
    wrong_answers: ReviewShare
    rewinds: ReviewShare | None
    struggling: ReviewShare | None
    checked_in: ReviewShare | None


class ReviewStudent(Outgoing):
    """A student, by what is recorded of their work."""

    user_id: UUID
    name: str


class ReviewRecords(Outgoing):
    """What is recorded at a block, of everybody: how many students and how often; nothing of it is about feelings."""

    opened: int
    completed: int
    attempts: int
    wrong_answers: int
    wrong_students: int
    questions: int
    not_passed: list[ReviewStudent]


class ReviewedBlock(Outgoing):
    """A block with its figures.

    name: its title, or what it holds.  readings, friction: None where they are hidden, or there is nothing.
    """

    block_id: UUID
    name: str | None
    kind: BlockKind
    expected_seconds: float
    records: ReviewRecords
    readings: ReviewReadings | None
    friction: ReviewFriction | None


class ReviewPeriod(Outgoing):
    """A term by its name, or a run by its number: days of the institution's calendar, both ends among them."""

    key: str
    name: str | None
    number: int | None
    first_day: date
    last_day: date


class ReviewGroup(Outgoing):
    """A group of the course."""

    id: UUID
    name: str


class LessonReview(Outgoing):
    """A lesson, looked back at.

    minimum: the smallest group that anything is said of.
    keeping: the share of the counted students who keep a history; None where it would tell of too few.
    recorded: whether anybody has opened a block in the period, or before.
    """

    lesson_id: UUID
    lesson_title: str
    course_id: UUID
    course_title: str
    language: str
    time_zone: str
    minimum: int
    periods: list[ReviewPeriod]
    period: str | None
    groups: list[ReviewGroup]
    group: UUID | None
    keeping: ReviewShare | None
    recorded: bool
    blocks: list[ReviewedBlock]


class StuckPlace(Outgoing):
    """A block where many learners had friction, lately."""

    course_id: UUID
    course_title: str
    lesson_id: UUID
    lesson_title: str
    block_id: UUID
    block_name: str | None
    block_kind: BlockKind
    language: str
    share: ReviewShare


class StuckPlaces(Outgoing):
    """Where it got stuck in the courses that one teaches, the highest friction first."""

    places: list[StuckPlace]


class LessonNoteIn(Incoming):
    """A note for the next time."""

    block_id: UUID | None = None
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE, strip_whitespace=True), PlainText()]


class LessonNoteOut(Outgoing):
    """A note for the next time. author_name: None where the account is gone.  own: whether one wrote it oneself."""

    id: UUID
    lesson_id: UUID
    block_id: UUID | None
    author_name: str | None
    own: bool
    text: str
    at: UtcDatetime


class LessonNotes(Outgoing):
    """The notes at a lesson, the oldest first."""

    notes: list[LessonNoteOut]
