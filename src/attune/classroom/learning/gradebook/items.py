"""What counts in a course: its graded quizzes and its assignments, as their authors and tutors have set them up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.due import Since, own_date
from attune.classroom.learning.gradebook.hidden import is_hidden
from attune.classroom.learning.gradebook.models import GradeItem
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.schemas import reachable

COUNTED = (BlockKind.QUIZ, BlockKind.ASSIGNMENT)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a gradebook.

    key: its id as a text.  due_at, due_after_days: of everybody, a fixed date or one from each enrolment.
    """

    block_id: UUID
    key: str
    course_id: UUID
    lesson_id: UUID
    lesson_title: str
    kind: BlockKind
    title: str
    points: float
    weight: float
    category: str | None
    hidden_until: datetime | None
    counts_practice: bool
    due_at: datetime | None
    due_after_days: float | None

    def is_hidden(self, now: datetime) -> bool:
        """Whether students do not see their grade yet."""
        return is_hidden(self.hidden_until, now)

    def due_for(self, counted: Since | None, extension: datetime | None) -> datetime | None:
        """When it is due for somebody whose days count from `counted`, or has a date of their own."""
        if extension is not None:
            return extension
        return own_date(self.due_at, self.due_after_days, counted)


def items_of(session: Session, course_ids: Sequence[UUID]) -> list[Item]:
    """The items of the courses in the order of their lessons; one query."""
    rows = session.execute(
        select(
            Block.id,
            Block.kind,
            Block.title,
            Block.content,
            Lesson.course_id,
            Lesson.id,
            Lesson.title,
            Lesson.due_at,
            Lesson.due_after_days,
            GradeItem.weight,
            GradeItem.category,
            GradeItem.hidden_until,
            GradeItem.counts_practice,
        )
        .join(Lesson, Lesson.id == Block.lesson_id)
        .outerjoin(GradeItem, GradeItem.block_id == Block.id)
        .where(Lesson.course_id.in_(course_ids), is_shown(), Block.kind.in_(COUNTED), Block.removed_at.is_(None))
        .order_by(Lesson.course_id, Lesson.position, Block.position)
    )
    return [
        _item(block_id, kind, title, content, *rest)
        for block_id, kind, title, content, *rest in rows
        if kind is BlockKind.ASSIGNMENT or content.get("graded")
    ]


def find_item(session: Session, course_id: UUID, block_id: UUID) -> Item:
    """One item of a course.

    Raises:
        NotFound: there is none.
    """
    found = next((item for item in items_of(session, [course_id]) if item.block_id == block_id), None)
    if found is None:
        raise NotFound(f"There is no item {block_id} in this gradebook.", item_id=str(block_id))
    return found


def _item(
    block_id: UUID,
    kind: BlockKind,
    title: str | None,
    content: Mapping[str, Any],
    course_id: UUID,
    lesson_id: UUID,
    lesson_title: str,
    lesson_due_at: datetime | None,
    lesson_due_after: float | None,
    weight: float | None,
    category: str | None,
    hidden_until: datetime | None,
    counts_practice: bool | None,
) -> Item:
    # read as stored, without the models: a gradebook shows what sixty quizzes are worth, and none of their questions
    own_due = _instant(content.get("due_at") or content.get("available_until"))
    own_days = content.get("due_after_days")
    from_lesson = own_due is None and own_days is None
    return Item(
        block_id=block_id,
        key=str(block_id),
        course_id=course_id,
        lesson_id=lesson_id,
        lesson_title=lesson_title,
        kind=kind,
        title=title or lesson_title,
        points=float(content.get("points", 10.0)) if kind is BlockKind.ASSIGNMENT else _quiz_points(content),
        weight=float(content.get("weight", 1.0)) if weight is None else weight,
        category=category,
        hidden_until=hidden_until,
        counts_practice=bool(counts_practice),
        due_at=lesson_due_at if from_lesson else own_due,
        due_after_days=lesson_due_after if from_lesson else own_days,
    )


def _quiz_points(content: Mapping[str, Any]) -> float:
    """As `QuizContent.points`."""
    left = dict(content.get("draw") or {})
    total = 0.0
    for question in content["questions"]:
        pool = question.get("pool")
        if pool in left:
            if left[pool] == 0:
                continue
            left[pool] -= 1
        total += question.get("points", 1.0)
    return total


def _instant(text: str | None) -> datetime | None:
    return None if text is None else reachable(datetime.fromisoformat(text))
