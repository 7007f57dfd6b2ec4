"""The institution's policy as the rules that `affect` decides by."""

from __future__ import annotations

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import current_names
from attune.affect.limits import Limits
from attune.affect.policy import Breakpoint, SupportPolicy
from attune.affect.states import StateRules
from attune.classroom.institution.support_policy.policy import InstitutionPolicy


def state_rules(institution: InstitutionPolicy) -> StateRules:
    """From which evidence a learning state follows here."""
    triggers, _ = current_names(institution.triggers.model_dump())
    baseline, _ = current_names(institution.baseline.model_dump())
    return StateRules(
        **triggers,
        behaviour=BehaviourRules(**institution.behaviour.model_dump()),
        baseline=BaselineRules(**baseline),
    )


def support_policy(institution: InstitutionPolicy) -> SupportPolicy:
    """When support may speak here."""
    numbers = institution.support
    return SupportPolicy(
        confusion_waits_seconds=numbers.confusion_waits_seconds,
        confusion_waits_at_most_seconds=numbers.confusion_waits_at_most_seconds,
        control_arm_share=institution.control_arm_share,
        limits=Limits(
            pause_seconds=numbers.pause_seconds,
            pause_of_a_kind_seconds=numbers.pause_of_a_kind_seconds,
            per_hour=numbers.per_hour,
            per_day=numbers.per_day,
            dismissals_double=numbers.dismissals_double,
            longest_pause_seconds=numbers.longest_pause_seconds,
        ),
        triggers=state_rules(institution),
        breakpoints=frozenset(Breakpoint(moment) for moment in numbers.breakpoints),
    )
