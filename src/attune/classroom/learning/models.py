"""Tables: how far a student is in each lesson and block, and what they answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified, one_of


class LessonProgress(Base):
    """A student in a lesson. `completed_at` is set once; only the student's own undo clears it.

    reopened_at: when they did that; from then on only their own word completes the lesson.
    updated_at: when the student was at `resume_block_id`, which may be before the server learnt of it.
    """

    __tablename__ = "lesson_progress"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True, index=True)
    started_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    resume_block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))


class BlockProgress(Base):
    """A student at a block: viewed, then perhaps completed; neither is ever taken back.

    video_at: when the student was at `video_seconds`; None where the client did not say.
    """

    __tablename__ = "block_progress"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    viewed_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    video_seconds: Mapped[float | None]
    video_at: Mapped[datetime | None]


class WorkState(StrEnum):
    """Whether work that was handed in has all its points."""

    GRADED = "graded"
    NEEDS_GRADING = "needs_grading"


class QuizAttempt(Identified, Base):
    """One submission of a quiz. The client makes the id, so a submission sent twice counts once.

    lesson_version: of the lesson whose questions were answered; the attempt is shown and graded by it.
    started_at: where it was started by hand; automatic: handed in by the server when its time was up.
    practice: the quiz did not count when it was handed in.
    reopened_until: the student was given more time after the server had handed it in; until then it uses no attempt up.
    score: the share of the points, 0 to 1; what a tutor has still to grade has earned nothing yet.
    comment, graded_by, graded_at: of the tutor who graded what waited.
    """

    __tablename__ = "quiz_attempts"
    __table_args__ = (
        Index("ix_quiz_attempts_user_id_block_id", "user_id", "block_id"),
        Index("ix_quiz_attempts_block_id_state", "block_id", "state"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"))
    lesson_version: Mapped[int] = mapped_column(default=1)
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime]
    automatic: Mapped[bool] = mapped_column(default=False)
    practice: Mapped[bool] = mapped_column(default=False)
    reopened_until: Mapped[datetime | None]
    state: Mapped[WorkState] = mapped_column(one_of(WorkState), default=WorkState.GRADED)
    score: Mapped[float]
    passed: Mapped[bool]
    answers: Mapped[dict[str, Any]]
    marks: Mapped[list[Any]]
    comment: Mapped[str | None] = mapped_column(Text)
    graded_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    graded_at: Mapped[datetime | None]


class QuizStart(Base):
    """The attempt that a student has begun and not handed in, at a quiz whose time runs or whose questions are drawn.

    id: the attempt's id to be, and the seed of what it asks.
    ends_at: shown to the student; closes_at: from when nothing more is taken, and the server hands in what is there.
    set_aside_at: when the server found that it cannot be handed in, for it is of no quiz any more.
    """

    __tablename__ = "quiz_starts"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    lesson_version: Mapped[int]
    started_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    set_aside_at: Mapped[datetime | None]


class QuizDraft(Base):
    """The answer to one question as it stands before it is handed in; gone with the hand-in, not with the enrolment.

    answer: the text as typed, a choice's or file's id, a list of them, or a text or id by side or gap.
    changed_at: when it was given on the student's device; of two devices the later one counts.
    closes_at: of a quiz that is not started by hand and closes: from when the server hands in what is there.
    set_aside_at: when the server found that it cannot be handed in, for it is of no quiz any more.
    """

    __tablename__ = "quiz_drafts"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    answer: Mapped[str | list[Any] | dict[str, Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
    closes_at: Mapped[datetime | None] = mapped_column(index=True)
    set_aside_at: Mapped[datetime | None]
