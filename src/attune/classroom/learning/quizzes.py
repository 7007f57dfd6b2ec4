"""Submitting answers: marked once, counted once, however often the same submission arrives."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_block
from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.errors import Conflict, NotFound
from attune.classroom.events import QuizSubmitted, publish
from attune.classroom.learning.marking import Marked, mark_quiz
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.progress import complete_if_done, note_block
from attune.classroom.learning.schemas import AttemptIn, AttemptOut, QuestionMark
from attune.classroom.learning.standing import read_standing, refuse_locked
from attune.classroom.markdown import to_html
from attune.classroom.permissions import Actor


class NoAttemptsLeft(Conflict):
    """Every attempt this quiz allows has been used."""

    code = "no_attempts_left"


class AttemptIdTaken(Conflict):
    """The submission's id already stands for another submission."""

    code = "attempt_id_taken"


def submit_answers(session: Session, actor: Actor, block_id: UUID, submission: AttemptIn, now: datetime) -> AttemptOut:
    """Mark a submission and keep it. A submission with an id that has been marked before gets the same answer again.

    Raises NotFound for a block that is no quiz, NoAttemptsLeft, AttemptIdTaken, and InvalidInput for answers that do
    not fit the questions.
    """
    block, lesson = find_block(session, actor, block_id)
    if block.kind is not BlockKind.QUIZ:
        raise NotFound(f"Block {block_id} is not a quiz.", block_id=str(block_id))
    refuse_locked(session, actor, lesson)
    quiz = QuizContent.model_validate(block.content)
    note_block(session, actor.id, lesson, block, now)
    earlier = read_standing(session, actor.id, lesson).attempts_at(block.id)
    repeated = session.get(QuizAttempt, submission.id)
    if repeated is not None:
        return _answer_again(repeated, actor, block, quiz, len(earlier))
    marked = mark_quiz(quiz, submission.answers, reveal=_may_reveal(quiz, len(earlier)))
    attempt = _keep(session, actor, block, submission, marked, now)
    standing = read_standing(session, actor.id, lesson)
    complete_if_done(standing, now)
    session.flush()
    publish(session, _told(attempt, lesson.id, marked.wrong_count, quiz.graded))
    return _answer(attempt, quiz, len(earlier) + 1)


def _told(attempt: QuizAttempt, lesson_id: UUID, wrong_count: int, graded: bool) -> QuizSubmitted:
    return QuizSubmitted(
        user_id=attempt.user_id,
        at=attempt.submitted_at,
        lesson_id=lesson_id,
        block_id=attempt.block_id,
        wrong_count=wrong_count,
        graded=graded,
    )


def _may_reveal(quiz: QuizContent, used: int) -> bool:
    """Explanations may give the answer away: in a graded quiz they wait for the last attempt."""
    if not quiz.graded:
        return True
    if quiz.attempts_allowed is None:
        return False
    if used >= quiz.attempts_allowed:
        raise NoAttemptsLeft(
            f"All {quiz.attempts_allowed} attempts of this quiz have been used; your best score counts.",
            attempts_allowed=quiz.attempts_allowed,
        )
    return used + 1 == quiz.attempts_allowed


def _keep(
    session: Session, actor: Actor, block: Block, submission: AttemptIn, marked: Marked, now: datetime
) -> QuizAttempt:
    marks = [
        {"question_id": str(mark.question_id), "correct": mark.correct, "feedback": mark.feedback}
        for mark in marked.marks
    ]
    attempt = QuizAttempt(
        id=submission.id,
        user_id=actor.id,
        block_id=block.id,
        submitted_at=now,
        score=marked.score,
        passed=marked.passed,
        answers={str(question_id): answer for question_id, answer in submission.answers.items()},
        marks=marks,
    )
    session.add(attempt)
    session.flush()
    return attempt


def _answer_again(attempt: QuizAttempt, actor: Actor, block: Block, quiz: QuizContent, used: int) -> AttemptOut:
    if attempt.user_id != actor.id or attempt.block_id != block.id:
        raise AttemptIdTaken("This id belongs to another submission; make a new one.", id=str(attempt.id))
    return _answer(attempt, quiz, used)


def _answer(attempt: QuizAttempt, quiz: QuizContent, used: int) -> AttemptOut:
    marks = [
        QuestionMark(
            question_id=mark["question_id"],
            correct=mark["correct"],
            feedback_html=to_html(mark["feedback"]) if mark["feedback"] else None,
        )
        for mark in attempt.marks
    ]
    return AttemptOut(
        id=attempt.id,
        score=attempt.score,
        passed=attempt.passed,
        questions=marks,
        attempts_left=None if quiz.attempts_allowed is None else max(0, quiz.attempts_allowed - used),
        submitted_at=attempt.submitted_at,
    )
