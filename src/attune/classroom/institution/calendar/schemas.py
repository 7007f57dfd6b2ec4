"""What comes in and goes out about terms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from attune.classroom.institution.calendar.models import LONGEST_NAME
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText

SHORTEST = timedelta(weeks=1)
LONGEST = timedelta(weeks=53)  # a year of school; what is known about studying is kept by terms

Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]


class TermIn(Incoming):
    """A term to be; both of its ends belong to it."""

    name: Annotated[
        str, StringConstraints(min_length=1, max_length=LONGEST_NAME, strip_whitespace=True), PlainText(lines=False)
    ]
    starts_on: Day
    ends_on: Day

    @model_validator(mode="after")
    def _lasts(self) -> TermIn:
        if not SHORTEST <= self.ends_on - self.starts_on + timedelta(days=1) <= LONGEST:
            raise ValueError(
                "a term ends a week after its beginning at the earliest, and 53 weeks after it at the latest"
            )
        return self


class TermOut(Outgoing):
    """A term as it is stored."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date


class Terms(Outgoing):
    """Every term, the latest first. weeks_without: how many weeks a term lasts where none is set."""

    terms: list[TermOut]
    weeks_without: int
