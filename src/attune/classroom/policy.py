"""The institution's policy: allowed modes, how long data lives, how small a group may be, how much support."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy.orm import Mapped, Session, mapped_column

from attune.classroom.database import Base


class Mode(StrEnum):
    """Where the expression comes from, if from anywhere."""

    OFF = "off"
    SELF_REPORT = "self_report"
    ON_DEVICE = "on_device"


class Preset(StrEnum):
    """A starting point with its own bounds."""

    STANDARD = "standard"
    EU_EDUCATION = "eu_education"


# The EU AI Act, Art. 5(1)(f), prohibits inferring emotions in education from biometric data since 2 February 2025.
WITHOUT_CAMERA = frozenset({Mode.OFF, Mode.SELF_REPORT})

MINUTES = 60.0  # in seconds


class SupportLimits(BaseModel):
    """How often support may speak up. Bounds as in `attune.affect.limits`; seconds and counts."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)

    pause_seconds: Annotated[float, Field(ge=60, le=86_400)] = 5 * MINUTES
    pause_of_a_kind_seconds: Annotated[float, Field(ge=60, le=86_400)] = 12 * MINUTES
    per_hour: Annotated[int, Field(ge=0, le=12)] = 4
    per_day: Annotated[int, Field(ge=0, le=40)] = 10
    longest_pause_seconds: Annotated[float, Field(ge=60, le=86_400)] = 60 * MINUTES
    confusion_waits_seconds: Annotated[float, Field(ge=30, le=600)] = 60.0
    confusion_waits_at_most_seconds: Annotated[float, Field(ge=30, le=600)] = 90.0

    @model_validator(mode="after")
    def _in_order(self) -> SupportLimits:
        if self.pause_seconds > self.longest_pause_seconds:
            raise ValueError("pause_seconds is at most longest_pause_seconds")
        if self.pause_of_a_kind_seconds < self.pause_seconds:
            raise ValueError("pause_of_a_kind_seconds is at least pause_seconds")
        if self.confusion_waits_seconds > self.confusion_waits_at_most_seconds:
            raise ValueError("confusion_waits_seconds is at most confusion_waits_at_most_seconds")
        return self


class InstitutionPolicy(BaseModel):
    """What the institution has decided, within bounds that keep people safe."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)

    preset: Preset = Preset.STANDARD
    allowed_modes: list[Mode] = Field(default=[Mode.OFF, Mode.SELF_REPORT, Mode.ON_DEVICE])
    retention_days: Annotated[int, Field(ge=1, le=180)] = 30
    k_tutor: Annotated[int, Field(ge=5, le=50)] = 5
    k_admin: Annotated[int, Field(ge=10, le=100)] = 10
    control_arm_share: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    support: SupportLimits = SupportLimits()

    @model_validator(mode="after")
    def _modes_fit(self) -> InstitutionPolicy:
        if Mode.OFF not in self.allowed_modes:
            raise ValueError("allowed_modes always contains 'off': nobody has to be read")
        if len(set(self.allowed_modes)) != len(self.allowed_modes):
            raise ValueError("allowed_modes names a mode twice")
        if self.preset is Preset.EU_EDUCATION and not WITHOUT_CAMERA.issuperset(self.allowed_modes):
            raise ValueError("the preset eu_education allows only 'off' and 'self_report'")
        return self


class PolicyRow(Base):
    """The one row that holds the policy; without it the defaults apply."""

    __tablename__ = "policy"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]


def read_policy(session: Session) -> InstitutionPolicy:
    """Return the policy in force."""
    row = session.get(PolicyRow, 1)
    return InstitutionPolicy.model_validate(row.content) if row is not None else InstitutionPolicy()


def write_policy(session: Session, policy: InstitutionPolicy) -> None:
    """Put `policy` in force."""
    session.merge(PolicyRow(id=1, content=policy.model_dump(mode="json")))
    session.flush()
