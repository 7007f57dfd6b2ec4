"""Routes: the files of a course (videos, captions, documents)."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, send_file

from attune.classroom.courses.access import find_course
from attune.classroom.courses.files import find_file
from attune.classroom.courses.media import shown_name
from attune.classroom.platform.context import current_actor, current_session, services
from attune.classroom.platform.permissions import Permission, requires

BYTES = {"schema": {"type": "string", "format": "binary"}}
THE_FILE: dict[int | str, Any] = {200: {"description": "The file", "content": {"application/octet-stream": BYTES}}}

blueprint = APIBlueprint("courses", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/files/<name>")
@requires(Permission.READ_LESSONS)
@blueprint.doc(responses=THE_FILE)
def read_course_file(course_id: UUID, name: str) -> Response:
    """A file of a course; parts of it by Range, as video players ask for. Its address changes with its content."""
    session = current_session()
    find_course(session, current_actor(), course_id)
    shown = PurePosixPath(shown_name(session, course_id, name)).name
    path, media_type = find_file(services().settings.media_dir, course_id, name)
    # Content-Disposition carries the name as it was uploaded, in any script (RFC 6266, filename*).
    response = send_file(path.absolute(), mimetype=media_type, conditional=True, download_name=shown)
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
