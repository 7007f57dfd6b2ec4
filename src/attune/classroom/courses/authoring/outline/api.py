"""Routes: courses as their authors list, begin and change them; their modules and lessons, and the order of these."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.courses.authoring.outline import courses, structure
from attune.classroom.courses.authoring.outline.schemas import (
    AuthoredCourseDetail,
    AuthoredCourseList,
    AuthoredLesson,
    AuthoredModule,
    CourseChange,
    CourseQuery,
    CourseStateChange,
    LessonChange,
    LessonPositionChange,
    NewCourse,
    NewLesson,
    NewModule,
    PositionChange,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("course_authoring", __name__, url_prefix="/api/v1/authoring")


@blueprint.get("/courses")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseQuery, location="query", arg_name="query")
@blueprint.output(AuthoredCourseList)
def list_authored_courses(query: CourseQuery) -> AuthoredCourseList:
    """The courses that one may change: a tutor's own, an administrator's all."""
    return courses.list_authored(current_session(), current_actor(), query)


@blueprint.post("/courses")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(NewCourse, arg_name="fields")
@blueprint.output(AuthoredCourseDetail, status_code=201)
def create_course(fields: NewCourse) -> AuthoredCourseDetail:
    """Begin a course; it is a draft that students do not see."""
    return courses.create_course(current_session(), current_actor(), fields)


@blueprint.get("/courses/<uuid:course_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredCourseDetail)
def read_authored_course(course_id: UUID) -> AuthoredCourseDetail:
    """A course with its modules and lessons, archived ones among them."""
    return courses.read_authored(current_session(), current_actor(), course_id)


@blueprint.patch("/courses/<uuid:course_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseChange, arg_name="change")
@blueprint.output(AuthoredCourseDetail)
def change_course(course_id: UUID, change: CourseChange) -> AuthoredCourseDetail:
    """Change a course's title, summary, language, subject, start and end."""
    return courses.change_course(current_session(), current_actor(), course_id, change)


@blueprint.put("/courses/<uuid:course_id>/state")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseStateChange, arg_name="change")
@blueprint.output(AuthoredCourseDetail)
def set_course_state(course_id: UUID, change: CourseStateChange) -> AuthoredCourseDetail:
    """Open a course to its students, take it back, or archive it."""
    return courses.set_state(current_session(), current_actor(), course_id, change.state)


@blueprint.post("/courses/<uuid:course_id>/modules")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(NewModule, arg_name="fields")
@blueprint.output(AuthoredModule, status_code=201)
def add_module(course_id: UUID, fields: NewModule) -> AuthoredModule:
    """Add a module behind the others."""
    return structure.add_module(current_session(), current_actor(), course_id, fields)


@blueprint.patch("/modules/<uuid:module_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(NewModule, arg_name="fields")
@blueprint.output(AuthoredModule)
def rename_module(module_id: UUID, fields: NewModule) -> AuthoredModule:
    """Give a module another title."""
    return structure.rename_module(current_session(), current_actor(), module_id, fields)


@blueprint.delete("/modules/<uuid:module_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredModule)
def archive_module(module_id: UUID) -> AuthoredModule:
    """Archive a module with its lessons; restoring it is the undo."""
    return structure.archive_module(current_session(), current_actor(), module_id, now())


@blueprint.put("/modules/<uuid:module_id>/restore")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredModule)
def restore_module(module_id: UUID) -> AuthoredModule:
    """Bring an archived module back where it stood, with the lessons archived with it."""
    return structure.restore_module(current_session(), current_actor(), module_id)


@blueprint.put("/modules/<uuid:module_id>/position")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(PositionChange, arg_name="change")
@blueprint.output(AuthoredCourseDetail)
def move_module(module_id: UUID, change: PositionChange) -> AuthoredCourseDetail:
    """Move a module before another, or to the end."""
    return structure.move_module(current_session(), current_actor(), module_id, change)


@blueprint.post("/modules/<uuid:module_id>/lessons")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(NewLesson, arg_name="fields")
@blueprint.output(AuthoredLesson, status_code=201)
def add_lesson(module_id: UUID, fields: NewLesson) -> AuthoredLesson:
    """Add a lesson at the end of a module: an empty draft that students do not see."""
    return structure.add_lesson(current_session(), current_actor(), module_id, fields, now())


@blueprint.patch("/lessons/<uuid:lesson_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(LessonChange, arg_name="change")
@blueprint.output(AuthoredLesson)
def change_lesson(lesson_id: UUID, change: LessonChange) -> AuthoredLesson:
    """Change when a lesson is due, and which lesson comes before it."""
    return structure.change_lesson(current_session(), current_actor(), lesson_id, change)


@blueprint.delete("/lessons/<uuid:lesson_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredLesson)
def archive_lesson(lesson_id: UUID) -> AuthoredLesson:
    """Archive a lesson; restoring it is the undo."""
    return structure.archive_lesson(current_session(), current_actor(), lesson_id, now())


@blueprint.put("/lessons/<uuid:lesson_id>/restore")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(AuthoredLesson)
def restore_lesson(lesson_id: UUID) -> AuthoredLesson:
    """Bring an archived lesson back where it stood."""
    return structure.restore_lesson(current_session(), current_actor(), lesson_id)


@blueprint.put("/lessons/<uuid:lesson_id>/position")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(LessonPositionChange, arg_name="change")
@blueprint.output(AuthoredCourseDetail)
def move_lesson(lesson_id: UUID, change: LessonPositionChange) -> AuthoredCourseDetail:
    """Move a lesson within its module or to another one."""
    return structure.move_lesson(current_session(), current_actor(), lesson_id, change)
