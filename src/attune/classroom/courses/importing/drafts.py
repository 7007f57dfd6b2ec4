"""A course as it was read from its folder: complete and checked, and not yet stored anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from attune.classroom.courses.content import Content
from attune.classroom.courses.importing.format import CourseDescription, LessonHeader
from attune.classroom.courses.models import BlockKind


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block; hints and example are Markdown."""

    kind: BlockKind
    title: str | None
    hints: tuple[str, ...]
    example: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """A lesson and the name that other lessons call it by."""

    slug: str
    header: LessonHeader
    blocks: tuple[BlockDraft, ...]


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course: `modules` has each module's title with its lessons, `files` every file that it names by its name."""

    described: CourseDescription
    modules: tuple[tuple[str, tuple[LessonDraft, ...]], ...]
    files: dict[str, Path]
