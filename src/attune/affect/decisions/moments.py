"""The moments at which there was something to say to a learner: what was decided, and what came of it.

A moment is one in both arms of an experiment. Switching support off, a pause asked for and dismissals stop the delivery
of a message; they take no moment away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.evidence import Instant
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Strategy
from attune.affect.policy import InterruptionPoint

MOMENTS_LOOKED_AT = 200  # weeks at the daily cap: enough for every limit and for what an hour of the day teaches


@dataclass(frozen=True, slots=True)
class PastSupport:
    """One earlier moment.

    Attributes:
        delivered: whether the learner was shown a message.
        interruption_point: None where something they said was answered at once.
        block_id, item_id, skill: what its cause was about.
        message_id, strategy: of the message that was shown or withheld; None where none was chosen.
        response: None where there is none (yet).
    """

    at: Instant
    cause: Cause
    evidence: EvidenceKind
    delivered: bool
    interruption_point: InterruptionPoint | None = None
    block_id: str | None = None
    item_id: str | None = None
    skill: str | None = None
    message_id: str | None = None
    strategy: Strategy | None = None
    response: MessageResponse | None = None


@dataclass(frozen=True, slots=True)
class SupportHistory:
    """A learner's earlier moments, oldest first, and what they asked for."""

    moments: Sequence[PastSupport] = ()
    enabled: bool = True
    snoozed_until: Instant | None = None
