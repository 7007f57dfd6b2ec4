"""Count once a week how many allow what; run by a job, so that no reader's request changes what is shown."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.disclosure.consent import Choices, decide_allowed, discard_redundant
from attune.affect.disclosure.digests import SALT_BYTES, digest_by
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Enrolment
from attune.classroom.insight.consent.models import ConsentWeek, PublishedConsent
from attune.classroom.insight.consent.schemas import AllowedShareOut, ConsentFiguresOut
from attune.classroom.insight.person.service import who_is_seen
from attune.classroom.insight.trends.scopes import INSTITUTION, course_scope
from attune.classroom.insight.trends.weeks import monday_of
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, insert_if_absent
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.consent.schemas import ConsentSwitch
from attune.classroom.wellbeing.models import WellbeingSettings

SWITCHES = (
    ConsentSwitch.PROCESS_CAMERA,
    ConsentSwitch.SAVE_SUMMARIES,
    ConsentSwitch.COUNT_IN_CLASS,
    ConsentSwitch.SHARE_WITH_TUTORS,
    ConsentSwitch.SHARE_WITH_ADMINISTRATION,
)
# What follows from seeing a student's weeks by name: they are saved, and where there are expressions a camera was on.
IMPLIED = (ConsentSwitch.PROCESS_CAMERA, ConsentSwitch.SAVE_SUMMARIES)
SHOWN_FOR = timedelta(weeks=156)


def decide_consent(database: Database, now: datetime) -> None:
    """Count the present week, if that has not been done, and purge what is older than three years.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
    """
    with database.transaction() as session:
        week = monday_of(now.astimezone(institution_zone(session)).date())
        if session.get(ConsentWeek, (INSTITUTION, week)) is None:
            _decide(session, week, now)
    delete_in_batches(database, ConsentWeek, ConsentWeek.week < week - SHOWN_FOR)


def _decide(session: Session, week: date, now: datetime) -> None:
    k, courses = read_policy(session).k_admin, _students(session)
    figures: dict[str, dict[str, Any]] = {scope: {} for scope in (INSTITUTION, *map(course_scope, courses))}
    settings = {each.user_id: each for each in session.scalars(select(WellbeingSettings))}
    seen = {user.id for user in who_is_seen(session)}
    everybody = list(session.scalars(select(User.id).where(User.role == Role.STUDENT)))
    by_size = sorted(courses.items(), key=lambda each: (-len(each[1]), str(each[0])))
    groups = {INSTITUTION: everybody} | {course_scope(course_id): students for course_id, students in by_size}
    for switch in SWITCHES:
        allowed = {
            scope: {str(each): _allows(switch, settings.get(each), seen) for each in sorted(students)}
            for scope, students in groups.items()
        }
        named = seen if switch in IMPLIED else ()
        for scope, shown in _publish(session, switch, allowed, k, named, week, now).items():
            if scope in figures:
                figures[scope][switch.value] = shown
    empty = dict.fromkeys((switch.value for switch in SWITCHES), None)
    ids = {course_scope(each): each for each in courses}
    session.add_all(
        ConsentWeek(
            scope=scope,
            week=week,
            course_id=ids.get(scope),
            figures=ConsentFiguresOut.model_validate(empty | found).model_dump(mode="json"),
            decided_at=now,
        )
        for scope, found in figures.items()
    )


def _allows(switch: ConsentSwitch, settings: WellbeingSettings | None, seen: Collection[UUID]) -> bool:
    """Whether a student is counted as allowing something.

    Those who share with the administration are listed by name. A share that counted others besides would tell, with
    that list, how many of those who are not on it refuse; so it counts the list, which tells nothing more.
    """
    if settings is None:
        return False
    if switch is ConsentSwitch.SHARE_WITH_ADMINISTRATION:
        return settings.user_id in seen
    return bool(getattr(settings, switch))


def _students(session: Session) -> dict[UUID, list[UUID]]:
    """The students of every course, whether their accounts are active or not."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    query = select(Enrolment.course_id, Enrolment.user_id).join(User, User.id == Enrolment.user_id)
    for course_id, user_id in session.execute(query.where(User.role == Role.STUDENT)):
        found[course_id].append(user_id)
    return found


def _publish(
    session: Session,
    switch: ConsentSwitch,
    allowed: Mapping[str, Mapping[str, bool]],
    k: int,
    named: Collection[UUID],
    week: date,
    now: datetime,
) -> dict[str, Any]:
    """What is shown of one switch by scope, and what has to be kept of it."""
    empty: dict[str, Any] = {"switch": switch.value, "salt": secrets.token_hex(SALT_BYTES), "history": [], "shown": {}}
    insert_if_absent(session, PublishedConsent, [{**empty, "decided_at": now}])
    row = session.get_one(PublishedConsent, switch.value, with_for_update=True)
    history: list[Choices] = [{item: (who, choice) for item, (who, choice) in each.items()} for each in row.history]
    last = {scope: history[kept["set"]] for scope, kept in row.shown.items()}
    digest = digest_by(row.salt)
    decision = decide_allowed(allowed, last, history, k, digest, [str(each) for each in named])
    now_of = {scope: last[scope] for scope in decision.kept}
    now_of |= {scope: choices for scope, (_, choices) in decision.shown.items()}
    present = {digest(str(each)) for each in session.scalars(select(User.id))}  # a tutor may be a student again
    published = discard_redundant(decision.history, list(now_of.values()), present)
    sets = [{item: list(choice) for item, choice in choices.items()} for choices in published]
    shown = {
        scope: {**row.shown[scope], "set": published.index(now_of[scope])}
        for scope in row.shown
        if scope in decision.kept
    }
    for scope, (share, choices) in decision.shown.items():
        figure = {"learners": share.learners, "low": share.low, "high": share.high, "as_of": week}
        stored = AllowedShareOut.model_validate(figure).model_dump(mode="json")
        shown[scope] = {"set": published.index(choices), "figure": stored}
    row.history, row.shown, row.decided_at = sets, shown, now
    return {scope: each["figure"] for scope, each in shown.items()}
