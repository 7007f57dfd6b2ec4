"""Why support speaks: what a learner said or did, and not the name of an expression."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from attune.affect.evidence import Instant
from attune.affect.reasons import Reason


class Cause(StrEnum):
    """Every cause that a support message can have; the library holds messages for each."""

    CONFUSED = "confused"  # rewinds, a long stay, or said so
    WRONG_ANSWERS = "wrong_answers"  # an item wrong twice, or several at once
    FRUSTRATED = "frustrated"  # said so
    GUESSING = "guessing"  # rapid retries
    REPEATED_FAILURE = "repeated_failure"  # wheel-spinning (Beck & Gong 2013)
    EASE = "ease"  # all right in under half the expected time
    BORED = "bored"  # said so
    AWAY = "away"  # idle or hidden, and came back
    ANXIOUS = "anxious"  # said afraid
    LOW_MOOD = "low_mood"  # said sad
    TALK = "talk"  # low mood said on three days of seven
    SUCCESS = "success"  # right after failing before
    NIGHT = "night"  # after 23:00 where the learner is
    ASKS = "asks"  # an expression alone: it asks and never advises


class EvidenceKind(StrEnum):
    """What a cause rests on, the strongest first."""

    SAID = "said"
    DID = "did"
    EXPRESSION = "expression"


@dataclass(frozen=True, slots=True)
class Finding:
    """A cause to speak, with the place that its evidence came from.

    Attributes:
        since: when its evidence began.
        block_id: what support is about; None where it is about the learner and no place.
        item_id: the item of a quiz that it is about.
        skill: what repeated failure is about.
        wait_until: until then the learner is left to resolve it alone.
    """

    cause: Cause
    evidence: EvidenceKind
    since: Instant
    reasons: tuple[Reason, ...]
    block_id: str | None = None
    item_id: str | None = None
    skill: str | None = None
    wait_until: Instant | None = None

    @property
    def randomised(self) -> bool:
        """Whether an experiment may leave it unanswered: never what was said, and never repeated failure."""
        return self.evidence is not EvidenceKind.SAID and self.cause is not Cause.REPEATED_FAILURE
