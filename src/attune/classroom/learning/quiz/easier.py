"""Easier questions: graded at once and stored nowhere. They are practice beside the quiz, never part of an attempt."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.availability import refuse_unopened
from attune.classroom.courses.media import published_links
from attune.classroom.courses.models import Course
from attune.classroom.learning.locking import refuse_locked
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.learning.quiz.grading import mark_question
from attune.classroom.learning.quiz.questions import find_quiz, opens_later, withholds_help
from attune.classroom.learning.quiz.schemas import EasierAnswerIn, EasierResult
from attune.classroom.learning.quiz.starts import refuse_unavailable
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.markdown import to_html
from attune.classroom.platform.permissions import Actor, Role


class HelpWithheld(Conflict):
    """The quiz is graded and has not been handed in: its help opens afterwards."""

    code = "help_withheld"


def check_easier(
    session: Session, actor: Actor, block_id: UUID, question_id: UUID, given: EasierAnswerIn, now: datetime
) -> EasierResult:
    """Grade an answer to the easier question of an item.

    Raises:
        NotFound: the block is no quiz of the actor's, or the item is not there or has no easier question.
        CourseNotOpen, LessonLocked, QuizUnavailable: its course or the quiz opens later, another lesson comes first.
        HelpWithheld: the quiz is graded and not handed in yet.
        AnswersUnreadable: a number cannot be read, or can be read in several ways.
        InvalidInput: the answer is of the wrong sort.
    """
    block, lesson, quiz = find_quiz(session, actor, block_id)
    refuse_unopened(session, actor, lesson.course_id, now)
    refuse_locked(session, actor, lesson)
    if actor.role is Role.STUDENT and opens_later(quiz, now):
        refuse_unavailable(quiz, now)
    own = QuizAttempt.user_id == actor.id, QuizAttempt.block_id == block.id
    if withholds_help(quiz, session.scalar(select(func.count()).select_from(QuizAttempt).where(*own)) or 0):
        raise HelpWithheld("This quiz is graded: its easier questions open once you have handed it in.")
    easier = next((item.easier for item in quiz.questions if item.id == question_id), None)
    if easier is None:
        raise NotFound(f"Question {question_id} has no easier one.", question_id=str(question_id))
    mark = mark_question(easier, given.answer, language=session.get_one(Course, lesson.course_id).language)
    targets = published_links(session, lesson).targets
    return EasierResult(
        correct=bool(mark.correct), feedback_html=to_html(mark.feedback, targets) if mark.feedback else None
    )
