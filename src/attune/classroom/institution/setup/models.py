"""Table: the institution."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from attune.classroom.platform.database.engine import Base, one_of

THE_INSTITUTION = 1  # the id of the one row


class Region(StrEnum):
    """Where the institution teaches, as far as the law about cameras in education differs."""

    EUROPEAN_ECONOMIC_AREA = "european_economic_area"
    UNITED_KINGDOM = "united_kingdom"
    SWITZERLAND = "switzerland"
    UNITED_STATES = "united_states"
    ELSEWHERE = "elsewhere"


class Ages(StrEnum):
    """How old the youngest students are."""

    UNDER_13 = "under_13"
    UNDER_18 = "under_18"
    ADULTS = "adults"


class Institution(Base):
    """The one row that an administrator makes; without it the institution is not set up, and no camera is read.

    open_registration: whether whoever has a course's code may make an account of their own.
    time_zone: of the IANA database.
    """

    __tablename__ = "institution"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))
    region: Mapped[Region] = mapped_column(one_of(Region))
    ages: Mapped[Ages] = mapped_column(one_of(Ages))
    time_zone: Mapped[str] = mapped_column(String(64))
    open_registration: Mapped[bool]
    completed_at: Mapped[datetime]

    @property
    def forbids_camera(self) -> bool:
        """Whether no camera may be read here.

        The EU AI Act, Art. 5(1)(f), prohibits inferring emotions in education. Children under 13 need a consent of
        their guardians that can be verified, which Attune does not take.
        """
        return self.region is Region.EUROPEAN_ECONOMIC_AREA or self.ages is Ages.UNDER_13
