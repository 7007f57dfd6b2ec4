"""Simulate a term in an empty database: found the school, live it week by week, decide and look back as people do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from attune.classroom.accounts.first_administrator.service import has_no_users
from attune.classroom.demo.data import refuse_in_production
from attune.classroom.demo.term.export import RawExport
from attune.classroom.demo.term.living import TermLife, until
from attune.classroom.demo.term.school import TermSchool, describe_school, found_school
from attune.classroom.insight.review.schemas import ReviewQuery
from attune.classroom.insight.review.service import read_review
from attune.classroom.insight.trends.deciding import decide_weeks
from attune.classroom.insight.trends.weeks import SETTLES_DAYS, monday_of
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.context import Services
from attune.classroom.platform.settings import UnsafeSettings
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.simulation.term.plan import WEEK, TermEvent, TermSize, in_order, plan_student

DECIDED_AT = time(0, 5)  # of the day on which a week has settled


class DatabaseNotEmpty(UnsafeSettings):
    """A term is simulated into an empty database, so that nobody's figures are mixed with it."""


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of a simulated term."""

    events: int
    students: int
    first_day: date
    last_day: date


def first_monday_before(now: datetime, weeks: int, zone: ZoneInfo) -> date:
    """The first day of the latest term of so many weeks all of which have settled."""
    today = now.astimezone(zone).date()
    return monday_of(today - timedelta(days=SETTLES_DAYS)) - WEEK * weeks


def simulate_term(
    services: Services,
    study_sessions: StudySessions,
    export: RawExport,
    size: TermSize,
    seed: int,
    zone: ZoneInfo,
    on_progress: Callable[[int, int], None],
) -> Simulated:
    """Simulate a term that ended before now. Needs an application context.

    Args:
        services: Of an application whose database is empty and not production's.
        study_sessions: The application's own.
        export: Written along.
        size: Of the term.
        seed: The same seed gives the same term.
        zone: The institution's.
        on_progress: Told how many events are done, of how many.

    Raises:
        DatabaseNotEmpty: There are accounts in the database.
        UnsafeSettings: The settings are those of production.
    """
    refuse_in_production(services.settings)
    first_monday = first_monday_before(services.clock.now(), size.weeks, zone)
    with services.database.transaction() as session:
        if not has_no_users(session):
            raise DatabaseNotEmpty("A term is simulated into an empty database; give one by ATTUNE_DATABASE_URL.")
        school = found_school(session, size, seed, first_monday, zone)
        policy = read_policy(session)
        export.term(describe_school(school, policy.k_tutor, policy.k_admin))
    life = TermLife(school, study_sessions, export)
    opened = datetime.combine(first_monday - timedelta(days=1), time(9), zone).astimezone(UTC)
    for student in range(size.students):
        with services.database.transaction() as session:
            life.give_first_consent(session, student, opened)
    events = in_order([plan_student(seed, each, size, first_monday, zone) for each in range(size.students)])
    _live(services, school, life, export, events, on_progress)
    return Simulated(len(events), size.students, school.first_monday, school.last_day)


def _live(
    services: Services,
    school: TermSchool,
    life: TermLife,
    export: RawExport,
    events: list[TermEvent],
    on_progress: Callable[[int, int], None],
) -> None:
    done = 0
    for step in until(events, _decisions(school)):
        if isinstance(step, TermEvent):
            with services.database.transaction() as session:
                life.carry_out(session, step)
                session.info.pop("pushed_events", None)  # a past that is made up is no news to anybody
            done += 1
            on_progress(done, len(events))
            continue
        export.event(step, None, "decided")
        decide_weeks(services.database, step)
        with services.database.transaction() as session:
            _look_back(session, school, export, step)


def _decisions(school: TermSchool) -> list[datetime]:
    """When each week of the term has settled."""
    settled = [
        school.first_monday + WEEK * (week + 1) + timedelta(days=SETTLES_DAYS) for week in range(school.size.weeks)
    ]
    return [datetime.combine(day, DECIDED_AT, school.zone).astimezone(UTC) for day in settled]


def _look_back(session: Session, school: TermSchool, export: RawExport, now: datetime) -> None:
    """Let the tutor look back at the lesson of the week in every course."""
    week = (now.astimezone(school.zone).date() - school.first_monday).days // 7 - 1
    for course in school.courses:
        lesson_id = course.lessons[week % school.size.lessons]
        read_review(session, school.tutor, lesson_id, ReviewQuery(), now)
        export.event(now, None, "looked", lesson=lesson_id)
