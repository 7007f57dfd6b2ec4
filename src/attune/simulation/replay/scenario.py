"""Scripts: sessions of synthetic students as YAML, one segment after the other, and what happens meanwhile.

    title: Puzzled, and then not
    segments:
      - {for: 3 min, block: {id: intro, minutes: 3}, shows: {neutral: 0.9}}
      - {for: 40 s, shows: {surprise: 0.8}}
    events:
      - {at: "3:50", pause: video_pause}

An unknown key is an error, and so is a number of the policy outside of its bounds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import yaml
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from attune.affect.bounds import current_names, with_numbers
from attune.affect.evidence import LearningState
from attune.affect.limits import OfferResponse
from attune.affect.messages.library import Strategy
from attune.affect.policy import Breakpoint, SupportPolicy
from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.replay.events import START

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h)")
_UNITS = {"s": 1, "min": 60, "h": 3600}


def read_seconds(value: object) -> float:
    """A time as seconds: a number, `4:10`, `1:02:03`, `90 s`, `3 min`, `1 h`. Raises ValueError for anything else."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = str(value).strip()
    if unit := _DURATION.fullmatch(text):
        return float(unit[1]) * _UNITS[unit[2]]
    if re.fullmatch(r"\d+(:\d{1,2}){1,2}", text):
        seconds = 0
        for part in text.split(":"):
            seconds = seconds * 60 + int(part)
        return float(seconds)
    raise ValueError(f"'{text}' is no time; write 4:10, 90 s, 3 min or 1 h")


Seconds = Annotated[float, BeforeValidator(read_seconds), Field(ge=0, le=86_400)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=1, le=100)]


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Student(_Closed):
    """Whom the messages speak to."""

    name: str = "Mira"
    course: str = "Algebra"
    lesson: str = "Fractions"


class ScenarioBlock(_Closed):
    """A block of the lesson. minutes: how long it is meant to take, where that is known."""

    id: str
    title: str | None = None
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    has_hint: bool = True
    has_example: bool = False
    graded_quiz: bool = False


class Segment(_Closed):
    """A stretch of time at one block, with one face.

    shows: the mean expression probabilities of a synthetic face, what is left to one being spread over the others.
    pictures: files, or `archive.zip:name`, that the real detector and model read.  Neither: the camera is off.
    noise: standard deviation of an expression with a mean of one half.  coverage: share of readings with a face.
    """

    duration: Seconds = Field(alias="for", gt=0)
    block: ScenarioBlock | None = None
    shows: dict[Expression, Share] | None = None
    pictures: list[str] = Field(default=[], max_length=1000)
    noise: Annotated[float, Field(gt=0, le=0.45)] = 0.15
    coverage: Share = 0.95
    quality: Share = 0.85

    @model_validator(mode="after")
    def _one_face(self) -> Segment:
        if self.shows is not None and self.pictures:
            raise ValueError("a segment shows a synthetic face or pictures, not both")
        if self.shows is not None and not 0 < sum(self.shows.values()) <= 1:
            raise ValueError("the probabilities of a face sum to more than 0 and at most 1")
        return self


Feeling = Expression | LearningState


class Happening(_Closed):
    """Something at a moment; exactly one of the fields besides `at`."""

    at: Seconds
    wrong_answers: Count | None = None
    rewinds: Count | None = None
    rapid_retries: Count | None = None
    idle: Seconds | None = None
    tab_hidden: Seconds | None = None
    says: Feeling | None = None
    corrects: Feeling | None = None
    lost_here: bool | None = None
    pause: Breakpoint | None = None
    support: bool | None = None
    snooze: Seconds | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Happening:
        given = self.model_fields_set - {"at"}
        if len(given) != 1:
            raise ValueError(f"one thing happens at a time; this has {', '.join(sorted(given)) or 'none'}")
        return self


class Scenario(_Closed):
    """A whole session."""

    title: str
    about: str = ""
    start: AwareDatetime = START
    student: Student = Student()
    language: str = "en"
    window_seconds: Annotated[float, Field(ge=1, le=60)] = SELF_PACED_SECONDS
    readings_per_second: Annotated[float, Field(gt=0, le=30)] = 1.0
    seed: int = 0
    in_control_arm: bool = False
    may_keep_baseline: bool = False
    has_tutor: bool = True
    policy: dict[str, Any] = {}
    answers: dict[Strategy, OfferResponse] = {}
    segments: Annotated[list[Segment], Field(min_length=1)]
    events: list[Happening] = []

    @property
    def support_policy(self) -> SupportPolicy:
        """The policy's defaults with this scenario's changes."""
        return with_numbers(SupportPolicy(), current_names(self.policy)[0])

    @property
    def notes(self) -> list[str]:
        """What is written in a way that later releases will not read."""
        return current_names(self.policy)[1]

    @model_validator(mode="after")
    def _policy_is_safe(self) -> Scenario:
        _ = self.support_policy
        return self

    @property
    def seconds(self) -> float:
        """How long the session lasts."""
        return sum(segment.duration for segment in self.segments)

    def instant(self, seconds: float) -> datetime:
        """A moment of the session."""
        return self.start.astimezone(UTC) + timedelta(seconds=seconds)


def read_scenario(text: str) -> Scenario:
    """Read a scenario. Raises pydantic's ValidationError, which names every field that is wrong, or yaml.YAMLError."""
    return Scenario.model_validate(yaml.safe_load(text))
