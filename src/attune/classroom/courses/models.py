"""Tables: courses, modules, lessons, blocks, quizzes; who is enrolled and who teaches."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from attune.classroom.platform.database.engine import Base, Identified, one_of


class BlockKind(StrEnum):
    """What a block is."""

    MARKDOWN = "markdown"
    VIDEO = "video"
    QUIZ = "quiz"
    FILE = "file"
    EMBED = "embed"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    SHORT_TEXT = "short_text"


class Course(Identified, Base):
    """Something to learn, in modules of lessons of blocks."""

    __tablename__ = "courses"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(10))
    modules: Mapped[list[Module]] = relationship(order_by="Module.position", cascade="all, delete-orphan")


class Module(Identified, Base):
    """A part of a course."""

    __tablename__ = "modules"
    __table_args__ = (UniqueConstraint("course_id", "position"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    lessons: Mapped[list[Lesson]] = relationship(order_by="Lesson.position", cascade="all, delete-orphan")


class Lesson(Identified, Base):
    """What one sits down for: `minutes` of blocks. `position` counts through the whole course.

    due_after_days: days from a student's enrolment; where it is given, `due_at`, a fixed date, is not used.
    """

    __tablename__ = "lessons"
    __table_args__ = (UniqueConstraint("course_id", "position"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    module_id: Mapped[UUID] = mapped_column(ForeignKey("modules.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    position: Mapped[int]
    due_at: Mapped[datetime | None]
    due_after_days: Mapped[float | None]
    prerequisite_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    blocks: Mapped[list[Block]] = relationship(order_by="Block.position", cascade="all, delete-orphan")


class Block(Identified, Base):
    """A piece of a lesson. `content` holds what its kind needs, as `courses.content` reads and writes it.

    hints: Markdown, from the first nudge to the last step before the answer; shown one at a time, on request.
    example: a worked example in Markdown, of the same kind as what the block asks for.
    """

    __tablename__ = "blocks"
    __table_args__ = (UniqueConstraint("lesson_id", "position"),)

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    kind: Mapped[BlockKind] = mapped_column(one_of(BlockKind))
    position: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(200))
    hints: Mapped[list[Any]]
    example: Mapped[str | None] = mapped_column(Text)
    content: Mapped[dict[str, Any]]


class CourseFile(Identified, Base):
    """A file of a course, by the name that its author gave it and that everybody sees.

    stored_name: under which it lies in the course's media folder; another for another content.
    width, height: of a picture, in pixels.
    """

    __tablename__ = "course_files"
    __table_args__ = (UniqueConstraint("course_id", "name"), UniqueConstraint("course_id", "stored_name"))

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(255))
    stored_name: Mapped[str] = mapped_column(String(100))
    width: Mapped[int | None]
    height: Mapped[int | None]


class Enrolment(Base):
    """A student in a course."""

    __tablename__ = "enrolments"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True, index=True)
    enrolled_at: Mapped[datetime]


class TeachingAssignment(Base):
    """A tutor of a course."""

    __tablename__ = "teaching_assignments"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True, index=True)
