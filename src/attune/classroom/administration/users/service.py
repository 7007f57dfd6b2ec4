"""Managing users: find, invite, change, deactivate, reset. Every change is written into the audit log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import LinkPurpose, User
from attune.classroom.accounts.schemas import NewUser
from attune.classroom.administration.paging import PAGE_SIZE, count_pages
from attune.classroom.administration.users.schemas import UserChange, UserPage, UserQuery, UserRow
from attune.classroom.platform import audit
from attune.classroom.platform.audit import AuditAction
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor, Role


class LastAdministrator(Conflict):
    """Without this account nobody could administer the institution any more."""

    code = "last_administrator"


def list_users(session: Session, query: UserQuery) -> UserPage:
    """One page of the users whose name or address contains the query."""
    found = select(User)
    if query.query:
        found = found.where(accounts.called(query.query))
    if query.role is not None:
        found = found.where(User.role == query.role)
    total = session.scalar(found.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    rows = session.scalars(
        found.order_by(User.name, User.id).limit(PAGE_SIZE).offset((query.page - 1) * PAGE_SIZE)
    ).all()
    users = [UserRow.model_validate(row) for row in rows]
    return UserPage(users=users, total=total, page=query.page, pages=count_pages(total))


def find_user(session: Session, user_id: UUID) -> User:
    """The user with this id.

    Raises:
        NotFound: there is none.
    """
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(f"There is no user {user_id}.", user_id=str(user_id))
    return user


def invite_user(session: Session, actor: Actor, new: NewUser, now: datetime) -> tuple[User, str]:
    """Add an account and return it with the token of its invitation.

    Raises:
        EmailTaken: somebody already has an account with this address.
    """
    user = accounts.create_user(
        session, name=new.name, email=new.email, role=new.role, locale=new.locale, password=None, now=now
    )
    token = accounts.make_link(session, user, LinkPurpose.INVITATION, now)
    detail = {"role": new.role.value}
    audit.append(session, AuditAction.USER_CREATED, actor_id=actor.id, subject_id=user.id, at=now, detail=detail)
    return user, token


def change_user(session: Session, actor: Actor, user_id: UUID, change: UserChange, now: datetime) -> User:
    """Apply an administrator's change; whoever is deactivated or changes role is signed out everywhere.

    Raises:
        NotFound: there is none, or the actor may not have it.
        LastAdministrator: nobody would be left to administer.
    """
    user = find_user(session, user_id)
    values = change.model_dump(exclude_none=True)
    changed = {field: value for field, value in values.items() if getattr(user, field) != value}
    if not changed:
        return user
    if "role" in changed or changed.get("active") is False:
        _refuse_last_administrator(session, user)
        accounts.end_sessions(session, user.id, now)
    if changed.get("active") is False:
        accounts.cancel_links(session, user.id, now)
    for field, value in changed.items():
        setattr(user, field, value)
    session.flush()
    detail = {field: str(value) if field == "role" else value for field, value in changed.items() if field != "name"}
    detail["fields"] = sorted(changed)
    audit.append(session, AuditAction.USER_CHANGED, actor_id=actor.id, subject_id=user.id, at=now, detail=detail)
    return user


def _refuse_last_administrator(session: Session, user: User) -> None:
    if user.role is not Role.ADMINISTRATOR or not user.active:
        return
    administrators = session.scalars(
        select(User.id).where(User.role == Role.ADMINISTRATOR, User.active.is_(True)).with_for_update()
    ).all()
    if len(administrators) == 1:
        raise LastAdministrator("This is the last active administrator; appoint another one first.")


def reset_password(session: Session, actor: Actor, user_id: UUID, now: datetime) -> str:
    """Return the token of a password-reset link for somebody.

    Raises:
        NotFound: there is none, or the actor may not have it.
        AccountDeactivated: the account is deactivated, so nobody can get in by a link.
    """
    user = find_user(session, user_id)
    token = accounts.make_link(session, user, LinkPurpose.PASSWORD_RESET, now)
    audit.append(session, AuditAction.PASSWORD_RESET_ISSUED, actor_id=actor.id, subject_id=user.id, at=now)
    return token
