"""Routes: answering polls. A lesson brings its polls along."""

from __future__ import annotations

from uuid import UUID

from apiflask import APIBlueprint

from attune.classroom.learning.polls import service
from attune.classroom.learning.polls.schemas import PollAnswerIn, PollOut
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("polls", __name__, url_prefix="/api/v1")


@blueprint.put("/polls/<uuid:poll_id>/answer")
@requires(Permission.SUBMIT_OWN_ANSWERS)
@blueprint.input(PollAnswerIn, arg_name="given")
@blueprint.output(PollOut)
def answer_poll(poll_id: UUID, given: PollAnswerIn) -> PollOut:
    """Answer a poll, or answer it differently; the answer has the class's result, where one may be shown."""
    return service.answer_poll(current_session(), current_actor(), poll_id, given.choice_id, now())
