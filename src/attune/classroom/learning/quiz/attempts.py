"""Handing in answers: graded once, counted once, however often the same submission arrives."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.content import QuizContent
from attune.classroom.courses.media import course_links
from attune.classroom.courses.models import Block, Course
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.locking import refuse_locked
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.progress import begin_lesson, complete_if_done, record_view
from attune.classroom.learning.quiz.drafts import delete_draft
from attune.classroom.learning.quiz.grading import Marked, changed, mark_quiz
from attune.classroom.learning.quiz.questions import attempts_left, find_quiz, quiz_version
from attune.classroom.learning.quiz.schemas import AttemptIn, AttemptOut, QuestionMark
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.events.types import QuizSubmitted, publish
from attune.classroom.platform.markdown import LinkTargets, to_html
from attune.classroom.platform.permissions import Actor


class NoAttemptsLeft(Conflict):
    """Every attempt this quiz allows has been used."""

    code = "no_attempts_left"


class AttemptIdTaken(Conflict):
    """The submission's id already stands for another submission."""

    code = "attempt_id_taken"


def submit_answers(session: Session, actor: Actor, block_id: UUID, submission: AttemptIn, now: datetime) -> AttemptOut:
    """Grade a submission and keep it; the draft is done with. An id that has been graded gets the same answer again.

    Raises:
        NotFound: the block is no quiz of the actor's.
        NoAttemptsLeft: all have been used.
        AttemptIdTaken: the id is another submission's.
        QuizChanged: the questions are no longer those that were answered.
        AnswersUnreadable: a number cannot be read, or can be read in several ways.
        InvalidInput: an answer is of the wrong sort.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_locked(session, actor, lesson)
    begin_lesson(session, actor.id, lesson, now)  # its lock: of two submissions at once the second sees the first
    earlier = read_lesson_status(session, actor.id, lesson).attempts_at(block.id)
    targets = course_links(session, lesson.course_id).targets
    repeated = session.get(QuizAttempt, submission.id)
    if repeated is not None:
        _refuse_taken(repeated, actor, block)
        return _answer(repeated, quiz, len(earlier), targets)
    record_view(session, actor.id, lesson, block, now)
    marked = _grade(session, quiz, submission, lesson.course_id, len(earlier))
    attempt = _save(session, actor, block, submission, marked, now)
    delete_draft(session, actor.id, block.id)
    complete_if_done(read_lesson_status(session, actor.id, lesson), now)
    session.flush()
    publish(session, _submitted_event(attempt, lesson.id, marked.wrong_count, quiz.graded))
    return _answer(attempt, quiz, len(earlier) + 1, targets)


def _grade(session: Session, quiz: QuizContent, submission: AttemptIn, course_id: UUID, used: int) -> Marked:
    left = attempts_left(quiz, used)
    if left == 0:
        raise NoAttemptsLeft(
            f"All {quiz.attempts_allowed} attempts of this quiz have been used; your best score counts.",
            attempts_allowed=quiz.attempts_allowed,
        )
    if submission.quiz_version not in {None, quiz_version(quiz)}:
        raise changed([])
    # explanations may give the answer away: in a graded quiz they wait for the last attempt
    reveal = left == 1 or not quiz.graded
    return mark_quiz(quiz, submission.answers, reveal=reveal, language=session.get_one(Course, course_id).language)


def _submitted_event(attempt: QuizAttempt, lesson_id: UUID, wrong_count: int, graded: bool) -> QuizSubmitted:
    return QuizSubmitted(
        user_id=attempt.user_id,
        at=attempt.submitted_at,
        lesson_id=lesson_id,
        block_id=attempt.block_id,
        wrong_count=wrong_count,
        graded=graded,
    )


def _save(
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


def _refuse_taken(attempt: QuizAttempt, actor: Actor, block: Block) -> None:
    if attempt.user_id != actor.id or attempt.block_id != block.id:
        raise AttemptIdTaken("This id belongs to another submission; make a new one.", id=str(attempt.id))


def _answer(attempt: QuizAttempt, quiz: QuizContent, used: int, targets: LinkTargets) -> AttemptOut:
    marks = [
        QuestionMark(
            question_id=mark["question_id"],
            correct=mark["correct"],
            feedback_html=to_html(mark["feedback"], targets) if mark["feedback"] else None,
        )
        for mark in attempt.marks
    ]
    return AttemptOut(
        id=attempt.id,
        score=attempt.score,
        passed=attempt.passed,
        questions=marks,
        attempts_left=attempts_left(quiz, used),
        submitted_at=attempt.submitted_at,
    )
