"""What comes in and goes out about support: interruption points, messages, responses."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from attune.affect.causes import Cause
from attune.affect.evidence import LearningState
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Action, Strategy
from attune.affect.policy import InterruptionPoint
from attune.classroom.platform.schemas import Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import ReasonOut

FARTHEST_OFFSET = 14 * 60  # minutes: Kiritimati is fourteen hours ahead of UTC
EXPIRES_AFTER_SECONDS = 60


class InterruptionPointIn(Incoming):
    """A natural pause, or the moment right after the student said how they are.

    Attributes:
        kind: None where the student has just said something: only that is answered then.
        block_id: the block that the student is at; at a block change, the one that they enter.
        left_block_id: at a block change, the block that they leave: what is known was seen there.
        question_id: the item that was answered last.
        unsent: whether something is typed here that was not handed in.
        utc_offset_minutes: of the student's clock, east of Greenwich positive.
    """

    kind: InterruptionPoint | None
    lesson_id: UUID
    block_id: UUID | None = None
    left_block_id: UUID | None = None
    question_id: UUID | None = None
    in_graded_quiz: bool = False
    unsent: bool = False
    utc_offset_minutes: Annotated[int | None, Field(ge=-FARTHEST_OFFSET, le=FARTHEST_OFFSET)] = None


class ResponseIn(Incoming):
    """What the student makes of a support message."""

    response: MessageResponse


class ActionOut(Outgoing):
    """What one tap on a support message does.

    Attributes:
        lesson_id, block_id: where it leads; those of the message, but for what lies elsewhere, as a prerequisite.
        question_id: the item that it is about; None where it is the block.
        prefill: the words that a form begins with.
    """

    kind: Action
    lesson_id: UUID | None
    block_id: UUID | None
    question_id: UUID | None
    label: str
    prefill: str | None


class WhyOut(Outgoing):
    """The answer to "why am I seeing this?"."""

    rule: str
    reasons: list[ReasonOut]
    windows: int


class SupportMessageOut(Outgoing):
    """A support message, ready to be shown.

    Attributes:
        lesson_id, block_id, block_title: where its evidence came from.
        expires_after_seconds: it fades then, and counts as ignored.
    """

    id: UUID
    message_id: str
    lesson_id: UUID | None
    block_id: UUID | None
    block_title: str | None
    cause: Cause
    state: LearningState
    strategy: Strategy
    text: str
    action: ActionOut | None
    why: WhyOut
    sent_at: UtcDatetime
    expires_after_seconds: int = EXPIRES_AFTER_SECONDS


class AnsweredMessageOut(SupportMessageOut):
    """A support message with the student's response."""

    response: MessageResponse | None


class InterruptionPointOut(Outgoing):
    """The support message for this moment, or none.

    retry_after_seconds: help that the student is left to do without for one more try is due then; ask once more. None
        where nothing waits.
    """

    support_message: SupportMessageOut | None
    retry_after_seconds: Annotated[float, Field(ge=0)] | None = None
