"""What is known about a learner at a moment: windows of expression, behaviour, and what they said themselves.

An expression is not an emotion, and neither is a learning state: every type here is evidence with its time and its
uncertainty, and the names of the states keep the `maybe`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from attune.affect.windows import Window
from attune.expressions import Expression

Instant: TypeAlias = datetime
"""A point in time, always timezone-aware, always UTC."""

Probability: TypeAlias = float
"""A number in [0, 1]."""


class LearningState(StrEnum):
    """How learning seems to go. `unknown` is an answer of its own and never means neutral."""

    ENGAGED = "engaged"
    MAYBE_CONFUSED = "maybe_confused"
    MAYBE_FRUSTRATED = "maybe_frustrated"
    MAYBE_DISENGAGED = "maybe_disengaged"
    LOW_MOOD = "low_mood"
    UNKNOWN = "unknown"


class BehaviourKind(StrEnum):
    """What a learner did in a lesson, as the client or the quiz reports it."""

    REWIND = "rewind"
    IDLE = "idle"
    RAPID_RETRY = "rapid_retry"
    BLOCK_DWELL = "block_dwell"
    TAB_HIDDEN = "tab_hidden"
    PAUSE = "pause"
    WRONG_ANSWER = "wrong_answer"
    HINT_OPENED = "hint_opened"
    EXAMPLE_OPENED = "example_opened"
    EASIER_OPENED = "easier_opened"


class SelfReportKind(StrEnum):
    """The ways in which a learner says something about themselves."""

    CHECK_IN = "check_in"
    LOST_HERE = "lost_here"
    CORRECTION = "correction"
    HAND_RAISED = "hand_raised"


class OwnWord(StrEnum):
    """What a learner says about themselves that is neither an expression nor a state of their learning."""

    TIRED = "tired"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One thing a learner did.

    count: how often at once (wrong answers of one quiz).  seconds: how long it lasted.
    expected_seconds: how long a block is meant to take, for a stay at it; None where nobody knows.
    item_id: the item of a quiz that it was about; None where it is the block.
    """

    kind: BehaviourKind
    at: Instant
    block_id: str | None = None
    count: int = 1
    seconds: float = 0.0
    expected_seconds: float | None = None
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class SelfReport:
    """What a learner said: a feeling as an expression, a learning state or a word of its own, or that they are lost."""

    kind: SelfReportKind
    at: Instant
    feeling: Expression | LearningState | OwnWord | None = None
    block_id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything `infer_state` looks at, each in order of time, oldest first."""

    windows: tuple[Window, ...] = ()
    behaviour: tuple[Behaviour, ...] = ()
    reports: tuple[SelfReport, ...] = ()


def ended_at(window: Window) -> Instant:
    """The moment at which a window closed."""
    return window.started_at + timedelta(seconds=window.seconds)
