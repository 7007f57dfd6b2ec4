"""The records of one student in a course, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.lessons import shown_blocks
from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.learning.assignments.models import HandIn, HandInState
from attune.classroom.learning.assignments.owners import is_of
from attune.classroom.learning.completion import is_graded
from attune.classroom.learning.gradebook.models import GradeItem
from attune.classroom.learning.lesson_status import LessonStatus
from attune.classroom.learning.models import BlockProgress, QuizAttempt
from attune.classroom.learning.outline import lessons_of, progress_of


@dataclass(frozen=True, slots=True)
class Records:
    """What there is of a student: their status in each lesson, in the course's order, and their work by block.

    attempts: all of them, the oldest first, also those that do not count.
    """

    statuses: Sequence[LessonStatus]
    hand_ins: Mapping[UUID, HandIn]
    attempts: Mapping[UUID, Sequence[QuizAttempt]]

    def times_in(self, status: LessonStatus) -> list[datetime]:
        """When anything was recorded in a lesson."""
        progress = status.progress
        found: list[datetime | None] = []
        if progress is not None:
            found += [progress.started_at, progress.updated_at, progress.completed_at]
        for row in status.by_block.values():
            found += [row.viewed_at, row.completed_at, row.video_at]
        for block in status.blocks:
            for attempt in self.attempts.get(block.id, ()):
                found += [attempt.started_at, attempt.submitted_at]
        found += [self.hand_ins[block.id].at for block in status.blocks if block.id in self.hand_ins]
        return [at for at in found if at is not None]


def read_records(session: Session, user_id: UUID, course_id: UUID, now: datetime) -> Records:
    """Read everything that a student has done in a course."""
    lessons = lessons_of(session, [course_id])
    ids = [lesson.id for lesson in lessons]
    blocks: defaultdict[UUID, list[Block]] = defaultdict(list)
    for block in session.scalars(shown_blocks(ids)):
        blocks[block.lesson_id].append(block)
    progress = progress_of(session, user_id, ids)
    at_blocks: defaultdict[UUID, dict[UUID, BlockProgress]] = defaultdict(dict)
    rows = select(BlockProgress).where(BlockProgress.user_id == user_id, BlockProgress.lesson_id.in_(ids))
    for row in session.scalars(rows):
        at_blocks[row.lesson_id][row.block_id] = row
    attempts = _attempts(session, user_id, blocks)
    without_practice = _without_practice(session, course_id, blocks)
    hand_ins = _hand_ins(session, user_id, blocks)
    returned = frozenset(key for key, work in hand_ins.items() if work.state is HandInState.RETURNED)
    return Records(
        statuses=[
            LessonStatus(
                lesson,
                blocks[lesson.id],
                progress.get(lesson.id),
                at_blocks[lesson.id],
                [
                    attempt
                    for block in blocks[lesson.id]
                    for attempt in attempts.get(block.id, ())
                    if not (attempt.practice and block.id in without_practice)
                ],
                returned,
                frozenset(),  # from who teaches nothing is hidden
                now,
            )
            for lesson in lessons
        ],
        hand_ins=hand_ins,
        attempts=attempts,
    )


def _attempts(
    session: Session, user_id: UUID, blocks: Mapping[UUID, Sequence[Block]]
) -> Mapping[UUID, Sequence[QuizAttempt]]:
    """The attempts at each quiz, the oldest first."""
    quizzes = [each.id for own in blocks.values() for each in own if each.kind is BlockKind.QUIZ]
    found: defaultdict[UUID, list[QuizAttempt]] = defaultdict(list)
    rows = session.scalars(
        select(QuizAttempt)
        .where(QuizAttempt.user_id == user_id, QuizAttempt.block_id.in_(quizzes))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    for row in rows:
        found[row.block_id].append(row)
    return found


def _without_practice(session: Session, course_id: UUID, blocks: Mapping[UUID, Sequence[Block]]) -> Collection[UUID]:
    """The graded quizzes at which attempts from when they were for practice do not count."""
    counting = select(GradeItem.block_id).where(GradeItem.course_id == course_id, GradeItem.counts_practice.is_(True))
    graded = {each.id for own in blocks.values() for each in own if is_graded(each)}
    return graded - set(session.scalars(counting))


def _hand_ins(session: Session, user_id: UUID, blocks: Mapping[UUID, Sequence[Block]]) -> Mapping[UUID, HandIn]:
    """The hand-ins that count, the student's own or of a group that they were in, by block."""
    assignments = [each.id for own in blocks.values() for each in own if each.kind is BlockKind.ASSIGNMENT]
    rows = session.scalars(
        select(HandIn)
        .where(HandIn.block_id.in_(assignments), HandIn.current.is_(True), is_of(user_id))
        .order_by(HandIn.group_id.is_(None))  # a hand-in of one's own goes before the group's, as in the gradebook
    )
    return {row.block_id: row for row in rows}
