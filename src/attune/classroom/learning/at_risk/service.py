"""The list of a course, its thresholds, and marks that somebody has looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.courses.access import AssistantMayNot, find_course, find_own_course, graded_by
from attune.classroom.courses.availability import has_begun, has_ended
from attune.classroom.courses.models import Course, CourseState, Enrolment
from attune.classroom.courses.people.groups import list_groups
from attune.classroom.learning.at_risk.figures import CourseFigures, read_figures
from attune.classroom.learning.at_risk.models import RiskLook, RiskRules
from attune.classroom.learning.at_risk.rules import (
    Evidence,
    Figures,
    RiskRule,
    Thresholds,
    evidence_of,
    has_changed,
    rules_that_hold,
)
from attune.classroom.learning.at_risk.schemas import (
    RiskCount,
    RiskCounts,
    RiskEntry,
    RiskList,
    RiskLookOut,
    RiskLooksIn,
    RiskLooksOut,
    RiskRulesIn,
    RiskRulesOut,
)
from attune.classroom.learning.gradebook.schemas import GroupOut
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.platform.errors import Conflict, NotFound
from attune.classroom.platform.permissions import Actor

Looks = dict[UUID, tuple[RiskLook, str | None]]
THRESHOLDS = ("missing_at_least", "overdue_at_least", "unseen_days", "average_below", "graded_at_least")


class RiskRulesChanged(Conflict):
    """Somebody has changed the thresholds since they were read."""

    code = "risk_rules_changed"


def read_list(session: Session, actor: Actor, course_id: UUID, now: datetime) -> RiskList:
    """Who of a course needs a look, by name. Nothing here says how anybody feels.

    Raises:
        NotFound: there is none, or the actor may not have it.
    """
    course = find_course(session, actor, course_id)
    rules = _stored_rules(session, [course.id]).get(course.id)
    under_way = _is_under_way(course, now)
    found = read_figures(session, [course], now)[course.id] if under_way else CourseFigures()
    looks = _looks(session, [course.id]).get(course.id, {})
    held = _held(found, thresholds_of(rules))
    entries = [_entry(course.id, figures, rules_held, found, looks) for figures, rules_held in held]
    named = {each for entry in entries for each in (*entry.missing_ids, *entry.overdue_ids)}
    students = select(func.count()).where(Enrolment.course_id == course.id)
    return RiskList(
        course_id=course.id,
        course_title=course.title,
        under_way=under_way,
        student_count=session.scalar(students) or 0,
        lesson_count=found.lesson_count,
        entries=entries,
        titles={key: title for key, title in found.titles.items() if key in named},
        groups=[GroupOut(id=group.id, name=group.name) for group in list_groups(session, course.id)],
        rules=_show_rules(rules, may_change=_may_change(session, actor, course.id)),
    )


def count_unlooked(session: Session, actor: Actor, now: datetime) -> RiskCounts:
    """How many students need a look and have not had one, in each course under way that the actor teaches."""
    courses = [course for course in session.scalars(graded_by(actor)) if _is_under_way(course, now)]
    ids = [course.id for course in courses]
    figures, rules, looks = read_figures(session, courses, now), _stored_rules(session, ids), _looks(session, ids)
    return RiskCounts(
        courses=[
            RiskCount(
                course_id=course_id,
                count=sum(
                    _fresh_look(each, held, looks.get(course_id, {})) is None
                    for each, held in _held(figures[course_id], thresholds_of(rules.get(course_id)))
                ),
            )
            for course_id in ids
        ]
    )


def set_rules(session: Session, actor: Actor, course_id: UUID, given: RiskRulesIn, now: datetime) -> RiskRulesOut:
    """Change the thresholds of a course.

    Raises:
        NotFound: the actor does not see the course.
        AssistantMayNot: the actor is its assistant.
        RiskRulesChanged: somebody was quicker; their thresholds are in the error's data.
    """
    course = find_own_course(session, actor, course_id)
    first = {"course_id": course.id, "revision": 1, "changed_at": now, "changed_by": actor.id}
    values = {name: getattr(given, name) for name in THRESHOLDS}
    made = given.revision == 0 and insert_if_absent(session, RiskRules, [first | values]) == 1
    row = session.get(RiskRules, course.id, with_for_update=True, populate_existing=True)
    if not made:
        if row is None or row.revision != given.revision:
            stored = _show_rules(row, may_change=True).model_dump(mode="json")
            raise RiskRulesChanged("These thresholds were changed meanwhile; look at them again.", rules=stored)
        for name, value in values.items():
            setattr(row, name, value)
        row.revision, row.changed_by, row.changed_at = row.revision + 1, actor.id, now
        session.flush()
    return _show_rules(row, may_change=True)


def set_looks(session: Session, actor: Actor, course_id: UUID, given: RiskLooksIn, now: datetime) -> RiskLooksOut:
    """Note that the actor has looked at how some students stand, or take it back.

    Raises:
        NotFound: the course is not the actor's, or one of the students is not in it.
    """
    course = find_course(session, actor, course_id)
    _check_students(session, course.id, given.student_ids)
    marked = RiskLook.course_id == course.id, RiskLook.user_id.in_(given.student_ids)
    if not given.looked:
        count = len(session.scalars(select(RiskLook.user_id).where(*marked)).all())
        session.execute(delete(RiskLook).where(*marked))
        return RiskLooksOut(count=count)
    marked_ids = set(given.student_ids)
    rules = thresholds_of(_stored_rules(session, [course.id]).get(course.id))
    found = read_figures(session, [course], now)[course.id] if _is_under_way(course, now) else CourseFigures()
    held = [each for each in _held(found, rules) if each[0].user_id in marked_ids]
    for figures, rules_held in held:
        evidence = evidence_of(figures, rules_held).model_dump(mode="json")
        session.merge(RiskLook(course_id=course.id, user_id=figures.user_id, by_id=actor.id, at=now, evidence=evidence))
    session.flush()
    return RiskLooksOut(count=len(held))


def thresholds_of(rules: RiskRules | None) -> Thresholds:
    """The thresholds of a course; the defaults where it has none of its own."""
    return Thresholds() if rules is None else Thresholds(**{name: getattr(rules, name) for name in THRESHOLDS})


def _held(found: CourseFigures, thresholds: Thresholds) -> list[tuple[Figures, list[RiskRule]]]:
    """The students for whom a rule holds, with those that do."""
    all_held = [(figures, rules_that_hold(figures, thresholds)) for figures in found.figures]
    return [(figures, held) for figures, held in all_held if held]


def _entry(course_id: UUID, figures: Figures, held: list[RiskRule], found: CourseFigures, looks: Looks) -> RiskEntry:
    return RiskEntry(
        student_id=figures.user_id,
        name=figures.name,
        group_names=[group.name for group in found.groups.get((course_id, figures.user_id), [])],
        rules=held,
        missing=len(figures.missing),
        due=figures.due,
        missing_ids=list(figures.missing),
        overdue=len(figures.overdue),
        due_lessons=figures.due_lessons,
        overdue_ids=list(figures.overdue),
        completed=figures.completed,
        seen_at=figures.seen_at,
        unseen_days=figures.unseen_days,
        average=figures.average,
        graded=figures.graded,
        look=_fresh_look(figures, held, looks),
    )


def _fresh_look(figures: Figures, held: list[RiskRule], looks: Looks) -> RiskLookOut | None:
    """The look that still holds; None where there was none, or something is new since."""
    look, by_name = looks.get(figures.user_id, (None, None))
    if look is None or has_changed(Evidence.model_validate(look.evidence), evidence_of(figures, held)):
        return None
    return RiskLookOut(at=look.at, by_name=by_name)


def _looks(session: Session, course_ids: Sequence[UUID]) -> dict[UUID, Looks]:
    rows = session.execute(
        select(RiskLook, User.name).outerjoin(User, User.id == RiskLook.by_id).where(RiskLook.course_id.in_(course_ids))
    )
    found: dict[UUID, Looks] = {}
    for look, by_name in rows:
        found.setdefault(look.course_id, {})[look.user_id] = (look, by_name)
    return found


def _stored_rules(session: Session, course_ids: Sequence[UUID]) -> dict[UUID, RiskRules]:
    rows = session.scalars(select(RiskRules).where(RiskRules.course_id.in_(course_ids)))
    return {row.course_id: row for row in rows}


def _show_rules(rules: RiskRules | None, *, may_change: bool) -> RiskRulesOut:
    thresholds = thresholds_of(rules)
    shown = {name: getattr(thresholds, name) for name in THRESHOLDS}
    return RiskRulesOut(revision=0 if rules is None else rules.revision, may_change=may_change, **shown)


def _may_change(session: Session, actor: Actor, course_id: UUID) -> bool:
    try:
        find_own_course(session, actor, course_id)
    except AssistantMayNot:
        return False
    return True


def _check_students(session: Session, course_id: UUID, user_ids: Sequence[UUID]) -> None:
    enrolled = set(
        session.scalars(
            select(Enrolment.user_id).where(Enrolment.course_id == course_id, Enrolment.user_id.in_(user_ids))
        )
    )
    for user_id in user_ids:
        if user_id not in enrolled:
            raise NotFound(f"There is no student {user_id} in this course.", user_id=str(user_id))


def _is_under_way(course: Course, now: datetime) -> bool:
    return course.state is CourseState.RUNNING and has_begun(course, now) and not has_ended(course, now)
