"""What comes in and goes out about a student's wellbeing.

Everything that comes in is a number, an instant, an id or one of a closed set of short names: there is no field that
could carry a picture, and a test walks the schemas to keep it so.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from attune.affect.evidence import BehaviourKind, LearningState, SelfReportKind
from attune.affect.limits import OfferResponse
from attune.affect.messages import Action, Strategy
from attune.affect.policy import Breakpoint
from attune.affect.windows import LEVELS
from attune.classroom.institution.support_policy.policy import Mode
from attune.classroom.platform.device_clock import RefusalReason
from attune.classroom.platform.schemas import GivenInstant, Incoming, Outgoing, UtcDatetime
from attune.expressions import EXPRESSIONS, Expression

LARGEST_BATCH = 50  # windows: eight minutes offline at ten seconds each
LARGEST_BODY = 16 * 1024  # bytes: fifty windows need about 15,000; a face of 48 pixels would not fit beside them

Share = Annotated[float, Field(ge=0, le=1)]
Level = Annotated[int, Field(ge=0, le=LEVELS)]
ModelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9@._-]{0,79}$")]
WindowState = Expression | Literal["unknown"]
Feeling = (
    Expression
    | Literal[
        LearningState.ENGAGED,
        LearningState.MAYBE_CONFUSED,
        LearningState.MAYBE_FRUSTRATED,
        LearningState.MAYBE_DISENGAGED,
        LearningState.LOW_MOOD,
    ]
)


def _sums_to_one(levels: tuple[int, ...]) -> tuple[int, ...]:
    if sum(levels) != LEVELS:
        raise ValueError(f"the eight levels sum to {LEVELS}, these sum to {sum(levels)}")
    return levels


Levels = Annotated[
    tuple[Level, ...], Field(min_length=len(EXPRESSIONS), max_length=len(EXPRESSIONS)), AfterValidator(_sums_to_one)
]


class ConsentSwitch(StrEnum):
    """The four separate permissions a student can give and take back."""

    PROCESS_CAMERA = "process_camera"
    SAVE_SUMMARIES = "save_summaries"
    COUNT_IN_CLASS = "count_in_class"
    SHARE_WITH_TUTORS = "share_with_tutors"


class Snooze(StrEnum):
    """How long a student wants no support."""

    HALF_AN_HOUR = "30_minutes"
    TODAY = "today"
    OFF = "off"
    NONE = "none"


# --- in ---------------------------------------------------------------------------------------------------------------


class ConsentChange(Incoming):
    """The switches to change; those left out stay as they are."""

    process_camera: bool | None = None
    save_summaries: bool | None = None
    count_in_class: bool | None = None
    share_with_tutors: bool | None = None


class SupportChange(Incoming):
    """Support on or off, or quiet for a while."""

    enabled: bool | None = None
    snooze: Snooze | None = None


class SettingsChange(Incoming):
    """What to change; everything left out stays as it is."""

    mode: Mode | None = None
    consent: ConsentChange = ConsentChange()
    support: SupportChange = SupportChange()


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
    offer_id: UUID | None = None
    at: GivenInstant
    sent_at: GivenInstant | None = None

    @model_validator(mode="after")
    def _says_something(self) -> CheckInIn:
        if self.kind in (SelfReportKind.CHECK_IN, SelfReportKind.CORRECTION) and self.feeling is None:
            raise ValueError(f"a {self.kind} names a feeling")
        return self


class BreakpointIn(Incoming):
    """A natural pause."""

    kind: Breakpoint
    lesson_id: UUID
    block_id: UUID | None = None
    in_graded_quiz: bool = False


class ResponseIn(Incoming):
    """What the student makes of an offer."""

    response: OfferResponse


# --- out --------------------------------------------------------------------------------------------------------------


class ConsentOut(Outgoing):
    """One switch and when it was last changed."""

    granted: bool
    set_at: UtcDatetime | None


class ConsentsOut(Outgoing):
    """The four switches."""

    process_camera: ConsentOut
    save_summaries: ConsentOut
    count_in_class: ConsentOut
    share_with_tutors: ConsentOut


class SupportOut(Outgoing):
    """Whether support may speak."""

    enabled: bool
    snoozed_until: UtcDatetime | None


class ModelOut(Outgoing):
    """The model that browsers are given."""

    name: str
    version: str
    sha256: str
    url: str


class ModelProblemOut(Outgoing):
    """Why the camera has to stay off."""

    code: str
    message: str


class WellbeingSettingsOut(Outgoing):
    """How the student is read, what they allow, and what the institution makes possible."""

    mode: Mode
    allowed_modes: list[Mode]
    preset: str
    consent: ConsentsOut
    support: SupportOut
    model: ModelOut | None
    model_problem: ModelProblemOut | None
    window_seconds: float


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
    offer_id: UUID | None
    at: UtcDatetime


class ReasonOut(Outgoing):
    """A reason with its sentence in the student's language."""

    code: str
    text: str


class ActionOut(Outgoing):
    """What one tap on an offer does."""

    kind: Action
    block_id: UUID | None
    label: str


class WhyOut(Outgoing):
    """The answer to "why am I seeing this?"."""

    rule: str
    reasons: list[ReasonOut]
    windows: int


class OfferOut(Outgoing):
    """A support message, ready to be shown."""

    id: UUID
    message_id: str
    state: LearningState
    strategy: Strategy
    text: str
    action: ActionOut | None
    why: WhyOut
    offered_at: UtcDatetime


class OfferHistoryOut(OfferOut):
    """An offer with the student's response."""

    response: OfferResponse | None


class BreakpointOut(Outgoing):
    """The offer for this moment, or none."""

    offer: OfferOut | None
