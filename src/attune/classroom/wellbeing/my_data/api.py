"""Routes of my data: read, hide, delete, export. Everything is the signed-in student's own."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from apiflask import APIBlueprint
from flask import Flask, Response, current_app

from attune.classroom.model_serving.wiring import current_served_model
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.permissions import Permission, body_limit, requires
from attune.classroom.wellbeing.learner_state.current import current_study_sessions
from attune.classroom.wellbeing.my_data import export, lessons, service, visibility
from attune.classroom.wellbeing.my_data.schemas import DeletedOut, DeletionQuery, ExportQuery, OwnDataOut, OwnDataQuery
from attune.classroom.wellbeing.my_data.timeline.schemas import HiddenIn, HiddenOut, OwnLessonsOut
from attune.classroom.wellbeing.schemas import LARGEST_BODY

blueprint = APIBlueprint("own_data", __name__, url_prefix="/api/v1/wellbeing")

MORE_RECORDS = "attune.more_own_records"
MEDIA_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


def add_to_export(app: Flask, *kinds: export.MoreRecords) -> None:
    """Let every export hold kinds of records that only a feature above this one knows."""
    app.extensions.setdefault(MORE_RECORDS, []).extend(kinds)


@blueprint.get("/me")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(OwnDataQuery, location="query", arg_name="query")
@blueprint.output(OwnDataOut)
def read_own_data(query: OwnDataQuery) -> OwnDataOut:
    """Everything known about my wellbeing in the last days, and who looked at it."""
    return service.read_own_data(current_session(), current_actor(), now() - timedelta(days=query.days))


@blueprint.delete("/windows/<uuid:window_id>")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.doc(responses={204: "Deleted"})
def delete_window(window_id: UUID) -> tuple[str, int]:
    """Delete one window."""
    service.delete_window(current_session(), current_study_sessions(), current_actor(), window_id, now())
    return "", 204


@blueprint.delete("/data")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.input(DeletionQuery, location="query", arg_name="query")
@blueprint.output(DeletedOut)
def delete_own_data(query: DeletionQuery) -> DeletedOut:
    """Delete everything about one lesson, or everything."""
    student = current_actor()
    earlier = service.delete_earlier_windows(services().database, student, query.lesson_id)
    return service.delete_data(
        current_session(), current_study_sessions(), student, query.lesson_id, now(), earlier=earlier
    )


@blueprint.get("/export")
@requires(Permission.MANAGE_OWN_WELLBEING, writes=True)
@blueprint.input(ExportQuery, location="query", arg_name="query")
def export_own_data(query: ExportQuery) -> Response:
    """Everything known about my wellbeing, as a file."""
    student, at = current_actor(), now()
    export.record_export(current_session(), student, query.format, at)
    pieces = export.stream_own_data(
        services().database,
        current_study_sessions(),
        student,
        current_served_model(),
        query.format,
        current_app.extensions.get(MORE_RECORDS, []),
        at,
    )
    answer = Response(pieces, content_type=MEDIA_TYPES[query.format])
    answer.headers["Content-Disposition"] = f'attachment; filename="my-wellbeing.{query.format}"'
    return answer


@blueprint.get("/me/lessons")
@requires(Permission.MANAGE_OWN_WELLBEING)
@blueprint.output(OwnLessonsOut)
def list_own_lessons() -> OwnLessonsOut:
    """The lessons of which something is known about me, the latest first."""
    return lessons.list_lessons(current_session(), current_actor())


@blueprint.put("/me/windows/<uuid:window_id>/hidden")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(HiddenIn, arg_name="change")
@blueprint.doc(responses={204: "Hidden or shown again"})
def hide_window(window_id: UUID, change: HiddenIn) -> tuple[str, int]:
    """Keep one window for myself alone, or let it count again."""
    visibility.hide_window(
        current_session(), current_study_sessions(), current_actor(), window_id, change.hidden, now()
    )
    return "", 204


@blueprint.put("/me/lessons/<uuid:lesson_id>/hidden")
@requires(Permission.MANAGE_OWN_WELLBEING)
@body_limit(LARGEST_BODY)
@blueprint.input(HiddenIn, arg_name="change")
@blueprint.output(HiddenOut)
def hide_lesson(lesson_id: UUID, change: HiddenIn) -> HiddenOut:
    """Keep everything known about a lesson so far for myself alone, or let it count again."""
    return visibility.hide_lesson(
        current_session(), current_study_sessions(), current_actor(), lesson_id, change.hidden, now()
    )
