"""Tables: threads between a student and the tutors of a course, their messages, and who has read how far."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified

LONGEST_MESSAGE = 4000  # characters


class HelpThread(Identified, Base):
    """A student's question to the tutors of a course, at a place of a lesson, or what a tutor has written to a student.

    Attributes:
        opened_by_id: the tutor who began it; None where the student asked, or that tutor's account is gone.
        check_in_id: what the student chose to say about how they feel; it belongs to their own data and is deleted
            with it.
        urgent_at: when the student first marked it as urgent; the mark is the student's, and stays.
    """

    __tablename__ = "help_threads"
    __table_args__ = (Index("ix_help_threads_course_latest", "course_id", "latest_at"),)

    student_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"))
    check_in_id: Mapped[UUID | None]
    opened_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    opened_at: Mapped[datetime]
    latest_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    urgent_at: Mapped[datetime | None] = mapped_column(index=True)


class HelpMessage(Identified, Base):
    """One message of a thread. The author's client makes the id, so that one sent twice is stored once."""

    __tablename__ = "help_messages"
    __table_args__ = (Index("ix_help_messages_thread_sent", "thread_id", "sent_at"),)

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("help_threads.id", ondelete="CASCADE"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    text: Mapped[str] = mapped_column(String(LONGEST_MESSAGE))
    sent_at: Mapped[datetime]


class HelpReading(Base):
    """How far a user has read a thread."""

    __tablename__ = "help_readings"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("help_threads.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    read_at: Mapped[datetime]
