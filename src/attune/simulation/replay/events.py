"""What happens in a session, in order of time: the one form that scripts, recordings and pictures are turned into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from attune.affect.evidence import Behaviour, BehaviourKind, Instant, SelfReport
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Personal, Strategy
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.practice.opportunities import HandIn, Opportunity
from attune.affect.windows import SELF_PACED_SECONDS, Window
from attune.expressions import Expression
from attune.vision.readings.readings import Reading

DAY_SECONDS = 86_400
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
    """The student came to a natural pause. interruption_point: None right after they said how they are."""

    at: Instant
    interruption_point: InterruptionPoint | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The student handed a quiz in. closes: a graded quiz that was passed, or whose attempts are used up."""

    at: Instant
    hand_in: HandIn
    opportunities: tuple[Opportunity, ...]
    closes: bool = True

    def wrong_answers(self) -> Behaviour | None:
        """What of it counts as behaviour."""
        wrong = self.hand_in.wrong
        return Behaviour(BehaviourKind.WRONG_ANSWER, self.at, self.hand_in.block_id, wrong) if wrong else None


@dataclass(frozen=True, slots=True)
class Moved:
    """The student is at another block.

    title: for messages that name it, where there is one.  in_graded_quiz: one that is still open, with attempts left.
    has_*: what the block or its quiz has to open.  next_quiz: one that is not passed follows in this lesson.
    next_minutes: that the block after it is meant to take.  lesson_id: a lesson of its own counts its own blocks.
    """

    at: Instant
    block_id: str
    title: str | None = None
    has_hint: bool = True
    in_graded_quiz: bool = False
    has_example: bool = False
    has_easier: bool = False
    has_challenge: bool = False
    prerequisite: str | None = None
    is_quiz: bool = False
    next_quiz: bool = False
    next_minutes: int | None = None
    lesson_id: str = "lesson"


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


Event: TypeAlias = Saw | Closed | Did | Said | Paused | HandedIn | Moved | Switched | Changed


@dataclass(frozen=True, slots=True)
class Session:
    """One student's session, or several with the breaks between them. events: in order of time.

    Attributes:
        learner_id: from which the arm of a moment and the choice of words follow, with the number of the moment.
        answers: what the student makes of a message, by its strategy.
        otherwise: what they make of the others; None where those go unanswered.
        lasts: seconds, where the session goes on after the last event.
        may_keep_baseline: whether the baseline of an earlier study session would be looked at and this one's kept.
        utc_offset_minutes: of the student's clock; None where it is not known.
    """

    title: str
    events: tuple[Event, ...]
    student: Personal
    language: str = "en"
    window_seconds: float = SELF_PACED_SECONDS
    policy: SupportPolicy = field(default_factory=SupportPolicy)
    learner_id: str = "student"
    may_keep_baseline: bool = False
    has_tutor: bool = True
    answers: dict[Strategy, MessageResponse] = field(default_factory=dict)
    otherwise: MessageResponse | None = None
    utc_offset_minutes: int | None = None
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
    """A time as minutes and seconds since the session began, `04:10`; a day later `day 2 +0:04:10`."""
    days, seconds = divmod(round((at - since) / timedelta(seconds=1)), DAY_SECONDS)
    if days:
        moment = timedelta(seconds=seconds)
        return f"day {days + 1} +{moment}"
    return f"{seconds // 60:02d}:{seconds % 60:02d}"
