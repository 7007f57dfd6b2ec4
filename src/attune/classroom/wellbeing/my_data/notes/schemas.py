"""What comes in and goes out about a student's private notes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import StringConstraints

from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, PlainText, UtcDatetime

LONGEST_NOTE = 2000  # characters: a note, not an essay; a picture of a face would not fit as text


class NoteKind(StrEnum):
    """Where a note came from."""

    NOTE_TO_SELF = "note_to_self"
    REFLECTION = "reflection"


class NoteIn(Incoming):
    """A note. The client makes the id, so that one sent twice is kept once. sent_at: as in a WindowBatch."""

    id: UUID
    kind: NoteKind = NoteKind.NOTE_TO_SELF
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE), PlainText()]
    lesson_id: UUID
    block_id: UUID | None = None
    at: GivenInstant
    sent_at: GivenInstant | None = None


class NotesQuery(Incoming):
    """The notes of one lesson, or all."""

    lesson_id: UUID | None = None


class NoteOut(Outgoing):
    """A note with its place as it is called now. A place that is gone is None."""

    id: UUID
    kind: NoteKind
    text: str
    lesson_id: UUID | None
    lesson_title: str | None
    block_id: UUID | None
    block_title: str | None
    at: UtcDatetime


class NoteList(Outgoing):
    """Notes, newest first."""

    notes: list[NoteOut]
