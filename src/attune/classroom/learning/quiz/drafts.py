"""Drafts: answers kept from the first keystroke, one a question, until they are handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.content import NumberQuestion, QuizContent
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.locking import refuse_locked
from attune.classroom.learning.models import QuizAttempt, QuizDraft
from attune.classroom.learning.progress import begin_lesson
from attune.classroom.learning.quiz.grading import changed, is_blank, read_answer
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
from attune.classroom.learning.schemas import BlockOut
from attune.classroom.platform.permissions import Actor


def save_draft(session: Session, actor: Actor, block_id: UUID, change: DraftIn, now: datetime) -> DraftOut:
    """Keep answers as they stand; of two devices, the one on which an answer was given later wins.

    An answer given before the last hand-in arrived late and belongs to it: it is not kept.

    Returns:
        Every answer of the quiz that is kept now.

    Raises:
        NotFound: there is no such quiz among the actor's.
        LessonLocked: another lesson comes first.
        QuizChanged: an answer is to a question that is not there; nothing has been kept.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_locked(session, actor, lesson)
    known = {question.id for question in quiz.questions}
    gone = [answer.question_id for answer in change.answers if answer.question_id not in known]
    if gone:
        raise changed(gone)
    begin_lesson(session, actor.id, lesson, now)  # one at a time: a late draft must not pass a hand-in
    handed_in = _last_hand_in(session, actor.id, block.id)
    kept = {draft.question_id: draft for draft in _drafts(session, actor.id, [block.id])}
    for answer in change.answers:
        changed_at = now - timedelta(seconds=answer.age_seconds)
        before = kept.get(answer.question_id)
        late = handed_in is not None and changed_at <= handed_in
        if not late and (before is None or changed_at >= before.changed_at):
            kept[answer.question_id] = _save(session, actor.id, block, lesson, answer, changed_at)
    session.flush()
    language = session.get_one(Course, lesson.course_id).language
    return DraftOut(answers=_show(quiz, kept.values(), marks_of(language)))


def discard_draft(session: Session, actor: Actor, block_id: UUID) -> None:
    """Delete every kept answer of a quiz; raises NotFound."""
    block, _lesson, _quiz = find_quiz(session, actor, block_id)
    delete_draft(session, actor.id, block.id)


def delete_draft(session: Session, user_id: UUID, block_id: UUID) -> None:
    """Delete somebody's kept answers of one quiz: they have been handed in, or are no longer wanted."""
    session.execute(delete(QuizDraft).where(QuizDraft.user_id == user_id, QuizDraft.block_id == block_id))


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
            answers = _show(QuizContent.model_validate(quizzes[block.id].content), own, marks)
            block = block.model_copy(update={"quiz": block.quiz.model_copy(update={"draft": answers})})
        filled.append(block)
    return filled


def show_reading(reading: NumberReading, marks: NumberMarks) -> NumberReadingOut:
    """How a number was read, as the student sees it."""
    if reading.problem is not None:
        return NumberReadingOut(status=ReadingStatus.UNREADABLE, problem=reading.problem)
    if reading.value is None:
        return NumberReadingOut(status=ReadingStatus.AMBIGUOUS, choices=distinct(reading.values, marks))
    text, about = write_number(reading.value, marks), approximate(reading.value, marks)
    return NumberReadingOut(status=ReadingStatus.READ, text=text, approximately=about)


def _save(
    session: Session, user_id: UUID, block: Block, lesson: Lesson, answer: DraftAnswerIn, changed_at: datetime
) -> QuizDraft:
    draft = QuizDraft(
        user_id=user_id,
        block_id=block.id,
        question_id=answer.question_id,
        course_id=lesson.course_id,
        answer=answer.answer,
        changed_at=changed_at,
    )
    return session.merge(draft)


def _drafts(session: Session, user_id: UUID, block_ids: Sequence[UUID]) -> Sequence[QuizDraft]:
    return session.scalars(
        select(QuizDraft).where(QuizDraft.user_id == user_id, QuizDraft.block_id.in_(block_ids))
    ).all()


def _last_hand_in(session: Session, user_id: UUID, block_id: UUID) -> datetime | None:
    return session.scalar(
        select(func.max(QuizAttempt.submitted_at)).where(
            QuizAttempt.user_id == user_id, QuizAttempt.block_id == block_id
        )
    )


def _show(quiz: QuizContent, drafts: Iterable[QuizDraft], marks: NumberMarks) -> list[DraftAnswerOut]:
    """The kept answers in the order of the questions; those to questions that are gone are left out."""
    by_question = {draft.question_id: draft for draft in drafts}
    shown = []
    for question in quiz.questions:
        draft = by_question.get(question.id)
        if draft is None:
            continue
        reading = None
        if isinstance(question, NumberQuestion) and isinstance(draft.answer, str) and not is_blank(draft.answer):
            reading = show_reading(read_answer(question, draft.answer, marks), marks)
        shown.append(
            DraftAnswerOut(question_id=question.id, answer=draft.answer, changed_at=draft.changed_at, reading=reading)
        )
    return shown
