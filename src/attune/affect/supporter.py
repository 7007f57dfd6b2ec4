"""What support says at a moment: find the cause, decide by the policy, choose from the library, fill the message in.

The platform keeps what comes of it in its database, and `attune replay` in a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from attune.affect.causes import Cause, EvidenceKind, Finding
from attune.affect.decisions.decide import Decision, decide
from attune.affect.decisions.moments import SupportHistory
from attune.affect.evidence import Instant
from attune.affect.findings.circumstances import Circumstances, Situation
from attune.affect.messages.choice import Preferences, choose
from attune.affect.messages.experience import Experience
from attune.affect.messages.facts import Facts
from attune.affect.messages.library import Message, Personal, render
from attune.affect.messages.strategies import ACTION_OF, OPENS, Action, Strategy
from attune.affect.policy import DecisionRule, InterruptionPoint, SupportPolicy, policy_hash


@dataclass(frozen=True, slots=True)
class Material:
    """What there is to say about the block of a finding.

    Attributes:
        messages: the library in the learner's language.
        facts: what the log proves there.
        variables: what messages may say about the learner and the block.
        course: whose experience counts first; a key of `everybody.by_course`.
        everybody: what everybody made of each strategy.
        preferences: how the learner wants to be spoken to.
    """

    messages: Sequence[Message]
    facts: Facts
    variables: Personal
    course: str = ""
    everybody: Experience = field(default_factory=Experience)
    preferences: Preferences = field(default_factory=Preferences)


@dataclass(frozen=True, slots=True)
class Support:
    """What was decided, and what is said.

    Attributes:
        message, text, action: None where nothing is said; for the control arm they are what was withheld.
        propensities: how likely each candidate was to be chosen, by message id.
        seed: that arm and choice follow from.
        policy_hash: names the policy that decided; empty where this was no moment.
    """

    decision: Decision
    message: Message | None = None
    text: str | None = None
    action: Action | None = None
    propensities: Mapping[str, float] = field(default_factory=dict)
    seed: str = ""
    policy_hash: str = ""

    @property
    def delivered(self) -> bool:
        """Whether the learner is shown a message."""
        return self.decision.speak and self.message is not None


def give_support(
    history: SupportHistory,
    circumstances: Circumstances,
    policy: SupportPolicy,
    situation: Situation,
    look_up: Callable[[Finding], Material],
    key: str,
    now: Instant,
) -> Support:
    """Find the cause, decide, choose, fill in.

    Args:
        history: the learner's earlier moments.
        circumstances: what is known of them.
        policy: the institution's.
        situation: where they are.
        look_up: called only where a message is chosen, delivered or withheld.
        key: of this moment: the learner's id, ":" and the moment's id. Everything drawn at random follows from it.
        now: the present.
    """
    decision = decide(history, circumstances, policy, situation, key, now)
    if not decision.moment or decision.finding is None:
        return Support(decision)
    record = Support(decision, seed=key, policy_hash=policy_hash(policy))
    if not decision.speak and decision.rule is not DecisionRule.CONTROL_ARM:
        return record
    finding, material = decision.finding, look_up(decision.finding)
    candidates = _candidates(history, situation, finding, material)
    rng = Random(key)  # noqa: S311 - a choice of words
    choice = choose(
        candidates,
        material.course,
        history.moments,
        material.everybody,
        rng,
        now,
        material.preferences,
        circumstances.practice.opportunities,
    )
    if choice is None:
        return replace(record, decision=replace(decision, speak=False, rule=DecisionRule.NO_MESSAGE))
    return replace(
        record,
        message=choice.message,
        text=render(choice.message, material.variables.values(material.facts)),
        action=ACTION_OF.get(choice.strategy),
        propensities=choice.propensities,
    )


def _candidates(
    history: SupportHistory, situation: Situation, finding: Finding, material: Material
) -> Sequence[Message]:
    """The messages for a cause whose words are true and whose action opens something, at this place."""
    facts = material.facts
    known = frozenset(material.variables.values(facts))
    strategies = strategies_for(history, situation, finding, facts)
    return [
        message
        for message in material.messages
        if message.cause is finding.cause
        and (strategies is None or message.strategy in strategies)
        and message.variables <= known
        and _fits(message, finding, situation)
        and message.holds(facts)
    ]


def _fits(message: Message, finding: Finding, situation: Situation) -> bool:
    """Whether a message is understood where the learner is as what it is about.

    At the block itself any is. Elsewhere it names the block; about the learner it may also name no place, or the lesson
    alone. Nothing is opened at a block that the learner neither is at nor comes from.
    """
    about_learner = finding.evidence is EvidenceKind.SAID or finding.cause is Cause.NIGHT
    if finding.block_id is None:
        return message.is_placeless or finding.evidence is not EvidenceKind.SAID
    if finding.block_id == situation.block_id:
        return True
    if about_learner and (message.is_placeless or message.is_of_lesson):
        return True
    opens = message.strategy in OPENS and message.strategy is not Strategy.ASK_TUTOR
    return "block" in message.variables and (finding.block_id == situation.about or not opens)


def strategies_for(
    history: SupportHistory, situation: Situation, finding: Finding, facts: Facts
) -> frozenset[Strategy] | None:
    """The strategies that come first for a finding; None where any may.

    At a lesson's end that is a look back or a fact, and never the next try. Repeated failure leads to what the skill
    builds on and then to a person; an item that stays wrong leads to its own hint.
    """
    if situation.interruption_point is InterruptionPoint.LESSON_END and finding.evidence is not EvidenceKind.SAID:
        return frozenset({Strategy.REFLECTION, Strategy.ENCOURAGEMENT})
    if finding.cause is Cause.REPEATED_FAILURE:
        return _after_repeated_failure(history, finding, facts)
    if finding.cause is Cause.WRONG_ANSWERS and finding.item_id is not None and facts.has_hint:
        return frozenset({Strategy.HINT})
    return None


def _after_repeated_failure(history: SupportHistory, finding: Finding, facts: Facts) -> frozenset[Strategy] | None:
    """What the skill builds on; where that was proposed before or there is nothing, a person."""
    proposed = any(
        each.strategy is Strategy.PREREQUISITE and each.skill == finding.skill and each.delivered
        for each in history.moments
    )
    if facts.has_prerequisite and not proposed:
        return frozenset({Strategy.PREREQUISITE})
    return frozenset({Strategy.ASK_TUTOR}) if facts.has_tutor else None
