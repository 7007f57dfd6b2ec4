"""Sign-in with Flask-Security: the password hash, the session cookie, and the row that lets a session be ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import structlog
from flask import Flask, g, session
from flask_login import current_user
from flask_security import Security, SQLAlchemySessionUserDatastore
from flask_security.utils import login_user, logout_user
from sqlalchemy import Uuid, and_, bindparam, distinct, func, select, update
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from attune.classroom.accounts.models import AccountRole, SignInSession, User
from attune.classroom.platform.context import current_session, is_writing, reading, release_session, services
from attune.classroom.platform.database.failures import STORAGE_ERRORS, failure_of
from attune.classroom.platform.errors import Unauthenticated
from attune.classroom.platform.permissions import Actor
from attune.classroom.platform.settings import Settings

log = structlog.get_logger("attune.identity")

SESSION_KEY = "sign_in"
SEEN_EVERY = timedelta(minutes=1)  # last-seen is written this often at most: reading a page stays reading

# Every request begins with this, so it is one statement, composed once.
_SIGNED_IN = (
    select(User, SignInSession)
    .select_from(User)
    .outerjoin(
        SignInSession, and_(SignInSession.user_id == User.id, SignInSession.id == bindparam("session_id", type_=Uuid()))
    )
    .where(User.fs_uniquifier == bindparam("uniquifier"), User.active)
)


def init_app(app: Flask, settings: Settings) -> None:
    """Set up Flask-Security without its own views: routes are declared in api.py, under the permission table."""
    app.config.update(
        SECURITY_REGISTERABLE=False,
        SECURITY_USE_REGISTER_V2=True,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of the algorithm
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH=True,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS={
            "argon2__memory_cost": settings.argon2_memory_kib,
            "argon2__time_cost": settings.argon2_passes,
            "argon2__parallelism": 1,
        },
        SESSION_PROTECTION="basic",  # "strong" would sign a student out whenever a phone changes networks
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.session_days),
        SESSION_REFRESH_EACH_REQUEST=False,  # a session ends when its row does; signing the cookie anew buys nothing
    )
    datastore = SQLAlchemySessionUserDatastore(cast(Any, LocalProxy(current_session)), User, AccountRole)
    Security(app, datastore, register_blueprint=False)
    app.login_manager.user_loader(_load_user)  # type: ignore[attr-defined]  # Flask-Login puts it there


def identify() -> Actor | None:
    """Say who makes this request: the user of a session that has neither ended nor expired."""
    user = current_user._get_current_object()
    if not isinstance(user, User):
        return None
    now, row = services().clock.now(), cast("SignInSession | None", g.get("sign_in_session"))
    if row is None or row.ended_at is not None or row.expires_at <= now:
        logout_user()
        return None
    g.user = user
    if now - row.seen_at >= SEEN_EVERY:
        _mark_seen(user.id, row.id, now)
    return user.as_actor()


def start_session(user: User, now: datetime) -> SignInSession:
    """Sign `user` in on this browser, with a fresh cookie: nothing of an earlier session is carried over."""
    lifetime = timedelta(days=services().settings.session_days)
    row = SignInSession(user_id=user.id, started_at=now, seen_at=now, expires_at=now + lifetime)
    user.last_seen_at = now
    database = current_session()
    database.add(row)
    database.flush()
    g.sign_in_session = row
    session.clear()
    login_user(user, authn_via=["password"])
    session.permanent = True
    session[SESSION_KEY] = str(row.id)
    return row


def clear_cookie() -> None:
    """Make this browser forget who was signed in."""
    logout_user()
    session.clear()


def signed_in_user() -> User:
    """The signed-in user as they were when the request was allowed; to change them, see `current_user_row`."""
    return cast(User, g.user)


def current_user_row() -> User:
    """The signed-in user's row, in the request's own session.

    Raises:
        Unauthenticated: the account has been deleted since the request was allowed.
    """
    return user_row(signed_in_user().id)


def user_row(user_id: UUID) -> User:
    """The user with this id, in the request's own session.

    Raises:
        Unauthenticated: the account has been deleted since the request was allowed.
    """
    row = current_session().get(User, user_id)
    if row is None:
        raise Unauthenticated("This account is no longer there; ask your administrator.")
    return row


def current_sign_in() -> SignInSession:
    """The signed-in browser's session, as it was when the request was allowed."""
    return cast(SignInSession, g.sign_in_session)


def current_session_id() -> UUID:
    """The id of the signed-in browser's session."""
    return current_sign_in().id


def _load_user(uniquifier: str) -> User | None:
    """The active user whom the cookie names, for Flask-Login; their sign-in session is kept for `identify`."""
    session_id = session.get(SESSION_KEY)
    named = {"uniquifier": uniquifier, "session_id": UUID(session_id) if session_id else None}
    with reading() as database:
        found = database.execute(_SIGNED_IN, named).one_or_none()
    user, g.sign_in_session = found or (None, None)
    return user


def _mark_seen(user_id: UUID, session_id: UUID, now: datetime) -> None:
    """Keep last-seen, in a transaction of its own unless the request's has begun to write."""
    if is_writing():
        _write_seen(current_session(), user_id, session_id, now)
        return
    release_session()  # nothing was written; what the request reads from now on includes this
    try:
        with services().database.transaction() as separate:
            _write_seen(separate, user_id, session_id, now)
    except STORAGE_ERRORS as error:
        if failure_of(error) is None:
            raise
        log.warning("last_seen_not_kept", reason=failure_of(error))  # reading needs no room on the disk


def _write_seen(writing: Session, user_id: UUID, session_id: UUID, now: datetime) -> None:
    writing.execute(update(SignInSession).where(SignInSession.id == session_id).values(seen_at=now))
    writing.execute(update(User).where(User.id == user_id).values(last_seen_at=now))


def count_signed_in(database: Session, since: datetime) -> int:
    """How many people have been seen since `since` in a session that has not ended."""
    people = select(func.count(distinct(SignInSession.user_id)))
    return database.scalar(people.where(SignInSession.seen_at >= since, SignInSession.ended_at.is_(None))) or 0
