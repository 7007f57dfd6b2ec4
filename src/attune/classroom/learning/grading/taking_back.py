"""Undoing what a tutor has just given or returned: everything is as it was before, and the trace says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.questions import TutorGraded
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import owners_of
from attune.classroom.learning.gradebook.grades import find_grade, set_quiz_grade, set_raw
from attune.classroom.learning.gradebook.models import Changed, GradeChange
from attune.classroom.learning.grading.errors import GradeGiven, SupersededWork
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.quiz.grading import most_of, score_of
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.platform.permissions import Actor

JUST_NOW = timedelta(minutes=10)  # an undo is offered for seconds; later the student counts on what they have seen


def take_back(session: Session, actor: Actor, work: HandIn | QuizAttempt, lesson: Lesson, now: datetime) -> None:
    """Let the work wait to be graded again, as it did before.

    Raises:
        GradeGiven: it was not the actor who graded it, or it is longer ago.
        SupersededWork: the student has handed in again.
    """
    if work.graded_at is None or work.graded_by != actor.id or now - work.graded_at > JUST_NOW:
        raise GradeGiven("Only what you gave yourself a moment ago can be taken back; grade or return it instead.")
    if isinstance(work, HandIn):
        if not work.current:
            raise SupersededWork("The student has handed in again; grade the newer version.", number=work.number)
        given_at, work.state = work.graded_at, HandInState.HANDED_IN
        for user_id in owners_of(session, work):
            _restore_points(session, actor, work.block_id, user_id, lesson, given_at, now)
    else:
        block = session.get_one(Block, work.block_id)
        quiz = quiz_at(session, block, lesson, work.lesson_version)
        by_tutor = {str(item.id) for item in quiz.questions if isinstance(item, TutorGraded)}
        ungraded = {"points": None, "correct": None, "comment": None}
        work.marks = [mark | ungraded if mark["question_id"] in by_tutor else mark for mark in work.marks]
        work.state, work.passed = WorkState.NEEDS_GRADING, False
        work.score = score_of((mark.get("points"), most_of(mark)) for mark in work.marks)
        session.flush()
        set_quiz_grade(
            session, block_id=work.block_id, user_id=work.user_id, course_id=lesson.course_id, now=now, by=actor
        )
    work.graded_by = work.graded_at = None
    session.flush()


def _restore_points(
    session: Session, actor: Actor, block_id: UUID, user_id: UUID, lesson: Lesson, given_at: datetime, now: datetime
) -> None:
    """Write the points again that somebody had before this was graded."""
    change = session.scalar(
        select(GradeChange).where(
            GradeChange.block_id == block_id,
            GradeChange.user_id == user_id,
            GradeChange.what == Changed.RAW,
            GradeChange.at == given_at,
        )
    )
    if change is None:
        return
    grade = find_grade(session, block_id, user_id, lesson.course_id, now)
    points = None if change.before is None else float(change.before.partition(" ")[0])
    set_raw(
        session,
        block_id=block_id,
        user_id=user_id,
        course_id=lesson.course_id,
        points=points,
        most=None if points is None else grade.raw_max,
        now=now,
        by=actor,
    )
