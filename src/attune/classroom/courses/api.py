"""Routes: the files of a course (videos, captions, documents)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.courses.access import find_course
from attune.classroom.courses.availability import refuse_unopened
from attune.classroom.courses.files import PDF, find_file
from attune.classroom.courses.media import shown_name
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.media.answers import answer_with
from attune.classroom.platform.permissions import Permission, requires

BYTES = {"schema": {"type": "string", "format": "binary"}}
THE_FILE: dict[int | str, Any] = {200: {"description": "The file", "content": {"application/octet-stream": BYTES}}}
# The browser's own viewer shows a PDF within a lesson of this site, and nowhere else. What a file brings cannot act as
# a page of ours: nothing that it names is loaded. Viewers that are made of HTML style themselves.
SHOWN_IN_PLACE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}

blueprint = APIBlueprint("courses", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/files/<name>")
@requires(Permission.READ_LESSONS)
@blueprint.doc(responses=THE_FILE)
def read_course_file(course_id: UUID, name: str) -> Response:
    """A file of a course; parts of it by Range, as video players ask for. Its address changes with its content."""
    session = current_session()
    actor = current_actor()
    find_course(session, actor, course_id)
    refuse_unopened(session, actor, course_id, now())
    shown = PurePosixPath(shown_name(session, course_id, name)).name
    store = services().media
    file, media_type = find_file(store, course_id, name)
    response = answer_with(store, file, media_type, shown)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    if media_type == PDF:
        response.headers.update(SHOWN_IN_PLACE)
    return response
