"""The institution's policy: allowed modes, how long data lives, how small a group may be, how much support."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Session

from attune.classroom.institution.support_policy.models import THE_POLICY, PolicyRow


class Mode(StrEnum):
    """Where the expression comes from, if from anywhere."""

    OFF = "off"
    SELF_REPORT = "self_report"
    ON_DEVICE = "on_device"
    SERVER = "server"


class Preset(StrEnum):
    """A starting point with its own bounds."""

    STANDARD = "standard"
    EU_EDUCATION = "eu_education"


# The EU AI Act, Art. 5(1)(f), prohibits inferring emotions in education from biometric data since 2 February 2025.
WITHOUT_CAMERA = frozenset({Mode.OFF, Mode.SELF_REPORT})

MINUTES = 60.0  # in seconds


class SpeakingMoment(StrEnum):
    """A moment at which support may speak; as `attune.affect.policy.Breakpoint`."""

    VIDEO_PAUSE = "video_pause"
    BLOCK_CHANGE = "block_change"
    ANSWER_SUBMITTED = "answer_submitted"
    LESSON_END = "lesson_end"


class Numbers(BaseModel):
    """Numbers within bounds. They repeat those of `attune.affect`, which courses and learning may know nothing of."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)


class SupportLimits(Numbers):
    """How often and when support may speak up; seconds and counts."""

    pause_seconds: Annotated[float, Field(ge=60, le=86_400)] = 5 * MINUTES
    pause_of_a_kind_seconds: Annotated[float, Field(ge=60, le=86_400)] = 12 * MINUTES
    per_hour: Annotated[int, Field(ge=0, le=12)] = 4
    per_day: Annotated[int, Field(ge=0, le=40)] = 10
    dismissals_double: Annotated[int, Field(ge=1, le=5)] = 2
    longest_pause_seconds: Annotated[float, Field(ge=60, le=86_400)] = 60 * MINUTES
    confusion_waits_seconds: Annotated[float, Field(ge=30, le=600)] = 60.0
    confusion_waits_at_most_seconds: Annotated[float, Field(ge=30, le=600)] = 90.0
    breakpoints: list[SpeakingMoment] = Field(default=list(SpeakingMoment), min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> SupportLimits:
        if self.pause_seconds > self.longest_pause_seconds:
            raise ValueError("pause_seconds is at most longest_pause_seconds")
        if self.pause_of_a_kind_seconds < self.pause_seconds:
            raise ValueError("pause_of_a_kind_seconds is at least pause_seconds")
        if self.confusion_waits_seconds > self.confusion_waits_at_most_seconds:
            raise ValueError("confusion_waits_seconds is at most confusion_waits_at_most_seconds")
        if len(set(self.breakpoints)) != len(self.breakpoints):
            raise ValueError("breakpoints names a moment twice")
        return self


class TriggerNumbers(Numbers):
    """How much evidence a learning state needs, and how long it counts; windows, shares and seconds."""

    windows_over: Annotated[int, Field(ge=2, le=12)] = 3
    of_windows: Annotated[int, Field(ge=2, le=12)] = 4
    minimum_quality: Annotated[float, Field(ge=0.3, le=0.95)] = 0.6
    stray_windows: Annotated[int, Field(ge=0, le=3)] = 1
    minimum_known: Annotated[int, Field(ge=1, le=12)] = 2
    fresh_seconds: Annotated[float, Field(ge=15, le=300)] = 90.0
    self_report_holds_seconds: Annotated[float, Field(ge=60, le=3600)] = 600.0
    lost_here_holds_seconds: Annotated[float, Field(ge=60, le=1800)] = 300.0

    @model_validator(mode="after")
    def _in_order(self) -> TriggerNumbers:
        if self.windows_over > self.of_windows or self.minimum_known > self.of_windows:
            raise ValueError("windows_over and minimum_known are at most of_windows")
        if self.stray_windows > self.windows_over:
            raise ValueError("stray_windows is at most windows_over")
        return self


class BehaviourNumbers(Numbers):
    """From what on behaviour is a sign; counts, seconds and multiples of the expected time."""

    lookback_seconds: Annotated[float, Field(ge=60, le=1800)] = 300.0
    wrong_answers: Annotated[int, Field(ge=2, le=10)] = 2
    rewinds: Annotated[int, Field(ge=2, le=10)] = 2
    rapid_retries: Annotated[int, Field(ge=2, le=10)] = 2
    idle_seconds: Annotated[float, Field(ge=60, le=900)] = 120.0
    hidden_seconds: Annotated[float, Field(ge=60, le=1800)] = 120.0
    dwell_times: Annotated[float, Field(ge=1.5, le=10)] = 2.5


class BaselineNumbers(Numbers):
    """How a student's own calm face is learned; seconds, windows, shares and spreads."""

    seconds: Annotated[float, Field(ge=60, le=600)] = 180.0
    minimum_windows: Annotated[int, Field(ge=3, le=60)] = 6
    minimum_seconds: Annotated[float, Field(ge=30, le=600)] = 60.0
    minimum_quality: Annotated[float, Field(ge=0.3, le=0.95)] = 0.6
    floor: Annotated[float, Field(ge=0.3, le=0.7)] = 0.4
    ceiling: Annotated[float, Field(ge=0.5, le=0.9)] = 0.7
    spreads: Annotated[float, Field(ge=1, le=4)] = 2.0
    kept_windows: Annotated[int, Field(ge=18, le=1000)] = 90

    @model_validator(mode="after")
    def _in_order(self) -> BaselineNumbers:
        if self.minimum_seconds > self.seconds:
            raise ValueError("minimum_seconds is at most seconds")
        if self.floor > self.ceiling:
            raise ValueError("floor is at most ceiling")
        return self


class InstitutionPolicy(Numbers):
    """What the institution has decided, within bounds that keep people safe."""

    preset: Preset = Preset.STANDARD
    allowed_modes: list[Mode] = Field(default=[Mode.OFF, Mode.SELF_REPORT, Mode.ON_DEVICE])
    retention_days: Annotated[int, Field(ge=1, le=180)] = 30
    k_tutor: Annotated[int, Field(ge=5, le=50)] = 5
    k_admin: Annotated[int, Field(ge=10, le=100)] = 10
    control_arm_share: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    support: SupportLimits = SupportLimits()
    triggers: TriggerNumbers = TriggerNumbers()
    behaviour: BehaviourNumbers = BehaviourNumbers()
    baseline: BaselineNumbers = BaselineNumbers()

    @model_validator(mode="after")
    def _modes_fit(self) -> InstitutionPolicy:
        if Mode.OFF not in self.allowed_modes:
            raise ValueError("allowed_modes always contains 'off': nobody has to be read")
        if len(set(self.allowed_modes)) != len(self.allowed_modes):
            raise ValueError("allowed_modes names a mode twice")
        if self.preset is Preset.EU_EDUCATION and not WITHOUT_CAMERA.issuperset(self.allowed_modes):
            raise ValueError("the preset eu_education allows only 'off' and 'self_report'")
        return self


def read_policy(session: Session) -> InstitutionPolicy:
    """Return the policy in force."""
    return policy_of(session.get(PolicyRow, THE_POLICY))


def policy_of(row: PolicyRow | None) -> InstitutionPolicy:
    """Return the policy that a row holds; the defaults without one."""
    return InstitutionPolicy.model_validate(row.content) if row is not None else InstitutionPolicy()


def write_policy(session: Session, policy: InstitutionPolicy) -> None:
    """Put `policy` in force."""
    session.merge(PolicyRow(id=THE_POLICY, content=policy.model_dump(mode="json")))
    session.flush()
