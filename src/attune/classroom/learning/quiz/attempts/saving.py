"""Grading a submission and keeping it as an attempt, with everything that follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, Lesson
from attune.classroom.learning.gradebook.grades import set_quiz_grade
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.models import QuizAttempt, QuizStart, WorkState
from attune.classroom.learning.progress import complete_if_done
from attune.classroom.learning.quiz.drafts import delete_draft
from attune.classroom.learning.quiz.grading import Answer, Mark, Marked, mark_quiz
from attune.classroom.learning.quiz.questions import attempts_left
from attune.classroom.learning.quiz.starts import end
from attune.classroom.platform.events.types import QuizSubmitted, publish

EXPLAINED_FROM = 3  # attempts; two tries with hints, then what is still wrong is explained


@dataclass(frozen=True, slots=True)
class Submission:
    """One submission on its way: whose, at what, what was asked, and which attempt it is.

    quiz: as this attempt asks it.  used: how many attempts are used up.  before: how many there are.
    """

    user_id: UUID
    block: Block
    lesson: Lesson
    quiz: QuizContent
    start: QuizStart | None
    used: int
    before: int
    language: str


def mark_attempt(
    quiz: QuizContent, answers: Mapping[UUID, Answer], used: int, language: str, *, lenient: bool
) -> Marked:
    """Grade the attempt that `used` others come before.

    Explanations may give the answer away: in a graded quiz they wait for the last attempt, and in practice the hints of
    a question come first.

    Raises:
        QuizChanged: an answer is to a question, or is a choice, that is not there.
        InvalidInput: an answer is of the wrong sort.
        AnswersUnreadable: a number can be read in no way, or in several.
    """
    left = attempts_left(quiz, used)
    reveal = left == 1 or not quiz.graded
    hints_first = left != 1 and used + 1 < EXPLAINED_FROM
    held_back = {item.id for item in quiz.questions if item.hints} if hints_first else set()
    return mark_quiz(quiz, answers, reveal=reveal, language=language, held_back=held_back, lenient=lenient)


def as_stored(mark: Mark) -> dict[str, Any]:
    """A mark as an attempt keeps it."""
    return {
        "question_id": str(mark.question_id),
        "correct": mark.correct,
        "feedback": mark.feedback,
        "points": mark.points,
        "possible": mark.possible,
    }


def save_attempt(
    session: Session,
    submission: Submission,
    attempt_id: UUID,
    answers: Mapping[UUID, Answer],
    marked: Marked,
    at: datetime,
    *,
    automatic: bool = False,
    now: datetime | None = None,
) -> QuizAttempt:
    """Keep the attempt; what was under way and saved is done with, and the lesson completed if that was all.

    at: when it counts as handed in.  now: where that is not now.
    """
    start = submission.start
    attempt = QuizAttempt(
        id=attempt_id,
        user_id=submission.user_id,
        block_id=submission.block.id,
        lesson_version=start.lesson_version if start is not None else submission.lesson.version,
        started_at=start.started_at if start is not None else None,
        submitted_at=at,
        automatic=automatic,
        practice=not submission.quiz.graded,
        state=WorkState.NEEDS_GRADING if marked.waits else WorkState.GRADED,
        score=marked.score,
        passed=marked.passed,
        answers={str(question_id): answer for question_id, answer in answers.items()},
        marks=[as_stored(mark) for mark in marked.marks],
    )
    session.add(attempt)
    session.flush()
    delete_draft(session, submission.user_id, submission.block.id)
    if start is not None:
        end(session, start)
    if submission.quiz.graded:
        set_quiz_grade(
            session,
            block_id=attempt.block_id,
            user_id=attempt.user_id,
            course_id=submission.lesson.course_id,
            now=at,
        )
    status = read_lesson_status(session, submission.user_id, submission.lesson, now or at)
    complete_if_done(status, at)
    session.flush()
    hidden = submission.quiz.graded and attempt.block_id in status.hidden
    _notify(session, attempt, submission, marked.marks, hidden=hidden)
    return attempt


def _notify(
    session: Session, attempt: QuizAttempt, submission: Submission, marks: Sequence[Mark], *, hidden: bool
) -> None:
    """Publish what was graded; of an attempt that waits for a tutor as a whole there is nothing to say yet."""
    graded = [mark for mark in marks if mark.points is not None]
    if not graded:
        return
    possible = sum(mark.possible for mark in graded)
    enough = sum(mark.points or 0.0 for mark in graded) >= submission.quiz.pass_score * possible
    publish(
        session,
        QuizSubmitted(
            user_id=attempt.user_id,
            at=attempt.submitted_at,
            lesson_id=submission.lesson.id,
            block_id=attempt.block_id,
            attempt=submission.before + 1,
            passed=attempt.passed or (attempt.state is WorkState.NEEDS_GRADING and enough),
            graded=submission.quiz.graded,
            wrong_question_ids=tuple(mark.question_id for mark in graded if not mark.correct),
            result_hidden=hidden,
        ),
    )
