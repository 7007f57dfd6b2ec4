"""What is known of each learner in each course in a week: of those who let themselves be counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import KNOWN_STATES
from attune.affect.disclosure.weekly import Group, LearnerWeek
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.facts.models import SECONDS_OF_EXPRESSION, SECONDS_OF_STATE, StudyDay
from attune.classroom.insight.trends.scopes import INSTITUTION, course_scope, group_scope
from attune.classroom.insight.trends.weeks import WEEK
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.expressions import EXPRESSIONS

_MEASURED = ("seconds", "readable_seconds", *SECONDS_OF_STATE.values(), *SECONDS_OF_EXPRESSION.values())


def learner_weeks(session: Session, week: date) -> list[LearnerWeek]:
    """Everybody's week, of whom enough is known.

    Nothing that an administrator can change decides who is counted, neither whether an account is active nor who is in
    the course by now: only what was studied, and the learner's own consent.

    Args:
        session: One that reads.
        week: The Monday of the week.
    """
    query = (
        select(StudyDay.user_id, StudyDay.course_id, *(func.sum(getattr(StudyDay, name)) for name in _MEASURED))
        .join(WellbeingSettings, WellbeingSettings.user_id == StudyDay.user_id)
        .where(StudyDay.day >= week, StudyDay.day < week + WEEK, WellbeingSettings.count_in_class.is_(True))
        .group_by(StudyDay.user_id, StudyDay.course_id)
        .order_by(StudyDay.course_id, StudyDay.user_id)
    )
    found = []
    for user_id, course_id, *sums in session.execute(query):
        measured = dict(zip(_MEASURED, sums, strict=True))
        each = LearnerWeek(
            str(user_id),
            str(course_id),
            measured["seconds"],
            measured["readable_seconds"],
            {state: measured[SECONDS_OF_STATE[state]] for state in KNOWN_STATES},
            {expression: measured[SECONDS_OF_EXPRESSION[expression]] for expression in EXPRESSIONS},
        )
        if each.counts:
            found.append(each)
    return found


def groups_of(
    everybody: Sequence[LearnerWeek], members: Mapping[UUID, Sequence[UUID]], course_of: Mapping[UUID, UUID]
) -> list[Group]:
    """The courses, their groups and the institution, in the order of their claim: the larger before the smaller.

    The institution comes last and may leave courses out, so that it costs no course its figures.

    Args:
        everybody: Their weeks.
        members: The learners of each group.
        course_of: The course of each group.
    """
    by_course: dict[str, list[LearnerWeek]] = defaultdict(list)
    for each in everybody:
        by_course[each.course].append(each)
    courses = [Group(course_scope(course), found) for course, found in by_course.items()]
    groups = []
    for group_id, user_ids in members.items():
        inside = {str(user_id) for user_id in user_ids}
        found = [each for each in by_course.get(str(course_of[group_id]), ()) if each.learner in inside]
        if found:
            groups.append(Group(group_scope(group_id), found))
    ordered = [*sorted(courses, key=_claim), *sorted(groups, key=_claim)]
    return [*ordered, Group(INSTITUTION, everybody, may_leave_out=True)] if everybody else []


def members_of_groups(session: Session) -> tuple[dict[UUID, list[UUID]], dict[UUID, UUID]]:
    """The learners of every group, and the course of every group."""
    members: dict[UUID, list[UUID]] = defaultdict(list)
    course_of: dict[UUID, UUID] = {}
    for group_id, user_id, course_id in session.execute(
        select(GroupMember.group_id, GroupMember.user_id, GroupMember.course_id)
    ):
        members[group_id].append(user_id)
        course_of[group_id] = course_id
    return members, course_of


def _claim(group: Group) -> tuple[int, str]:
    return -len(group.members), group.name
