"""Routes: the draft of a lesson, publishing it, its versions."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.courses.authoring.lessons import drafts, publishing, versions
from attune.classroom.courses.authoring.lessons.schemas import (
    LessonDraftIn,
    LessonDraftOut,
    PublishedOut,
    PublishIn,
    VersionBodyOut,
    VersionList,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, body_limit, requires

LARGEST_BODY = 4 * 1024 * 1024  # bytes of a lesson as JSON; a long one has 100 KB

blueprint = APIBlueprint("lesson_authoring", __name__, url_prefix="/api/v1/authoring")


@blueprint.get("/lessons/<uuid:lesson_id>/draft")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(LessonDraftOut)
def read_lesson_draft(lesson_id: UUID) -> LessonDraftOut:
    """The lesson as it is being written; what is published where nothing was changed."""
    return drafts.read_draft(current_session(), current_actor(), lesson_id)


@blueprint.put("/lessons/<uuid:lesson_id>/draft")
@requires(Permission.AUTHOR_COURSES)
@body_limit(LARGEST_BODY)
@blueprint.input(LessonDraftIn, arg_name="change")
@blueprint.output(LessonDraftOut)
def save_lesson_draft(lesson_id: UUID, change: LessonDraftIn) -> LessonDraftOut:
    """Save the lesson as it is being written, unless somebody else has in the meantime: then draft_conflict."""
    return drafts.save_draft(current_session(), current_actor(), lesson_id, change, now())


@blueprint.delete("/lessons/<uuid:lesson_id>/draft")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(LessonDraftOut)
def discard_lesson_draft(lesson_id: UUID) -> LessonDraftOut:
    """Go back to what is published."""
    return drafts.discard_draft(current_session(), current_actor(), lesson_id, now())


@blueprint.post("/lessons/<uuid:lesson_id>/publish")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(PublishIn, arg_name="asked")
@blueprint.output(PublishedOut)
def publish_lesson(lesson_id: UUID, asked: PublishIn) -> PublishedOut:
    """Let students see the draft; what is wrong with it is said as not_publishable."""
    return publishing.publish_draft(current_session(), current_actor(), lesson_id, asked, now())


@blueprint.get("/lessons/<uuid:lesson_id>/versions")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(VersionList)
def list_lesson_versions(lesson_id: UUID) -> VersionList:
    """Every version of a lesson, newest first."""
    return versions.list_versions(current_session(), current_actor(), lesson_id)


@blueprint.get("/lessons/<uuid:lesson_id>/versions/<int:number>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(VersionBodyOut)
def read_lesson_version(lesson_id: UUID, number: int) -> VersionBodyOut:
    """One version of a lesson with its text."""
    return versions.read_version(current_session(), current_actor(), lesson_id, number)


@blueprint.post("/lessons/<uuid:lesson_id>/versions/<int:number>/publish")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(PublishedOut)
def publish_lesson_version(lesson_id: UUID, number: int) -> PublishedOut:
    """Let students see an earlier version again, as a new one; this is how a publish is undone."""
    return publishing.publish_version(current_session(), current_actor(), lesson_id, number, now())
