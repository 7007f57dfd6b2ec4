"""What a student's device sends: windows, behaviour, and what the student says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AliasChoices, Field, StringConstraints, model_validator

from attune.affect.evidence import BehaviourKind, SelfReportKind
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime
from attune.classroom.wellbeing.device_clock import RefusalReason
from attune.classroom.wellbeing.schemas import Feeling, Levels, Share, WindowState

LARGEST_BATCH = 50  # windows: eight minutes offline at ten seconds each
MOST_RUNGS = 50  # of a ladder of hints; no author writes as many

# Asking for help works for everybody; it is addressed to a person and needs no mode.
IN_EVERY_MODE = frozenset({SelfReportKind.LOST_HERE, SelfReportKind.HAND_RAISED})

Position = Annotated[float, Field(ge=0, le=86_400)]  # seconds in a video

ModelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9@._-]{0,79}$")]


class WindowIn(Incoming):
    """One window of readings.

    Attributes:
        p: eight levels in the order of the expressions, summing to 255.
        position: in the video that the block shows, at the middle of the window; ignored at every other block.
    """

    id: UUID
    started_at: GivenInstant
    seconds: Annotated[float, Field(ge=1, le=60)]
    lesson_id: UUID | None
    block_id: UUID | None
    position: Position | None = None
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
    """Something the student did.

    Attributes:
        block_id: a block of the lesson.
        question_id: the item of the block's quiz that it was about.
        step: of a ladder of hints, the rung that was opened, from 1.
        seconds: how long, for what lasts. Idling is told in pieces, each of them once.
        visible_seconds: of a stay: how much of it the page was in sight.
        position: in the video that the block shows, of a rewind: where it led to.
    """

    id: UUID
    kind: Literal[
        BehaviourKind.REWIND,
        BehaviourKind.IDLE,
        BehaviourKind.RAPID_RETRY,
        BehaviourKind.BLOCK_DWELL,
        BehaviourKind.TAB_HIDDEN,
        BehaviourKind.PAUSE,
        BehaviourKind.HINT_OPENED,
        BehaviourKind.EXAMPLE_OPENED,
        BehaviourKind.EASIER_OPENED,
    ]
    at: GivenInstant
    lesson_id: UUID
    block_id: UUID
    question_id: UUID | None = None
    step: Annotated[int | None, Field(ge=1, le=MOST_RUNGS)] = None
    seconds: Annotated[float, Field(ge=0, le=86_400)] = 0.0
    visible_seconds: Annotated[float | None, Field(ge=0, le=86_400)] = None
    position: Position | None = None


class BehaviourBatch(Incoming):
    """Behaviour in any order; an event sent twice counts once. sent_at: as in a WindowBatch."""

    sent_at: GivenInstant | None = None
    events: Annotated[list[BehaviourIn], Field(min_length=1, max_length=LARGEST_BATCH)]


class CheckInIn(Incoming):
    """Something the student says. A check-in and a correction name a feeling, a call for somebody carries none.

    sent_at: as in a WindowBatch.
    """

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
        if self.kind in IN_EVERY_MODE and self.feeling is not None:
            raise ValueError(f"{self.kind} carries no feeling; send a check_in for it")
        return self


class RefusedItem(Outgoing):
    """Something that is kept out for good: sending it again changes nothing."""

    id: UUID
    reason: RefusalReason


def describe_refused(refused: Mapping[UUID, RefusalReason]) -> list[RefusedItem]:
    """What is refused, each with its reason."""
    return [RefusedItem(id=item_id, reason=reason) for item_id, reason in refused.items()]


class WindowsAccepted(Outgoing):
    """accepted: windows seen for the first time; stored: those kept; duplicates: those already known.

    refused: those from the future, and those older than the institution keeps any.
    """

    accepted: int
    stored: int
    duplicates: int
    refused: list[RefusedItem]


class BehaviourAccepted(Outgoing):
    """accepted: events seen for the first time and used.

    refused: those from the future, too old to matter, or of no block of a lesson of the student's.
    """

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
