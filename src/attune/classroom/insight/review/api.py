"""Routes: a lesson looked back at, notes for the next time, and where it got stuck."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.insight.review import notes, service, stuck
from attune.classroom.insight.review.schemas import (
    LessonNoteIn,
    LessonNoteOut,
    LessonNotes,
    LessonReview,
    ReviewQuery,
    StuckPlaces,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("review", __name__, url_prefix="/api/v1")


@blueprint.get("/teaching/lessons/<uuid:lesson_id>/review")
@requires(Permission.REVIEW_LESSONS, writes=True)
@blueprint.input(ReviewQuery, location="query", arg_name="query")
@blueprint.output(LessonReview)
def review_lesson(lesson_id: UUID, query: ReviewQuery) -> LessonReview:
    """A lesson looked back at: figures of each block, for the course or one of its groups, in one run."""
    return service.read_review(current_session(), current_actor(), lesson_id, query, now())


@blueprint.get("/teaching/stuck")
@requires(Permission.REVIEW_LESSONS, writes=True)
@blueprint.output(StuckPlaces)
def list_stuck_places() -> StuckPlaces:
    """Where it got stuck lately in the courses that I teach."""
    return stuck.find_stuck_places(current_session(), current_actor(), now())


@blueprint.get("/teaching/lessons/<uuid:lesson_id>/notes")
@requires(Permission.REVIEW_LESSONS)
@blueprint.output(LessonNotes)
def list_lesson_notes(lesson_id: UUID) -> LessonNotes:
    """The notes for the next time at a lesson."""
    return notes.list_notes(current_session(), current_actor(), lesson_id)


@blueprint.put("/teaching/lessons/<uuid:lesson_id>/notes/<uuid:lesson_note_id>")
@requires(Permission.REVIEW_LESSONS)
@blueprint.input(LessonNoteIn, arg_name="given")
@blueprint.output(LessonNoteOut)
def save_lesson_note(lesson_id: UUID, lesson_note_id: UUID, given: LessonNoteIn) -> LessonNoteOut:
    """Write a note for the next time, change it, or bring it back."""
    return notes.save_note(current_session(), current_actor(), lesson_id, lesson_note_id, given, now())


@blueprint.delete("/teaching/lessons/<uuid:lesson_id>/notes/<uuid:lesson_note_id>")
@requires(Permission.REVIEW_LESSONS)
@blueprint.doc(responses={204: "Removed"})
def remove_lesson_note(lesson_id: UUID, lesson_note_id: UUID) -> tuple[str, int]:
    """Remove a note of mine; saving it again brings it back."""
    notes.remove_note(current_session(), current_actor(), lesson_id, lesson_note_id, now())
    return "", 204
