"""Whose figures: the institution's, a course's, or a group's within a course."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Course
from attune.classroom.courses.people.models import CourseGroup
from attune.classroom.insight.trends.schemas import TrendScopeKind, TrendScopeOut
from attune.classroom.platform.errors import NotFound

INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class Scope:
    """A scope as it was asked for, found."""

    key: str
    kind: TrendScopeKind
    title: str
    course_title: str | None
    language: str | None

    def out(self) -> TrendScopeOut:
        """As it goes out."""
        return TrendScopeOut(
            scope=self.key, kind=self.kind, title=self.title, course_title=self.course_title, language=self.language
        )


def course_scope(course_id: UUID | str) -> str:
    """The scope of a course."""
    return f"course:{course_id}"


def group_scope(group_id: UUID | str) -> str:
    """The scope of a group."""
    return f"group:{group_id}"


def ids_of(scope: str, course_of: dict[UUID, UUID]) -> tuple[UUID | None, UUID | None]:
    """The course and the group that a scope ends with."""
    kind, _, given = scope.partition(":")
    if kind == "group":
        return course_of[UUID(given)], UUID(given)
    return (UUID(given), None) if kind == "course" else (None, None)


def list_scopes(session: Session) -> list[Scope]:
    """The institution, then every course by its title with its groups by their names: no order of merit."""
    courses = session.execute(select(Course.id, Course.title, Course.language).order_by(Course.title, Course.id)).all()
    groups = session.execute(select(CourseGroup).order_by(CourseGroup.name, CourseGroup.id)).scalars().all()
    found = [Scope(INSTITUTION, TrendScopeKind.INSTITUTION, "", None, None)]
    for course in courses:
        found.append(Scope(course_scope(course.id), TrendScopeKind.COURSE, course.title, None, course.language))
        found += [
            Scope(group_scope(group.id), TrendScopeKind.GROUP, group.name, course.title, course.language)
            for group in groups
            if group.course_id == course.id
        ]
    return found


def find_scope(session: Session, key: str) -> Scope:
    """The scope of a key.

    Raises:
        NotFound: there is none.
    """
    found = next((each for each in list_scopes(session) if each.key == key), None)
    if found is None:
        raise NotFound("There is no such course or group; choose one from the list.", scope=key)
    return found
