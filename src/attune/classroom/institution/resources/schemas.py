"""Who to talk to: people and places that the institution names, in its own words. Nothing here is ever generated."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import PlainText, UtcDatetime

MOST_RESOURCES = 20


class Stated(BaseModel):
    """The base of what the institution states here: the same coming in and going out."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, json_schema_serialization_defaults_required=True
    )


class ResourceKind(StrEnum):
    """What an entry is: somebody of the institution, a place or service, or a line for the whole country."""

    PERSON = "person"
    PLACE = "place"
    NATIONAL_LINE = "national_line"


class Resource(Stated):
    """Somebody to talk to, with at least one way to reach them.

    Attributes:
        languages: in which they can be talked to.
        checked_on: the day on which the institution last tried whether the entry is still right; None: never.
    """

    kind: ResourceKind
    title: Annotated[str, StringConstraints(min_length=1, max_length=120), PlainText(lines=False)]
    text: Annotated[str, StringConstraints(max_length=600), PlainText()] = ""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S{3,500}$")] | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()/.-]{1,28}[0-9]$")] | None = None
    languages: Annotated[list[Locale], Field(min_length=1)]
    checked_on: date | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Resource:
        if self.url is None and self.phone is None and not self.text:
            raise ValueError("give a text, a link or a phone number: how does one reach them?")
        if len(set(self.languages)) != len(self.languages):
            raise ValueError("languages names a language twice")
        return self


class Resources(Stated):
    """The institution's list, in its order."""

    resources: Annotated[list[Resource], Field(max_length=MOST_RESOURCES)]


class ManagedResources(Resources):
    """The list as administrators see it.

    Attributes:
        confirmed_at: when an administrator last confirmed this very list; a change of the list takes it back.
        confirmed_by: their name at that time; None: the list was there before lists were confirmed.
        due: titles of the entries that were never checked, or so long ago that they are due again.
    """

    confirmed_at: UtcDatetime | None
    confirmed_by: str | None
    due: list[str]
