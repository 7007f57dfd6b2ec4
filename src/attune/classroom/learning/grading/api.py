"""Routes: grading what students handed in."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.learning.grading import queue, regrade, saved_comments, work
from attune.classroom.learning.grading.schemas import (
    EarlierAttempts,
    GradeIn,
    Queue,
    QueueQuery,
    RegradeOut,
    SavedCommentIn,
    SavedCommentList,
    SavedCommentOut,
    WorkToGrade,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("grading", __name__, url_prefix="/api/v1")


@blueprint.get("/grading")
@requires(Permission.GRADE_WORK)
@blueprint.input(QueueQuery, location="query", arg_name="query")
@blueprint.output(Queue)
def read_grading_queue(query: QueueQuery) -> Queue:
    """What waits, or was graded or returned, in the courses that one grades."""
    return queue.read_queue(current_session(), current_actor(), query)


@blueprint.get("/grading/<uuid:work_id>")
@requires(Permission.GRADE_WORK)
@blueprint.output(WorkToGrade)
def read_work(work_id: UUID) -> WorkToGrade:
    """A piece of work with everything that is needed to grade it."""
    return work.read_work(current_session(), current_actor(), work_id)


@blueprint.put("/grading/<uuid:work_id>")
@requires(Permission.GRADE_WORK)
@blueprint.input(GradeIn, arg_name="grade")
@blueprint.output(WorkToGrade)
def grade_work(work_id: UUID, grade: GradeIn) -> WorkToGrade:
    """Grade it, return it to be handed in again, or keep what is written so far as a draft."""
    return work.grade_work(current_session(), current_actor(), work_id, grade, now())


@blueprint.get("/grading/saved-comments")
@requires(Permission.GRADE_WORK)
@blueprint.output(SavedCommentList)
def list_saved_comments() -> SavedCommentList:
    """The comments that one keeps to use again."""
    return saved_comments.list_comments(current_session(), current_actor())


@blueprint.post("/grading/saved-comments")
@requires(Permission.GRADE_WORK)
@blueprint.input(SavedCommentIn, arg_name="given")
@blueprint.output(SavedCommentOut, status_code=201)
def save_comment(given: SavedCommentIn) -> SavedCommentOut:
    """Keep a comment to use again."""
    return saved_comments.save_comment(current_session(), current_actor(), given, now())


@blueprint.delete("/grading/saved-comments/<uuid:comment_id>")
@requires(Permission.GRADE_WORK)
@blueprint.doc(responses={204: "Discarded"})
def discard_saved_comment(comment_id: UUID) -> tuple[str, int]:
    """Discard a comment that one keeps."""
    saved_comments.discard_comment(current_session(), current_actor(), comment_id)
    return "", 204


@blueprint.get("/quizzes/<uuid:block_id>/earlier-attempts")
@requires(Permission.READ_COURSE_RESULTS)
@blueprint.output(EarlierAttempts)
def count_earlier_attempts(block_id: UUID) -> EarlierAttempts:
    """How much was handed in while the quiz was for practice, and how much at other questions than it has now."""
    return regrade.count_earlier(current_session(), current_actor(), block_id)


@blueprint.post("/quizzes/<uuid:block_id>/regrade")
@requires(Permission.GRADE_WORK)
@blueprint.output(RegradeOut)
def grade_attempts_again(block_id: UUID) -> RegradeOut:
    """Grade every earlier attempt by the questions as they are now, with a trace in the gradebook."""
    return regrade.grade_again(current_session(), current_actor(), block_id, now())
