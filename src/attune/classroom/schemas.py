"""The bases of every body that comes in or goes out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


def _to_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)


UtcDatetime = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An instant with its offset given; kept in UTC, written with a Z."""


class Incoming(BaseModel):
    """A request body: closed (an unknown key is an error), immutable once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Outgoing(BaseModel):
    """A response body, built from values or from the attributes of an object."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)
