"""Routes of the institution's word for whoever teaches."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.institution.tutor_words import service
from attune.classroom.institution.tutor_words.schemas import ManagedTutorWords, TutorWords
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("tutor_words", __name__, url_prefix="/api/v1/administration/tutor-words")


@blueprint.get("")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.output(ManagedTutorWords)
def read_tutor_words() -> ManagedTutorWords:
    """The word for whoever teaches, in every language."""
    return service.manage_tutor_words(current_session())


@blueprint.put("")
@requires(Permission.MANAGE_MESSAGES)
@blueprint.input(TutorWords, arg_name="words")
@blueprint.output(ManagedTutorWords)
def change_tutor_words(words: TutorWords) -> ManagedTutorWords:
    """Speak of whoever teaches with these words from now on."""
    return service.change_tutor_words(current_session(), current_actor(), words, now())
