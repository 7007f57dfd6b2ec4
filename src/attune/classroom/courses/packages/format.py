"""What the files of a packed course hold: course.yaml and the front matter of a lesson, with ids that never change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.content.blocks import Content
from attune.classroom.courses.importing.format import FileName, Subject
from attune.classroom.courses.importing.problems import Problem
from attune.classroom.platform.schemas import AuthoredInstant

MEDIA = "media/"
LESSONS = "lessons/"
Title = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Slug = Annotated[
    str, Field(pattern=r"^[^/\\\x00-\x1f]{1,80}$", description="a name of at most 80 characters, without slashes")
]


class PackedModule(Content):
    """A module as course.yaml describes it."""

    id: UUID | None = None
    title: Title
    lessons: Annotated[list[FileName], Field(max_length=500)]


class PackedDescription(Content):
    """What course.yaml holds. In a `sequential` course each lesson opens when the one before it is completed."""

    id: UUID | None = None
    slug: Annotated[
        str,
        Field(pattern=r"^[a-z0-9-]{1,80}$", description="1 to 80 small letters, digits and hyphens, as in my-course"),
    ]
    title: Title
    summary: Annotated[str, StringConstraints(max_length=5_000)] = ""
    language: Annotated[
        str,
        Field(
            pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            max_length=10,
            description="a language's code, as in en, de, ar",
        ),
    ] = "en"
    subject: Subject | None = None
    sequential: bool = False
    modules: Annotated[list[PackedModule], Field(max_length=200)]


class PackedLesson(Content):
    """The front matter of a lesson.

    unfinished: it is a draft that cannot be published yet; only its shape is checked.
    """

    id: UUID | None = None
    slug: Slug | None = None
    title: Annotated[str, StringConstraints(max_length=200)]
    minutes: Annotated[int, Field(ge=1, le=600)]
    due_at: AuthoredInstant | None = None
    due_after_days: Annotated[float, Field(gt=0, le=3650)] | None = None
    prerequisite_id: UUID | None = None
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class ReadLesson:
    """A lesson of a package; its id is the package's, or a new one where that gives none."""

    id: UUID
    slug: str
    header: PackedLesson
    body: LessonBody


@dataclass(frozen=True, slots=True)
class ReadModule:
    """A module of a package with its lessons."""

    id: UUID
    title: str
    lessons: Sequence[ReadLesson]


@dataclass(frozen=True, slots=True)
class Package:
    """A course as it was read from a zip: complete, and not yet stored anywhere. files: by their names."""

    id: UUID
    described: PackedDescription
    modules: Sequence[ReadModule]
    files: Mapping[str, Path]
    notes: Sequence[Problem]

    def lessons(self) -> Sequence[ReadLesson]:
        """All lessons in their order."""
        return [lesson for module in self.modules for lesson in module.lessons]
