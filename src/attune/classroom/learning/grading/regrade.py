"""Grading earlier attempts again after a question was changed, with a trace in the gradebook."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Course
from attune.classroom.learning.gradebook.grades import set_quiz_grade
from attune.classroom.learning.grading.schemas import EarlierAttempts, RegradeOut
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt, WorkState
from attune.classroom.learning.progress import begin_lesson, complete_if_done
from attune.classroom.learning.quiz.attempts.saving import as_stored, mark_attempt
from attune.classroom.learning.quiz.grading import score_of
from attune.classroom.learning.quiz.questions import find_quiz
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.platform.permissions import Actor


def count_earlier(session: Session, actor: Actor, block_id: UUID) -> EarlierAttempts:
    """What was handed in at a quiz while it was for practice, or had other questions.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    rows = session.execute(
        select(QuizAttempt.lesson_version, QuizAttempt.practice, QuizAttempt.user_id).where(
            QuizAttempt.block_id == block.id
        )
    ).all()
    same = {
        version: _grades_alike(quiz_at(session, block, lesson, version), quiz)
        for version in {version for version, _practice, _user in rows}
    }
    practised = [user_id for _version, practice, user_id in rows if practice]
    return EarlierAttempts(
        course_id=lesson.course_id,
        graded=quiz.graded,
        practice_students=len(set(practised)),
        practice_attempts=len(practised),
        outdated_attempts=sum(not same[version] for version, _practice, _user in rows),
    )


def _grades_alike(before: QuizContent, now: QuizContent) -> bool:
    """Whether answers earn the same by both; what helps with a question, and explains it, earns nothing."""
    return before.pass_score == now.pass_score and _graded_parts(before) == _graded_parts(now)


def _graded_parts(quiz: QuizContent) -> list[dict[str, Any]]:
    beside = {"hints", "example", "easier", "feedback", "pool"}
    return [item.model_dump(mode="json", exclude=beside) for item in quiz.questions]


def grade_again(session: Session, actor: Actor, block_id: UUID, now: datetime) -> RegradeOut:
    """Grade every attempt at a quiz by its questions as they are now.

    What a tutor has given stays. Questions that are gone keep their marks, and those that came since are not asked.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    language = session.get_one(Course, lesson.course_id).language
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.block_id == block.id)
        .order_by(QuizAttempt.user_id, QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    changed = 0
    for user_id in dict.fromkeys(attempt.user_id for attempt in attempts):
        begin_lesson(session, user_id, lesson, now)
        own = [attempt for attempt in attempts if attempt.user_id == user_id]
        changed += sum([_grade_again(attempt, used, quiz, language) for used, attempt in enumerate(own)])
        for attempt in own:
            attempt.lesson_version = lesson.version
        session.flush()
        if quiz.graded:
            set_quiz_grade(
                session,
                block_id=block.id,
                user_id=user_id,
                course_id=lesson.course_id,
                now=now,
                by=actor,
            )
        complete_if_done(read_lesson_status(session, user_id, lesson, now), now)
    session.flush()
    return RegradeOut(attempts=len(attempts), changed=changed)


def _grade_again(attempt: QuizAttempt, used: int, quiz: QuizContent, language: str) -> bool:
    """Grade one attempt, explained as when it was handed in after `used` others.

    Returns:
        Whether its points are others now.
    """
    asked = {mark["question_id"] for mark in attempt.marks}
    there = quiz.model_copy(update={"questions": [item for item in quiz.questions if str(item.id) in asked]})
    if not there.questions:
        return False
    answers = {item.id: attempt.answers[str(item.id)] for item in there.questions if str(item.id) in attempt.answers}
    marked = mark_attempt(there, answers, used, language, lenient=True)
    new = {str(mark.question_id): as_stored(mark) for mark in marked.marks}
    marks = [_kept(mark, new.get(mark["question_id"])) for mark in attempt.marks]
    score = score_of((mark.get("points", float(bool(mark["correct"]))), mark.get("possible", 1.0)) for mark in marks)
    before = attempt.score
    attempt.marks, attempt.score, attempt.passed = marks, score, score >= quiz.pass_score
    waits = any(mark.get("points", 0.0) is None for mark in marks)
    attempt.state = WorkState.NEEDS_GRADING if waits else WorkState.GRADED
    return before != score


def _kept(before: dict[str, Any], after: dict[str, Any] | None) -> dict[str, Any]:
    """The mark that stands: a tutor's points and comment stay, and so does the mark of a question that is gone."""
    if after is None:
        return before
    if after["points"] is None:
        possible = after["possible"]
        points = before.get("points")
        capped = None if points is None else min(points, possible)
        correct = None if capped is None else capped == possible
        return {**before, "possible": possible, "points": capped, "correct": correct}
    return {**after, "comment": before.get("comment"), "feedback": after["feedback"]}
