"""Reading and writing the institution's policy, and what it may hold."""

from __future__ import annotations

from collections.abc import Iterator

from annotated_types import Ge, Le
from sqlalchemy.orm import Session

from attune.affect.policy import Breakpoint
from attune.classroom.institution.support_policy.models import THE_POLICY, PolicyRow
from attune.classroom.institution.support_policy.schemas import (
    PRESET_MODES,
    InstitutionPolicy,
    Mode,
    NumberLimits,
    Numbers,
    PolicyLimits,
    PresetModes,
)


def read_policy(session: Session) -> InstitutionPolicy:
    """Return the policy in force."""
    return policy_of(session.get(PolicyRow, THE_POLICY))


def policy_of(row: PolicyRow | None) -> InstitutionPolicy:
    """Return the policy that a row holds; the defaults without one."""
    return InstitutionPolicy.model_validate(row.content) if row is not None else InstitutionPolicy()


def write_policy(session: Session, policy: InstitutionPolicy) -> None:
    """Put `policy` in force."""
    session.merge(PolicyRow(id=THE_POLICY, content=policy.model_dump(mode="json")))
    session.flush()


def describe_limits() -> PolicyLimits:
    """What a policy may hold: the bounds and the default of each number, the modes and the moments."""
    return PolicyLimits(
        numbers=list(_number_limits(InstitutionPolicy, "")),
        modes=list(Mode),
        presets=[PresetModes(preset=preset, modes=modes) for preset, modes in PRESET_MODES.items()],
        breakpoints=list(Breakpoint),
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
