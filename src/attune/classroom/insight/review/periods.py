"""The periods that can be looked back at: the institution's terms; without any, runs of a fixed number of weeks.

Nobody chooses their ends while looking: two figures of periods that overlap by a day's difference would tell of that
day. Days are those of the institution's time zone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Enrolment
from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.calendar.service import WITHOUT
from attune.classroom.platform.errors import NotFound

RUN = timedelta(weeks=13)  # two of them are kept, so that one can be held against the other
MOST_TERMS = 4


@dataclass(frozen=True, slots=True)
class Period:
    """Days of the institution's calendar, both ends among them.

    key: what it is called in addresses and tables.  name: the term's; number: the run's, from 1.
    """

    key: str
    first_day: date
    last_day: date
    name: str | None = None
    number: int | None = None

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From when until before when it lasts."""
        since, until = (
            datetime.combine(day, time.min, zone).astimezone(UTC)
            for day in (self.first_day, self.last_day + timedelta(days=1))
        )
        return since, until


def periods_of(session: Session, course_id: UUID, zone: ZoneInfo, now: datetime) -> Sequence[Period]:
    """The periods of a course, the latest first; none while nobody is enrolled."""
    first = session.scalar(select(func.min(Enrolment.enrolled_at)).where(Enrolment.course_id == course_id))
    if first is None:
        return ()
    today = now.astimezone(zone).date()
    return _terms(session, today) or _runs(first.astimezone(zone).date(), today)


def find_period(periods: Sequence[Period], key: str | None) -> Period | None:
    """The period of this key, the latest without one; None where there is no period at all.

    Raises:
        NotFound: there is none of this key.
    """
    if key is None:
        return periods[0] if periods else None
    found = next((period for period in periods if period.key == key), None)
    if found is None:
        raise NotFound(f"There is no period {key} in this course.", period=key)
    return found


def _terms(session: Session, today: date) -> list[Period]:
    begun = select(Term).where(Term.starts_on <= today).order_by(Term.starts_on.desc()).limit(MOST_TERMS)
    return [
        Period(f"term-{term.id.hex[:12]}", term.starts_on, term.ends_on, name=term.name)
        for term in session.scalars(begun)
    ]


def _runs(began: date, today: date) -> list[Period]:
    """Runs from the week of the first enrolment on, of which something is kept."""
    monday = began - timedelta(days=began.weekday())
    runs = [
        Period(f"run-{place + 1}", begins := monday + place * RUN, begins + RUN - timedelta(days=1), number=place + 1)
        for place in range(max(0, (today - monday) // RUN) + 1)
    ]
    return [run for run in reversed(runs) if run.last_day >= today - WITHOUT]
