"""Routes of a student's private notes."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.my_data.notes import service as notes
from attune.classroom.wellbeing.my_data.notes.schemas import NoteIn, NoteList, NoteOut, NotesQuery
from attune.classroom.wellbeing.schemas import LARGEST_BODY

blueprint = APIBlueprint("notes", __name__, url_prefix="/api/v1/wellbeing/notes")


@blueprint.get("")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(NotesQuery, location="query", arg_name="query")
@blueprint.output(NoteList)
def list_notes(query: NotesQuery) -> NoteList:
    """My notes, of one lesson or all, newest first."""
    return NoteList(notes=notes.list_notes(current_session(), current_actor(), lesson_id=query.lesson_id))


@blueprint.post("")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(NoteIn, arg_name="written")
@blueprint.output(NoteOut, status_code=201)
def save_note(written: NoteIn) -> NoteOut:
    """Keep a note that only I can read."""
    return notes.save_note(current_session(), current_actor(), written, now())


@blueprint.delete("/<uuid:note_id>")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Deleted"})
def delete_note(note_id: UUID) -> tuple[str, int]:
    """Delete a note."""
    notes.delete_note(current_session(), current_actor(), note_id)
    return "", 204
