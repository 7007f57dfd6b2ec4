"""Scripts: sessions of synthetic students as YAML, one segment after the other, and what happens meanwhile.

    title: Puzzled, and then not
    segments:
      - {for: 3 min, block: {id: intro, minutes: 3}, shows: {neutral: 0.9}}
      - {for: 40 s, shows: {surprise: 0.8}}
    events:
      - {at: "3:50", pause: video_pause}

A story of several days names its study sessions, each on some days and at a time of the student's clock:

    start: 2026-03-02T19:00:00+01:00
    sessions:
      - {days: [1, 2, 3], segments: [...], events: [...]}
      - {days: [3], at: "23:10", segments: [...]}

An unknown key is an error, and so is a number of the policy outside of its bounds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Any

import yaml
from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from attune.affect.bounds import current_names, with_numbers
from attune.affect.evidence import LearningState
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Strategy
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.replay.events import START

_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(s|min|h)")
_UNITS = {"s": 1, "min": 60, "h": 3600}


def read_seconds(value: object) -> float:
    """A time as seconds: a number, `4:10`, `1:02:03`, `90 s`, `3 min`, `1 h`.

    Raises:
        ValueError: anything else.
    """
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
    """A block of a lesson.

    Attributes:
        minutes: how long it is meant to take, where that is known.
        has_*: what it or its quiz has to open.  prerequisite: the title of what it builds on.
        skills: of items of its quiz, by item; an item without one has the block's.
        graded_quiz: open until it is passed or its attempts are used up; attempts: None where they are without end.
        next_quiz: one that is not passed follows in this lesson.  next_minutes: that the next block is meant to take.
    """

    id: str
    lesson: str = "lesson"
    title: str | None = None
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    has_hint: bool = True
    has_example: bool = False
    has_easier: bool = False
    has_challenge: bool = False
    prerequisite: str | None = None
    skills: dict[str, str] = {}
    quiz: bool = False
    graded_quiz: bool = False
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None
    next_quiz: bool = False
    next_minutes: Annotated[int, Field(ge=1, le=600)] | None = None


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


class ScenarioHandIn(_Closed):
    """A quiz handed in: the ids of its items. It is passed where nothing is wrong, unless the scenario says otherwise.

    seconds: that it took; None where that is not known.
    """

    right: list[str] = []
    wrong: list[str] = []
    passed: bool | None = None
    seconds: Seconds | None = None

    @model_validator(mode="after")
    def _some_item(self) -> ScenarioHandIn:
        if not self.right and not self.wrong:
            raise ValueError("a quiz that is handed in has items; name those that are right or wrong")
        return self


class Happening(_Closed):
    """Something at a moment; exactly one of the fields besides `at`.

    A hand-in is followed by the natural pause after an answer, and what the student says of themselves is answered.
    """

    at: Seconds
    hand_in: ScenarioHandIn | None = None
    hint_opened: Count | None = None
    example_opened: Count | None = None
    easier_opened: Count | None = None
    wrong_answers: Count | None = None
    rewinds: Count | None = None
    rapid_retries: Count | None = None
    idle: Seconds | None = None
    tab_hidden: Seconds | None = None
    says: Feeling | None = None
    corrects: Feeling | None = None
    lost_here: bool | None = None
    pause: InterruptionPoint | None = None
    support: bool | None = None
    snooze: Seconds | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Happening:
        given = self.model_fields_set - {"at"}
        if len(given) != 1:
            raise ValueError(f"one thing happens at a time; this has {', '.join(sorted(given)) or 'none'}")
        return self


class ScenarioSession(_Closed):
    """One study session. days: those of the story that have it, from 1.  at: by the student's clock."""

    days: Annotated[list[Annotated[int, Field(ge=1, le=400)]], Field(min_length=1)] = [1]
    at: time | None = None
    segments: Annotated[list[Segment], Field(min_length=1)]
    events: list[Happening] = []

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return sum(segment.duration for segment in self.segments)


class Scenario(_Closed):
    """A whole story: one study session, or several over days."""

    title: str
    about: str = ""
    start: AwareDatetime = START
    student: Student = Student()
    language: str = "en"
    window_seconds: Annotated[float, Field(ge=1, le=60)] = SELF_PACED_SECONDS
    readings_per_second: Annotated[float, Field(gt=0, le=30)] = 1.0
    seed: int = 0
    may_keep_baseline: bool = False
    has_tutor: bool = True
    policy: dict[str, Any] = {}
    answers: dict[Strategy, MessageResponse] = {}
    otherwise: MessageResponse | None = None
    segments: list[Segment] = []
    events: list[Happening] = []
    sessions: list[ScenarioSession] = []

    @property
    def support_policy(self) -> SupportPolicy:
        """The policy's defaults with this scenario's changes."""
        return with_numbers(SupportPolicy(), current_names(self.policy)[0])

    @property
    def notes(self) -> list[str]:
        """What is written in a way that later releases will not read."""
        return current_names(self.policy)[1]

    @property
    def utc_offset_minutes(self) -> int | None:
        """Of the student's clock, where the scenario says when it starts."""
        offset = self.start.utcoffset()
        if "start" not in self.model_fields_set or offset is None:
            return None
        return round(offset / timedelta(minutes=1))

    @property
    def study_sessions(self) -> Sequence[tuple[datetime, ScenarioSession]]:
        """Every study session with its beginning, in the order of time."""
        if not self.sessions:
            return [(self.start, ScenarioSession(segments=self.segments, events=self.events))]
        placed = [(self._begin(session, day), session) for session in self.sessions for day in session.days]
        return sorted(placed, key=lambda each: each[0])

    @model_validator(mode="after")
    def _policy_is_safe(self) -> Scenario:
        _ = self.support_policy
        return self

    @model_validator(mode="after")
    def _one_session_or_several(self) -> Scenario:
        if bool(self.segments) == bool(self.sessions):
            raise ValueError("a scenario has either segments or sessions")
        if self.events and self.sessions:
            raise ValueError("events belong to a session, or to the segments")
        placed = self.study_sessions
        for (begin, session), (next_begin, _) in pairwise(placed):
            if begin + timedelta(seconds=session.seconds) > next_begin:
                raise ValueError(f"the session at {begin} lasts into the one at {next_begin}")
        return self

    @property
    def seconds(self) -> float:
        """How long the student studies."""
        return sum(session.seconds for _, session in self.study_sessions)

    def _begin(self, session: ScenarioSession, day: int) -> datetime:
        at = self.start if session.at is None else datetime.combine(self.start, session.at, self.start.tzinfo)
        return at + timedelta(days=day - 1)


def read_scenario(text: str) -> Scenario:
    """Read a scenario.

    Raises:
        yaml.YAMLError: the text is no YAML.
        pydantic.ValidationError: it is no scenario; the error names every field that is wrong.
    """
    return Scenario.model_validate(yaml.safe_load(text))
