"""Tables: users, their sign-in sessions, and the one-time links that let them set a password."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, Identified, one_of
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of a purpose, not a password


class AccountRole(RoleMixin):
    """A role as Flask-Security wants to see it."""

    def __init__(self, role: Role) -> None:
        self.name = role.value
        self.permissions: list[str] = []


class User(Identified, Base, UserMixin):  # type: ignore[misc]
    """Somebody with an account. Nobody is deleted while the audit log names them; they are deactivated."""

    __tablename__ = "users"
    # the first with the address, so that a search by a part of either reads the index alone
    __table_args__ = (Index(None, "name", "id", "email"), Index(None, "role", "active"))

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(one_of(Role))
    locale: Mapped[Locale] = mapped_column(one_of(Locale))
    active: Mapped[bool] = mapped_column(default=True)
    password: Mapped[str | None] = mapped_column(String(255))
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid4().hex)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None] = mapped_column(index=True)

    @property
    def roles(self) -> list[AccountRole]:  # type: ignore[override]
        """The one role, in the shape Flask-Security reads."""
        return [AccountRole(self.role)]

    def as_actor(self) -> Actor:
        """This user as services see whoever makes a request."""
        return Actor(id=self.id, name=self.name, role=self.role, locale=self.locale)


class SignInSession(Identified, Base):
    """One signed-in browser. The cookie names it; ending the row ends the session, whoever holds the cookie."""

    __tablename__ = "sign_in_sessions"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class AccountLink(Base):
    """A one-time link. Only the hash of its token is kept: reading the table lets nobody in."""

    __tablename__ = "account_links"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[LinkPurpose] = mapped_column(one_of(LinkPurpose))
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
