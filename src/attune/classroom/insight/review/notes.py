"""Notes for the next time, at a lesson or one of its blocks: shared by those who teach the course."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.models import Block
from attune.classroom.insight.review.models import LessonNote
from attune.classroom.insight.review.schemas import LessonNoteIn, LessonNoteOut, LessonNotes
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor

MOST = 200  # of one lesson
UNDO_FOR = timedelta(days=1)


class TooManyNotes(Conflict):
    """A lesson has so many notes that one has to go first."""

    code = "too_many_notes"


def list_notes(session: Session, actor: Actor, lesson_id: UUID) -> LessonNotes:
    """The notes at a lesson of a course that the actor teaches, the oldest first.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    find_lesson(session, actor, lesson_id)
    rows = session.execute(
        select(LessonNote, User.name)
        .outerjoin(User, User.id == LessonNote.author_id)
        .where(LessonNote.lesson_id == lesson_id, LessonNote.removed_at.is_(None))
        .order_by(LessonNote.at, LessonNote.id)
    )
    return LessonNotes(notes=[_describe(note, name, actor) for note, name in rows])


def save_note(
    session: Session, actor: Actor, lesson_id: UUID, note_id: UUID, given: LessonNoteIn, now: datetime
) -> LessonNoteOut:
    """Save a note under the id that the client gave it: a new one, another text, or one that was removed.

    Raises:
        NotFound: The lesson is not one that the actor teaches, the block not its own, or the note another tutor's.
        TooManyNotes: The lesson has as many as there may be.
    """
    find_lesson(session, actor, lesson_id)
    if given.block_id is not None:
        block = session.get(Block, given.block_id)
        if block is None or block.lesson_id != lesson_id:
            raise NotFound(f"There is no block {given.block_id} in this lesson.", block_id=str(given.block_id))
    note = session.get(LessonNote, note_id)
    if note is None or note.removed_at is not None:
        _refuse_too_many(session, lesson_id)
    if note is None:
        note = LessonNote(id=note_id, lesson_id=lesson_id, author_id=actor.id, at=now, text=given.text)
        session.add(note)
    elif (note.author_id, note.lesson_id) != (actor.id, lesson_id):
        raise NotFound(f"You have written no note {note_id} here.", note_id=str(note_id))
    if note.text != given.text:
        note.text, note.at = given.text, now
    note.block_id, note.removed_at = given.block_id, None
    session.flush()
    return _describe(note, actor.name, actor)


def remove_note(session: Session, actor: Actor, lesson_id: UUID, note_id: UUID, now: datetime) -> None:
    """Remove a note that the actor wrote; saving it again brings it back.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    find_lesson(session, actor, lesson_id)
    note = session.get(LessonNote, note_id)
    if note is None or (note.author_id, note.lesson_id) != (actor.id, lesson_id):
        raise NotFound(f"You have written no note {note_id} here.", note_id=str(note_id))
    note.removed_at = now


def purge(database: Database, now: datetime) -> None:
    """Delete the notes that were removed longer ago than that can be undone."""
    delete_in_batches(database, LessonNote, LessonNote.removed_at < now - UNDO_FOR)


def _refuse_too_many(session: Session, lesson_id: UUID) -> None:
    there = select(func.count()).where(LessonNote.lesson_id == lesson_id, LessonNote.removed_at.is_(None))
    if (session.scalar(there) or 0) >= MOST:
        raise TooManyNotes(f"This lesson has {MOST} notes; remove one of them first.", most=MOST)


def _describe(note: LessonNote, author_name: str | None, actor: Actor) -> LessonNoteOut:
    return LessonNoteOut(
        id=note.id,
        lesson_id=note.lesson_id,
        block_id=note.block_id,
        author_name=author_name,
        own=note.author_id == actor.id,
        text=note.text,
        at=note.at,
    )
