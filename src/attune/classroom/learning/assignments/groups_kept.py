"""A group that has handed something in, or has dates of its own, is kept: nothing could bring those back."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from attune.classroom.courses.people.events import GroupLeaves
from attune.classroom.learning.assignments.models import HandIn
from attune.classroom.learning.gradebook.models import GroupExtension
from attune.classroom.platform.errors import Conflict


class GroupHasWork(Conflict):
    """The group has handed something in, or has dates of its own."""

    code = "group_has_work"


def refuse_with_work(session: Session, event: GroupLeaves) -> None:
    """Raise GroupHasWork where work or dates of the group would be lost."""
    work = exists().where(HandIn.group_id == event.group_id)
    dates = exists().where(GroupExtension.group_id == event.group_id)
    if session.scalar(select(work | dates)):
        raise GroupHasWork(
            "This group has handed in work or was given dates. Take its students out of it or rename it instead.",
            group_id=str(event.group_id),
        )
