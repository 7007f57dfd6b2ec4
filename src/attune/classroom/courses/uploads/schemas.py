"""What comes in and goes out about the files of a course."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.classroom.courses.files import LARGEST_FILE
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText

LARGEST_PACKAGE = 500_000_000  # bytes of a whole course as a zip


class CourseFileOut(Outgoing):
    """A file of a course. used_in: the titles of the lessons that name it, as published or as drafted."""

    id: UUID
    name: str
    url: str
    bytes: int
    media_type: str
    width: int | None
    height: int | None
    used_in: list[str]


class CourseFileList(Outgoing):
    """The files of a course, by name."""

    files: list[CourseFileOut]


class NewUpload(Incoming):
    """A file that comes in pieces: its name and how many bytes it has."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=255), PlainText(lines=False)]
    bytes: Annotated[int, Field(ge=1, le=LARGEST_PACKAGE)]


class UploadPosition(Incoming):
    """Where a piece begins in its file."""

    offset: Annotated[int, Field(ge=0, le=LARGEST_FILE * 2)]


class UploadOut(Outgoing):
    """How much of a file is there: the next piece begins at `offset`."""

    id: UUID
    offset: int
