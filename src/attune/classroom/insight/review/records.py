"""What learning records say of each block in a period: of everybody enrolled, as tutors see it by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Block, BlockKind
from attune.classroom.help.models import HelpThread
from attune.classroom.insight.review.learners import Wrong
from attune.classroom.learning.models import BlockProgress, QuizAttempt


class Students(NamedTuple):
    """Whose records are counted: their names by id, and a query of their ids."""

    names: Mapping[UUID, str]
    ids: Select[UUID]


@dataclass(slots=True)
class BlockRecords:
    """What is recorded of one block.

    opened, completed: how many students had done so by the end of the period.
    wrong: the students with a wrong answer.  not_passed: those who handed the quiz in and have not passed it.
    """

    is_quiz: bool
    opened: int = 0
    completed: int = 0
    attempts: int = 0
    wrong_answers: int = 0
    questions: int = 0
    wrong: set[UUID] = field(default_factory=set)
    not_passed: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts of a lesson in a period. wrong: how many answers were wrong, by learner and block."""

    wrong: Wrong
    count: Mapping[tuple[UUID, UUID], int]
    passed: frozenset[tuple[UUID, UUID]]


def load_attempts(session: Session, blocks: Sequence[Block], since: datetime, until: datetime) -> Attempts:
    """Load what was handed in at the quizzes of a lesson; what waits for a tutor is not wrong."""
    wrong: dict[tuple[UUID, UUID], int] = defaultdict(int)
    count: Counter[tuple[UUID, UUID]] = Counter()
    passed = set()
    quizzes = [block.id for block in blocks if block.kind is BlockKind.QUIZ]
    rows = session.execute(
        select(QuizAttempt.user_id, QuizAttempt.block_id, QuizAttempt.marks, QuizAttempt.passed).where(
            QuizAttempt.block_id.in_(quizzes), QuizAttempt.submitted_at >= since, QuizAttempt.submitted_at < until
        )
    )
    for user_id, block_id, marks, has_passed in rows:
        wrong[user_id, block_id] += sum(mark["correct"] is False for mark in marks)
        count[user_id, block_id] += 1
        if has_passed:
            passed.add((user_id, block_id))
    return Attempts(wrong, count, frozenset(passed))


def load_records(
    session: Session,
    blocks: Sequence[Block],
    attempts: Attempts,
    students: Students,
    since: datetime,
    until: datetime,
) -> Mapping[UUID, BlockRecords]:
    """Count the records of some students at each block of a lesson, from an instant until before another."""
    names, query = students
    records = {block.id: BlockRecords(is_quiz=block.kind is BlockKind.QUIZ) for block in blocks}
    _count_attempts(records, attempts, names)
    _count_progress(session, records, query, until)
    asked = select(HelpThread.student_id, HelpThread.block_id).where(
        HelpThread.block_id.in_(list(records)), HelpThread.opened_at >= since, HelpThread.opened_at < until
    )
    for student_id, block_id in session.execute(asked):
        if block_id is not None:
            records[block_id].questions += student_id in names
    return records


def _count_attempts(records: Mapping[UUID, BlockRecords], attempts: Attempts, students: Collection[UUID]) -> None:
    for (student, block_id), count in attempts.count.items():
        if student not in students:
            continue
        here, wrong = records[block_id], attempts.wrong[student, block_id]
        here.attempts += count
        here.wrong_answers += wrong
        if wrong:
            here.wrong.add(student)
        if (student, block_id) not in attempts.passed:
            here.not_passed.add(student)


def _count_progress(
    session: Session, records: Mapping[UUID, BlockRecords], students: Select[UUID], until: datetime
) -> None:
    done = case((BlockProgress.completed_at < until, 1))
    progress = (
        select(BlockProgress.block_id, func.count(), func.count(done))
        .where(
            BlockProgress.block_id.in_(list(records)),
            BlockProgress.viewed_at < until,
            BlockProgress.user_id.in_(students),
        )
        .group_by(BlockProgress.block_id)
    )
    for block_id, opened, completed in session.execute(progress):
        records[block_id].opened, records[block_id].completed = opened, completed
