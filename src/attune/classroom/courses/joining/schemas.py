"""What comes in and goes out about joining a course by a code."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import EmailStr, StringConstraints

from attune.classroom.accounts.schemas import Name, Password
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime

Code = Annotated[str, StringConstraints(min_length=1, max_length=40), PlainText(lines=False)]


class JoinIn(Incoming):
    """A code, as it was typed."""

    code: Code


class Joined(Outgoing):
    """The course that one is in now. already: one was before."""

    course_id: UUID
    course_title: str
    already: bool


class JoinPreview(Outgoing):
    """What a code leads to. may_register: whether a new account can be made by it.

    begun: whether students find lessons there already. starts_at: from when they do; None: once its tutors open it.
    """

    code: str
    course_id: UUID
    course_title: str
    language: str
    institution: str | None
    tutors: list[str]
    may_register: bool
    begun: bool
    starts_at: UtcDatetime | None


class Registration(Incoming):
    """A new account of whoever has a code."""

    name: Name
    email: EmailStr
    password: Password
    locale: Locale = Locale.ENGLISH
