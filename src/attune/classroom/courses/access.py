"""Which courses and lessons are whose. Every query about courses starts here, so what is not yours is not found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import (
    Block,
    Course,
    CourseRole,
    CourseState,
    Enrolment,
    Lesson,
    TeachingAssignment,
)
from attune.classroom.platform.errors import Forbidden, NotFound
from attune.classroom.platform.permissions import TEACHERS, Actor, Role


class AssistantMayNot(Forbidden):
    """An assistant helps in a course, but changes neither the course nor its people."""

    code = "assistant_may_not"


def visible_to(actor: Actor) -> Select[Course]:
    """The courses an actor may see: a tutor's own, an administrator's all, a student's enrolments but drafts.

    What is known about students in an archived course stays theirs, so it is among them.
    """
    courses = select(Course).order_by(Course.title, Course.id)
    if actor.role is Role.STUDENT:
        return courses.join(Enrolment).where(Enrolment.user_id == actor.id, Course.state != CourseState.DRAFT)
    if actor.role is Role.TUTOR:
        return courses.join(TeachingAssignment).where(TeachingAssignment.user_id == actor.id)
    return courses


def enrolled_in(actor: Actor) -> Select[Course]:
    """The courses a student is enrolled in, drafts and archived ones among them; what is in a draft is not theirs."""
    return select(Course).join(Enrolment).where(Enrolment.user_id == actor.id).order_by(Course.title, Course.id)


def find_course(session: Session, actor: Actor, course_id: UUID) -> Course:
    """The course with this id, if the actor may see it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = session.scalar(visible_to(actor).where(Course.id == course_id))
    if course is None:
        raise NotFound(f"There is no course {course_id} among yours.", course_id=str(course_id))
    return course


def find_own_course(session: Session, actor: Actor, course_id: UUID) -> Course:
    """The course with this id, if the actor may change it and its people: its tutors, and administrators.

    Raises:
        NotFound: the actor does not see the course, or only studies it.
        AssistantMayNot: the actor is its assistant.
    """
    course = find_course(session, actor, course_id)
    if actor.role is Role.ADMINISTRATOR:
        return course
    assignment = session.get(TeachingAssignment, (actor.id, course_id))
    if assignment is None:
        raise NotFound(f"There is no course {course_id} that you teach.", course_id=str(course_id))
    if assignment.role is CourseRole.ASSISTANT:
        raise AssistantMayNot("Assistants cannot change a course or its people; ask one of its tutors.")
    return course


def graded_by(actor: Actor) -> Select[Course]:
    """The courses in which an actor grades: those they teach, as tutor or as assistant."""
    return visible_to(actor.as_tutor()) if actor.role in TEACHERS else visible_to(actor).where(false())


def find_lesson(session: Session, actor: Actor, lesson_id: UUID) -> Lesson:
    """The lesson with this id, if the actor may see its course; students only published ones.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    courses = visible_to(actor).with_only_columns(Course.id).order_by(None)
    query = select(Lesson).where(Lesson.id == lesson_id, Lesson.course_id.in_(courses))
    lesson = session.scalar(query.where(Lesson.version > 0) if actor.role is Role.STUDENT else query)
    if lesson is None:
        raise NotFound(f"There is no lesson {lesson_id} among yours.", lesson_id=str(lesson_id))
    return lesson


def find_block(session: Session, actor: Actor, block_id: UUID) -> tuple[Block, Lesson]:
    """The block with this id and its lesson, if the actor may see them.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    block = session.get(Block, block_id)
    if block is None:
        raise NotFound(f"There is no block {block_id} among yours.", block_id=str(block_id))
    return block, find_lesson(session, actor, block.lesson_id)


def taught_course_ids(session: Session, tutor_id: UUID) -> Sequence[UUID]:
    """The ids of the courses somebody teaches, as tutor or as assistant."""
    taught = select(TeachingAssignment.course_id).where(TeachingAssignment.user_id == tutor_id)
    return session.scalars(taught).all()


def active_tutors(course_id: UUID) -> Select[User]:
    """Select the tutors and assistants of a course who can sign in: nobody else reads what is asked there."""
    teaching = select(TeachingAssignment.user_id).where(TeachingAssignment.course_id == course_id)
    return select(User).where(User.id.in_(teaching), User.active.is_(True), User.role.in_(TEACHERS))


def has_tutor(session: Session, course_id: UUID) -> bool:
    """Whether somebody who can sign in teaches the course."""
    return bool(session.scalar(select(active_tutors(course_id).exists())))


def count_students(session: Session, course_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many students each of the courses has."""
    rows = session.execute(
        select(Enrolment.course_id, func.count())
        .where(Enrolment.course_id.in_(course_ids))
        .group_by(Enrolment.course_id)
    )
    return dict(rows.all())
