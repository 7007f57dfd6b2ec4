"""Routes for administrators: the policy."""

from __future__ import annotations

from apiflask import APIBlueprint

from attune.classroom.institution.support_policy import service as policies
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, PolicyLimits
from attune.classroom.platform.context import current_actor, current_session, now
from attune.classroom.platform.permissions import Permission, requires

blueprint = APIBlueprint("policy", __name__, url_prefix="/api/v1/administration/policy")


@blueprint.get("")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(InstitutionPolicy)
def read_policy() -> InstitutionPolicy:
    """The policy in force."""
    return policies.read_policy(current_session())


@blueprint.put("")
@requires(Permission.MANAGE_POLICY)
@blueprint.input(InstitutionPolicy, arg_name="policy")
@blueprint.output(InstitutionPolicy)
def change_policy(policy: InstitutionPolicy) -> InstitutionPolicy:
    """Put a policy in force, within bounds that keep people safe."""
    policies.change_policy_by_hand(current_session(), current_actor().id, policy, now())
    return policy


@blueprint.get("/limits")
@requires(Permission.MANAGE_POLICY)
@blueprint.output(PolicyLimits)
def read_policy_limits() -> PolicyLimits:
    """What a policy may hold: bounds, defaults and reasons of its numbers, the modes and the moments."""
    return policies.describe_limits()
