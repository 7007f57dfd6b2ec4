"""Routes: the files of a course, sent whole or in pieces."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

from apiflask import APIBlueprint, APIFlask
from flask import request

from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.uploads import pieces, service
from attune.classroom.courses.uploads.schemas import (
    CourseFileList,
    CourseFileOut,
    NewUpload,
    UploadOut,
    UploadPosition,
)
from attune.classroom.platform.context import Services, current_actor, current_session, services
from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.permissions import Permission, body_limit, requires

FORM_BYTES = 64 * 1024  # of a form around its file
HOUR_SECONDS = 3_600.0

blueprint = APIBlueprint("course_files", __name__, url_prefix="/api/v1/authoring")


def init_app(app: APIFlask, services: Services) -> None:
    """Register the routes, and delete what was abandoned once an hour."""
    app.register_blueprint(blueprint)
    media_dir, clock = services.settings.media_dir, services.clock
    services.jobs.once_every(HOUR_SECONDS, "discard_uploads", lambda: pieces.discard_abandoned(media_dir, clock.now()))

    def discard() -> int:
        with services.database.session(writes=False) as session:
            return service.discard_unnamed_files(session, services.media, clock.now())

    services.jobs.once_every(HOUR_SECONDS, "discard_course_files", discard)


@blueprint.get("/courses/<uuid:course_id>/files")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(CourseFileList)
def list_course_files(course_id: UUID) -> CourseFileList:
    """The files of a course, with the lessons that use them."""
    return service.list_files(current_session(), current_actor(), course_id, services().media)


@blueprint.post("/courses/<uuid:course_id>/files")
@requires(Permission.AUTHOR_COURSES)
@body_limit(pieces.PIECE_BYTES + FORM_BYTES)
@blueprint.output(CourseFileOut, status_code=201)
@blueprint.doc(
    description="A form with the file as `file`, at most 8 MB; larger ones come in pieces.",
    extensions={"x-raw-body": "multipart/form-data"},
)
def add_course_file(course_id: UUID) -> CourseFileOut:
    """Add a file to a course under the name it has."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise InvalidInput.at("file", "send a form with the file as 'file'")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "sent"
        sent.save(source)
        store = services().media
        return service.add_file(current_session(), current_actor(), course_id, sent.filename, source, store)


@blueprint.delete("/files/<uuid:course_file_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.doc(responses={204: "Deleted"})
def delete_course_file(course_file_id: UUID) -> tuple[str, int]:
    """Delete a file that no lesson names."""
    service.delete_file(current_session(), current_actor(), course_file_id, services().media)
    return "", 204


@blueprint.post("/courses/<uuid:course_id>/uploads")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(NewUpload, arg_name="upload")
@blueprint.output(UploadOut, status_code=201)
def begin_upload(course_id: UUID, upload: NewUpload) -> UploadOut:
    """Begin to send a file in pieces."""
    course, actor = own_course(current_session(), current_actor(), course_id), current_actor()
    begun = pieces.begin(services().settings.media_dir, actor.id, course.id, upload.name, upload.bytes)
    return UploadOut(id=begun.id, offset=0)


@blueprint.get("/uploads/<uuid:upload_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(UploadOut)
def read_upload(upload_id: UUID) -> UploadOut:
    """How much of a file has arrived, for who goes on after a break."""
    return UploadOut(id=upload_id, offset=_own(upload_id).offset)


@blueprint.patch("/uploads/<uuid:upload_id>")
@requires(Permission.AUTHOR_COURSES)
@body_limit(pieces.PIECE_BYTES)
@blueprint.input(UploadPosition, location="query", arg_name="at")
@blueprint.output(UploadOut)
@blueprint.doc(
    description="The body is the piece itself, at most 8 MB.", extensions={"x-raw-body": "application/octet-stream"}
)
def append_to_upload(upload_id: UUID, at: UploadPosition) -> UploadOut:
    """Add the piece that begins at `offset`; upload_offset says where it should have begun."""
    return UploadOut(id=upload_id, offset=pieces.append(_own(upload_id), at.offset, request.get_data(cache=False)))


@blueprint.post("/uploads/<uuid:upload_id>/completion")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(CourseFileOut)
def complete_upload(upload_id: UUID) -> CourseFileOut:
    """Make a file of the course of what has arrived."""
    upload, store = _own(upload_id), services().media
    if upload.course_id is None:
        raise InvalidInput.at("upload_id", "this upload is a course to import")
    source = pieces.completed(upload)
    added = service.add_file(current_session(), current_actor(), upload.course_id, upload.name, source, store)
    pieces.discard(upload)
    return added


def _own(upload_id: UUID) -> pieces.Upload:
    return pieces.find(services().settings.media_dir, current_actor().id, upload_id)
