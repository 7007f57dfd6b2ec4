"""What comes in and goes out about the institution's set-up."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, StringConstraints, model_validator

from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.support_policy.schemas import Preset
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no time zone of the IANA database; write it as in Europe/Berlin")
    return name


TimeZone = Annotated[
    str, StringConstraints(min_length=1, max_length=64), PlainText(lines=False), AfterValidator(_known_zone)
]


class SetupIn(Incoming):
    """What an administrator says about the institution. Nothing has a default: each is a decision.

    open_registration: whether whoever has a course's code may make an account of their own.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=120), PlainText(lines=False)]
    region: Region
    ages: Ages
    preset: Preset
    time_zone: TimeZone
    open_registration: bool

    @model_validator(mode="after")
    def _preset_fits(self) -> SetupIn:
        if self.preset is Preset.STANDARD and self.region is Region.EUROPEAN_ECONOMIC_AREA:
            raise ValueError("in the European Economic Area only the preset 'eu_education' is lawful in education")
        if self.preset is Preset.STANDARD and self.ages is Ages.UNDER_13:
            raise ValueError("with students under 13 only the preset 'eu_education' can be chosen")
        return self


class Steps(Outgoing):
    """What is there of that without which nobody can learn. first_course_id: of the first course by its title."""

    set_up: bool
    has_tutor: bool
    has_student: bool
    has_course: bool
    has_taught_course: bool
    has_enrolment: bool
    first_course_id: UUID | None


class SetupOut(Outgoing):
    """The set-up as it stands; nothing is chosen before an administrator has chosen it."""

    name: str | None = None
    region: Region | None = None
    ages: Ages | None = None
    preset: Preset | None = None
    time_zone: str | None = None
    open_registration: bool | None = None
    completed_at: UtcDatetime | None = None
    steps: Steps
