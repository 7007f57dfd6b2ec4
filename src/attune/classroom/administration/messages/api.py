"""Routes of the message editor."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.administration.messages import service as messages
from attune.classroom.administration.messages.schemas import (
    DraftReview,
    MessageDetail,
    MessageDraft,
    MessageEdit,
    MessageLibrary,
    MessageRevert,
)
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("messages", __name__, url_prefix="/api/v1/administration/messages")


@blueprint.get("")
@requires(Permission.MANAGE_MESSAGES, writes=True)
@blueprint.output(MessageLibrary)
def list_messages() -> MessageLibrary:
    """Every message, with how it was received."""
    return messages.read_library(current_session(), now())


@blueprint.post("")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.input(MessageDraft, arg_name="draft")
@blueprint.output(MessageDetail, status_code=201)
def add_message(draft: MessageDraft) -> MessageDetail:
    """Add a message of the institution's own."""
    return messages.add_message(current_session(), current_actor(), draft, now())


@blueprint.post("/review")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.input(MessageDraft, arg_name="draft")
@blueprint.output(DraftReview)
def review_message(draft: MessageDraft) -> DraftReview:
    """What is wrong with a draft, and how it will read. Nothing is kept."""
    return messages.review(current_session(), draft)


@blueprint.get("/<message_id>")
@requires(Permission.MANAGE_MESSAGES, writes=True)
@blueprint.output(MessageDetail)
def read_message(message_id: str) -> MessageDetail:
    """One message, with its history."""
    return messages.read_message(current_session(), message_id, now())


@blueprint.put("/<message_id>")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.input(MessageEdit, arg_name="edit")
@blueprint.output(MessageDetail)
def edit_message(message_id: str, edit: MessageEdit) -> MessageDetail:
    """Change the words of a message, or switch it on or off."""
    return messages.edit_message(current_session(), current_actor(), message_id, edit, now())


@blueprint.post("/<message_id>/revert")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.input(MessageRevert, arg_name="seen")
@blueprint.output(MessageDetail)
def revert_message(message_id: str, seen: MessageRevert) -> MessageDetail:
    """Go back to the shipped words."""
    return messages.revert_message(current_session(), current_actor(), message_id, seen.version, now())
