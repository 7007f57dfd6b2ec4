"""A course as it was read from its folder: complete and checked, and not yet stored anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.importing.format import CourseDescription, LessonHeader
from attune.classroom.courses.importing.problems import Problem
from attune.classroom.courses.models import BlockKind


class BlockAddress(NamedTuple):
    """A block of a course by its lesson's slug and its number in it, from 0; without the number, the whole lesson."""

    lesson: str
    block: int | None


@dataclass(frozen=True, slots=True)
class BlockDraft:
    """A block; hints, example, easier and challenge are Markdown."""

    kind: BlockKind
    title: str | None
    hints: tuple[str, ...]
    example: str | None
    easier: str | None
    challenge: str | None
    content: Content


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """A lesson and the name that other lessons call it by."""

    slug: str
    header: LessonHeader
    blocks: tuple[BlockDraft, ...]


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """A course.

    modules: each module's title with its lessons.
    files: every file that the course names, by its name.
    prerequisites: what blocks build on.
    notes: what would help students and is missing; nothing of it keeps the course from being imported.
    """

    described: CourseDescription
    modules: tuple[tuple[str, tuple[LessonDraft, ...]], ...]
    files: dict[str, Path]
    prerequisites: Mapping[BlockAddress, BlockAddress] = field(default_factory=dict)
    notes: Sequence[Problem] = ()
