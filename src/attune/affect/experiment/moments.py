"""What an experiment counts: moments that were drawn, and the items answered after them. Nothing of a face is in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from attune.affect.evidence import Instant, Probability


class Arm(StrEnum):
    """What a moment was assigned to."""

    WITH_MESSAGES = "with_messages"
    WITHOUT_MESSAGES = "without_messages"


class Measure(StrEnum):
    """What is compared, the primary outcome first. What a message came to can be asked in one arm only."""

    NEXT_ITEM_RIGHT = "next_item_right"
    RETAINED = "retained"
    ANSWERED = "answered"
    SWITCHED_OFF = "switched_off"
    DROPPED_OUT = "dropped_out"
    DELIVERED = "delivered"
    RESPONDED = "responded"


PRIMARY = Measure.NEXT_ITEM_RIGHT
HARMS = frozenset({Measure.SWITCHED_OFF, Measure.DROPPED_OUT})
OF_MESSAGES = frozenset({Measure.DELIVERED, Measure.RESPONDED})


def arms_of(measure: Measure) -> tuple[Arm, ...]:
    """The arms that a measure can be taken in."""
    return (Arm.WITH_MESSAGES,) if measure in OF_MESSAGES else tuple(Arm)


@dataclass(frozen=True, slots=True)
class DrawnMoment:
    """A moment that was drawn into an arm.

    Attributes:
        topic: what an item must be about to follow it: a skill, or the lesson where the place has no item.
        cause: why support would speak.
        available: whether a message could have been delivered, in either arm.
        delivered: whether one was.
        responded: whether its learner answered it; None where none was delivered.
        switched_off_at: when its learner switched support off next, where they did.
    """

    learner_id: str
    moment_id: str
    at: Instant
    topic: str
    cause: str
    speak: bool
    probability_speak: Probability
    available: bool = True
    delivered: bool = False
    responded: bool | None = None
    switched_off_at: Instant | None = None

    @property
    def arm(self) -> Arm:
        """The arm that it counts in, whatever was delivered."""
        return Arm.WITH_MESSAGES if self.speak else Arm.WITHOUT_MESSAGES


@dataclass(frozen=True, slots=True)
class Item:
    """One question answered. topics: its skill and its lesson."""

    learner_id: str
    item_id: str
    at: Instant
    topics: frozenset[str]
    right: bool


@dataclass(frozen=True, slots=True)
class ObservedMoment:
    """A moment with what came after it.

    outcomes: None where an outcome is not known.  prior: the share right of what its learner had answered before.
    """

    moment: DrawnMoment
    prior: Probability
    outcomes: Mapping[Measure, bool | None]
