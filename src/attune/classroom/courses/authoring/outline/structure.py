"""Modules and lessons of a course: added, renamed, moved, archived and brought back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from attune.classroom.courses.authoring.access import own_course, own_lesson, own_module
from attune.classroom.courses.authoring.lessons.body_schemas import LessonBody
from attune.classroom.courses.authoring.lessons.drafts import write_draft
from attune.classroom.courses.authoring.outline.courses import describe_module, lessons_in, read_authored
from attune.classroom.courses.authoring.outline.naming import new_lesson_slug
from attune.classroom.courses.authoring.outline.order import (
    lessons_by_module,
    modules_of,
    next_position,
    place_before,
    write_lesson_order,
    write_module_order,
)
from attune.classroom.courses.authoring.outline.schemas import (
    AuthoredCourseDetail,
    AuthoredLesson,
    AuthoredModule,
    LessonChange,
    LessonPositionChange,
    NewLesson,
    NewModule,
    PositionChange,
)
from attune.classroom.courses.models import Course, Lesson, Module
from attune.classroom.platform.errors import Conflict, InvalidInput
from attune.classroom.platform.permissions import Actor


class ModuleArchived(Conflict):
    """The module is archived: what belongs to it comes back with it."""

    code = "module_archived"


def add_module(session: Session, actor: Actor, course_id: UUID, fields: NewModule) -> AuthoredModule:
    """Add a module behind the others.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = _locked(session, own_course(session, actor, course_id))
    there = modules_of(session, course.id)
    module = Module(
        id=uuid4(), course_id=course.id, title=fields.title, position=there[-1].position + 1 if there else 1
    )
    session.add(module)
    session.flush()
    return describe_module(module, [])


def rename_module(session: Session, actor: Actor, module_id: UUID, fields: NewModule) -> AuthoredModule:
    """Give a module another title.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    module = own_module(session, actor, module_id)
    module.title = fields.title
    session.flush()
    return _described(session, module)


def archive_module(session: Session, actor: Actor, module_id: UUID, now: datetime) -> AuthoredModule:
    """Archive a module with its lessons; students keep their records at them.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    module = own_module(session, actor, module_id)
    course = _locked(session, session.get_one(Course, module.course_id))
    if module.archived_at is None:
        module.archived_at = now
        in_it = update(Lesson).where(Lesson.module_id == module.id, Lesson.archived_at.is_(None))
        session.execute(in_it.values(archived_at=now))
        write_module_order(session, course.id, modules_of(session, course.id))
    return _described(session, module)


def restore_module(session: Session, actor: Actor, module_id: UUID) -> AuthoredModule:
    """Bring a module back where it stood, with the lessons that were archived with it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    module = own_module(session, actor, module_id)
    course = _locked(session, session.get_one(Course, module.course_id))
    if module.archived_at is None:
        return _described(session, module)
    with_it, place = module.archived_at, module.position
    behind = next((each.id for each in modules_of(session, course.id) if each.position >= place), None)
    ordered = place_before(modules_of(session, course.id), module, behind)
    last, lesson_position = len(ordered) + 1, next_position(session, course.id)
    module.position, module.archived_at = last, None
    returning = select(Lesson).where(Lesson.module_id == module.id, Lesson.archived_at == with_it)
    for number, lesson in enumerate(session.scalars(returning.order_by(Lesson.position)).all()):
        lesson.position, lesson.archived_at = lesson_position + number, None
    write_module_order(session, course.id, ordered)
    return _described(session, module)


def move_module(session: Session, actor: Actor, module_id: UUID, change: PositionChange) -> AuthoredCourseDetail:
    """Move a module before another, or to the end.

    Raises:
        NotFound: the module is not the actor's.
        InvalidInput: there is no module to move it before.
        ModuleArchived: it is archived.
    """
    module = own_module(session, actor, module_id)
    course = _locked(session, session.get_one(Course, module.course_id))
    _refuse_archived(module)
    write_module_order(session, course.id, place_before(modules_of(session, course.id), module, change.before_id))
    return read_authored(session, actor, course.id)


def add_lesson(session: Session, actor: Actor, module_id: UUID, fields: NewLesson, now: datetime) -> AuthoredLesson:
    """Add a lesson at the end of a module: an empty draft that students do not see.

    Raises:
        NotFound: the module is not the actor's.
        ModuleArchived: it is archived.
    """
    module = own_module(session, actor, module_id)
    course = _locked(session, session.get_one(Course, module.course_id))
    _refuse_archived(module)
    lesson = Lesson(
        id=uuid4(),
        course_id=course.id,
        module_id=module.id,
        slug=new_lesson_slug(session, course.id, fields.title),
        title=fields.title,
        minutes=fields.minutes,
        position=next_position(session, course.id),
        version=0,
    )
    session.add(lesson)
    session.flush()
    write_draft(session, lesson, LessonBody(title=fields.title, minutes=fields.minutes, blocks=[]), actor.id, now)
    write_lesson_order(session, course.id, lessons_by_module(session, course.id))
    return _lesson(session, lesson)


def change_lesson(session: Session, actor: Actor, lesson_id: UUID, change: LessonChange) -> AuthoredLesson:
    """Change when a lesson is due and which lesson comes before it.

    Raises:
        NotFound: the lesson is not the actor's.
        InvalidInput: the lesson before it is not of this course, or would have to come after it.
    """
    lesson = own_lesson(session, actor, lesson_id)
    for name in change.model_fields_set:
        if name == "prerequisite_id":
            _check_before(session, lesson, change.prerequisite_id)
        setattr(lesson, name, getattr(change, name))
    session.flush()
    return _lesson(session, lesson)


def _check_before(session: Session, lesson: Lesson, before_id: UUID | None) -> None:
    """No lesson comes before itself, whichever others lie between."""
    rows = session.execute(select(Lesson.id, Lesson.prerequisite_id).where(Lesson.course_id == lesson.course_id))
    before = dict(rows.all())
    seen: set[UUID] = set()
    while before_id is not None and before_id not in seen:
        if before_id not in before or before_id == lesson.id:
            raise InvalidInput.at("prerequisite_id", "has to be another lesson of this course that comes before")
        seen.add(before_id)
        before_id = before[before_id]


def archive_lesson(session: Session, actor: Actor, lesson_id: UUID, now: datetime) -> AuthoredLesson:
    """Archive a lesson; students keep their records at it.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = own_lesson(session, actor, lesson_id)
    _locked(session, session.get_one(Course, lesson.course_id))
    if lesson.archived_at is None:
        lesson.archived_at = now
        write_lesson_order(session, lesson.course_id, lessons_by_module(session, lesson.course_id))
    return _lesson(session, lesson)


def restore_lesson(session: Session, actor: Actor, lesson_id: UUID) -> AuthoredLesson:
    """Bring a lesson back where it stood.

    Raises:
        NotFound: the lesson is not the actor's.
        ModuleArchived: its module is archived.
    """
    lesson = own_lesson(session, actor, lesson_id)
    course = _locked(session, session.get_one(Course, lesson.course_id))
    if lesson.archived_at is None:
        return _lesson(session, lesson)
    _refuse_archived(session.get_one(Module, lesson.module_id))
    by_module, place = lessons_by_module(session, course.id), lesson.position
    siblings = by_module[lesson.module_id]
    behind = next((each.id for each in siblings if each.position >= place), None)
    by_module[lesson.module_id] = place_before(siblings, lesson, behind)
    lesson.position, lesson.archived_at = next_position(session, course.id), None
    write_lesson_order(session, course.id, by_module)
    return _lesson(session, lesson)


def move_lesson(session: Session, actor: Actor, lesson_id: UUID, change: LessonPositionChange) -> AuthoredCourseDetail:
    """Move a lesson within its module or to another one.

    Raises:
        NotFound: the lesson or the module is not the actor's.
        InvalidInput: the module is of another course, or there is no lesson to move it before.
        ModuleArchived: the module is archived.
    """
    lesson, module = own_lesson(session, actor, lesson_id), own_module(session, actor, change.module_id)
    course = _locked(session, session.get_one(Course, lesson.course_id))
    if module.course_id != course.id:
        raise InvalidInput.at("module_id", "has to be a module of the same course")
    _refuse_archived(module)
    if lesson.archived_at is not None:
        raise InvalidInput.at("module_id", "the lesson is archived; bring it back first")
    by_module = lessons_by_module(session, course.id)
    siblings = by_module[module.id]
    by_module[lesson.module_id] = [each for each in by_module[lesson.module_id] if each.id != lesson.id]
    by_module[module.id] = place_before(siblings, lesson, change.before_id)
    write_lesson_order(session, course.id, by_module)
    return read_authored(session, actor, course.id)


def _locked(session: Session, course: Course) -> Course:
    """The course, of which others change the outline only after this transaction."""
    return session.get_one(Course, course.id, with_for_update=True, populate_existing=True)


def _refuse_archived(module: Module) -> None:
    if module.archived_at is not None:
        raise ModuleArchived("This module is archived; bring it back first.", module_id=str(module.id))


def _described(session: Session, module: Module) -> AuthoredModule:
    lessons = [each for each in lessons_in(session, module.course_id) if each.module_id == module.id]
    return describe_module(module, lessons)


def _lesson(session: Session, lesson: Lesson) -> AuthoredLesson:
    return lessons_in(session, lesson.course_id, lesson.id)[0]
