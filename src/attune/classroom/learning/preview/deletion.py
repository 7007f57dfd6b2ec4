"""Deleting a course for good: only one that is archived, and at which no student has a record."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.files import discard_files
from attune.classroom.courses.models import Block, Course, CourseState, Lesson, TeachingAssignment
from attune.classroom.learning.models import LessonProgress, QuizAttempt
from attune.classroom.platform.database.engine import when_committed
from attune.classroom.platform.errors import Conflict
from attune.classroom.platform.events.types import TeachingChanged, push, user_channel
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.permissions import Actor


class CourseNotArchived(Conflict):
    """Deletion is archive first."""

    code = "course_not_archived"


class CourseHasRecords(Conflict):
    """Students have worked in the course; what they did stays theirs."""

    code = "course_has_records"


def delete_course(session: Session, actor: Actor, course_id: UUID, store: MediaStore) -> None:
    """Delete a course with everything in it.

    Raises:
        NotFound: it is not the actor's.
        CourseNotArchived: it is not archived.
        CourseHasRecords: a student has begun a lesson or handed something in.
    """
    course = own_course(session, actor, course_id)
    if course.state is not CourseState.ARCHIVED:
        raise CourseNotArchived("Archive the course first; it can be deleted then.")
    lessons = select(Lesson.id).where(Lesson.course_id == course.id)
    blocks = select(Block.id).where(Block.lesson_id.in_(lessons))
    begun = exists().where(LessonProgress.lesson_id.in_(lessons))
    handed_in = exists().where(QuizAttempt.block_id.in_(blocks))
    if session.scalar(select(or_(begun, handed_in))):
        raise CourseHasRecords("Students have worked in this course, so it stays archived with what they did.")
    taught_by = session.scalars(
        select(TeachingAssignment.user_id).where(TeachingAssignment.course_id == course.id)
    ).all()
    session.execute(delete(Course).where(Course.id == course.id))
    for user_id in taught_by:
        push(session, user_channel(user_id), TeachingChanged())
    when_committed(session, lambda: discard_files(store, course_id))
