"""How a student stands in a lesson: everything the rules need, read in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.courses.people.groups import working_group
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import is_of
from attune.classroom.learning.completion import (
    BlockState,
    attempts_used,
    block_state,
    completion_rules,
    is_graded,
)
from attune.classroom.learning.gradebook.hidden import is_hidden
from attune.classroom.learning.gradebook.models import GradeItem
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt
from attune.classroom.learning.schemas import CompletionRule, LessonProgressOut, Resume


@dataclass(frozen=True, slots=True)
class LessonStatus:
    """A student in one lesson, as it shows to them now.

    attempts: of a quiz that counts, those that count.
    returned: the assignments whose latest hand-in was returned to work on, and whose grades are not hidden.
    hidden: the blocks whose grades are hidden from students by now.
    """

    lesson: Lesson
    blocks: Sequence[Block]
    progress: LessonProgress | None
    by_block: dict[UUID, BlockProgress]
    attempts: Sequence[QuizAttempt]
    returned: frozenset[UUID]
    hidden: frozenset[UUID]
    now: datetime

    def rules(self) -> list[CompletionRule]:
        """The lesson's rules, as they are met now."""
        return completion_rules(self.blocks, {block.id: self.state_at(block) for block in self.blocks})

    def state_at(self, block: Block) -> BlockState:
        """How the student stands at one of the blocks."""
        return block_state(
            block,
            self.by_block.get(block.id),
            self.attempts_at(block.id),
            self.now,
            returned=block.id in self.returned,
            hidden=block.id in self.hidden,
        )

    def is_completed(self, block: Block) -> bool:
        """Whether a block is done."""
        return self.state_at(block) is BlockState.DONE

    def attempts_at(self, block_id: UUID) -> list[QuizAttempt]:
        """The submissions of one quiz, oldest first."""
        return [attempt for attempt in self.attempts if attempt.block_id == block_id]

    def used_at(self, block_id: UUID, at: datetime | None = None) -> int:
        """How many attempts at a quiz are used up; at an instant that is not now, where it is given."""
        return attempts_used(self.attempts_at(block_id), at or self.now)

    def resume(self) -> Resume:
        """Where to go on."""
        seconds = {
            block_id: row.video_seconds for block_id, row in self.by_block.items() if row.video_seconds is not None
        }
        at = self.progress.resume_block_id if self.progress else None
        return Resume(block_id=at if any(block.id == at for block in self.blocks) else None, video_seconds=seconds)

    def is_new(self, block: Block) -> bool:
        """Whether a block came into the lesson after the student had finished it, and is still to be worked through."""
        finished = self.progress.completed_at if self.progress is not None else None
        added = block.added_at
        return finished is not None and added is not None and added > finished and not self.is_completed(block)

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


def read_lesson_status(session: Session, user_id: UUID, lesson: Lesson, now: datetime) -> LessonStatus:
    """Read how `user_id` stands in `lesson`."""
    blocks = blocks_of(session, lesson.id)
    rows = session.scalars(
        select(BlockProgress).where(BlockProgress.user_id == user_id, BlockProgress.lesson_id == lesson.id)
    ).all()
    quizzes = [block.id for block in blocks if block.kind is BlockKind.QUIZ]
    items = session.scalars(select(GradeItem).where(GradeItem.block_id.in_([block.id for block in blocks]))).all()
    hidden = frozenset(item.block_id for item in items if is_hidden(item.hidden_until, now))
    without_practice = {block.id for block in blocks if is_graded(block)} - {
        item.block_id for item in items if item.counts_practice
    }
    attempts = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.block_id.in_(quizzes))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    ).all()
    progress = session.get(LessonProgress, (user_id, lesson.id))
    by_block = {row.block_id: row for row in rows}
    counted = [each for each in attempts if not (each.practice and each.block_id in without_practice)]
    returned = _returned(session, user_id, lesson, blocks) - hidden
    return LessonStatus(lesson, blocks, progress, by_block, counted, returned, hidden, now)


def _returned(session: Session, user_id: UUID, lesson: Lesson, blocks: Sequence[Block]) -> frozenset[UUID]:
    """The assignments of a lesson that are back with the student, or with the group that they hand in with."""
    assignments = [block for block in blocks if block.kind is BlockKind.ASSIGNMENT]
    if not assignments:
        return frozenset()
    whose: ColumnElement[bool] = is_of(user_id)
    if any(AssignmentContent.stored(block.content).group for block in assignments):
        group = working_group(session, lesson.course_id, user_id)
        if group is not None:
            whose |= HandIn.group_id == group.id
    found = select(HandIn.block_id).where(
        HandIn.block_id.in_([block.id for block in assignments]),
        HandIn.current.is_(True),
        HandIn.state == HandInState.RETURNED,
        whose,
    )
    return frozenset(session.scalars(found))
