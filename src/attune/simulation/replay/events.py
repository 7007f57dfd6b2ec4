"""What happens in a session, in order of time: the one form that scripts, recordings and pictures are turned into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from attune.affect.evidence import Behaviour, Instant, SelfReport
from attune.affect.limits import OfferResponse
from attune.affect.messages.library import Personal, Strategy
from attune.affect.policy import Breakpoint, SupportPolicy
from attune.affect.windows import SELF_PACED_SECONDS, Window
from attune.expressions import Expression
from attune.vision.readings.readings import Reading

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # of sessions that name no start; any would do


@dataclass(frozen=True, slots=True)
class Saw:
    """The camera read a frame."""

    at: Instant
    reading: Reading


@dataclass(frozen=True, slots=True)
class Closed:
    """A window closed; for recordings that kept no readings."""

    at: Instant
    window: Window


@dataclass(frozen=True, slots=True)
class Did:
    """The student did something."""

    at: Instant
    behaviour: Behaviour


@dataclass(frozen=True, slots=True)
class Said:
    """The student said something about themselves."""

    at: Instant
    report: SelfReport


@dataclass(frozen=True, slots=True)
class Paused:
    """The student came to a natural pause."""

    at: Instant
    breakpoint: Breakpoint


@dataclass(frozen=True, slots=True)
class Moved:
    """The student is at another block.

    title: for messages that name it, where there is one.  in_graded_quiz: one that is still open, with attempts left.
    """

    at: Instant
    block_id: str
    title: str | None = None
    has_hint: bool = True
    in_graded_quiz: bool = False
    has_example: bool = False


@dataclass(frozen=True, slots=True)
class Switched:
    """The student turned support on or off, or asked for quiet until an instant."""

    at: Instant
    enabled: bool
    snoozed_until: Instant | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The face began to show another expression: the truth that the delay of the chain is measured against."""

    at: Instant
    expression: Expression


Event: TypeAlias = Saw | Closed | Did | Said | Paused | Moved | Switched | Changed


@dataclass(frozen=True, slots=True)
class Session:
    """One student's session. events: in order of time.

    answers: what the student makes of an offer, by its strategy; a strategy that is left out goes unanswered.
    lasts: seconds, where the session goes on after the last event.
    may_keep_baseline: whether a baseline of an earlier sitting would be looked at and this one's kept.
    """

    title: str
    events: tuple[Event, ...]
    student: Personal
    language: str = "en"
    window_seconds: float = SELF_PACED_SECONDS
    policy: SupportPolicy = field(default_factory=SupportPolicy)
    in_control_arm: bool = False
    may_keep_baseline: bool = False
    has_tutor: bool = True
    answers: dict[Strategy, OfferResponse] = field(default_factory=dict)
    seed: int = 0
    lasts: float | None = None

    @property
    def started_at(self) -> Instant:
        """When the first thing happened."""
        return self.events[0].at if self.events else START

    @property
    def seconds(self) -> float:
        """How long the session lasted; from the first to the last event where nobody says."""
        if self.lasts is not None:
            return self.lasts
        return (self.events[-1].at - self.started_at).total_seconds() if self.events else 0.0


def in_order(events: list[Event]) -> tuple[Event, ...]:
    """Events by time; those of one instant stay in the order given."""
    return tuple(sorted(events, key=lambda event: event.at))


def clock(at: Instant, since: Instant) -> str:
    """A time as minutes and seconds since the session began, `04:10`."""
    minutes, seconds = divmod(round((at - since) / timedelta(seconds=1)), 60)
    return f"{minutes:02d}:{seconds:02d}"
