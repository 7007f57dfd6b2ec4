"""Courses as a learner or tutor sees them: cards and outlines, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import count_students, find_course, visible_to
from attune.classroom.courses.models import Course, Lesson, Module
from attune.classroom.learning.due import due_at, enrolments_of
from attune.classroom.learning.locking import Progress, is_completed, is_locked
from attune.classroom.learning.models import LessonProgress
from attune.classroom.learning.schemas import (
    CourseList,
    CourseOutline,
    CourseSummary,
    LessonEntry,
    ModuleEntry,
)
from attune.classroom.platform.permissions import Actor, Role

Enrolled = Mapping[UUID, datetime]
NEVER = datetime.min.replace(tzinfo=UTC)


def list_courses(session: Session, actor: Actor) -> CourseList:
    """The courses an actor may see, as cards: first what one worked on last, then by title."""
    courses = session.scalars(visible_to(actor)).all()
    lessons = lessons_of(session, [course.id for course in courses])
    progress = progress_of(session, actor.id, lessons)
    students = _students(session, actor, [course.id for course in courses])
    enrolled = enrolments_of(session, actor, [course.id for course in courses])
    by_course = {course.id: [lesson for lesson in lessons if lesson.course_id == course.id] for course in courses}
    by_recency = sorted(courses, key=lambda course: _last_worked_on(by_course[course.id], progress), reverse=True)
    return CourseList(
        courses=[
            _summarise(course, by_course[course.id], progress, students.get(course.id), enrolled)
            for course in by_recency
        ]
    )


def read_outline(session: Session, actor: Actor, course_id: UUID) -> CourseOutline:
    """A course with its modules and lessons; raises NotFound."""
    course = find_course(session, actor, course_id)
    lessons = lessons_of(session, [course.id])
    progress = progress_of(session, actor.id, lessons)
    modules = session.scalars(select(Module).where(Module.course_id == course.id).order_by(Module.position)).all()
    by_module = {key: list(group) for key, group in groupby(lessons, key=lambda lesson: lesson.module_id)}
    enrolled = enrolments_of(session, actor, [course.id])
    summary = _summarise(course, lessons, progress, _students(session, actor, [course.id]).get(course.id), enrolled)
    entries = [
        ModuleEntry(
            id=module.id,
            title=module.title,
            lessons=[_entry(lesson, actor, progress, enrolled) for lesson in by_module.get(module.id, [])],
        )
        for module in modules
    ]
    return CourseOutline(**summary.model_dump(), modules=entries)


def lessons_of(session: Session, course_ids: Sequence[UUID]) -> Sequence[Lesson]:
    """The lessons of the courses, in the order in which they are studied."""
    return session.scalars(
        select(Lesson).where(Lesson.course_id.in_(course_ids)).order_by(Lesson.course_id, Lesson.position)
    ).all()


def progress_of(session: Session, user_id: UUID, lessons: Sequence[Lesson]) -> Progress:
    """How far a student is, by lesson."""
    rows = session.scalars(
        select(LessonProgress).where(
            LessonProgress.user_id == user_id, LessonProgress.lesson_id.in_([lesson.id for lesson in lessons])
        )
    )
    return {row.lesson_id: row for row in rows}


def _students(session: Session, actor: Actor, course_ids: Sequence[UUID]) -> dict[UUID, int]:
    if actor.role is Role.STUDENT:
        return {}
    counted = count_students(session, course_ids)
    return {course_id: counted.get(course_id, 0) for course_id in course_ids}


def _summarise(
    course: Course, lessons: Sequence[Lesson], progress: Progress, students: int | None, enrolled: Enrolled
) -> CourseSummary:
    to_do = [lesson for lesson in lessons if not is_completed(lesson.id, progress)]
    dates = [due_at(lesson, enrolled.get(course.id)) for lesson in to_do]
    return CourseSummary(
        id=course.id,
        title=course.title,
        summary=course.summary,
        language=course.language,
        lesson_count=len(lessons),
        completed_lesson_count=len(lessons) - len(to_do),
        resume_lesson_id=_resume(to_do, progress),
        student_count=students,
        next_due=min((date for date in dates if date is not None), default=None),
    )


def _last_worked_on(lessons: Sequence[Lesson], progress: Progress) -> datetime:
    moments = [progress[lesson.id].updated_at for lesson in lessons if lesson.id in progress]
    return max(moments, default=NEVER)


def _resume(to_do: Sequence[Lesson], progress: Progress) -> UUID | None:
    """The lesson last worked on, else the first one not yet done."""
    begun = [progress[lesson.id] for lesson in to_do if lesson.id in progress]
    if begun:
        return max(begun, key=lambda row: row.updated_at).lesson_id
    return to_do[0].id if to_do else None


def _entry(lesson: Lesson, actor: Actor, progress: Progress, enrolled: Enrolled) -> LessonEntry:
    return LessonEntry(
        id=lesson.id,
        title=lesson.title,
        minutes=lesson.minutes,
        position=lesson.position,
        due_at=due_at(lesson, enrolled.get(lesson.course_id)),
        completed=is_completed(lesson.id, progress),
        locked=is_locked(lesson, actor, progress),
    )
