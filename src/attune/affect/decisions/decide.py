"""When to speak, and when to leave a learner alone.

`decide` answers every time, with the rule that decided; "say nothing" is a decision too and carries its reason. First
come the rules that say whether this is a moment at all; they are blind to the arm. Then the arm is drawn, and last come
the rules that only stop a delivery.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from attune.affect.causes import EvidenceKind, Finding
from attune.affect.decisions.moments import SupportHistory
from attune.affect.decisions.pauses import dismissed_until, next_allowed_at
from attune.affect.decisions.receptivity import is_receptive
from attune.affect.evidence import Instant, LearningState
from attune.affect.experiment.assignment import Assignment, assign
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.findings.find import find_cause
from attune.affect.policy import DecisionRule, SupportPolicy
from attune.affect.reasons import Reason

ALWAYS = Assignment(speak=True, probability_speak=1.0)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, by which rule, for which reasons.

    Attributes:
        state: the learning state at that instant, for the record.
        retry_at: when the rule could end, where that is known.
        finding: the cause; None where there is nothing to say.
        assignment: the arm, at a moment.
        moment: whether there was something to say here, in either arm.
    """

    speak: bool
    rule: DecisionRule
    state: LearningState
    reasons: tuple[Reason, ...]
    retry_at: Instant | None = None
    finding: Finding | None = None
    assignment: Assignment | None = None
    moment: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    history: SupportHistory
    circumstances: Circumstances
    policy: SupportPolicy
    situation: Situation
    finding: Finding
    assignment: Assignment
    key: str
    now: Instant

    @property
    def was_said(self) -> bool:
        """Who says how they are is answered, whatever the pauses and limits say."""
        return self.finding.evidence is EvidenceKind.SAID


_Objection = tuple[DecisionRule, Instant | None]


def decide(
    history: SupportHistory,
    circumstances: Circumstances,
    policy: SupportPolicy,
    situation: Situation,
    key: str,
    now: Instant,
) -> Decision:
    """Decide whether to speak here. The first rule that objects decides; none objecting, speak.

    Args:
        history: of the learner.
        circumstances: what is known of them.
        policy: the institution's.
        situation: where they are.
        key: of the moment: the learner's id, ":" and the moment's id. The arm follows from it.
        now: the present.
    """
    state = circumstances.state
    if situation.in_graded_quiz:
        return Decision(False, DecisionRule.GRADED_QUIZ, state.state, state.reasons)
    finding = find_cause(history.moments, circumstances, situation, policy, now)
    if finding is None:
        closed = situation.interruption_point not in policy.interruption_points
        rule = DecisionRule.NO_INTERRUPTION_POINT if closed else DecisionRule.NOTHING_TO_SAY
        return Decision(False, rule, state.state, state.reasons)
    assignment = assign(key, policy.control_arm_share) if finding.randomised else ALWAYS
    question = _Question(history, circumstances, policy, situation, finding, assignment, key, now)
    objection = _first(_NO_MOMENT, question)
    if objection is not None:
        rule, retry_at = objection
        return Decision(False, rule, state.state, finding.reasons, retry_at, finding)
    rule, retry_at = _first(_NO_DELIVERY, question) or (DecisionRule.SPEAK, None)
    speak = rule is DecisionRule.SPEAK
    return Decision(speak, rule, state.state, finding.reasons, retry_at, finding, assignment, moment=True)


def _first(rules: tuple[Callable[[_Question], _Objection | None], ...], question: _Question) -> _Objection | None:
    return next((objection for objects in rules if (objection := objects(question)) is not None), None)


def _waits(question: _Question) -> _Objection | None:
    ready_at = question.finding.wait_until
    if ready_at is None or question.now >= ready_at:
        return None
    return (DecisionRule.CONFUSION_WAITS, ready_at)


def _switched_off_by_a_cap(question: _Question) -> _Objection | None:
    """A cap of nought turns support off, for what is said as well."""
    limits = question.policy.limits
    if limits.per_hour == 0:
        return (DecisionRule.HOURLY_CAP, None)
    return (DecisionRule.DAILY_CAP, None) if limits.per_day == 0 else None


def _limited(question: _Question) -> _Objection | None:
    if question.was_said:
        return None
    moments, limits = question.history.moments, question.policy.limits
    allowed_at = next_allowed_at(moments, question.finding.cause, limits, question.now)
    for rule, at in zip(_LIMIT_RULES, allowed_at, strict=True):
        if at is not None and question.now < at:
            return (rule, at)
    return None


def _unwanted(question: _Question) -> _Objection | None:
    return None if question.history.enabled else (DecisionRule.SUPPORT_OFF, None)


def _snoozed(question: _Question) -> _Objection | None:
    until = question.history.snoozed_until
    return (DecisionRule.SNOOZED, until) if until is not None and question.now < until else None


def _dismissed(question: _Question) -> _Objection | None:
    if question.was_said:
        return None
    until = dismissed_until(question.history.moments, question.policy.limits)
    return (DecisionRule.PAUSE_AFTER_DISMISSALS, until) if until is not None and question.now < until else None


def _not_receptive(question: _Question) -> _Objection | None:
    if question.was_said:
        return None
    point, offset = question.situation.interruption_point, question.circumstances.utc_offset or timedelta(0)
    receptive = is_receptive(question.history.moments, point, offset, question.key, question.now)
    return None if receptive else (DecisionRule.NOT_RECEPTIVE, None)


def _in_control_arm(question: _Question) -> _Objection | None:
    return None if question.assignment.speak else (DecisionRule.CONTROL_ARM, None)


_LIMIT_RULES = (
    DecisionRule.PAUSE_BETWEEN_MESSAGES,
    DecisionRule.PAUSE_BETWEEN_A_KIND,
    DecisionRule.HOURLY_CAP,
    DecisionRule.DAILY_CAP,
)
_NO_MOMENT = (_waits, _switched_off_by_a_cap, _limited)
_NO_DELIVERY = (_unwanted, _snoozed, _dismissed, _not_receptive, _in_control_arm)
