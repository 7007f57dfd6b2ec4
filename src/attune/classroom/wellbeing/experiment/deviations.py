"""What decides about support and was changed while a plan ran: such a change is a change of what is tested.

It comes from the audit log, which nobody can change afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.platform import audit
from attune.classroom.wellbeing.experiment.models import ExperimentPlan
from attune.classroom.wellbeing.experiment.schemas import DeviationOut

WITHOUT_INFLUENCE = {"k_tutor", "preset"}  # on support and on the result; a preset's modes are listed themselves
MESSAGE = "message"


def deviations_of(session: Session, row: ExperimentPlan) -> list[DeviationOut]:
    """Changes of the policy and of messages between a plan's beginning and its result, but for its own two changes."""
    until = row.concluded_at or row.results_at
    changes = session.scalars(
        select(audit.AuditEntry)
        .where(
            audit.AuditEntry.action.in_([audit.AuditAction.POLICY_CHANGED, audit.AuditAction.MESSAGE_CHANGED]),
            audit.AuditEntry.at > row.starts_at,
            audit.AuditEntry.at < until,
            audit.AuditEntry.actor_id.is_not(None),
        )
        .order_by(audit.AuditEntry.seq)
    )
    return [deviation for entry in changes for deviation in _deviations(entry)]


def _deviations(entry: audit.AuditEntry) -> Iterator[DeviationOut]:
    if entry.action == audit.AuditAction.MESSAGE_CHANGED:
        yield DeviationOut(at=entry.at, what=MESSAGE, before=None, after=None, message_id=entry.detail["message_id"])
        return
    for name, change in entry.detail.items():
        if name not in WITHOUT_INFLUENCE:
            for what, before, after in _changed(name, change["from"], change["to"]):
                yield DeviationOut(
                    at=entry.at, what=what, before=_number(before), after=_number(after), message_id=None
                )


def _changed(path: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - JSON
    """The settings that differ, with their path in the policy."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from _changed(f"{path}.{key}", before.get(key), after.get(key))
    elif before != after:
        yield path, before, after


def _number(value: Any) -> float | None:  # noqa: ANN401 - JSON
    return float(value) if isinstance(value, int | float) else None
