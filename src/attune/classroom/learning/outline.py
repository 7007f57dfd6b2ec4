"""Courses as a learner or tutor sees them: cards and outlines, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import count_students, enrolled_in, visible_to
from attune.classroom.courses.availability import has_begun, has_ended
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Course, CourseState, Lesson, Module
from attune.classroom.learning.due import Since, due_at, own_date, own_since
from attune.classroom.learning.locking import Progress, is_completed, is_locked
from attune.classroom.learning.models import LessonProgress
from attune.classroom.learning.schemas import (
    CourseList,
    CourseListQuery,
    CourseOutline,
    CourseSummary,
    LessonEntry,
    ModuleEntry,
)
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor, Role

Enrolled = Mapping[UUID, Since]
NEVER = datetime.min.replace(tzinfo=UTC)


class _CardLesson(NamedTuple):
    """What a card counts of a lesson; no more is read, for an institution has thousands."""

    id: UUID
    course_id: UUID
    due_at: datetime | None
    due_after_days: float | None


def list_courses(session: Session, actor: Actor, query: CourseListQuery, now: datetime) -> CourseList:
    """A page of the courses an actor may see, as cards: a student's by when they worked on them last, else by title.

    A student finds those that are still to come among them, without their lessons while they are drafts.
    """
    found = _open_to(actor)
    if query.search:
        found = found.where(Course.title.icontains(query.search, autoescape=True))
    if actor.role is Role.STUDENT:
        return _own_courses(session, actor, session.scalars(found).all(), query, now)
    total = session.scalar(found.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    courses = session.scalars(found.offset(query.offset).limit(query.limit)).all()
    lessons = _lessons_on_cards(session, actor, courses)
    students = _students(session, actor, [course.id for course in courses])
    return CourseList(
        courses=[
            _summarise(course, actor, lessons[course.id], {}, students.get(course.id), {}, now) for course in courses
        ],
        total=total,
    )


def _own_courses(
    session: Session, actor: Actor, courses: Sequence[Course], query: CourseListQuery, now: datetime
) -> CourseList:
    lessons = _lessons_on_cards(session, actor, courses)
    progress = progress_of(session, actor.id, [lesson.id for own in lessons.values() for lesson in own])
    enrolled = own_since(session, actor, [course.id for course in courses])
    by_recency = sorted(courses, key=lambda course: _last_worked_on(lessons[course.id], progress), reverse=True)
    page = by_recency[query.offset : query.offset + query.limit]
    return CourseList(
        courses=[_summarise(course, actor, lessons[course.id], progress, None, enrolled, now) for course in page],
        total=len(courses),
    )


def _lessons_on_cards(
    session: Session, actor: Actor, courses: Sequence[Course]
) -> Mapping[UUID, Sequence[_CardLesson]]:
    rows = session.execute(
        select(Lesson.id, Lesson.course_id, Lesson.due_at, Lesson.due_after_days)
        .where(Lesson.course_id.in_([course.id for course in courses if _shows_lessons(course, actor)]), is_shown())
        .order_by(Lesson.position)
    )
    found: dict[UUID, list[_CardLesson]] = {course.id: [] for course in courses}
    for row in rows:
        found[row.course_id].append(_CardLesson(*row))
    return found


def read_outline(session: Session, actor: Actor, course_id: UUID, now: datetime) -> CourseOutline:
    """A course with its modules and lessons, or without them a student's course that is still a draft.

    Raises:
        NotFound: there is none among the actor's, or it is archived and the actor a student.
    """
    course = session.scalar(_open_to(actor).where(Course.id == course_id))
    if course is None:
        raise NotFound(f"There is no course {course_id} among yours.", course_id=str(course_id))
    shown = [course.id] if _shows_lessons(course, actor) else []
    lessons = lessons_of(session, shown)
    progress = progress_of(session, actor.id, [lesson.id for lesson in lessons])
    modules = session.scalars(
        select(Module).where(Module.course_id.in_(shown), Module.archived_at.is_(None)).order_by(Module.position)
    ).all()
    by_module = {key: list(group) for key, group in groupby(lessons, key=lambda lesson: lesson.module_id)}
    enrolled = own_since(session, actor, [course.id])
    students = _students(session, actor, [course.id]).get(course.id)
    cards = [_CardLesson(each.id, each.course_id, each.due_at, each.due_after_days) for each in lessons]
    summary = _summarise(course, actor, cards, progress, students, enrolled, now)
    entries = [
        ModuleEntry(
            id=module.id,
            title=module.title,
            lessons=[_entry(lesson, actor, progress, enrolled) for lesson in by_module.get(module.id, [])],
        )
        for module in modules
    ]
    return CourseOutline(**summary.model_dump(), modules=entries)


def _open_to(actor: Actor) -> Select[Course]:
    """The courses that an actor finds in their list: to students, one that is archived is closed."""
    if actor.role is Role.STUDENT:
        return enrolled_in(actor).where(Course.state != CourseState.ARCHIVED)
    return visible_to(actor)


def _shows_lessons(course: Course, actor: Actor) -> bool:
    return actor.role is not Role.STUDENT or course.state is not CourseState.DRAFT


def lessons_of(session: Session, course_ids: Sequence[UUID]) -> Sequence[Lesson]:
    """The lessons of the courses that students see, in the order in which they are studied."""
    return session.scalars(
        select(Lesson).where(Lesson.course_id.in_(course_ids), is_shown()).order_by(Lesson.course_id, Lesson.position)
    ).all()


def progress_of(session: Session, user_id: UUID, lesson_ids: Sequence[UUID]) -> Progress:
    """How far a student is, by lesson."""
    rows = session.scalars(
        select(LessonProgress).where(LessonProgress.user_id == user_id, LessonProgress.lesson_id.in_(lesson_ids))
    )
    return {row.lesson_id: row for row in rows}


def _students(session: Session, actor: Actor, course_ids: Sequence[UUID]) -> dict[UUID, int]:
    if actor.role is Role.STUDENT:
        return {}
    counted = count_students(session, course_ids)
    return {course_id: counted.get(course_id, 0) for course_id in course_ids}


def _summarise(
    course: Course,
    actor: Actor,
    lessons: Sequence[_CardLesson],
    progress: Progress,
    students: int | None,
    enrolled: Enrolled,
    now: datetime,
) -> CourseSummary:
    begun = has_begun(course, now)
    to_do = [lesson for lesson in lessons if not is_completed(lesson.id, progress)]
    dates = [own_date(lesson.due_at, lesson.due_after_days, enrolled.get(course.id)) for lesson in to_do]
    return CourseSummary(
        id=course.id,
        title=course.title,
        summary=course.summary if _shows_lessons(course, actor) else "",
        language=course.language,
        lesson_count=len(lessons),
        completed_lesson_count=len(lessons) - len(to_do),
        resume_lesson_id=_resume(to_do, progress) if begun or actor.role is not Role.STUDENT else None,
        student_count=students,
        next_due=min((date for date in dates if date is not None), default=None),
        state=course.state,
        starts_at=course.starts_at if _shows_lessons(course, actor) else None,
        ends_at=course.ends_at,
        begun=begun,
        ended=has_ended(course, now),
    )


def _last_worked_on(lessons: Sequence[_CardLesson], progress: Progress) -> datetime:
    moments = [progress[lesson.id].updated_at for lesson in lessons if lesson.id in progress]
    return max(moments, default=NEVER)


def _resume(to_do: Sequence[_CardLesson], progress: Progress) -> UUID | None:
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
