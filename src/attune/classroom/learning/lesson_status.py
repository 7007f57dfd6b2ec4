"""How a student stands in a lesson: everything the rules need, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.completion import BlockState, block_state, completion_rules
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt
from attune.classroom.learning.schemas import CompletionRule, LessonProgressOut, Resume


@dataclass(frozen=True, slots=True)
class LessonStatus:
    """A student in one lesson."""

    lesson: Lesson
    blocks: Sequence[Block]
    progress: LessonProgress | None
    by_block: dict[UUID, BlockProgress]
    attempts: Sequence[QuizAttempt]

    def rules(self) -> list[CompletionRule]:
        """The lesson's rules, as they are met now."""
        return completion_rules(self.blocks, {block.id: self.state_at(block) for block in self.blocks})

    def state_at(self, block: Block) -> BlockState:
        """How the student stands at one of the blocks."""
        return block_state(block, self.by_block.get(block.id), self.attempts_at(block.id))

    def is_completed(self, block: Block) -> bool:
        """Whether a block is done."""
        return self.state_at(block) is BlockState.DONE

    def attempts_at(self, block_id: UUID) -> list[QuizAttempt]:
        """The submissions of one quiz, oldest first."""
        return [attempt for attempt in self.attempts if attempt.block_id == block_id]

    def resume(self) -> Resume:
        """Where to go on."""
        seconds = {
            block_id: row.video_seconds for block_id, row in self.by_block.items() if row.video_seconds is not None
        }
        return Resume(block_id=self.progress.resume_block_id if self.progress else None, video_seconds=seconds)

    @property
    def completed(self) -> bool:
        """Whether the lesson is done."""
        return self.progress is not None and self.progress.completed_at is not None

    def summary(self) -> LessonProgressOut:
        """What the client shows after a change."""
        return LessonProgressOut(
            lesson_id=self.lesson.id,
            completed=self.completed,
            completed_block_ids=[block.id for block in self.blocks if self.is_completed(block)],
            resume=self.resume(),
            completion_rules=self.rules(),
        )


def read_lesson_status(session: Session, user_id: UUID, lesson: Lesson) -> LessonStatus:
    """Read how `user_id` stands in `lesson`."""
    blocks = session.scalars(select(Block).where(Block.lesson_id == lesson.id).order_by(Block.position)).all()
    rows = session.scalars(
        select(BlockProgress).where(BlockProgress.user_id == user_id, BlockProgress.lesson_id == lesson.id)
    ).all()
    quizzes = [block.id for block in blocks if block.kind is BlockKind.QUIZ]
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.block_id.in_(quizzes))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    progress = session.get(LessonProgress, (user_id, lesson.id))
    return LessonStatus(lesson, blocks, progress, {row.block_id: row for row in rows}, attempts)
