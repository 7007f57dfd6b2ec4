"""Whose a hand-in is: of a group's, who was in it when it was handed in, and to whom a tutor has given it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.learning.assignments.models import HandIn, HandInMember
from attune.classroom.platform.database.engine import insert_if_absent


def set_owners(session: Session, hand_in_id: UUID, user_ids: Iterable[UUID]) -> None:
    """Let a group's hand-in be theirs too."""
    insert_if_absent(session, HandInMember, [{"hand_in_id": hand_in_id, "user_id": each} for each in user_ids])


def owners_of(session: Session, version: HandIn) -> Sequence[UUID]:
    """The ids of those whose a hand-in is."""
    if version.group_id is None:
        return [version.user_id]
    members = select(HandInMember.user_id).where(HandInMember.hand_in_id == version.id)
    return sorted({version.user_id, *session.scalars(members)})


def names_of_owners(session: Session, version: HandIn) -> list[str]:
    """The names of those whose a hand-in is."""
    return list(session.scalars(select(User.name).where(User.id.in_(owners_of(session, version))).order_by(User.name)))


def is_of(user_id: UUID) -> ColumnElement[bool]:
    """Whether a hand-in is of a student: sent alone, or by a group that they were in."""
    theirs = select(HandInMember.hand_in_id).where(HandInMember.user_id == user_id)
    return ((HandIn.user_id == user_id) & HandIn.group_id.is_(None)) | (
        HandIn.group_id.is_not(None) & HandIn.id.in_(theirs)
    )
