"""Which courses an author may change. Every change begins here, so what is not theirs is not found."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from attune.classroom.courses.access import find_own_course
from attune.classroom.courses.models import Course, Lesson, Module
from attune.classroom.platform.errors import NotFound
from attune.classroom.platform.permissions import Actor


def own_course(session: Session, actor: Actor, course_id: UUID) -> Course:
    """The course, if the actor may change it.

    Raises:
        NotFound: it is not among the actor's.
        AssistantMayNot: they only help in it.
    """
    return find_own_course(session, actor, course_id)


def own_module(session: Session, actor: Actor, module_id: UUID) -> Module:
    """The module, if the actor may change its course.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    module = session.get(Module, module_id)
    if module is None:
        raise NotFound(f"There is no module {module_id} among yours.", module_id=str(module_id))
    own_course(session, actor, module.course_id)
    return module


def own_lesson(session: Session, actor: Actor, lesson_id: UUID, *, lock: bool = False) -> Lesson:
    """The lesson, if the actor may change its course.

    lock: others who would change the lesson wait until this transaction ends.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    lesson = session.get(Lesson, lesson_id, with_for_update=lock, populate_existing=lock)
    if lesson is None:
        raise NotFound(f"There is no lesson {lesson_id} among yours.", lesson_id=str(lesson_id))
    own_course(session, actor, lesson.course_id)
    return lesson
