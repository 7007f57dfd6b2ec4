"""What a student's device sends: windows, behaviour, and what the student says."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasChoices, Field, StringConstraints, model_validator

from attune.affect.evidence import BehaviourKind, SelfReportKind
from attune.classroom.platform.device_clock import RefusalReason
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.schemas import Feeling, Levels, Share, WindowState

LARGEST_BATCH = 50  # windows: eight minutes offline at ten seconds each

ModelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9@._-]{0,79}$")]


class WindowIn(Incoming):
    """One window of readings. p: eight levels in the order of the expressions, summing to 255."""

    id: UUID
    started_at: GivenInstant
    seconds: Annotated[float, Field(ge=1, le=60)]
    lesson_id: UUID | None
    block_id: UUID | None
    p: Levels
    coverage: Share
    quality: Share
    state: WindowState
    model: ModelName
    source: Literal["on_device", "server"]


class WindowBatch(Incoming):
    """Windows in any order; one sent twice counts once. sent_at: the device's clock at sending, to correct it by."""

    sent_at: GivenInstant | None = None
    windows: Annotated[list[WindowIn], Field(min_length=1, max_length=LARGEST_BATCH)]


class BehaviourIn(Incoming):
    """Something the student did. seconds: how long, for what lasts."""

    id: UUID
    kind: Literal[
        BehaviourKind.REWIND,
        BehaviourKind.IDLE,
        BehaviourKind.RAPID_RETRY,
        BehaviourKind.BLOCK_DWELL,
        BehaviourKind.TAB_HIDDEN,
        BehaviourKind.PAUSE,
    ]
    at: GivenInstant
    lesson_id: UUID
    block_id: UUID
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0


class BehaviourBatch(Incoming):
    """Behaviour in any order; an event sent twice counts once. sent_at: as in a WindowBatch."""

    sent_at: GivenInstant | None = None
    events: Annotated[list[BehaviourIn], Field(min_length=1, max_length=LARGEST_BATCH)]


class CheckInIn(Incoming):
    """Something the student says. A check-in and a correction name a feeling. sent_at: as in a WindowBatch."""

    id: UUID
    kind: SelfReportKind
    feeling: Feeling | None = None
    lesson_id: UUID | None = None
    block_id: UUID | None = None
    window_id: UUID | None = None
    # a device that was offline during the update may still send it under its former name
    support_message_id: Annotated[
        UUID | None, Field(validation_alias=AliasChoices("support_message_id", "offer_id"))
    ] = None
    at: GivenInstant
    sent_at: GivenInstant | None = None

    @model_validator(mode="after")
    def _says_something(self) -> CheckInIn:
        if self.kind in (SelfReportKind.CHECK_IN, SelfReportKind.CORRECTION) and self.feeling is None:
            raise ValueError(f"a {self.kind} names a feeling")
        return self


class RefusedItem(Outgoing):
    """Something that is kept out for good: sending it again changes nothing."""

    id: UUID
    reason: RefusalReason


class WindowsAccepted(Outgoing):
    """accepted: windows seen for the first time; stored: those kept; duplicates: those already known.

    refused: those from the future, and those older than the institution keeps any.
    """

    accepted: int
    stored: int
    duplicates: int
    refused: list[RefusedItem]


class BehaviourAccepted(Outgoing):
    """accepted: events seen for the first time and used. refused: those from the future, or too old to matter."""

    accepted: int
    refused: list[RefusedItem]


class CheckInOut(Outgoing):
    """Something the student said."""

    id: UUID
    kind: SelfReportKind
    feeling: Feeling | None
    lesson_id: UUID | None
    block_id: UUID | None
    window_id: UUID | None
    support_message_id: UUID | None
    at: UtcDatetime
