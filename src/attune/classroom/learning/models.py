"""Tables: how far a student is in each lesson and block, and what they answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified


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


class QuizAttempt(Identified, Base):
    """One submission of a quiz. The client makes the id, so a submission sent twice counts once."""

    __tablename__ = "quiz_attempts"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), index=True)
    submitted_at: Mapped[datetime]
    score: Mapped[float]
    passed: Mapped[bool]
    answers: Mapped[dict[str, Any]]
    marks: Mapped[list[Any]]


class QuizDraft(Base):
    """The answer to one question as it stands before it is handed in; gone with the hand-in, and with the enrolment.

    answer: the text as typed, a choice's id, or a list of them.
    changed_at: when it was given on the student's device; of two devices the later one counts.
    """

    __tablename__ = "quiz_drafts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["user_id", "course_id"], ["enrolments.user_id", "enrolments.course_id"], ondelete="CASCADE"
        ),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True, index=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    course_id: Mapped[UUID]
    answer: Mapped[str | list[Any]] = mapped_column(JSON)
    changed_at: Mapped[datetime]
