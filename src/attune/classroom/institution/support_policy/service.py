"""Reading and writing the institution's policy, and what it may hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from annotated_types import Ge, Le
from sqlalchemy.orm import Session

from attune.affect.policy import InterruptionPoint
from attune.classroom.institution.setup.service import find_institution
from attune.classroom.institution.support_policy.models import THE_POLICY, PolicyRow
from attune.classroom.institution.support_policy.schemas import (
    CAMERA_MODES,
    PRESET_MODES,
    InstitutionPolicy,
    Mode,
    NumberLimits,
    Numbers,
    PolicyLimits,
    PresetModes,
)
from attune.classroom.platform import audit
from attune.classroom.platform.errors import Conflict


class CameraNotAllowed(Conflict):
    """No camera may be read here; `data.because` says whether the institution is not set up, or what it is."""

    code = "camera_not_allowed"


def read_policy(session: Session) -> InstitutionPolicy:
    """Return the policy in force."""
    return policy_of(session.get(PolicyRow, THE_POLICY))


def policy_of(row: PolicyRow | None) -> InstitutionPolicy:
    """Return the policy that a row holds, without cameras where the institution is not set up or may not have them."""
    policy = InstitutionPolicy.model_validate(row.content) if row is not None else InstitutionPolicy()
    institution = row.institution if row is not None else None
    if institution is not None and not institution.forbids_camera:
        return policy
    open_modes = [mode for mode in policy.allowed_modes if mode not in CAMERA_MODES]
    return policy.model_copy(update={"allowed_modes": open_modes})


def write_policy(session: Session, policy: InstitutionPolicy) -> None:
    """Put `policy` in force."""
    row = session.get(PolicyRow, THE_POLICY) or PolicyRow(id=THE_POLICY)
    row.content = policy.model_dump(mode="json")
    session.add(row)
    session.flush()
    session.expire(row)  # the institution beside it may be newer


class SilenceNeedsPlan(Conflict):
    """More moments would be left silent, and nothing would be learnt from it."""

    code = "silence_needs_plan"


def change_policy_by_hand(session: Session, actor_id: UUID, policy: InstitutionPolicy, now: datetime) -> None:
    """Put a policy in force that an administrator has edited.

    Raises:
        SilenceNeedsPlan: it leaves more moments silent than before; only the plan of an experiment may.
    """
    share = read_policy(session).control_arm_share
    if policy.control_arm_share > share:
        raise SilenceNeedsPlan(
            "Silence is for an experiment: freeze a plan under Experiment, and it sets the silent share itself.",
            share=share,
        )
    change_policy(session, actor_id, policy, now)


def change_policy(session: Session, actor_id: UUID | None, policy: InstitutionPolicy, now: datetime) -> None:
    """Put a policy in force and write what changed into the audit log. actor_id: None where a plan changes it.

    Raises:
        CameraNotAllowed: it allows a camera, and the institution may not have one.
    """
    if not CAMERA_MODES.isdisjoint(policy.allowed_modes):
        _refuse_forbidden_camera(session)
    before, after = read_policy(session).model_dump(mode="json"), policy.model_dump(mode="json")
    write_policy(session, policy)
    changes = {key: {"from": before[key], "to": after[key]} for key in after if before[key] != after[key]}
    if changes:
        action = audit.AuditAction.POLICY_CHANGED
        audit.append(session, action, actor_id=actor_id, subject_id=None, at=now, detail=changes)


def _refuse_forbidden_camera(session: Session) -> None:
    institution = find_institution(session)
    if institution is None:
        raise CameraNotAllowed(
            "No camera may be allowed before the institution is set up; say first where and whom it teaches.",
            because="not_set_up",
        )
    if institution.forbids_camera:
        raise CameraNotAllowed(
            "No camera may be allowed where and for whom the institution teaches; see its set-up.",
            because=f"{institution.region.value}, {institution.ages.value}",
        )


def describe_limits() -> PolicyLimits:
    """What a policy may hold: the bounds and the default of each number, the modes and the moments."""
    return PolicyLimits(
        numbers=list(_number_limits(InstitutionPolicy, "")),
        modes=list(Mode),
        presets=[PresetModes(preset=preset, modes=modes) for preset, modes in PRESET_MODES.items()],
        interruption_points=list(InterruptionPoint),
    )


def _number_limits(numbers: type[Numbers], prefix: str) -> Iterator[NumberLimits]:
    """Yield the limits of a model's numbers and of those of the groups within it."""
    for name, field in numbers.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Numbers):
            yield from _number_limits(field.annotation, f"{prefix}{name}.")
            continue
        low = next((each.ge for each in field.metadata if isinstance(each, Ge)), None)
        high = next((each.le for each in field.metadata if isinstance(each, Le)), None)
        if low is not None and high is not None:
            yield NumberLimits(
                path=f"{prefix}{name}",
                default=field.default,
                minimum=low,  # type: ignore[arg-type]
                maximum=high,  # type: ignore[arg-type]
                reason=field.description or "",
            )
