"""Course work of the demo: handed in by students and graded by their tutor, by the services that both really use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.content.assignment import AssignmentContent
from attune.classroom.courses.models import Block, BlockKind, Course, Lesson
from attune.classroom.learning.assignments.schemas import HandInIn
from attune.classroom.learning.assignments.service import hand_in
from attune.classroom.learning.grading.schemas import GradeIn, NextState
from attune.classroom.learning.grading.work import grade_work
from attune.classroom.platform.permissions import Actor
from attune.simulation.coursework import Piece

GRADED_AFTER_HOURS = 18.0


def hand_in_coursework(
    session: Session, tutor: User, course: Course, students: Iterable[User], pieces: Sequence[Piece], now: datetime
) -> None:
    """Let one student after the other hand in a piece; the tutor has looked at those that have marks.

    students: enrolled in the course; whoever comes after the last piece has not handed in anything.
    """
    block = session.scalars(
        select(Block)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Lesson.course_id == course.id, Block.kind == BlockKind.ASSIGNMENT)
    ).one()
    for student, piece in zip(students, pieces, strict=False):
        at = now - timedelta(hours=piece.hours_ago)
        work = HandInIn(id=uuid5(NAMESPACE_URL, f"{course.slug}:{student.email}"), text=piece.text)
        hand_in(session, student.as_actor(), block.id, work, at)
        if piece.shares:
            _grade(session, tutor.as_actor(), block, work.id, piece, at + timedelta(hours=GRADED_AFTER_HOURS))


def _grade(session: Session, tutor: Actor, block: Block, work_id: UUID, piece: Piece, at: datetime) -> None:
    lines = AssignmentContent.stored(block.content).rubric
    earned = {line.id: float(round(line.points * share)) for line, share in zip(lines, piece.shares, strict=True)}
    state = NextState.RETURNED if piece.returned else NextState.GRADED
    grade_work(session, tutor, work_id, GradeIn(rubric=earned, comment=piece.comment, state=state), at)
