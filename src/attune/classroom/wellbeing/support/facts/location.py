"""Where a student is at an interruption point: looked up, and never taken on the client's word alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.findings.circumstances import Situation
from attune.affect.policy import InterruptionPoint
from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.support.schemas import InterruptionPointIn


@dataclass(frozen=True, slots=True)
class Location:
    """An interruption point that a student has reached, with its lesson and blocks."""

    student: Actor
    lesson: Lesson
    block: Block | None
    left: Block | None
    asked: InterruptionPointIn

    def situation(self, session: Session) -> Situation:
        """The situation as `affect` sees it. A graded quiz is one even where the client does not say so."""
        closes = self.asked.kind is InterruptionPoint.ANSWER_SUBMITTED
        inside = self.block is not None and _is_open(session, self.student.id, self.block, handed_in=closes)
        left = self.left is not None and _is_untouched(session, self.student.id, self.left)
        return Situation(
            interruption_point=self.asked.kind,
            block_id=_text(self.block),
            left_block_id=_text(self.left),
            in_graded_quiz=self.asked.in_graded_quiz or inside or left,
        )


def find_location(session: Session, student: Actor, asked: InterruptionPointIn) -> Location:
    """Look up what the client names.

    Raises:
        NotFound: for what is not the student's, or not in this lesson.
    """
    lesson = find_lesson(session, student, asked.lesson_id)
    block, left = _block_of(session, lesson, asked.block_id), _block_of(session, lesson, asked.left_block_id)
    return Location(student, lesson, block, left, asked)


def _block_of(session: Session, lesson: Lesson, block_id: UUID | None) -> Block | None:
    if block_id is None:
        return None
    block = session.get(Block, block_id)
    if block is None or block.lesson_id != lesson.id:
        raise NotFound(f"There is no block {block_id} in this lesson.", block_id=str(block_id))
    return block if block.removed_at is None else None  # a page opened before a publish still names it


def graded_quiz(block: Block) -> QuizContent | None:
    """The quiz of a block that counts; None for every other block."""
    if block.kind is not BlockKind.QUIZ:
        return None
    quiz = QuizContent.stored(block.content)
    return quiz if quiz.graded else None


def _is_open(session: Session, student_id: UUID, block: Block, *, handed_in: bool) -> bool:
    """Whether a graded quiz may go on here: with attempts left, unless the one just handed in was passed."""
    quiz = graded_quiz(block)
    if quiz is None:
        return False
    count, passed = _attempts(session, student_id, block)
    if quiz.attempts_allowed is not None and count >= quiz.attempts_allowed:
        return False
    return not (handed_in and passed)


def _is_untouched(session: Session, student_id: UUID, block: Block) -> bool:
    """Whether a graded quiz was left without handing anything in: then its help is closed, too."""
    return graded_quiz(block) is not None and _attempts(session, student_id, block)[0] == 0


def _attempts(session: Session, student_id: UUID, block: Block) -> tuple[int, bool]:
    """How often a quiz was handed in, and whether it was ever passed."""
    mine = select(func.count(), func.count().filter(QuizAttempt.passed)).where(
        QuizAttempt.user_id == student_id, QuizAttempt.block_id == block.id
    )
    count, passed = session.execute(mine).one()
    return count, passed > 0


def _text(block: Block | None) -> str | None:
    return str(block.id) if block is not None else None
