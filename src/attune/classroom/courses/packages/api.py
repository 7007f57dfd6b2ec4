"""Routes: a course as a zip, in and out, and a copy of it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response, request, send_file

from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.authoring.outline.schemas import AuthoredCourseDetail
from attune.classroom.courses.packages import service
from attune.classroom.courses.packages.schemas import CourseImport
from attune.classroom.courses.packages.writing import export_course
from attune.classroom.courses.uploads import pieces
from attune.classroom.courses.uploads.schemas import LARGEST_PACKAGE
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.permissions import Permission, body_limit, requires

FORM_BYTES = 64 * 1024
BYTES = {"schema": {"type": "string", "format": "binary"}}
THE_ZIP: dict[int | str, Any] = {200: {"description": "The zip", "content": {"application/zip": BYTES}}}

blueprint = APIBlueprint("packages", __name__, url_prefix="/api/v1/authoring")


@blueprint.post("/imports")
@requires(Permission.AUTHOR_COURSES)
@body_limit(LARGEST_PACKAGE + FORM_BYTES)
@blueprint.output(CourseImport)
@blueprint.doc(
    description="A form with the zip as `file`, or with the `upload_id` of one sent in pieces; with `course_id` to "
    "update a course in place.",
    extensions={"x-raw-body": "multipart/form-data"},
)
def analyse_import() -> CourseImport:
    """Read a course and say what it would change; nothing does."""
    actor, session = current_actor(), current_session()
    course_id = _given_id("course_id")
    media_dir = services().settings.media_dir
    if course_id is not None:
        own_course(session, actor, course_id)
    sent, upload_id = request.files.get("file"), _given_id("upload_id")
    if upload_id is not None:
        return service.analyse(session, actor, pieces.find(media_dir, actor.id, upload_id), services().media)
    if sent is None:
        raise InvalidInput.at("file", "send a form with the zip as 'file'")
    upload = pieces.begin(media_dir, actor.id, course_id, sent.filename or "course.zip", 0)
    sent.save(upload.content)
    return service.analyse(session, actor, pieces.announce(upload), services().media)


@blueprint.post("/imports/<uuid:import_id>/application")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredCourseDetail)
def apply_import(import_id: UUID) -> AuthoredCourseDetail:
    """Do what the report of an import said: a new course, or drafts in the one that it updates."""
    media_dir, actor = services().settings.media_dir, current_actor()
    return service.apply(current_session(), actor, pieces.find(media_dir, actor.id, import_id), services().media, now())


@blueprint.get("/courses/<uuid:course_id>/export")
@requires(Permission.AUTHOR_COURSES)
@blueprint.doc(responses=THE_ZIP)
def export_course_as_zip(course_id: UUID) -> Response:
    """The course as its authors see it, as a zip that can be imported again."""
    session = current_session()
    course = own_course(session, current_actor(), course_id)
    packed = tempfile.NamedTemporaryFile(suffix=".zip")  # noqa: SIM115 - it is closed, and gone, with the answer
    try:
        export_course(session, course, services().media, Path(packed.name))
    except BaseException:
        packed.close()
        raise
    response = send_file(packed, mimetype="application/zip", as_attachment=True, download_name=f"{course.slug}.zip")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/courses/<uuid:course_id>/copy")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredCourseDetail, status_code=201)
def copy_course(course_id: UUID) -> AuthoredCourseDetail:
    """Copy a course under ids of its own; the copy is a draft in which nobody is enrolled."""
    return service.copy_course(current_session(), current_actor(), course_id, services().media, now())


def _given_id(name: str) -> UUID | None:
    """An id of the form.

    Raises:
        InvalidInput: it is none.
    """
    value = request.form.get(name)
    if not value:
        return None
    try:
        return UUID(value)
    except ValueError:
        raise InvalidInput.at(name, "is no id") from None
