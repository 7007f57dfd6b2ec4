"""What comes in and goes out about support: interruption points, messages, responses."""

from __future__ import annotations

from uuid import UUID

from attune.affect.evidence import LearningState
from attune.affect.limits import OfferResponse
from attune.affect.messages.library import Action, Strategy
from attune.affect.policy import Breakpoint
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import ReasonOut


class BreakpointIn(Incoming):
    """A natural pause."""

    kind: Breakpoint
    lesson_id: UUID
    block_id: UUID | None = None
    in_graded_quiz: bool = False


class ResponseIn(Incoming):
    """What the student makes of a support message."""

    response: OfferResponse


class ActionOut(Outgoing):
    """What one tap on a support message does."""

    kind: Action
    block_id: UUID | None
    label: str


class WhyOut(Outgoing):
    """The answer to "why am I seeing this?"."""

    rule: str
    reasons: list[ReasonOut]
    windows: int


class SupportMessageOut(Outgoing):
    """A support message, ready to be shown."""

    id: UUID
    message_id: str
    state: LearningState
    strategy: Strategy
    text: str
    action: ActionOut | None
    why: WhyOut
    sent_at: UtcDatetime


class AnsweredMessageOut(SupportMessageOut):
    """A support message with the student's response."""

    response: OfferResponse | None


class BreakpointOut(Outgoing):
    """The support message for this moment, or none."""

    support_message: SupportMessageOut | None
