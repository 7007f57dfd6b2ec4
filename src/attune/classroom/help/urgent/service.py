"""Who reads urgent questions besides the tutors of the course: one tutor's account, named by an administrator."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import active_tutors
from attune.classroom.help.urgent.models import THE_CONTACT, UrgentContact
from attune.classroom.help.urgent.schemas import HelpReaders, UrgentContactIn, UrgentContactOut
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.errors import InvalidInput
from attune.classroom.platform.permissions import Actor, Role


def read_contact(session: Session) -> UrgentContactOut:
    """Return the user who is named for urgent questions, as the administrator sees them."""
    user = _named(session)
    if user is None:
        return UrgentContactOut(user_id=None, name=None, can_answer=False)
    return UrgentContactOut(user_id=user.id, name=user.name, can_answer=_can_answer(user))


def change_contact(session: Session, actor: Actor, change: UrgentContactIn, now: datetime) -> UrgentContactOut:
    """Name another user, or none, and write it into the audit log.

    Raises:
        InvalidInput: the user is no active tutor. An administrator never reads what students write.
    """
    before = read_contact(session).user_id
    if change.user_id == before:
        return read_contact(session)
    if change.user_id is not None:
        user = session.get(User, change.user_id)
        if user is None or not _can_answer(user):
            raise InvalidInput.at("user_id", "name an active account with the role of a tutor; it needs no course")
        session.merge(UrgentContact(id=THE_CONTACT, user_id=user.id))
    else:
        session.execute(delete(UrgentContact))
    session.flush()
    action = AuditAction.URGENT_CONTACT_CHANGED
    audit.append(session, action, actor_id=actor.id, subject_id=change.user_id, at=now, detail={})
    return read_contact(session)


def find_contact(session: Session) -> User | None:
    """Return the user who reads urgent questions now; None where none is named or the account cannot answer."""
    user = _named(session)
    return user if user is not None and _can_answer(user) else None


def readers_of(session: Session, course_id: UUID) -> HelpReaders:
    """Name everybody who reads questions from a course."""
    tutors = session.scalars(active_tutors(course_id).with_only_columns(User.name).order_by(User.name, User.id))
    contact = find_contact(session)
    return HelpReaders(tutors=list(tutors), urgent_contact=contact.name if contact is not None else None)


def _named(session: Session) -> User | None:
    return session.scalar(select(User).join(UrgentContact, UrgentContact.user_id == User.id))


def _can_answer(user: User) -> bool:
    return user.active and user.role is Role.TUTOR
