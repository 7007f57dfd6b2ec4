"""Routes for authors that need what is known about learning: the preview of a lesson, the end of a course."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.courses.authoring.lessons.api import LARGEST_BODY
from attune.classroom.learning.preview import answers, deletion, rendering
from attune.classroom.learning.preview.schemas import PreviewAnswersIn, PreviewIn, PreviewOut, PreviewResult
from attune.classroom.platform.context import current_actor, current_session, now, services
from attune.classroom.platform.permissions import Permission, body_limit, requires

blueprint = APIBlueprint("preview", __name__, url_prefix="/api/v1/authoring")


@blueprint.post("/lessons/<uuid:lesson_id>/preview")
@requires(Permission.AUTHOR_COURSES, writes=False)
@body_limit(LARGEST_BODY)
@blueprint.input(PreviewIn, arg_name="asked")
@blueprint.output(PreviewOut)
def preview_lesson(lesson_id: UUID, asked: PreviewIn) -> PreviewOut:
    """Show a lesson exactly as students will see it; nothing is stored."""
    return rendering.preview_lesson(current_session(), current_actor(), lesson_id, asked.body, now())


@blueprint.post("/lessons/<uuid:lesson_id>/preview/quizzes/<uuid:block_id>/answers")
@requires(Permission.AUTHOR_COURSES, writes=False)
@blueprint.input(PreviewAnswersIn, arg_name="given")
@blueprint.output(PreviewResult)
def check_preview_answers(lesson_id: UUID, block_id: UUID, given: PreviewAnswersIn) -> PreviewResult:
    """Grade answers to a quiz of the draft, as a student's would be; nothing is stored."""
    return answers.check_answers(current_session(), current_actor(), lesson_id, block_id, given)


@blueprint.delete("/courses/<uuid:course_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.doc(responses={204: "Deleted"})
def delete_course(course_id: UUID) -> tuple[str, int]:
    """Delete a course that is archived and in which no student has worked."""
    deletion.delete_course(current_session(), current_actor(), course_id, services().media)
    return "", 204
