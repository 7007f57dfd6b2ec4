"""The order of modules and lessons: who comes before whom, kept as positions without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Lesson, Module
from attune.classroom.platform.database.engine import Identified
from attune.classroom.platform.errors import InvalidInput

Placed = TypeVar("Placed", bound=Identified)


def modules_of(session: Session, course_id: UUID) -> list[Module]:
    """The modules of a course that are not archived, in their order."""
    there = select(Module).where(Module.course_id == course_id, Module.archived_at.is_(None))
    return list(session.scalars(there.order_by(Module.position)))


def lessons_by_module(session: Session, course_id: UUID) -> dict[UUID, list[Lesson]]:
    """The lessons of a course that are not archived, in their order, by module."""
    there = select(Lesson).where(Lesson.course_id == course_id, Lesson.archived_at.is_(None))
    found: dict[UUID, list[Lesson]] = {module.id: [] for module in modules_of(session, course_id)}
    for lesson in session.scalars(there.order_by(Lesson.position)):
        found.setdefault(lesson.module_id, []).append(lesson)
    return found


def place_before(siblings: Sequence[Placed], moved: Placed, before_id: UUID | None) -> list[Placed]:
    """The siblings with `moved` among them, before the one with this id or last.

    Raises:
        InvalidInput: none of them has this id.
    """
    others = [each for each in siblings if each.id != moved.id]
    if before_id is None or before_id == moved.id:
        return [*others, moved]
    ids = [each.id for each in others]
    if before_id not in ids:
        raise InvalidInput.at("before_id", "names nothing that stands there; load the course again")
    place = ids.index(before_id)
    return [*others[:place], moved, *others[place:]]


def write_module_order(session: Session, course_id: UUID, modules: Sequence[Module]) -> None:
    """Let the modules stand in this order, and their lessons with them."""
    session.flush()
    there = update(Module).where(Module.course_id == course_id, Module.archived_at.is_(None))
    # out of the way, so that no two share a position while they change places
    session.execute(there.values(position=-Module.position - 1))
    for position, module in enumerate(modules, start=1):
        session.execute(update(Module).where(Module.id == module.id).values(position=position))
    session.expire_all()
    write_lesson_order(session, course_id, lessons_by_module(session, course_id))


def write_lesson_order(session: Session, course_id: UUID, by_module: dict[UUID, list[Lesson]]) -> None:
    """Let the lessons stand in this order, module by module: positions count through the whole course."""
    session.flush()
    rows = [
        {"id": lesson.id, "module_id": module_id, "position": position}
        for position, (module_id, lesson) in enumerate(
            ((module_id, lesson) for module_id, lessons in by_module.items() for lesson in lessons), start=1
        )
    ]
    there = update(Lesson).where(Lesson.course_id == course_id, Lesson.archived_at.is_(None))
    session.execute(there.values(position=-Lesson.position - 1))
    if rows:
        session.execute(update(Lesson), rows)
    session.expire_all()


def next_position(session: Session, course_id: UUID) -> int:
    """A position behind every lesson of the course."""
    last = session.scalar(
        select(Lesson.position)
        .where(Lesson.course_id == course_id, Lesson.archived_at.is_(None))
        .order_by(Lesson.position.desc())
        .limit(1)
    )
    return (last or 0) + 1
