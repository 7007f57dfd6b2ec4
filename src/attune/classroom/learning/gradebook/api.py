"""Routes: the gradebook of a course, its roster, results."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from apiflask import APIBlueprint
from flask import Response

from attune.classroom.learning.gradebook import extensions, group_grades, results, table
from attune.classroom.learning.gradebook.exchange import csv_file
from attune.classroom.learning.gradebook.schemas import (
    ExtensionIn,
    ExtensionOut,
    Gradebook,
    GradebookImportIn,
    GradeChangeIn,
    GradeChangeList,
    GradeImportReport,
    GradeItemOut,
    GradeOut,
    GroupExtensionList,
    ItemChange,
    LinesQuery,
    OwnResults,
    Roster,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

CSV = {"schema": {"type": "string"}}
THE_CSV: dict[int | str, Any] = {200: {"description": "The gradebook", "content": {"text/csv": CSV}}}

blueprint = APIBlueprint("gradebook", __name__, url_prefix="/api/v1")


@blueprint.get("/courses/<uuid:course_id>/gradebook")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.input(LinesQuery, location="query", arg_name="query")
@blueprint.output(Gradebook)
def read_gradebook(course_id: UUID, query: LinesQuery) -> Response:
    """The gradebook of a course: its items, and a line for each student."""
    book = table.read_gradebook(current_session(), current_actor(), course_id, query.offset, query.limit, now())
    return Response(book.model_dump_json(), mimetype="application/json")  # in one pass: it has thousands of cells


@blueprint.patch("/courses/<uuid:course_id>/gradebook/items/<uuid:item_id>")
@requires(Permission.GRADE_WORK)
@blueprint.input(ItemChange, arg_name="change")
@blueprint.output(GradeItemOut)
def change_grade_item(course_id: UUID, item_id: UUID, change: ItemChange) -> GradeItemOut:
    """Change how much an item counts, under which category it stands, and from when students see their grade."""
    return table.change_item(current_session(), current_actor(), course_id, item_id, change, now())


@blueprint.patch("/courses/<uuid:course_id>/gradebook/grades/<uuid:item_id>/<uuid:student_id>")
@requires(Permission.GRADE_WORK)
@blueprint.input(GradeChangeIn, arg_name="change")
@blueprint.output(GradeOut)
def change_grade(course_id: UUID, item_id: UUID, student_id: UUID, change: GradeChangeIn) -> GradeOut:
    """Override, excuse or comment a grade; every change is kept."""
    return table.change_grade(current_session(), current_actor(), course_id, item_id, student_id, change, now())


@blueprint.put("/courses/<uuid:course_id>/gradebook/group-grades/<uuid:item_id>/<uuid:student_id>")
@requires(Permission.GRADE_WORK)
@blueprint.output(GradeOut)
def give_group_grade(course_id: UUID, item_id: UUID, student_id: UUID) -> GradeOut:
    """Let what a group has handed in count for a student who came into it afterwards."""
    return group_grades.give(current_session(), current_actor(), course_id, item_id, student_id, now())


@blueprint.get("/courses/<uuid:course_id>/gradebook/grades/<uuid:item_id>/<uuid:student_id>/changes")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(GradeChangeList)
def list_grade_changes(course_id: UUID, item_id: UUID, student_id: UUID) -> GradeChangeList:
    """Everything that has become of a grade, the latest first."""
    return table.list_changes(current_session(), current_actor(), course_id, item_id, student_id)


@blueprint.put("/courses/<uuid:course_id>/extensions/<uuid:item_id>/<uuid:student_id>")
@requires(Permission.GRADE_WORK)
@blueprint.input(ExtensionIn, arg_name="change")
@blueprint.output(ExtensionOut)
def set_extension(course_id: UUID, item_id: UUID, student_id: UUID, change: ExtensionIn) -> ExtensionOut:
    """Give a student a date of their own for an item, or take it back."""
    session, actor = current_session(), current_actor()
    return extensions.set_extension(session, actor, course_id, item_id, student_id, change.due_at, now())


@blueprint.get("/courses/<uuid:course_id>/group-extensions/<uuid:item_id>")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(GroupExtensionList)
def list_group_extensions(course_id: UUID, item_id: UUID) -> GroupExtensionList:
    """The dates that groups have of their own for an item."""
    return extensions.list_group_extensions(current_session(), current_actor(), course_id, item_id)


@blueprint.put("/courses/<uuid:course_id>/group-extensions/<uuid:item_id>/<uuid:group_id>")
@requires(Permission.GRADE_WORK)
@blueprint.input(ExtensionIn, arg_name="change")
@blueprint.output(ExtensionOut)
def set_group_extension(course_id: UUID, item_id: UUID, group_id: UUID, change: ExtensionIn) -> ExtensionOut:
    """Give a group a date of its own for an item, or take it back."""
    session, actor = current_session(), current_actor()
    return extensions.set_group_extension(session, actor, course_id, item_id, group_id, change.due_at, now())


@blueprint.get("/courses/<uuid:course_id>/gradebook.csv")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.doc(responses=THE_CSV)
def export_gradebook(course_id: UUID) -> Response:
    """The gradebook as CSV with the ids of students and items, to be edited and read back."""
    text, title = csv_file.write_csv(current_session(), current_actor(), course_id)
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title, safe='')}.csv"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post("/courses/<uuid:course_id>/gradebook/import")
@requires(Permission.GRADE_WORK)
@blueprint.input(GradebookImportIn, arg_name="given")
@blueprint.output(GradeImportReport)
def import_gradebook(course_id: UUID, given: GradebookImportIn) -> GradeImportReport:
    """Show what a gradebook read back would change, or change it: all of it, or nothing where a line has a problem."""
    return csv_file.import_csv(current_session(), current_actor(), course_id, given, now())


@blueprint.get("/courses/<uuid:course_id>/roster")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.input(LinesQuery, location="query", arg_name="query")
@blueprint.output(Roster)
def read_roster(course_id: UUID, query: LinesQuery) -> Roster:
    """Who is in a course, how far they are, when they were last there, what they have achieved."""
    return results.read_roster(current_session(), current_actor(), course_id, query.offset, query.limit, now())


@blueprint.get("/results")
@requires(Permission.READ_OWN_PROGRESS)
@blueprint.output(OwnResults)
def read_own_results() -> OwnResults:
    """One's own results in every course."""
    return results.read_own_results(current_session(), current_actor(), now())
