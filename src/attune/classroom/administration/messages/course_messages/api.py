"""Routes for tutors: the support messages of a course."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.administration.messages.course_messages import service
from attune.classroom.administration.messages.course_messages.schemas import (
    CourseMessageDraft,
    CourseMessageEdit,
    CourseMessages,
)
from attune.classroom.administration.messages.schemas import DraftReview, MessageOut
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("course_messages", __name__, url_prefix="/api/v1/courses/<uuid:course_id>/support-messages")


@blueprint.get("")
@requires(Permission.AUTHOR_COURSES)
@blueprint.output(CourseMessages)
def list_course_messages(course_id: UUID) -> CourseMessages:
    """The support messages of a course, and what a new one can be made of."""
    return service.read_messages(current_session(), current_actor(), course_id)


@blueprint.post("")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseMessageDraft, arg_name="draft")
@blueprint.output(MessageOut, status_code=201)
def propose_course_message(course_id: UUID, draft: CourseMessageDraft) -> MessageOut:
    """Propose a message; it is said once an administrator has read it."""
    return service.propose_message(current_session(), current_actor(), course_id, draft, now())


@blueprint.post("/review")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseMessageDraft, arg_name="draft")
@blueprint.output(DraftReview)
def review_course_message(course_id: UUID, draft: CourseMessageDraft) -> DraftReview:
    """What is wrong with a draft, and how it will read. Nothing is kept."""
    return service.review_message(current_session(), current_actor(), course_id, draft)


@blueprint.put("/<course_message_id>")
@requires(Permission.AUTHOR_COURSES)
@blueprint.input(CourseMessageEdit, arg_name="edit")
@blueprint.output(MessageOut)
def edit_course_message(course_id: UUID, course_message_id: str, edit: CourseMessageEdit) -> MessageOut:
    """Change the words of a message, or switch it on or off."""
    return service.edit_message(current_session(), current_actor(), course_id, course_message_id, edit, now())
