"""Weeks of courses and groups are frozen when their term is over, before what they are counted of is deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.facts.models import MEASURES, StudyDay
from attune.classroom.insight.group_weeks.figures import (
    COVERAGE,
    Seconds,
    Unit,
    count_shown,
    draw,
    hidden_units,
    may_count,
)
from attune.classroom.insight.group_weeks.models import GroupWeek
from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.calendar.service import WITHOUT, list_terms, term_of
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.engine import Database
from attune.classroom.wellbeing.models import WellbeingSettings

WEEK = timedelta(days=7)


def freeze(database: Database, now: datetime) -> None:
    """Freeze every week that is due and is not frozen yet, each course's in a transaction of its own.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        due = _due(session, now.astimezone(institution_zone(session)).date())
    for course_id, week in due:
        with database.transaction() as session:
            session.add_all(_rows(session, course_id, week))


def _due(session: Session, today: date) -> list[tuple[UUID, date]]:
    terms = list_terms(session)
    days = session.execute(select(StudyDay.course_id, StudyDay.day).distinct())
    weeks = {(row.course_id, row.day - timedelta(days=row.day.weekday())) for row in days}
    frozen = session.execute(select(GroupWeek.course_id, GroupWeek.week).distinct())
    weeks -= {(row.course_id, row.week) for row in frozen}
    return sorted((each for each in weeks if freezes_on(terms, each[1]) <= today), key=str)


def freezes_on(terms: Sequence[Term], week: date) -> date:
    """The day from which on a week is frozen: it is over, and so is the first of the terms that it has days of.

    A day of no term counts as over a week before it is deleted. terms: oldest first.
    """
    days = [week + timedelta(days=after) for after in range(7)]
    own = [(day, term_of(terms, day)) for day in days]
    over = min(day + WITHOUT - WEEK if term is None else term.ends_on + timedelta(days=1) for day, term in own)
    return max(over, week + WEEK)


def _rows(session: Session, course_id: UUID, week: date) -> Iterator[GroupWeek]:
    weeks = _measured(session, course_id, week)
    members = _members(session, course_id, weeks)
    policy = read_policy(session)
    k = max(policy.k_tutor, policy.k_admin)  # whoever may look at it later
    hidden = hidden_units(members, weeks, k)
    for unit, learners in members.items():
        own = {"course_id": course_id, "group_id": unit, "week": week}
        if unit in hidden:
            yield GroupWeek(**own, figure=COVERAGE)
            continue
        for each in draw([weeks[learner] for learner in learners]):
            yield GroupWeek(
                **own,
                figure=each.name,
                learners=count_shown(learners),
                share=each.share,
                low=each.low,
                high=each.high,
            )


def _measured(session: Session, course_id: UUID, week: date) -> Mapping[UUID, Seconds]:
    """What was measured of each learner who lets themselves be counted."""
    sums = (
        select(StudyDay.user_id, *(func.sum(getattr(StudyDay, name)).label(name) for name in MEASURES))
        .join(WellbeingSettings, WellbeingSettings.user_id == StudyDay.user_id)
        .where(
            StudyDay.course_id == course_id,
            StudyDay.day.between(week, week + timedelta(days=6)),
            WellbeingSettings.count_in_class.is_(True),
        )
        .group_by(StudyDay.user_id)
    )
    measured = {row.user_id: row._asdict() for row in session.execute(sums)}
    return {learner: seconds for learner, seconds in measured.items() if may_count(seconds)}


def _members(session: Session, course_id: UUID, learners: Iterable[UUID]) -> Mapping[Unit, set[UUID]]:
    counted = set(learners)
    members: dict[Unit, set[UUID]] = defaultdict(set)
    members[None] = counted
    for row in session.execute(
        select(GroupMember.group_id, GroupMember.user_id).where(GroupMember.course_id == course_id)
    ):
        members[row.group_id] |= counted & {row.user_id}
    return members
