"""The institution's policy as the rules that `affect` decides by."""

from __future__ import annotations

from attune.affect.baseline import BaselineRules
from attune.affect.behaviour import BehaviourRules
from attune.affect.limits import Limits
from attune.affect.policy import SupportPolicy
from attune.affect.states import StateRules
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, as_rules


def state_rules(institution: InstitutionPolicy) -> StateRules:
    """From which evidence a learning state follows here."""
    return as_rules(
        StateRules,
        institution.triggers,
        behaviour=as_rules(BehaviourRules, institution.behaviour),
        baseline=as_rules(BaselineRules, institution.baseline),
    )


def support_policy(institution: InstitutionPolicy) -> SupportPolicy:
    """When support may speak here."""
    return as_rules(
        SupportPolicy,
        institution.support,
        control_arm_share=institution.control_arm_share,
        limits=as_rules(Limits, institution.support),
        triggers=state_rules(institution),
        interruption_points=frozenset(institution.support.interruption_points),
    )
