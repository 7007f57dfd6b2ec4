"""Who may do what: roles, permissions, the one table between them, and how a route declares what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import Flask


class Role(StrEnum):
    """What a user is here to do."""

    STUDENT = "student"
    TUTOR = "tutor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """`scope:resource:action`. The scope says whose: one's own, one's courses', or the institution's."""

    READ_OWN_SESSION = "own:session:read"
    EDIT_OWN_ACCOUNT = "own:account:edit"
    LISTEN_TO_EVENTS = "own:events:listen"
    READ_COURSES = "course:outline:read"
    READ_LESSONS = "course:lesson:read"
    AUTHOR_COURSES = "course:content:write"
    RECORD_OWN_PROGRESS = "own:progress:record"
    READ_OWN_PROGRESS = "own:progress:read"
    SUBMIT_OWN_ANSWERS = "own:answers:submit"
    MANAGE_OWN_WELLBEING = "own:wellbeing:manage"
    SEND_OWN_READINGS = "own:readings:send"
    SEND_OWN_PRESENCE = "own:presence:send"
    ASK_TUTOR = "own:help:ask"
    TAKE_PART_IN_HELP = "course:help:write"
    WRITE_TO_STUDENTS = "course:students:write"
    READ_SHARED_VIEW = "course:shared:read"
    JOIN_COURSES = "own:courses:join"
    MANAGE_COURSE_PEOPLE = "course:people:manage"
    WATCH_LIVE_CLASS = "course:live:watch"
    RESOLVE_ALERTS = "course:alerts:resolve"
    HOLD_CLASSES = "course:classes:hold"
    ATTEND_CLASSES = "course:classes:attend"
    REVIEW_LESSONS = "course:lesson:review"
    SET_UP_INSTITUTION = "institution:setup:manage"
    GRADE_WORK = "course:work:grade"
    READ_COURSE_RESULTS = "course:results:read"
    MANAGE_USERS = "institution:users:manage"
    READ_SYSTEM = "institution:system:read"
    MANAGE_POLICY = "institution:policy:manage"
    MANAGE_MESSAGES = "institution:messages:manage"
    CHOOSE_MODEL = "institution:model:choose"
    READ_AUDIT = "institution:audit:read"
    READ_TRENDS = "institution:trends:read"
    READ_EXPERIMENT = "institution:experiment:read"
    PLAN_EXPERIMENT = "institution:experiment:plan"


_EVERYBODY = frozenset(
    {
        Permission.READ_OWN_SESSION,
        Permission.EDIT_OWN_ACCOUNT,
        Permission.LISTEN_TO_EVENTS,
        Permission.READ_COURSES,
    }
)

# What somebody may do in the courses that they teach, and nowhere else.
TEACHING = frozenset(
    {
        Permission.READ_COURSE_RESULTS,
        Permission.GRADE_WORK,
        Permission.READ_LESSONS,
        Permission.AUTHOR_COURSES,
        Permission.WATCH_LIVE_CLASS,
        Permission.RESOLVE_ALERTS,
        Permission.HOLD_CLASSES,
        Permission.REVIEW_LESSONS,
        Permission.TAKE_PART_IN_HELP,
        Permission.WRITE_TO_STUDENTS,
        Permission.READ_SHARED_VIEW,
        Permission.MANAGE_COURSE_PEOPLE,
    }
)

# Whose accounts may teach. A tutor's is there for it; an administrator's may teach as well, as in a small school.
TEACHERS = frozenset({Role.TUTOR, Role.ADMINISTRATOR})

GRANTS: Mapping[Role, frozenset[Permission]] = {
    Role.STUDENT: _EVERYBODY
    | {
        Permission.READ_LESSONS,
        Permission.RECORD_OWN_PROGRESS,
        Permission.READ_OWN_PROGRESS,
        Permission.SUBMIT_OWN_ANSWERS,
        Permission.MANAGE_OWN_WELLBEING,
        Permission.SEND_OWN_READINGS,
        Permission.SEND_OWN_PRESENCE,
        Permission.ASK_TUTOR,
        Permission.TAKE_PART_IN_HELP,
        Permission.JOIN_COURSES,
        Permission.ATTEND_CLASSES,
    },
    Role.TUTOR: _EVERYBODY | TEACHING,
    Role.ADMINISTRATOR: _EVERYBODY
    | {
        Permission.READ_LESSONS,
        Permission.MANAGE_COURSE_PEOPLE,
        Permission.SET_UP_INSTITUTION,
        Permission.AUTHOR_COURSES,
        Permission.READ_COURSE_RESULTS,
        Permission.MANAGE_USERS,
        Permission.READ_SYSTEM,
        Permission.MANAGE_POLICY,
        Permission.MANAGE_MESSAGES,
        Permission.CHOOSE_MODEL,
        Permission.READ_AUDIT,
        Permission.READ_TRENDS,
        Permission.READ_EXPERIMENT,
        Permission.PLAN_EXPERIMENT,
    },
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever makes the request, as services see them."""

    id: UUID
    name: str
    role: Role
    locale: str

    def may(self, permission: Permission) -> bool:
        """Say whether the actor's role grants `permission`."""
        return permission in GRANTS[self.role]

    def as_tutor(self) -> Actor:
        """The same person as the tutor they are in their courses: no query shows them more than it shows a tutor."""
        return replace(self, role=Role.TUTOR)


def acting_for(actor: Actor, permission: Permission, teaches: Callable[[], bool]) -> Actor | None:
    """As what somebody may do what a permission names.

    Args:
        actor: whoever asks.
        permission: what they ask for.
        teaches: whether they teach a course; asked only where it matters.

    Returns:
        As what they are, where their role grants it; as a tutor, where they may do it only because they teach; None
        where they may not.
    """
    if actor.may(permission):
        return actor
    return actor.as_tutor() if permission in TEACHING and actor.role in TEACHERS and teaches() else None


@dataclass(frozen=True, slots=True)
class Access:
    """What a route declares about itself: the permission it needs (None: public) and whether it writes."""

    permission: Permission | None
    writes: bool | None = None


DEFAULT_BODY_BYTES = 1024 * 1024

View = TypeVar("View", bound=Callable[..., object])


def requires(permission: Permission, *, writes: bool | None = None) -> Callable[[View], View]:
    """Declare that a route needs a permission.

    Args:
        permission: what the user's role must grant.
        writes: True for a GET that writes, such as an audit entry; by the method if not given.
    """
    return _declare(Access(permission, writes))


def public(view: View) -> View:
    """Declare that a route is open to everybody, signed in or not."""
    return _declare(Access(None))(view)


def body_limit(largest: int) -> Callable[[View], View]:
    """Declare that a route takes bodies of at most `largest` bytes; a bigger one gets body_too_large."""

    def decorate(view: View) -> View:
        view.__dict__["body_limit"] = largest
        return view

    return decorate


def body_limit_of(view: Callable[..., object]) -> int:
    """Return the largest body a view takes, in bytes."""
    return int(getattr(view, "body_limit", DEFAULT_BODY_BYTES))


def _declare(access: Access) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.__dict__["access"] = access
        return view

    return decorate


class UndeclaredRoute(RuntimeError):
    """A route without a declared permission: the application refuses to start."""


def access_of(view: Callable[..., object]) -> Access:
    """Return what a view declared.

    Raises:
        UndeclaredRoute: it declared nothing.
    """
    access = getattr(view, "access", None)
    if not isinstance(access, Access):
        name = f"{view.__module__}.{view.__name__}"
        raise UndeclaredRoute(f"{name} declares no permission: add @requires(...) or @public.")
    return access


def check_every_route_declares(app: Flask) -> None:
    """Raise UndeclaredRoute unless every route of the application says who may use it."""
    for rule in app.url_map.iter_rules():
        access_of(app.view_functions[rule.endpoint])
