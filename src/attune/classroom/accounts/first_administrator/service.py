"""Making the first account, once."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.first_administrator.schemas import FirstAdministrator
from attune.classroom.accounts.models import User
from attune.classroom.platform import audit
from attune.classroom.platform.errors import ApiError, Conflict
from attune.classroom.platform.permissions import Role

TOKEN_CHARACTERS = 24  # hexadecimal: 96 bits


class WrongSetupToken(ApiError):
    """The token is not the one that the server printed."""

    code, status = "setup_token_wrong", 403


class AlreadySetUp(Conflict):
    """Somebody has an account already."""

    code = "already_set_up"


def has_no_users(session: Session) -> bool:
    """Whether nobody has an account yet."""
    return not session.scalar(select(select(User.id).exists()))


def setup_token(secret_key: str) -> str:
    """Return the token that makes the first administrator; the same in every process, and in none with another key."""
    return hmac.new(secret_key.encode(), b"first administrator", hashlib.sha256).hexdigest()[:TOKEN_CHARACTERS]


def check_setup_token(given: str, secret_key: str) -> None:
    """Raise WrongSetupToken unless `given` is the token."""
    if not hmac.compare_digest(given.strip().encode(), setup_token(secret_key).encode()):
        raise WrongSetupToken("This is not the token that the server printed when it started; copy it from there.")


def create_first_administrator(session: Session, new: FirstAdministrator, new_hash: str, now: datetime) -> User:
    """Add the first account, an administrator's.

    Raises:
        AlreadySetUp: somebody has an account, if only since a moment ago.
    """
    # The audit log lets one writer at a time through, so of two who come in one instant the second sees the first.
    detail = {"role": Role.ADMINISTRATOR.value, "first": True}
    audit.append(session, audit.AuditAction.USER_CREATED, actor_id=None, subject_id=None, at=now, detail=detail)
    if not has_no_users(session):
        raise AlreadySetUp("There is an administrator already; sign in, or ask them for an invitation.")
    user = accounts.create_user(
        session,
        name=new.name,
        email=new.email,
        role=Role.ADMINISTRATOR,
        locale=new.locale,
        password=None,
        now=now,
    )
    user.password = new_hash
    session.flush()
    return user
