"""What comes in and goes out about users."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from attune.classroom.accounts.schemas import Name, UserOut
from attune.classroom.administration.paging import Page
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime


class UserRow(UserOut):
    """A user in the administrator's list."""

    last_seen_at: UtcDatetime | None


class UserPage(Outgoing):
    """One page of users."""

    users: list[UserRow]
    total: int
    page: int
    pages: int


class UserQuery(Incoming):
    """Which users to list: by part of a name or address, by role."""

    query: Annotated[str, StringConstraints(max_length=100), PlainText(lines=False)] = ""
    role: Role | None = None
    page: Page = 1


class ImportQuery(Incoming):
    """apply: store the list; else only say what would become of it."""

    apply: bool = False


class InvitedUser(Outgoing):
    """The new account and the link by which its owner sets a password. The link is shown once."""

    user: UserOut
    invitation_url: str


class UserChange(Incoming):
    """What an administrator may change about somebody."""

    name: Name | None = None
    role: Role | None = None
    active: bool | None = None


class ResetLink(Outgoing):
    """The link by which somebody sets a new password. It is shown once."""

    reset_url: str
