"""Recording progress: what was done stays done, whatever arrives late, twice or out of order."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.availability import has_ended, refuse_unopened
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.completion import all_met
from attune.classroom.learning.lesson_status import LessonStatus, read_lesson_status
from attune.classroom.learning.locking import refuse_closed, refuse_locked
from attune.classroom.learning.models import BlockProgress, LessonProgress
from attune.classroom.learning.schemas import LessonProgressOut, ProgressIn, ProgressStatus, Rule
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.events.types import BlockViewed, publish
from attune.classroom.platform.permissions import Actor

OLDEST_DELIVERY = timedelta(days=3650)


class CompletionRulesUnmet(Conflict):
    """The lesson has a graded quiz that is still to be passed."""

    code = "completion_rules_unmet"


def record_progress(
    session: Session, actor: Actor, lesson_id: UUID, change: ProgressIn, now: datetime
) -> LessonProgressOut:
    """Note that the actor viewed or completed a block, and complete the lesson when that was the last thing to do.

    What is delivered late sets nothing back: where the student goes on, in the lesson and in a video, is where they
    were last, by the time it was made. Completions carry the time at which the server learnt of them.
    """
    lesson = find_lesson(session, actor, lesson_id)
    refuse_unopened(session, actor, lesson.course_id, now)
    refuse_locked(session, actor, lesson)
    if has_ended(session.get_one(Course, lesson.course_id), now):
        return read_lesson_status(session, actor.id, lesson, now).summary()  # it is read, and nothing more
    block = session.get(Block, change.block_id)
    if block is None or block.lesson_id != lesson.id:
        raise NotFound(f"There is no block {change.block_id} in this lesson.", block_id=str(change.block_id))
    made_at = _made_at(change, now)
    record_view(session, actor.id, lesson, block, now, made_at)
    at_block = session.get_one(BlockProgress, (actor.id, block.id))
    by_word = block.kind not in {BlockKind.ASSIGNMENT, BlockKind.POLL}  # done by handing in, and by answering
    newly_completed = change.status is ProgressStatus.COMPLETED and at_block.completed_at is None and by_word
    if newly_completed:
        at_block.completed_at = now
    if change.video_seconds is not None:
        _move_video(at_block, change.video_seconds, made_at)
    session.flush()
    status = read_lesson_status(session, actor.id, lesson, now)
    if newly_completed:
        complete_if_done(status, now)
        session.flush()
    return status.summary()


def _made_at(change: ProgressIn, now: datetime) -> datetime | None:
    """When the change was made, by the server's clock; None where the client does not say.

    The device's clock may be wrong. What counts is how long before sending it the device made the change.
    """
    if change.made_at is None:
        return None
    ago = (change.sent_at or now) - change.made_at
    return now - min(max(ago, timedelta()), OLDEST_DELIVERY)


def _move_video(at_block: BlockProgress, seconds: float, made_at: datetime | None) -> None:
    """Remember a place in a video, unless a later one is known. A place without a time gives way to any with one."""
    known = at_block.video_at
    if known is not None and (made_at is None or made_at < known):
        return
    at_block.video_seconds, at_block.video_at = seconds, made_at


def record_view(
    session: Session, user_id: UUID, lesson: Lesson, block: Block, now: datetime, made_at: datetime | None = None
) -> None:
    """Make sure that the lesson is begun and the block viewed, and remember the block as the place to resume.

    `made_at` is when the student was there, where that is not now; a later place stays.
    """
    at = made_at or now
    progress = begin_lesson(session, user_id, lesson, now, at)
    if at >= progress.updated_at:
        progress.resume_block_id, progress.updated_at = block.id, at
    seen = {"user_id": user_id, "block_id": block.id, "lesson_id": lesson.id, "viewed_at": now}
    if insert_if_absent(session, BlockProgress, [seen]) == 1:
        publish(session, BlockViewed(user_id=user_id, lesson_id=lesson.id, at=now, block_id=block.id))


def begin_lesson(
    session: Session, user_id: UUID, lesson: Lesson, now: datetime, worked_at: datetime | None = None
) -> LessonProgress:
    """Return this student's row for the lesson, made if need be, and locked.

    The lock puts two requests of one student about one lesson in a row: of two that view the last two blocks at the
    same moment, the second sees that everything is done.
    """
    row = {"user_id": user_id, "lesson_id": lesson.id, "started_at": now, "updated_at": worked_at or now}
    insert_if_absent(session, LessonProgress, [row])
    return session.get_one(LessonProgress, (user_id, lesson.id), with_for_update=True, populate_existing=True)


def complete_if_done(status: LessonStatus, now: datetime) -> None:
    """Mark the lesson as done if nothing is left to do, unless the student has taken its completion back themselves."""
    progress = status.progress
    if progress is None or progress.completed_at is not None or progress.reopened_at is not None:
        return
    if all_met(status.rules()):
        progress.completed_at = now


def complete_block(session: Session, user_id: UUID, lesson: Lesson, block: Block, now: datetime) -> None:
    """Let a block be done for somebody, and with it the lesson, if that was all; they need not have seen it."""
    row = {"user_id": user_id, "block_id": block.id, "lesson_id": lesson.id, "viewed_at": now}
    insert_if_absent(session, BlockProgress, [row])
    at_block = session.get_one(BlockProgress, (user_id, block.id))
    if at_block.completed_at is None:
        at_block.completed_at = now
    session.flush()
    complete_if_done(read_lesson_status(session, user_id, lesson, now), now)
    session.flush()


def set_completion(
    session: Session, actor: Actor, lesson_id: UUID, *, completed: bool, now: datetime
) -> LessonProgressOut:
    """Mark a lesson as done by hand, or take that back.

    Raises:
        CompletionRulesUnmet: a graded quiz is still to be passed: that, a click cannot replace.
    """
    lesson = find_lesson(session, actor, lesson_id)
    refuse_closed(session, actor, lesson, now)
    progress = begin_lesson(session, actor.id, lesson, now)
    status = read_lesson_status(session, actor.id, lesson, now)
    if not completed:
        # only what was complete can be taken back: a lesson that never was completes itself once all is done
        taken_back = now if progress.completed_at is not None else progress.reopened_at
        progress.completed_at, progress.reopened_at = None, taken_back
    elif progress.completed_at is None:
        _refuse_open_quizzes(status)
        progress.completed_at, progress.reopened_at = now, None
    session.flush()
    return status.summary()


def _refuse_open_quizzes(status: LessonStatus) -> None:
    open_quizzes = [
        str(rule.block_id) for rule in status.rules() if rule.rule is Rule.PASS_QUIZ and not all_met([rule])
    ]
    if open_quizzes:
        raise CompletionRulesUnmet("Pass the graded quiz of this lesson first.", block_ids=open_quizzes)
