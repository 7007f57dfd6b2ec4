"""Routes: courses and lessons as one studies them, progress, quizzes."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.learning import lesson_view, outline, progress
from attune.classroom.learning.gradebook import own_progress
from attune.classroom.learning.quiz import drafts, easier, review
from attune.classroom.learning.quiz.attempts import service as attempts
from attune.classroom.learning.quiz.schemas import (
    AttemptIn,
    AttemptList,
    AttemptOut,
    DraftIn,
    DraftOut,
    EasierAnswerIn,
    EasierResult,
    StartOut,
)
from attune.classroom.learning.schemas import (
    CompletionIn,
    CourseList,
    CourseListQuery,
    CourseOutline,
    LessonOut,
    LessonProgressOut,
    ProgressIn,
    ProgressReport,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("learning", __name__, url_prefix="/api/v1")


@blueprint.get("/courses")
@requires(Permission.READ_COURSES)
@blueprint.input(CourseListQuery, location="query", arg_name="query")
@blueprint.output(CourseList)
def list_courses(query: CourseListQuery) -> CourseList:
    """The courses one is enrolled in or teaches; an administrator sees all. `total` says how many pages there are."""
    return outline.list_courses(current_session(), current_actor(), query, now())


@blueprint.get("/courses/<uuid:course_id>")
@requires(Permission.READ_COURSES)
@blueprint.output(CourseOutline)
def read_course(course_id: UUID) -> CourseOutline:
    """A course with its modules and lessons."""
    return outline.read_outline(current_session(), current_actor(), course_id, now())


@blueprint.get("/lessons/<uuid:lesson_id>")
@requires(Permission.READ_LESSONS, writes=True)
@blueprint.output(LessonOut)
def read_lesson(lesson_id: UUID) -> LessonOut:
    """A lesson with its blocks, ready to study."""
    return lesson_view.open_lesson(current_session(), current_actor(), lesson_id, now())


@blueprint.put("/lessons/<uuid:lesson_id>/progress")
@requires(Permission.RECORD_OWN_PROGRESS)
@blueprint.input(ProgressIn, arg_name="change")
@blueprint.output(LessonProgressOut)
def record_progress(lesson_id: UUID, change: ProgressIn) -> LessonProgressOut:
    """Note that a block was viewed or completed. Sent twice, late or out of order, it never takes anything back."""
    return progress.record_progress(current_session(), current_actor(), lesson_id, change, now())


@blueprint.put("/lessons/<uuid:lesson_id>/completion")
@requires(Permission.RECORD_OWN_PROGRESS)
@blueprint.input(CompletionIn, arg_name="change")
@blueprint.output(LessonProgressOut)
def set_completion(lesson_id: UUID, change: CompletionIn) -> LessonProgressOut:
    """Mark a lesson as done by hand, or take that back."""
    session, actor = current_session(), current_actor()
    return progress.set_completion(session, actor, lesson_id, completed=change.completed, now=now())


@blueprint.post("/quizzes/<uuid:block_id>/start")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.output(StartOut)
def start_attempt(block_id: UUID) -> StartOut:
    """Start an attempt at a quiz with a time limit or drawn questions, or return the one that is under way."""
    return attempts.start_attempt(current_session(), current_actor(), block_id, now())


@blueprint.post("/quizzes/<uuid:block_id>/attempts")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.input(AttemptIn, arg_name="submission")
@blueprint.output(AttemptOut)
def submit_answers(block_id: UUID, submission: AttemptIn) -> AttemptOut:
    """Submit answers to a quiz; the same id again gets the same result again."""
    return attempts.submit_answers(current_session(), current_actor(), block_id, submission, now())


@blueprint.get("/quizzes/<uuid:block_id>/attempts")
@requires(Permission.READ_OWN_PROGRESS, writes=True)
@blueprint.output(AttemptList)
def list_attempts(block_id: UUID) -> AttemptList:
    """One's own attempts at a quiz, with answers, marks and feedback; with solutions once no attempt is left."""
    return review.list_attempts(current_session(), current_actor(), block_id, now())


@blueprint.put("/quizzes/<uuid:block_id>/draft")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.input(DraftIn, arg_name="change")
@blueprint.output(DraftOut)
def save_draft(block_id: UUID, change: DraftIn) -> DraftOut:
    """Keep answers as they stand before they are handed in; says how each number is read."""
    return drafts.save_draft(current_session(), current_actor(), block_id, change, now())


@blueprint.delete("/quizzes/<uuid:block_id>/draft")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.doc(responses={204: "Discarded"})
def discard_draft(block_id: UUID) -> tuple[str, int]:
    """Delete the answers that have not been handed in."""
    drafts.discard_draft(current_session(), current_actor(), block_id)
    return "", 204


@blueprint.post("/quizzes/<uuid:block_id>/questions/<uuid:question_id>/easier")
@requires(Permission.SUBMIT_OWN_ANSWERS, writes=False)
@blueprint.input(EasierAnswerIn, arg_name="given")
@blueprint.output(EasierResult)
def check_easier(block_id: UUID, question_id: UUID, given: EasierAnswerIn) -> EasierResult:
    """Grade an answer to the easier question of an item; it is practice, and stored nowhere."""
    return easier.check_easier(current_session(), current_actor(), block_id, question_id, given, now())


@blueprint.get("/progress")
@requires(Permission.READ_OWN_PROGRESS)
@blueprint.output(ProgressReport)
def read_progress() -> ProgressReport:
    """One's own record in every course."""
    return own_progress.read_own_progress(current_session(), current_actor(), now())
