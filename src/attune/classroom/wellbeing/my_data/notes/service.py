"""A student's private notes at a place of a lesson: nobody else ever reads them, and they work in every mode.

They are the student's own writing, so no retention ends them; the student's own deletion does.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block, find_lesson
from attune.classroom.courses.block_names import block_name
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.device_clock import said_at
from attune.classroom.wellbeing.my_data.notes.models import Note
from attune.classroom.wellbeing.my_data.notes.schemas import NoteIn, NoteOut

LONGEST_ON_ITS_WAY = timedelta(days=366)  # from writing to sending; longer, the device's clock is wrong


def list_notes(
    session: Session, student: Actor, *, lesson_id: UUID | None = None, since: datetime | None = None
) -> list[NoteOut]:
    """The student's notes, newest first; of one lesson or since an instant where these are given."""
    query = _with_places().where(Note.user_id == student.id)
    if lesson_id is not None:
        query = query.where(Note.lesson_id == lesson_id)
    if since is not None:
        query = query.where(Note.at >= since)
    return [_describe(*row) for row in session.execute(query.order_by(Note.at.desc(), Note.id))]


def save_note(session: Session, student: Actor, written: NoteIn, now: datetime) -> NoteOut:
    """Keep a note; sent twice, it is kept once.

    Raises:
        NotFound: the place is not the student's.
        InvalidInput: it was written over a minute later than it was sent, or is too old.
    """
    if session.get(Note, (student.id, written.id)) is None:
        find_lesson(session, student, written.lesson_id)
        _check_block(session, student, written)
        at = said_at(written.at, written.sent_at, now, LONGEST_ON_ITS_WAY)
        session.add(Note(user_id=student.id, **written.model_dump(exclude={"at", "sent_at"}), at=at))
        session.flush()
    kept = _with_places().where(Note.user_id == student.id, Note.id == written.id)
    return _describe(*session.execute(kept).one())


def delete_note(session: Session, student: Actor, note_id: UUID) -> None:
    """Delete a note for good.

    Raises:
        NotFound: there is none.
    """
    note = session.get(Note, (student.id, note_id))
    if note is None:
        raise NotFound(f"There is no note {note_id} of yours.", note_id=str(note_id))
    session.delete(note)
    session.flush()


def _check_block(session: Session, student: Actor, written: NoteIn) -> None:
    if written.block_id is None:
        return
    _, lesson = find_block(session, student, written.block_id)
    if lesson.id != written.lesson_id:
        raise NotFound(f"There is no block {written.block_id} in this lesson.", block_id=str(written.block_id))


def _with_places() -> Select[Note, str, str | None]:
    return (
        select(Note, Lesson.title, block_name())
        .outerjoin(Lesson, Lesson.id == Note.lesson_id)
        .outerjoin(Block, Block.id == Note.block_id)
    )


def _describe(note: Note, lesson_title: str | None, block_title: str | None) -> NoteOut:
    return NoteOut(
        id=note.id,
        kind=note.kind,
        text=note.text,
        lesson_id=note.lesson_id,
        lesson_title=lesson_title,
        block_id=note.block_id,
        block_title=block_title,
        at=note.at,
    )
