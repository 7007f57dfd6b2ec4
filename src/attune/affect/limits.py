"""How often support may speak, and what a learner can make of a message: the numbers of an institution."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attune.affect.bounds import bounded, check_bounds, check_order


class MessageResponse(StrEnum):
    """What a learner did with a message.

    ACCEPTED: began what it proposed.  FINISHED: did it to the end.  IGNORED: let it fade unanswered.
    """

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"
    FINISHED = "finished"
    IGNORED = "ignored"


def is_helpful(response: MessageResponse | None) -> bool | None:
    """Whether a message helped, by what the learner made of it: the one definition, for every report.

    Returns:
        True: called helpful, or its action was taken or finished.  False: called not helpful.  None: a dismissal may be
        about the moment, and no response says nothing.
    """
    if response in (MessageResponse.HELPFUL, MessageResponse.ACCEPTED, MessageResponse.FINISHED):
        return True
    return False if response is MessageResponse.NOT_HELPFUL else None


@dataclass(frozen=True, slots=True)
class Limits:
    """Pauses in seconds and caps as counts.

    Raises:
        OutOfBounds: they would let a learner be nagged.
    """

    pause_seconds: float = bounded(300.0, 60, 86_400, "messages less than a minute apart are one interruption")
    pause_of_a_kind_seconds: float = bounded(720.0, 60, 86_400, "the same message again so soon is nagging")
    per_hour: int = bounded(
        4, 0, 12, "more than one message in five minutes leaves no time to study; 0 turns support off"
    )
    per_day: int = bounded(10, 0, 40, "more than forty a day would be noise to everybody; 0 turns support off")
    dismissals_double: int = bounded(2, 1, 5, "who has waved five messages away has answered")
    longest_pause_seconds: float = bounded(3600.0, 60, 86_400, "after a day of silence a learner starts afresh")

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(self, "pause_seconds", "longest_pause_seconds", "the pause grows towards the longest one")
        check_order(
            self, "pause_seconds", "pause_of_a_kind_seconds", "messages of a kind are no closer than any two messages"
        )
