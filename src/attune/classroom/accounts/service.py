"""The rules of accounts: who gets in, how an account changes, how somebody is invited."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from flask_security.utils import hash_password, verify_and_update_password
from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import AccountLink, LinkPurpose, SignInSession, User
from attune.classroom.accounts.schemas import AccountChange
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.errors import ApiError, Conflict, InvalidInput, NotFound
from attune.classroom.platform.events.types import SessionEnded, push, user_channel
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role

KEPT_AFTERWARDS = timedelta(days=30)
DEMO_DOMAIN = "@demo.attune"
IDS_PER_QUERY = 500  # in one query; databases take only so many parameters
LINK_LASTS = {LinkPurpose.INVITATION: timedelta(days=14), LinkPurpose.PASSWORD_RESET: timedelta(hours=24)}


class InvalidCredentials(ApiError):
    """The address is unknown, the password wrong, or the account inactive: the answer is the same."""

    code, status = "invalid_credentials", 401


class InvalidLink(NotFound):
    """The one-time link is unknown, used or too old."""

    code = "invitation_invalid"


class EmailTaken(Conflict):
    """Somebody already has an account with this address."""

    code = "email_taken"


class AccountDeactivated(Conflict):
    """The account is deactivated, so nobody can get in by a link."""

    code = "account_deactivated"


def normalise_email(address: str) -> str:
    """The form in which addresses are kept and compared."""
    return address.strip().lower()


def called(text: str) -> ColumnElement[bool]:
    """Whose name or address holds a text, however it is capitalised; addresses are kept in small letters."""
    return or_(User.name.icontains(text, autoescape=True), User.email.contains(text.lower(), autoescape=True))


def find_by_email(session: Session, address: str) -> User | None:
    """The user with this address, however it is capitalised."""
    return session.scalar(select(User).where(User.email == normalise_email(address)))


def has_demo_accounts(session: Session) -> bool:
    """Whether the demo is loaded and its accounts are open; everybody knows their password."""
    student = find_by_email(session, f"student{DEMO_DOMAIN}")
    return student is not None and student.active


def check_credentials(user: User | None, password: str) -> User:
    """Return the active user to whom the password belongs; `user` is whom the address names, None for nobody.

    It takes a tenth of a second on purpose, so it is done before a transaction begins.

    Raises:
        InvalidCredentials: otherwise, after the same work whether or not the address is known: the time taken tells a
            stranger nothing.
    """
    if user is None or user.password is None:
        hash_password(password)
        raise _invalid_credentials()
    if not verify_and_update_password(password, user) or not user.active:
        raise _invalid_credentials()
    return user


def _invalid_credentials() -> InvalidCredentials:
    return InvalidCredentials("The e-mail address or the password is not right; check both and try again.")


def create_user(
    session: Session, *, name: str, email: str, role: Role, locale: Locale, password: str | None, now: datetime
) -> User:
    """Add an account; without a password its owner needs an invitation link.

    Raises:
        EmailTaken: somebody already has an account with this address.
    """
    address = normalise_email(email)
    if find_by_email(session, address) is not None:
        raise EmailTaken(f"There is already an account with the address {address}.", email=address)
    user = User(id=uuid4(), email=address, name=name, role=role, locale=locale, created_at=now, active=True)
    user.fs_uniquifier = uuid4().hex
    user.password = make_hash(password) if password is not None else None
    session.add(user)
    session.flush()
    return user


def renew_password(user: User, change: AccountChange) -> str | None:
    """Return the hash of the new password that the user chooses; None when they keep theirs.

    Like `check_credentials`, it is slow on purpose and done before a transaction begins.

    Raises:
        InvalidInput: the current password is wrong.
    """
    if change.new_password is None or change.current_password is None:
        return None
    if not verify_and_update_password(change.current_password.get_secret_value(), user):
        raise InvalidInput.at("current_password", "this is not your current password", "wrong_password")
    return make_hash(change.new_password.get_secret_value())


def make_hash(password: str) -> str:
    """Return what is kept of a password; slow on purpose."""
    return str(hash_password(password))


def change_account(
    session: Session, user: User, change: AccountChange, new_hash: str | None, spared: UUID, now: datetime
) -> User:
    """Apply what the user changes about themselves; a new password (its hash) ends every session but `spared`."""
    if change.name is not None:
        user.name = change.name
    if change.locale is not None:
        user.locale = change.locale
    if new_hash is not None:
        user.password = new_hash
        end_sessions(session, user.id, now, spared=spared)
    session.flush()
    return user


def end_session(session: Session, session_id: UUID, user_id: UUID, now: datetime) -> None:
    """End one session and tell its other tabs."""
    session.execute(update(SignInSession).where(SignInSession.id == session_id).values(ended_at=now))
    push(session, user_channel(user_id), SessionEnded(session_id=session_id))


def end_sessions(session: Session, user_id: UUID, now: datetime, spared: UUID | None = None) -> None:
    """End every session of a user, except the one with the id `spared`."""
    running = select(SignInSession.id).where(SignInSession.user_id == user_id, SignInSession.ended_at.is_(None))
    for session_id in session.scalars(running).all():
        if session_id != spared:
            end_session(session, session_id, user_id, now)


def find_ended(session: Session, session_ids: Collection[UUID]) -> set[UUID]:
    """Those of some sessions that have ended, or are gone with their user."""
    running: set[UUID] = set()
    ids = list(session_ids)
    for start in range(0, len(ids), IDS_PER_QUERY):
        some = ids[start : start + IDS_PER_QUERY]
        query = select(SignInSession.id).where(SignInSession.id.in_(some), SignInSession.ended_at.is_(None))
        running |= set(session.scalars(query))
    return set(session_ids) - running


def make_link(session: Session, user: User, purpose: LinkPurpose, now: datetime) -> str:
    """Return the token of a new one-time link; earlier unused links of the user stop working.

    Raises:
        AccountDeactivated: the link could not be used, and must not come to life when the account does.
    """
    if not user.active:
        raise AccountDeactivated("This account is deactivated; activate it first, then make a link.")
    cancel_links(session, user.id, now)
    token = secrets.token_urlsafe(32)
    session.add(
        AccountLink(token_hash=_hash(token), user_id=user.id, purpose=purpose, expires_at=now + LINK_LASTS[purpose])
    )
    return token


def cancel_links(session: Session, user_id: UUID, now: datetime) -> None:
    """End every unused one-time link of a user: whoever is deactivated does not come back by an old one."""
    unused = update(AccountLink).where(AccountLink.user_id == user_id, AccountLink.used_at.is_(None))
    session.execute(unused.values(used_at=now))


def read_link(session: Session, token: str, now: datetime) -> tuple[AccountLink, User]:
    """Return an unused link and whom it is for.

    Raises:
        InvalidLink: it is unknown, used or too old.
    """
    link = session.get(AccountLink, _hash(token))
    user = session.get(User, link.user_id) if link is not None else None
    if link is None or user is None or link.used_at is not None or link.expires_at <= now or not user.active:
        raise InvalidLink("This link has been used or is too old; ask your administrator for a new one.")
    return link, user


def accept_link(session: Session, token: str, new_hash: str, name: str | None, now: datetime) -> User:
    """Set the password (its hash) by a one-time link, which is then used up; every earlier session ends."""
    link, user = read_link(session, token, now)
    link.used_at = now
    user.password = new_hash
    if name is not None:
        user.name = name
    end_sessions(session, user.id, now)
    session.flush()
    return user


def purge(database: Database, now: datetime) -> None:
    """Delete sessions and links that have been over for a month: who signed in when is nobody's business for ever.

    Args:
        database: Deleted from in batches; the thread must hold no write transaction.
        now: The present instant.
    """
    over = now - KEPT_AFTERWARDS
    ended = or_(SignInSession.ended_at < over, SignInSession.expires_at < over)
    delete_in_batches(database, SignInSession, ended)
    delete_in_batches(database, AccountLink, or_(AccountLink.used_at < over, AccountLink.expires_at < over))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
