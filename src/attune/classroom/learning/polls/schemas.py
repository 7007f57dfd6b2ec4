"""What comes in and goes out about polls."""

from __future__ import annotations

from uuid import UUID

from attune.classroom.courses.content.poll import PollResults
from attune.classroom.platform.schemas import Incoming, Outgoing


class PollAnswerIn(Incoming):
    """What a student chooses."""

    choice_id: UUID


class PollChoiceOut(Outgoing):
    """Something to choose. count: how many chose it, in a result that may be shown."""

    id: UUID
    html: str
    count: int | None


class PollOut(Outgoing):
    """A poll as its reader may see it.

    own_choice_id: the student's own.
    counted: how many answers the result counts; None while none may be shown, or not to this reader.
    smallest_group: how many new answers it takes, not all the same, before the result counts them.
    """

    question_html: str
    choices: list[PollChoiceOut]
    results: PollResults
    own_choice_id: UUID | None
    counted: int | None
    smallest_group: int
