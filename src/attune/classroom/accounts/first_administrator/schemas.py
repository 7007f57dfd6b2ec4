"""What comes in about the first administrator."""

from __future__ import annotations

from typing import Annotated

from pydantic import EmailStr, Field, SecretStr

from attune.classroom.accounts.schemas import Name, Password
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Incoming


class FirstAdministrator(Incoming):
    """The first account, and the token that the server printed."""

    token: Annotated[SecretStr, Field(min_length=1, max_length=100)]
    name: Name
    email: EmailStr
    password: Password
    locale: Locale = Locale.ENGLISH
