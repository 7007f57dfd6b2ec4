"""Courses as their authors see and change them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import count_students, visible_to
from attune.classroom.courses.authoring.access import own_course
from attune.classroom.courses.authoring.lessons.published_files import has_newer_files
from attune.classroom.courses.authoring.models import LessonDraft
from attune.classroom.courses.authoring.outline.naming import new_course_slug
from attune.classroom.courses.authoring.outline.schemas import (
    AuthoredCourse,
    AuthoredCourseDetail,
    AuthoredCourseList,
    AuthoredLesson,
    AuthoredModule,
    CourseChange,
    CourseQuery,
    NewCourse,
)
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Course, CourseState, Lesson, Module, TeachingAssignment
from attune.classroom.platform.errors import Conflict, InvalidInput
from attune.classroom.platform.events.types import TeachingChanged, push, user_channel
from attune.classroom.platform.permissions import Actor


class CourseEmpty(Conflict):
    """The course has no published lesson, so that there is nothing to open to students."""

    code = "course_empty"


def list_authored(session: Session, actor: Actor, query: CourseQuery) -> AuthoredCourseList:
    """A page of the courses that the actor may change, by title."""
    courses, archived = visible_to(actor), Course.state == CourseState.ARCHIVED
    counted = func.count(), func.count().filter(archived)
    everything, archived_count = session.execute(
        courses.with_only_columns(*counted, maintain_column_froms=True).order_by(None)
    ).one()
    if query.search:
        courses = courses.where(Course.title.icontains(query.search, autoescape=True))
    if query.archived is not None:
        courses = courses.where(archived if query.archived else ~archived)
    total = session.scalar(courses.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)) or 0
    page = session.scalars(courses.offset(query.offset).limit(query.limit)).all()
    return AuthoredCourseList(
        courses=summaries_of(session, page),
        total=total,
        current_count=everything - archived_count,
        archived_count=archived_count,
    )


def summaries_of(session: Session, courses: Sequence[Course]) -> list[AuthoredCourse]:
    """The courses as their authors list them, in a fixed number of queries."""
    ids = [course.id for course in courses]
    students = count_students(session, ids)
    unpublished = or_(Lesson.version == 0, LessonDraft.body.is_not(None), has_newer_files())
    rows = session.execute(
        select(Lesson.course_id, func.count(), func.count().filter(unpublished))
        .outerjoin(LessonDraft, LessonDraft.lesson_id == Lesson.id)
        .where(Lesson.course_id.in_(ids), Lesson.archived_at.is_(None))
        .group_by(Lesson.course_id)
    )
    counts = {course_id: (lessons, changed) for course_id, lessons, changed in rows}
    return [_summary(course, *counts.get(course.id, (0, 0)), students.get(course.id, 0)) for course in courses]


def _summary(course: Course, lessons: int, unpublished: int, students: int) -> AuthoredCourse:
    return AuthoredCourse(
        id=course.id,
        slug=course.slug,
        title=course.title,
        summary=course.summary,
        language=course.language,
        subject=course.subject,
        state=course.state,
        starts_at=course.starts_at,
        ends_at=course.ends_at,
        lesson_count=lessons,
        unpublished_count=unpublished,
        student_count=students,
    )


def read_authored(session: Session, actor: Actor, course_id: UUID) -> AuthoredCourseDetail:
    """A course with everything in it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = own_course(session, actor, course_id)
    modules = session.scalars(
        select(Module).where(Module.course_id == course.id).order_by(Module.archived_at.is_not(None), Module.position)
    ).all()
    lessons = lessons_in(session, course.id)
    return AuthoredCourseDetail(
        **summaries_of(session, [course])[0].model_dump(),
        modules=[
            describe_module(module, [each for each in lessons if each.module_id == module.id]) for module in modules
        ],
    )


def lessons_in(session: Session, course_id: UUID, lesson_id: UUID | None = None) -> list[AuthoredLesson]:
    """The lessons of a course, or one of them, as its authors list them; archived ones come last."""
    query = (
        select(Lesson, or_(LessonDraft.body.is_not(None), has_newer_files()))
        .outerjoin(LessonDraft, LessonDraft.lesson_id == Lesson.id)
        .where(Lesson.course_id == course_id)
        .order_by(Lesson.archived_at.is_not(None), Lesson.position)
    )
    if lesson_id is not None:
        query = query.where(Lesson.id == lesson_id)
    return [_lesson(lesson, changed=bool(changed)) for lesson, changed in session.execute(query)]


def _lesson(lesson: Lesson, *, changed: bool) -> AuthoredLesson:
    return AuthoredLesson(
        id=lesson.id,
        module_id=lesson.module_id,
        title=lesson.title,
        slug=lesson.slug,
        minutes=lesson.minutes,
        position=lesson.position,
        version=lesson.version,
        has_draft_changes=changed or lesson.version == 0,
        archived=lesson.archived_at is not None,
        due_at=lesson.due_at,
        due_after_days=lesson.due_after_days,
        prerequisite_id=lesson.prerequisite_id,
    )


def describe_module(module: Module, lessons: list[AuthoredLesson]) -> AuthoredModule:
    """A module as it goes out."""
    archived = module.archived_at is not None
    return AuthoredModule(
        id=module.id, title=module.title, position=module.position, archived=archived, lessons=lessons
    )


def create_course(session: Session, actor: Actor, fields: NewCourse) -> AuthoredCourseDetail:
    """Begin a course: a draft, taught by whoever begins it."""
    course = Course(
        id=uuid4(),
        slug=new_course_slug(session, fields.title),
        title=fields.title,
        summary=fields.summary,
        language=fields.language,
        subject=fields.subject,
        state=CourseState.DRAFT,
    )
    session.add(course)
    session.flush()
    teach(session, actor, course)
    return read_authored(session, actor, course.id)


def teach(session: Session, actor: Actor, course: Course) -> None:
    """Let whoever made a course teach it."""
    session.add(TeachingAssignment(user_id=actor.id, course_id=course.id))
    session.flush()
    push(session, user_channel(actor.id), TeachingChanged())


def change_course(session: Session, actor: Actor, course_id: UUID, change: CourseChange) -> AuthoredCourseDetail:
    """Change what was given of a course.

    Raises:
        NotFound: the course is not the actor's.
        InvalidInput: it would end before it starts.
    """
    course = own_course(session, actor, course_id)
    for name in change.model_fields_set:
        value = getattr(change, name)
        if value is not None or name in {"subject", "starts_at", "ends_at"}:
            setattr(course, name, value)
    if course.starts_at is not None and course.ends_at is not None and course.ends_at <= course.starts_at:
        raise InvalidInput.at("ends_at", "the course has to end after it starts")
    session.flush()
    return read_authored(session, actor, course.id)


def set_state(session: Session, actor: Actor, course_id: UUID, state: CourseState) -> AuthoredCourseDetail:
    """Open a course to its students, take it back, or archive it.

    Raises:
        NotFound: the course is not the actor's.
        CourseEmpty: it has nothing to open.
    """
    course = own_course(session, actor, course_id)
    published = select(Lesson.id).where(Lesson.course_id == course.id, is_shown())
    if state is CourseState.RUNNING and session.scalar(published.limit(1)) is None:
        raise CourseEmpty("The course has no published lesson yet; publish one, then open it to students.")
    course.state = state
    session.flush()
    return read_authored(session, actor, course.id)
