"""Drafts: answers kept from the first keystroke, one a question, until they are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.content.questions import FileQuestion, NumberQuestion
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.locking import refuse_closed
from attune.classroom.learning.models import QuizAttempt, QuizDraft
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.learning.quiz.grading import changed, fits, is_blank, read_answer
from attune.classroom.learning.quiz.number_marks import NumberMarks, marks_of
from attune.classroom.learning.quiz.numbers import NumberReading, approximate, distinct, write_number
from attune.classroom.learning.quiz.questions import find_quiz
from attune.classroom.learning.quiz.schemas import (
    DraftAnswerIn,
    DraftAnswerOut,
    DraftIn,
    DraftOut,
    NumberReadingOut,
    ReadingStatus,
)
from attune.classroom.learning.quiz.starts import closes_at, is_past, not_started, refuse_unavailable, running_start
from attune.classroom.learning.schemas import BlockOut
from attune.classroom.learning.uploads.service import files_by_id, refuse_foreign, show_file
from attune.classroom.platform.permissions import Actor, Role

INSTANT = timedelta(microseconds=1)


def save_draft(session: Session, actor: Actor, block_id: UUID, change: DraftIn, now: datetime) -> DraftOut:
    """Keep answers as they stand; of two devices, the one on which an answer was given later wins.

    An answer given before the last hand-in, or the start of the attempt, arrived late and belongs to what was handed
    in: it is not kept.

    Returns:
        Every answer of the quiz that is kept now.

    Raises:
        NotFound: there is no such quiz among the actor's.
        LessonLocked, CourseNotOpen, CourseEnded: see `refuse_closed`.
        QuizNotStarted: the quiz has to be started, or the time of what was started is over.
        QuizUnavailable: the quiz is not open now.
        QuizChanged: an answer is to a question that is not there; nothing has been kept.
        InvalidInput: an answer to a question for a number is too long, or a file is not the actor's; nothing is kept.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_closed(session, actor, lesson, now)
    known = {question.id for question in quiz.questions}
    gone = [answer.question_id for answer in change.answers if answer.question_id not in known]
    if gone:
        raise changed(gone)
    if not quiz.begins_by_hand and actor.role is Role.STUDENT:
        refuse_unavailable(quiz, now)
    language = session.get_one(Course, lesson.course_id).language
    _refuse_misfits(session, actor, block, quiz, change.answers, marks_of(language))
    begin_lesson(session, actor.id, lesson, now)  # one at a time: a late draft must not pass a hand-in
    since = _open_since(session, actor, block, quiz, now)
    kept = {draft.question_id: draft for draft in _drafts(session, actor.id, [block.id])}
    for answer in change.answers:
        changed_at = now - timedelta(seconds=answer.age_seconds)
        before = kept.get(answer.question_id)
        late = since is not None and changed_at < since
        if not late and (before is None or changed_at >= before.changed_at):
            kept[answer.question_id] = _save(session, actor.id, block, lesson, quiz, answer, changed_at)
    session.flush()
    return DraftOut(answers=_show(session, quiz, kept.values(), marks_of(language)))


def discard_draft(session: Session, actor: Actor, block_id: UUID) -> None:
    """Delete every kept answer of a quiz.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    block, _lesson, _quiz = find_quiz(session, actor, block_id)
    delete_draft(session, actor.id, block.id)


def delete_draft(session: Session, user_id: UUID, block_id: UUID) -> None:
    """Delete somebody's kept answers of one quiz: they have been handed in, or are no longer wanted."""
    session.execute(delete(QuizDraft).where(QuizDraft.user_id == user_id, QuizDraft.block_id == block_id))


def delete_unasked(session: Session, user_id: UUID, block_id: UUID, asked: QuizContent) -> None:
    """Keep somebody's answers to the questions of the attempt that they start, and delete the others.

    The attempt's end is from now on the end of the quiz, and not the date that was kept with an answer.
    """
    own = QuizDraft.user_id == user_id, QuizDraft.block_id == block_id
    ids = [question.id for question in asked.questions]
    session.execute(delete(QuizDraft).where(*own, QuizDraft.question_id.not_in(ids)))
    session.execute(update(QuizDraft).where(*own).values(closes_at=None))


def with_drafts(
    session: Session, user_id: UUID, language: str, blocks: Sequence[Block], shown: Sequence[BlockOut]
) -> list[BlockOut]:
    """The blocks of a lesson with the kept answers in their quizzes; one query, and none without a quiz."""
    quizzes = {block.id: block for block in blocks if block.kind is BlockKind.QUIZ}
    drafts = _drafts(session, user_id, list(quizzes)) if quizzes else []
    marks = marks_of(language)
    filled = []
    for block in shown:
        own = [draft for draft in drafts if draft.block_id == block.id]
        if block.quiz is not None and own:
            answers = _show(session, QuizContent.stored(quizzes[block.id].content), own, marks)
            block = block.model_copy(update={"quiz": block.quiz.model_copy(update={"draft": answers})})
        filled.append(block)
    return filled


def show_drafts(
    session: Session, user_id: UUID, block_id: UUID, quiz: QuizContent, language: str
) -> list[DraftAnswerOut]:
    """Somebody's kept answers of one quiz."""
    return _show(session, quiz, _drafts(session, user_id, [block_id]), marks_of(language))


def show_reading(reading: NumberReading, marks: NumberMarks) -> NumberReadingOut:
    """How a number was read, as the student sees it."""
    if reading.problem is not None:
        return NumberReadingOut(status=ReadingStatus.UNREADABLE, problem=reading.problem)
    if reading.value is None:
        return NumberReadingOut(status=ReadingStatus.AMBIGUOUS, choices=distinct(reading.values, marks))
    text, about = write_number(reading.value, marks), approximate(reading.value, marks)
    return NumberReadingOut(status=ReadingStatus.READ, text=text, approximately=about)


def _refuse_misfits(
    session: Session,
    actor: Actor,
    block: Block,
    quiz: QuizContent,
    answers: Iterable[DraftAnswerIn],
    marks: NumberMarks,
) -> None:
    """Raise InvalidInput for what could not be handed in either: another's file, or a number of any length."""
    questions = {question.id: question for question in quiz.questions}
    for each in answers:
        question = questions[each.question_id]
        if isinstance(question, FileQuestion) and isinstance(each.answer, list):
            refuse_foreign(session, actor.id, block.id, each.answer)
        if isinstance(question, NumberQuestion) and isinstance(each.answer, str) and not is_blank(each.answer):
            read_answer(question, each.answer, marks)


def _save(
    session: Session,
    user_id: UUID,
    block: Block,
    lesson: Lesson,
    quiz: QuizContent,
    answer: DraftAnswerIn,
    changed_at: datetime,
) -> QuizDraft:
    draft = QuizDraft(
        user_id=user_id,
        block_id=block.id,
        question_id=answer.question_id,
        course_id=lesson.course_id,
        answer=answer.answer,
        changed_at=changed_at,
        closes_at=closes_at(quiz),
    )
    return session.merge(draft)


def _drafts(session: Session, user_id: UUID, block_ids: Sequence[UUID]) -> Sequence[QuizDraft]:
    return session.scalars(
        select(QuizDraft).where(QuizDraft.user_id == user_id, QuizDraft.block_id.in_(block_ids))
    ).all()


def _open_since(session: Session, actor: Actor, block: Block, quiz: QuizContent, now: datetime) -> datetime | None:
    """From when answers belong to the present attempt: from its start, else from after the last hand-in."""
    if quiz.begins_by_hand:
        start = running_start(session, actor.id, block.id)
        if start is None or is_past(start, now):
            raise not_started()
        return start.started_at
    handed_in = session.scalar(
        select(func.max(QuizAttempt.submitted_at)).where(
            QuizAttempt.user_id == actor.id, QuizAttempt.block_id == block.id
        )
    )
    return handed_in + INSTANT if handed_in is not None else None


def _show(session: Session, quiz: QuizContent, drafts: Iterable[QuizDraft], marks: NumberMarks) -> list[DraftAnswerOut]:
    """The kept answers in the order of the questions; those that the quiz has no question for any more are left out.

    An answer of another sort, or longer than its question takes, was given before the question's kind was changed.
    """
    by_question = {draft.question_id: draft for draft in drafts}
    shown = []
    asked = [question for question in quiz.questions if isinstance(question, FileQuestion)]
    lists = [by_question[question.id].answer for question in asked if question.id in by_question]
    files = files_by_id(session, [each for answer in lists if isinstance(answer, list) for each in answer])
    for question in quiz.questions:
        draft = by_question.get(question.id)
        if draft is None or not fits(question, draft.answer):
            continue
        reading = None
        if isinstance(question, NumberQuestion) and isinstance(draft.answer, str) and not is_blank(draft.answer):
            reading = show_reading(read_answer(question, draft.answer, marks), marks)
        own = {key: file for key, file in files.items() if file.user_id == draft.user_id}
        shown.append(
            DraftAnswerOut(
                question_id=question.id,
                answer=draft.answer,
                changed_at=draft.changed_at,
                reading=reading,
                files=[show_file(own[each]) for each in draft.answer if each in own],
            )
        )
    return shown
