"""Handing in answers: graded once, counted once, however often the same submission arrives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.questions import FileQuestion
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Block, Course
from attune.classroom.learning.assignments.models import HandIn
from attune.classroom.learning.lesson_status import read_lesson_status
from attune.classroom.learning.locking import refuse_closed
from attune.classroom.learning.models import QuizAttempt, QuizStart
from attune.classroom.learning.progress import begin_lesson, record_view
from attune.classroom.learning.quiz.attempts.automatic import hand_in_if_past
from attune.classroom.learning.quiz.attempts.saving import Submission, mark_attempt, save_attempt
from attune.classroom.learning.quiz.attempts.shown import result_at, show_attempt
from attune.classroom.learning.quiz.drafts import delete_unasked, show_drafts
from attune.classroom.learning.quiz.grading import Answer, changed
from attune.classroom.learning.quiz.questions import attempts_left, find_quiz, quiz_version, show_items
from attune.classroom.learning.quiz.schemas import AttemptIn, AttemptOut, StartOut
from attune.classroom.learning.quiz.selection import draw, seed_of
from attune.classroom.learning.quiz.starts import (
    begin,
    end,
    not_started,
    own_quiz,
    refuse_unavailable,
    running_start,
)
from attune.classroom.learning.quiz.versions import quiz_at
from attune.classroom.learning.uploads.service import refuse_foreign
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.permissions import Actor


class NoAttemptsLeft(Conflict):
    """Every attempt this quiz allows has been used."""

    code = "no_attempts_left"


class AttemptIdTaken(Conflict):
    """The submission's id already stands for another submission."""

    code = "attempt_id_taken"


def start_attempt(session: Session, actor: Actor, block_id: UUID, now: datetime) -> StartOut:
    """Start an attempt, or return the one that is under way: on every device the same questions and the same end.

    Raises:
        NotFound: the block is no quiz of the actor's.
        LessonLocked: another lesson comes first.
        QuizUnavailable: it is not open now.
        NoAttemptsLeft: all have been used.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    begin_lesson(session, actor.id, lesson, now)
    hand_in_if_past(session, actor.id, block, lesson, now)
    start = running_start(session, actor.id, block.id)
    if start is None:
        refuse_unavailable(quiz, now)
        used = read_lesson_status(session, actor.id, lesson, now).used_at(block.id)
        _refuse_used_up(quiz, used)
        record_view(session, actor.id, lesson, block, now)
        start = begin(session, actor.id, block, lesson, quiz, now)
        # answers may have been saved before the quiz had to be started; they go on in this attempt
        delete_unasked(session, actor.id, block.id, draw(quiz, str(start.id)))
    links = published_links(session, lesson, start.lesson_version)
    quiz = quiz_at(session, block, lesson, start.lesson_version)
    asked = draw(quiz, str(start.id))
    return StartOut(
        id=start.id,
        started_at=start.started_at,
        ends_at=start.ends_at,
        version=quiz_version(quiz),
        questions=show_items(asked, str(start.id), links.targets, with_help=not quiz.graded),
        draft=show_drafts(session, actor.id, block.id, quiz, session.get_one(Course, lesson.course_id).language),
        server_time=now,
    )


def submit_answers(session: Session, actor: Actor, block_id: UUID, submission: AttemptIn, now: datetime) -> AttemptOut:
    """Grade a submission and keep it; the draft is done with. An id that has been graded gets the same answer again.

    Where the time of a started attempt is over, what the server has of it has been handed in, and is the answer.

    Raises:
        NotFound: the block is no quiz of the actor's.
        QuizNotStarted: it has to be started, and the submission is of no attempt under way.
        QuizUnavailable: it is not open now.
        NoAttemptsLeft: all have been used.
        AttemptIdTaken: the id is another submission's.
        QuizChanged: the questions are no longer those that were answered.
        AnswersUnreadable: a number cannot be read, or can be read in several ways.
        InvalidInput: an answer is of the wrong sort.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    begin_lesson(session, actor.id, lesson, now)  # its lock: of two submissions at once the second sees the first
    hand_in_if_past(session, actor.id, block, lesson, now)
    status = read_lesson_status(session, actor.id, lesson, now)
    in_time = now - timedelta(seconds=quiz.grace_seconds)  # what was opened again takes late answers as a quiz does
    before, used = len(status.attempts_at(block.id)), status.used_at(block.id, in_time)
    targets = published_links(session, lesson).targets
    repeated = session.get(QuizAttempt, submission.id)
    if repeated is not None:
        _refuse_taken(repeated, actor, block)
        return show_attempt(repeated, quiz, used, targets, result_at(session, block, quiz, now), now)
    if session.get(HandIn, submission.id) is not None:  # work is graded by its id, whatever its kind
        raise _taken(submission.id)
    _refuse_started_elsewhere(session, submission.id, actor, block)
    start = _start_of(session, actor.id, block, quiz, submission, now)
    if start is not None:
        quiz = own_quiz(session, actor.id, block, quiz_at(session, block, lesson, start.lesson_version))
    _refuse_used_up(quiz, used)
    if submission.quiz_version not in {None, quiz_version(quiz)}:
        raise changed([])
    seed = str(start.id) if start is not None else seed_of(actor.id, block.id, before)
    language = session.get_one(Course, lesson.course_id).language
    submitted = Submission(actor.id, block, lesson, draw(quiz, seed), start, used, before, language)
    _refuse_foreign_files(session, submitted, submission.answers)
    marked = mark_attempt(submitted.quiz, submission.answers, used, language, lenient=False)
    record_view(session, actor.id, lesson, block, now)
    attempt = save_attempt(session, submitted, submission.id, submission.answers, marked, now)
    return show_attempt(attempt, quiz, used + 1, targets, result_at(session, block, quiz, now), now)


def _start_of(
    session: Session, user_id: UUID, block: Block, quiz: QuizContent, submission: AttemptIn, now: datetime
) -> QuizStart | None:
    """The start that a submission belongs to; None where the quiz needs none."""
    start = running_start(session, user_id, block.id)
    if start is not None and start.id == submission.id:
        return start
    if quiz.begins_by_hand:
        raise not_started()
    refuse_unavailable(quiz, now)
    if start is not None:
        end(session, start)  # the quiz was changed since, and is begun by answering it
    return None


def _refuse_used_up(quiz: QuizContent, used: int) -> None:
    if attempts_left(quiz, used) == 0:
        raise NoAttemptsLeft(
            f"All {quiz.attempts_allowed} attempts of this quiz have been used; your best score counts.",
            attempts_allowed=quiz.attempts_allowed,
        )


def _refuse_foreign_files(session: Session, submission: Submission, answers: Mapping[UUID, Answer]) -> None:
    for item in submission.quiz.questions:
        answer = answers.get(item.id)
        if isinstance(item, FileQuestion) and isinstance(answer, list):
            refuse_foreign(session, submission.user_id, submission.block.id, answer)


def _refuse_taken(attempt: QuizAttempt | QuizStart, actor: Actor, block: Block) -> None:
    if attempt.user_id != actor.id or attempt.block_id != block.id:
        raise _taken(attempt.id)


def _refuse_started_elsewhere(session: Session, attempt_id: UUID, actor: Actor, block: Block) -> None:
    """Raise AttemptIdTaken for the id of an attempt that is under way at another quiz: that one will need it."""
    start = session.scalar(select(QuizStart).where(QuizStart.id == attempt_id))
    if start is not None:
        _refuse_taken(start, actor, block)


def _taken(work_id: UUID) -> AttemptIdTaken:
    return AttemptIdTaken("This id belongs to another submission; make a new one.", id=str(work_id))
