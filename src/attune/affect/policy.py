"""When to offer support, and when to leave a learner alone.

`decide` answers every time, with the rule that decided; "say nothing" is a decision too and carries its reason. The
defaults err on the side of silence: a message at the wrong moment costs more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from attune.affect.evidence import Instant, LearningState
from attune.affect.limits import Limits, PastOffer, next_allowed_at
from attune.affect.states import LearnerState, Reason


class Breakpoint(StrEnum):
    """A moment at which a learner's attention is free anyway."""

    VIDEO_PAUSE = "video_pause"
    BLOCK_CHANGE = "block_change"
    ANSWER_SUBMITTED = "answer_submitted"
    LESSON_END = "lesson_end"


class Rule(StrEnum):
    """Every rule by which a decision can be made, in the order in which they are asked."""

    SUPPORT_OFF = "support_off"
    GRADED_QUIZ = "graded_quiz"
    NO_BREAKPOINT = "no_breakpoint"
    SNOOZED = "snoozed"
    NOTHING_TO_SAY = "nothing_to_say"
    CONFUSION_WAITS = "confusion_waits"
    PAUSE_BETWEEN_MESSAGES = "pause_between_messages"
    PAUSE_BETWEEN_A_KIND = "pause_between_a_kind"
    HOURLY_CAP = "hourly_cap"
    DAILY_CAP = "daily_cap"
    CONTROL_ARM = "control_arm"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class SupportPolicy:
    """The numbers of the support policy. Seconds; caps are counts; control_arm_share in [0, 0.5].

    Confusion that resolves itself is good for learning (D'Mello et al. 2014), so it waits: at least
    `confusion_waits_seconds`, then as long as it fades, but no longer than `confusion_waits_at_most_seconds`.
    Raises ValueError for numbers outside the bounds that keep a learner safe from nagging.
    """

    confusion_waits_seconds: float = 60.0
    confusion_waits_at_most_seconds: float = 90.0
    limits: Limits = field(default_factory=Limits)
    control_arm_share: float = 0.0

    def __post_init__(self) -> None:
        if not 30 <= self.confusion_waits_seconds <= self.confusion_waits_at_most_seconds <= 600:
            raise ValueError("Confusion waits at least 30 s and at most 600 s; the first figure is the smaller one.")
        if not 0 <= self.control_arm_share <= 0.5:
            raise ValueError(f"The control arm is a share between 0 and 0.5, not {self.control_arm_share}.")


@dataclass(frozen=True, slots=True)
class History:
    """What was offered to a learner before, oldest first, and what they asked for."""

    offers: tuple[PastOffer, ...] = ()
    enabled: bool = True
    snoozed_until: Instant | None = None
    in_control_arm: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the learner is right now. breakpoint: None in the middle of something."""

    breakpoint: Breakpoint | None
    in_graded_quiz: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, by which rule, for which reasons. retry_at: when the rule could end, where that is known."""

    speak: bool
    rule: Rule
    state: LearningState
    reasons: tuple[Reason, ...]
    retry_at: Instant | None = None


# States that call for support. Happiness and calm interrupt nobody, and neither does not knowing.
SUPPORTED_STATES = frozenset(
    {
        LearningState.MAYBE_CONFUSED,
        LearningState.MAYBE_FRUSTRATED,
        LearningState.MAYBE_DISENGAGED,
        LearningState.LOW_MOOD,
    }
)


@dataclass(frozen=True, slots=True)
class _Question:
    history: History
    state: LearnerState
    policy: SupportPolicy
    moment: Moment
    now: Instant


_Objection = tuple[Rule, Instant | None]


def decide(history: History, state: LearnerState, policy: SupportPolicy, moment: Moment, now: Instant) -> Decision:
    """Decide whether to offer support at this moment. The first rule that objects decides; none objecting, offer."""
    question = _Question(history, state, policy, moment, now)
    for objects in _OBJECTIONS:
        objection = objects(question)
        if objection is not None:
            rule, retry_at = objection
            return Decision(False, rule, state.state, state.reasons, retry_at)
    return Decision(True, Rule.OFFER, state.state, state.reasons)


def _unwanted(question: _Question) -> _Objection | None:
    return None if question.history.enabled else (Rule.SUPPORT_OFF, None)


def _in_graded_quiz(question: _Question) -> _Objection | None:
    return (Rule.GRADED_QUIZ, None) if question.moment.in_graded_quiz else None


def _mid_action(question: _Question) -> _Objection | None:
    return (Rule.NO_BREAKPOINT, None) if question.moment.breakpoint is None else None


def _snoozed(question: _Question) -> _Objection | None:
    until = question.history.snoozed_until
    return (Rule.SNOOZED, until) if until is not None and question.now < until else None


def _nothing_to_say(question: _Question) -> _Objection | None:
    return None if question.state.state in SUPPORTED_STATES else (Rule.NOTHING_TO_SAY, None)


def _confusion_waits(question: _Question) -> _Objection | None:
    state, policy = question.state, question.policy
    if state.state is not LearningState.MAYBE_CONFUSED or state.confirmed:
        return None
    waits = policy.confusion_waits_seconds if state.current else policy.confusion_waits_at_most_seconds
    ready_at = state.since + timedelta(seconds=waits)
    return (Rule.CONFUSION_WAITS, ready_at) if question.now < ready_at else None


def _limited(question: _Question) -> _Objection | None:
    allowed_at = next_allowed_at(question.history.offers, question.state.state, question.policy.limits, question.now)
    for rule, at in zip(_LIMIT_RULES, allowed_at, strict=True):
        if at is not None and question.now < at:
            return (rule, at)
    return None


def _in_control_arm(question: _Question) -> _Objection | None:
    return (Rule.CONTROL_ARM, None) if question.history.in_control_arm else None


_LIMIT_RULES = (Rule.PAUSE_BETWEEN_MESSAGES, Rule.PAUSE_BETWEEN_A_KIND, Rule.HOURLY_CAP, Rule.DAILY_CAP)

_OBJECTIONS: tuple[Callable[[_Question], _Objection | None], ...] = (
    _unwanted,
    _in_graded_quiz,
    _mid_action,
    _snoozed,
    _nothing_to_say,
    _confusion_waits,
    _limited,
    _in_control_arm,
)
