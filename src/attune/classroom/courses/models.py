"""Tables: courses, modules, lessons, blocks, quizzes; who is enrolled and who teaches."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from attune.classroom.platform.database.engine import Base, Identified, one_of


class BlockKind(StrEnum):
    """What a block is."""

    MARKDOWN = "markdown"
    VIDEO = "video"
    QUIZ = "quiz"
    ASSIGNMENT = "assignment"
    FILE = "file"
    EMBED = "embed"
    IMAGE = "image"
    AUDIO = "audio"
    CALLOUT = "callout"
    CODE = "code"
    POLL = "poll"


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    NUMBER = "number"
    SHORT_TEXT = "short_text"
    MATCHING = "matching"
    ORDERING = "ordering"
    GAPS = "gaps"
    LONG_TEXT = "long_text"
    FILE = "file"


class CourseState(StrEnum):
    """Whether students see a course: only a running one."""

    DRAFT = "draft"
    RUNNING = "running"
    ARCHIVED = "archived"


def _one_of_those_there(table: str, parent: str, gone: str) -> Index:
    """Two of one parent have no position in common; what was archived or removed keeps its own."""
    there = text(f"{gone} IS NULL")
    name = f"ix_{table}_{parent}_position"
    return Index(name, parent, "position", unique=True, sqlite_where=there, postgresql_where=there)


class Course(Identified, Base):
    """Something to learn, in modules of lessons of blocks.

    subject: the field that it belongs to, as its tutors call it: "statistics"; none: nobody has said.
    starts_at, ends_at: before the one a running course is not open yet, after the other it can only be read.
    """

    __tablename__ = "courses"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str | None] = mapped_column(String(80))
    state: Mapped[CourseState] = mapped_column(one_of(CourseState), default=CourseState.RUNNING)
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    modules: Mapped[list[Module]] = relationship(order_by="Module.position", cascade="all, delete-orphan")


class Module(Identified, Base):
    """A part of a course. One that is archived takes its lessons with it, at the same instant."""

    __tablename__ = "modules"
    __table_args__ = (_one_of_those_there("modules", "course_id", "archived_at"),)

    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    archived_at: Mapped[datetime | None]
    lessons: Mapped[list[Lesson]] = relationship(order_by="Lesson.position", cascade="all, delete-orphan")


class Lesson(Identified, Base):
    """What one sits down for: `minutes` of blocks. `position` counts through the whole course.

    due_after_days: days from a student's enrolment; where it is given, `due_at`, a fixed date, is not used.
    version: the number of the published version; 0 for a lesson that students have never seen.
    """

    __tablename__ = "lessons"
    __table_args__ = (_one_of_those_there("lessons", "course_id", "archived_at"),)

    # an index of all: that of positions is of those there, and so of no use to whoever does not say that they are
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[UUID] = mapped_column(ForeignKey("modules.id", ondelete="CASCADE"), index=True)
    slug: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[int]
    position: Mapped[int]
    due_at: Mapped[datetime | None]
    due_after_days: Mapped[float | None]
    prerequisite_id: Mapped[UUID | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
    version: Mapped[int] = mapped_column(default=1)
    archived_at: Mapped[datetime | None]
    blocks: Mapped[list[Block]] = relationship(
        order_by="Block.position",
        primaryjoin="and_(Lesson.id == Block.lesson_id, Block.removed_at.is_(None))",
        viewonly=True,
    )


class Block(Identified, Base):
    """A piece of a lesson. `content` holds what its kind needs, as `courses.content` reads and writes it.

    hints: Markdown, from the first nudge to the last step before the answer; shown one at a time, on request.
    example: a worked example in Markdown, of the same kind as what the block asks for.
    easier: the same said more simply, challenge: something harder for who is done early; both Markdown.
    added_at: when it was first published, where that was after the lesson itself.
    removed_at: when a publish took it out. It keeps its id, and students their records at it.
    """

    __tablename__ = "blocks"
    __table_args__ = (_one_of_those_there("blocks", "lesson_id", "removed_at"),)

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    kind: Mapped[BlockKind] = mapped_column(one_of(BlockKind))
    position: Mapped[int]
    title: Mapped[str | None] = mapped_column(String(200))
    hints: Mapped[list[Any]]
    example: Mapped[str | None] = mapped_column(Text)
    easier: Mapped[str | None] = mapped_column(Text)
    challenge: Mapped[str | None] = mapped_column(Text)
    content: Mapped[dict[str, Any]]
    added_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class BlockPrerequisite(Base):
    """What a block builds on: a lesson, or one block of it.

    When that lesson is deleted, the block builds on nothing; when only the block is, the lesson stays.
    """

    __tablename__ = "block_prerequisites"

    block_id: Mapped[UUID] = mapped_column(ForeignKey("blocks.id", ondelete="CASCADE"), primary_key=True)
    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    required_block_id: Mapped[UUID | None] = mapped_column(ForeignKey("blocks.id", ondelete="SET NULL"), index=True)


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


class PublishedFile(Base):
    """The content of a file that a version of a lesson was published with, where the course's file has another by now.

    A version without a row shows the course's file as it is.
    """

    __tablename__ = "published_files"

    lesson_id: Mapped[UUID] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(255), primary_key=True)
    stored_name: Mapped[str] = mapped_column(String(100))
    width: Mapped[int | None]
    height: Mapped[int | None]


class Enrolment(Base):
    """A student in a course."""

    __tablename__ = "enrolments"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True, index=True)
    enrolled_at: Mapped[datetime]


class CourseRole(StrEnum):
    """What somebody who teaches does in a course."""

    TUTOR = "tutor"
    ASSISTANT = "assistant"


class TeachingAssignment(Base):
    """Somebody who teaches a course. An assistant helps and grades, but changes neither the course nor its people."""

    __tablename__ = "teaching_assignments"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[UUID] = mapped_column(ForeignKey("courses.id", ondelete="CASCADE"), primary_key=True, index=True)
    role: Mapped[CourseRole] = mapped_column(one_of(CourseRole), default=CourseRole.TUTOR)
