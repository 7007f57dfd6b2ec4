"""What comes in and goes out about accounts."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import EmailStr, Field, SecretStr, StringConstraints, model_validator

from attune.classroom.institution.tutor_words.schemas import TutorForms
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # characters; hashing much more would let a stranger keep the server busy

Name = Annotated[str, StringConstraints(min_length=1, max_length=120), PlainText(lines=False)]
Password = Annotated[SecretStr, Field(min_length=SHORTEST_PASSWORD, max_length=LONGEST_PASSWORD)]


class UserOut(Outgoing):
    """A user as every client sees them."""

    id: UUID
    name: str
    email: str
    role: Role
    locale: Locale
    active: bool
    created_at: UtcDatetime


class SessionOut(Outgoing):
    """Who is signed in, and the token that every writing request has to send back as X-CSRF-Token.

    demo: whether this installation has the demo accounts, so that the sign-in page may offer them.
    unclaimed: whether nobody has an account yet, so that the sign-in page says how the first one is made.
    tutor_words: how whoever teaches is called here.
    time_zone: of the institution, in which dates are set.
    institution: its name; None until it is set up.
    taught_course_ids: the courses that the user teaches, whatever their role.
    """

    user: UserOut | None
    csrf_token: str
    demo: bool
    unclaimed: bool
    tutor_words: dict[Locale, TutorForms]
    time_zone: str
    institution: str | None
    taught_course_ids: list[UUID]


class Credentials(Incoming):
    """E-mail and password."""

    email: Annotated[str, StringConstraints(min_length=1, max_length=254), PlainText(lines=False)]
    password: Annotated[SecretStr, Field(min_length=1, max_length=LONGEST_PASSWORD)]


class AccountChange(Incoming):
    """What people may change about their own account. A new password needs the current one."""

    name: Name | None = None
    locale: Locale | None = None
    current_password: Annotated[SecretStr, Field(max_length=LONGEST_PASSWORD)] | None = None
    new_password: Password | None = None

    @model_validator(mode="after")
    def _both_passwords(self) -> AccountChange:
        if (self.new_password is None) != (self.current_password is None):
            raise ValueError("current_password and new_password go together")
        return self


class InvitationOut(Outgoing):
    """Whom a one-time link is for."""

    name: str
    email: str


class InvitationAcceptance(Incoming):
    """The password that the invited person chooses."""

    password: Password
    name: Name | None = None


class AcceptedInvitation(Outgoing):
    """The account that is now ready."""

    user: UserOut


class NewUser(Incoming):
    """Somebody to invite."""

    name: Name
    email: EmailStr
    role: Role
    locale: Locale = Locale.ENGLISH
