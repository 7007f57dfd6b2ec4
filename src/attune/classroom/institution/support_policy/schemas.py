"""The institution's policy: allowed modes, how long data lives, how small a group may be, how much support.

Defaults and bounds of everything that `attune.affect` decides by are read from its rules; none is written here again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import Rules, bounds_of
from attune.affect.limits import Limits
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.states import StateRules

R = TypeVar("R", bound=Rules)


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
PRESET_MODES: dict[Preset, list[Mode]] = {
    Preset.STANDARD: list(Mode),
    Preset.EU_EDUCATION: [Mode.OFF, Mode.SELF_REPORT],
}


CAMERA_MODES = frozenset({Mode.ON_DEVICE, Mode.SERVER})


def number(rules: type[Rules], name: str) -> Any:  # noqa: ANN401
    """Declare a field that is a number of `affect`: its default, its bounds, and why it may leave them for nothing."""
    bound = bounds_of(rules)[name]
    default = rules.__dataclass_fields__[name].default
    return Field(default=default, ge=bound.low, le=bound.high, description=bound.reason)


class Numbers(BaseModel):
    """Numbers within bounds, in the order to each other that the rules want which they are for."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)

    RULES: ClassVar[tuple[type[Rules], ...]] = ()

    @model_validator(mode="after")
    def _make_rules(self) -> Self:
        for rules in self.RULES:
            as_rules(rules, self)
        return self


def as_rules(rules: type[R], numbers: Numbers, **others: Any) -> R:  # noqa: ANN401
    """Return the rules of `affect` that the numbers make.

    Raises:
        OutOfBounds: one contradicts another.
    """
    return rules(**numbers.model_dump(include=set(bounds_of(rules))), **others)


class SupportLimits(Numbers):
    """How often and when support may speak up; seconds and counts."""

    RULES = (Limits, SupportPolicy)

    pause_seconds: float = number(Limits, "pause_seconds")
    pause_of_a_kind_seconds: float = number(Limits, "pause_of_a_kind_seconds")
    per_hour: int = number(Limits, "per_hour")
    per_day: int = number(Limits, "per_day")
    dismissals_double: int = number(Limits, "dismissals_double")
    longest_pause_seconds: float = number(Limits, "longest_pause_seconds")
    confusion_waits_seconds: float = number(SupportPolicy, "confusion_waits_seconds")
    confusion_waits_at_most_seconds: float = number(SupportPolicy, "confusion_waits_at_most_seconds")
    interruption_points: list[InterruptionPoint] = Field(default=list(InterruptionPoint), min_length=1)

    @model_validator(mode="after")
    def _no_interruption_point_twice(self) -> SupportLimits:
        if len(set(self.interruption_points)) != len(self.interruption_points):
            raise ValueError("interruption_points names a moment twice")
        return self


class TriggerNumbers(Numbers):
    """How much evidence a learning state needs, and how long it counts; windows, shares and seconds."""

    RULES = (StateRules,)

    min_windows_over_threshold: int = number(StateRules, "min_windows_over_threshold")
    window_count: int = number(StateRules, "window_count")
    minimum_quality: float = number(StateRules, "minimum_quality")
    max_outliers: int = number(StateRules, "max_outliers")
    minimum_known: int = number(StateRules, "minimum_known")
    fresh_seconds: float = number(StateRules, "fresh_seconds")
    self_report_holds_seconds: float = number(StateRules, "self_report_holds_seconds")
    lost_here_holds_seconds: float = number(StateRules, "lost_here_holds_seconds")


class BehaviourNumbers(Numbers):
    """From what on behaviour is a sign; counts, seconds and multiples of the expected time."""

    RULES = (BehaviourRules,)

    lookback_seconds: float = number(BehaviourRules, "lookback_seconds")
    wrong_answers: int = number(BehaviourRules, "wrong_answers")
    rewinds: int = number(BehaviourRules, "rewinds")
    rapid_retries: int = number(BehaviourRules, "rapid_retries")
    idle_seconds: float = number(BehaviourRules, "idle_seconds")
    hidden_seconds: float = number(BehaviourRules, "hidden_seconds")
    dwell_times: float = number(BehaviourRules, "dwell_times")


class BaselineNumbers(Numbers):
    """How a student's own calm face is learned; seconds, windows, shares and median deviations."""

    RULES = (BaselineRules,)

    seconds: float = number(BaselineRules, "seconds")
    minimum_windows: int = number(BaselineRules, "minimum_windows")
    minimum_seconds: float = number(BaselineRules, "minimum_seconds")
    minimum_quality: float = number(BaselineRules, "minimum_quality")
    floor: float = number(BaselineRules, "floor")
    ceiling: float = number(BaselineRules, "ceiling")
    mad_multiplier: float = number(BaselineRules, "mad_multiplier")
    kept_windows: int = number(BaselineRules, "kept_windows")


class InstitutionPolicy(Numbers):
    """What the institution has decided, within bounds that keep people safe.

    allows_administration_sharing: whether a student may share their own view with the administration; if not, nobody's
    is seen there.
    """

    preset: Preset = Preset.STANDARD
    allowed_modes: list[Mode] = Field(default=[Mode.OFF, Mode.SELF_REPORT, Mode.ON_DEVICE])
    retention_days: Annotated[int, Field(ge=1, le=180, description="readings are for learning, not for a file")] = 30
    k_tutor: Annotated[int, Field(ge=5, le=50, description="in a smaller group everybody can be guessed")] = 5
    k_admin: Annotated[int, Field(ge=10, le=100, description="administrators need no detail")] = 10
    allows_administration_sharing: bool = True
    control_arm_share: float = number(SupportPolicy, "control_arm_share")
    support: SupportLimits = SupportLimits()
    triggers: TriggerNumbers = TriggerNumbers()
    behaviour: BehaviourNumbers = BehaviourNumbers()
    baseline: BaselineNumbers = BaselineNumbers()

    @model_validator(mode="after")
    def _modes_fit(self) -> InstitutionPolicy:
        if Mode.OFF not in self.allowed_modes:
            raise ValueError("allowed_modes always contains 'off': being read is never a duty")
        if len(set(self.allowed_modes)) != len(self.allowed_modes):
            raise ValueError("allowed_modes names a mode twice")
        if not set(PRESET_MODES[self.preset]).issuperset(self.allowed_modes):
            open_modes = " and ".join(f"'{mode}'" for mode in PRESET_MODES[self.preset])
            raise ValueError(f"the preset {self.preset} allows only {open_modes}")
        return self


class NumberLimits(BaseModel):
    """A number of the policy. path: as in the policy, groups before a dot.  reason: for the bounds."""

    path: str
    default: float
    minimum: float
    maximum: float
    reason: str


class PresetModes(BaseModel):
    """The modes that a preset leaves to the institution."""

    preset: Preset
    modes: list[Mode]


class PolicyLimits(BaseModel):
    """What a policy may hold; modes, presets and moments in the order in which they are shown."""

    numbers: list[NumberLimits]
    modes: list[Mode]
    presets: list[PresetModes]
    interruption_points: list[InterruptionPoint]
