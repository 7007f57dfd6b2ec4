"""What comes in and goes out about a lesson that is written."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]


class LessonDraftIn(Incoming):
    """The lesson as it stands on an author's screen, and the revision from which that began."""

    revision: Revision
    body: LessonBody


class LessonDraftOut(Outgoing):
    """A draft; the published lesson where nothing was changed.

    published_version: 0 for a lesson that students have never seen.
    """

    lesson_id: UUID
    course_id: UUID
    revision: int
    base_version: int
    published_version: int
    body: LessonBody
    updated_at: UtcDatetime | None
    author_name: str | None
    has_changes: bool


class PublishIn(Incoming):
    """Publish the draft of this revision; `note` says what changed, for whoever reads the versions."""

    revision: Revision
    note: Annotated[str, StringConstraints(max_length=500), PlainText()] | None = None


class PublishedOut(Outgoing):
    """The number of the version that students see from now on."""

    number: int


class VersionOut(Outgoing):
    """A published version, without its text."""

    number: int
    author_name: str | None
    at: UtcDatetime | None
    note: str | None
    current: bool


class VersionList(Outgoing):
    """All versions of a lesson, newest first."""

    versions: list[VersionOut]


class VersionBodyOut(VersionOut):
    """A published version with its text."""

    body: LessonBody
