"""The "talk to someone" list: read it, change it, confirm it. Changes and confirmations go into the audit log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from attune.classroom.institution.resources.models import THE_LIST, ResourcesRow
from attune.classroom.institution.resources.schemas import ManagedResources, Resource, Resources
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.errors import Conflict, InvalidInput
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor

CHECK_EVERY = timedelta(days=180)  # numbers and office hours change with a term
AHEAD = timedelta(days=1)  # an administrator's day may have begun before the day in UTC


class NotConfirmable(Conflict):
    """The list is empty or has entries that nobody has checked, so there is nothing to confirm yet."""

    code = "resources_not_confirmable"


class ResourcesHaveChanged(Conflict):
    """Somebody has changed the list since it was read, so another list would be confirmed."""

    code = "resources_have_changed"


def support_may_speak(session: Session) -> bool:
    """Say whether support messages may be sent: an administrator has confirmed whom students can talk to."""
    row = session.get(ResourcesRow, THE_LIST)
    return row is not None and row.confirmed_at is not None and row.content != []


def read_resources(session: Session) -> Resources:
    """Return the institution's list; empty when it has set none."""
    row = session.get(ResourcesRow, THE_LIST)
    return Resources.model_validate({"resources": row.content if row is not None else []})


def manage_resources(session: Session, now: datetime) -> ManagedResources:
    """Return the list with when it was confirmed and what is due to be checked."""
    row, listed = session.get(ResourcesRow, THE_LIST), read_resources(session).resources
    return ManagedResources(
        resources=listed,
        confirmed_at=row.confirmed_at if row is not None else None,
        confirmed_by=row.confirmed_by if row is not None else None,
        due=titles_due(listed, now),
    )


def titles_due(resources: Sequence[Resource], now: datetime) -> list[str]:
    """Return the titles of the entries that were checked longer ago than CHECK_EVERY, or never."""
    latest = (now - CHECK_EVERY).date()
    return [each.title for each in resources if each.checked_on is None or each.checked_on < latest]


def resources_for(session: Session, locale: str) -> Resources:
    """Return the list for a reader: what speaks their language first, everything else after it."""
    listed = read_resources(session).resources
    return Resources(resources=sorted(listed, key=lambda each: Locale(locale) not in each.languages))


def write_resources(session: Session, resources: Resources) -> None:
    """Replace the list; the new one is not confirmed."""
    content = resources.model_dump(mode="json")["resources"]
    session.merge(ResourcesRow(id=THE_LIST, content=content, confirmed_at=None, confirmed_by=None))
    session.flush()


def change_resources(session: Session, actor: Actor, resources: Resources, now: datetime) -> ManagedResources:
    """Replace the list and write who is on it into the audit log.

    Raises:
        InvalidInput: for a check in the future.
    """
    _refuse_future_checks(resources, now)
    if resources != read_resources(session):
        write_resources(session, resources)
        _log(session, AuditAction.RESOURCES_CHANGED, actor, resources, now)
    return manage_resources(session, now)


def confirm_resources(session: Session, actor: Actor, seen: Resources, now: datetime) -> ManagedResources:
    """Confirm the list that the administrator has before them; from then on support may speak.

    Raises:
        ResourcesHaveChanged: the list is no longer the one that they have seen.
        NotConfirmable: it is empty, or has an entry that was never checked.
    """
    if seen != read_resources(session):
        raise ResourcesHaveChanged("The list was changed in the meantime; load it again, read it, then confirm it.")
    unchecked = [each.title for each in seen.resources if each.checked_on is None]
    if not seen.resources or unchecked:
        raise NotConfirmable(
            "Enter at least one contact, and for each the day on which you last checked it; then confirm.",
            unchecked=unchecked,
        )
    row = session.get_one(ResourcesRow, THE_LIST)
    row.confirmed_at, row.confirmed_by = now, actor.name
    session.flush()
    _log(session, AuditAction.RESOURCES_CONFIRMED, actor, seen, now)
    return manage_resources(session, now)


def _refuse_future_checks(resources: Resources, now: datetime) -> None:
    for index, each in enumerate(resources.resources):
        if each.checked_on is not None and each.checked_on > (now + AHEAD).date():
            raise InvalidInput.at(f"resources.{index}.checked_on", "a check cannot lie in the future")


def _log(session: Session, action: AuditAction, actor: Actor, resources: Resources, now: datetime) -> None:
    detail = {"titles": [each.title for each in resources.resources]}
    audit.append(session, action, actor_id=actor.id, subject_id=None, at=now, detail=detail)
