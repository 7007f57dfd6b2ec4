"""When to offer support, and when to leave a learner alone.

`decide` answers every time, with the rule that decided; "say nothing" is a decision too and carries its reason. The
defaults err on the side of silence: a message at the wrong moment costs more trust than a missed one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from attune.affect.bounds import OutOfBounds, bounded, check_bounds, check_order
from attune.affect.evidence import Instant, LearningState
from attune.affect.limits import Limits, PastOffer, next_allowed_at
from attune.affect.reasons import Reason
from attune.affect.states import LearnerState, StateRules


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
    """Everything about support that an institution may set, within bounds that keep learners safe.

    Confusion that resolves itself is good for learning (D'Mello et al. 2014), so it waits: at least
    `confusion_waits_seconds`, then as long as it fades, but no longer than `confusion_waits_at_most_seconds`.
    triggers: from which evidence a state follows.  breakpoints: the moments at which an offer may be made.
    control_arm_share: of learners who get no messages, so that the effect can be measured.
    Raises OutOfBounds for numbers outside the bounds. That a graded quiz is never interrupted is no number.
    """

    confusion_waits_seconds: float = bounded(60.0, 30, 600, "sooner takes the learning out of being puzzled")
    confusion_waits_at_most_seconds: float = bounded(90.0, 30, 600, "help after ten minutes is no help")
    control_arm_share: float = bounded(0.0, 0, 0.5, "most learners are there to be supported, not to be measured")
    limits: Limits = field(default_factory=Limits)
    triggers: StateRules = field(default_factory=StateRules)
    breakpoints: frozenset[Breakpoint] = frozenset(Breakpoint)

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(
            self, "confusion_waits_seconds", "confusion_waits_at_most_seconds", "confusion that lasts is helped sooner"
        )
        object.__setattr__(self, "breakpoints", frozenset(self.breakpoints))
        strangers = sorted(str(each) for each in self.breakpoints if each not in set(Breakpoint))
        if strangers:
            raise OutOfBounds("breakpoints", strangers, f"among {', '.join(Breakpoint)}", "elsewhere it interrupts")


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
    return None if question.moment.breakpoint in question.policy.breakpoints else (Rule.NO_BREAKPOINT, None)


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
