"""Routes: files that students hand in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request

from attune.classroom.learning.quiz.schemas import WorkFileOut
from attune.classroom.learning.uploads import service
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.media.answers import answer_with
from attune.classroom.platform.permissions import Permission, body_limit, requires

BODY_BYTES = service.LARGEST_BYTES + 100_000  # and what a form adds to a file
BYTES = {"schema": {"type": "string", "format": "binary"}}
THE_FILE: dict[int | str, Any] = {200: {"description": "The file", "content": {"application/octet-stream": BYTES}}}

blueprint = APIBlueprint("uploads", __name__, url_prefix="/api/v1")


@blueprint.post("/quizzes/<uuid:block_id>/files")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@body_limit(BODY_BYTES)
@blueprint.output(WorkFileOut, status_code=201)
def add_quiz_file(block_id: UUID) -> WorkFileOut:
    """Upload a file for a question of a quiz: the field `file` of a form, at most 20 MB."""
    return _save(block_id)


@blueprint.post("/assignments/<uuid:assignment_id>/files")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@body_limit(BODY_BYTES)
@blueprint.output(WorkFileOut, status_code=201)
def add_assignment_file(assignment_id: UUID) -> WorkFileOut:
    """Upload a file for an assignment: the field `file` of a form, at most 20 MB."""
    return _save(assignment_id)


@blueprint.get("/work-files/<uuid:file_id>")
@requires(Permission.READ_LESSONS)
@blueprint.doc(responses=THE_FILE)
def read_work_file(file_id: UUID) -> Response:
    """A file that one uploaded oneself, or that was handed in to a course in which one grades; always downloaded."""
    store = services().media
    stored, file = service.find_file(current_session(), current_actor(), file_id, store)
    response = answer_with(store, stored, file.media_type, file.name, attachment=True)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _save(block_id: UUID) -> WorkFileOut:
    given = request.files.get("file")
    if given is None:
        raise InvalidInput.at("file", "is missing; send the file as the field 'file' of a form")
    with given.stream:
        content = given.stream.read(service.LARGEST_BYTES + 1)
    return service.save_file(
        current_session(), current_actor(), block_id, given.filename or "", content, services().media, now()
    )
