"""Which courses and lessons are whose. Every query about courses starts here, so what is not yours is not found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Block, Course, Enrolment, Lesson, TeachingAssignment
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role


def visible_to(actor: Actor) -> Select[Course]:
    """The courses an actor may see: a student's enrolments, a tutor's own, an administrator's all."""
    courses = select(Course).order_by(Course.title, Course.id)
    if actor.role is Role.STUDENT:
        return courses.join(Enrolment).where(Enrolment.user_id == actor.id)
    if actor.role is Role.TUTOR:
        return courses.join(TeachingAssignment).where(TeachingAssignment.user_id == actor.id)
    return courses


def find_course(session: Session, actor: Actor, course_id: UUID) -> Course:
    """The course with this id, if the actor may see it; raises NotFound."""
    course = session.scalar(visible_to(actor).where(Course.id == course_id))
    if course is None:
        raise NotFound(f"There is no course {course_id} among yours.", course_id=str(course_id))
    return course


def find_lesson(session: Session, actor: Actor, lesson_id: UUID) -> Lesson:
    """The lesson with this id, if the actor may see its course; raises NotFound."""
    courses = visible_to(actor).with_only_columns(Course.id).order_by(None)
    lesson = session.scalar(select(Lesson).where(Lesson.id == lesson_id, Lesson.course_id.in_(courses)))
    if lesson is None:
        raise NotFound(f"There is no lesson {lesson_id} among yours.", lesson_id=str(lesson_id))
    return lesson


def find_block(session: Session, actor: Actor, block_id: UUID) -> tuple[Block, Lesson]:
    """The block with this id and its lesson, if the actor may see them; raises NotFound."""
    block = session.get(Block, block_id)
    if block is None:
        raise NotFound(f"There is no block {block_id} among yours.", block_id=str(block_id))
    return block, find_lesson(session, actor, block.lesson_id)


def taught_course_ids(session: Session, tutor_id: UUID) -> Sequence[UUID]:
    """The ids of the courses somebody teaches."""
    taught = select(TeachingAssignment.course_id).where(TeachingAssignment.user_id == tutor_id)
    return session.scalars(taught).all()


def has_tutor(session: Session, course_id: UUID) -> bool:
    """Whether somebody teaches the course."""
    return (
        session.scalar(select(TeachingAssignment.user_id).where(TeachingAssignment.course_id == course_id)) is not None
    )


def count_students(session: Session, course_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many students each of the courses has."""
    rows = session.execute(
        select(Enrolment.course_id, func.count())
        .where(Enrolment.course_id.in_(course_ids))
        .group_by(Enrolment.course_id)
    )
    return dict(rows.all())
