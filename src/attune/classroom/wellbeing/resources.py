"""Who to talk to: people and places that the institution names, in its own words. Nothing here is ever generated."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from sqlalchemy.orm import Mapped, Session, mapped_column

from attune.classroom.accounts.models import Locale
from attune.classroom.database import Base
from attune.classroom.schemas import PlainText

MOST_RESOURCES = 20


class Stated(BaseModel):
    """The base of what the institution states here: the same coming in and going out."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, json_schema_serialization_defaults_required=True
    )


class Resource(Stated):
    """Somebody to talk to. languages: in which they can be talked to. At least one way to reach them."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), PlainText(lines=False)]
    text: Annotated[str, StringConstraints(max_length=600), PlainText()] = ""
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S{3,500}$")] | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()/.-]{1,28}[0-9]$")] | None = None
    languages: Annotated[list[Locale], Field(min_length=1)]

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


class ResourcesRow(Base):
    """The one row that holds the list; without it the institution has set none."""

    __tablename__ = "support_resources"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[list[Any]]


def read_resources(session: Session) -> Resources:
    """The institution's list; empty when it has set none."""
    row = session.get(ResourcesRow, 1)
    return Resources.model_validate({"resources": row.content if row is not None else []})


def resources_for(session: Session, locale: str) -> Resources:
    """The list for a reader: what speaks their language first, everything else after it."""
    listed = read_resources(session).resources
    return Resources(resources=sorted(listed, key=lambda each: Locale(locale) not in each.languages))


def write_resources(session: Session, resources: Resources) -> None:
    """Put a list in the place of the one before."""
    session.merge(ResourcesRow(id=1, content=resources.model_dump(mode="json")["resources"]))
    session.flush()
