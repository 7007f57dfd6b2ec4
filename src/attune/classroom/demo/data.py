"""Load the demo: once, into whatever database is configured, in one transaction."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.courses.importer import import_course
from attune.classroom.courses.models import Course, Enrolment, Lesson, TeachingAssignment
from attune.classroom.demo.history import study
from attune.classroom.demo.trial import run_trial
from attune.classroom.demo.wellbeing import SECOND_CHOICES
from attune.classroom.demo.wellbeing import seed as seed_wellbeing
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.events.types import DomainEvents
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import Settings, UnsafeSettings

FOLDER = Path(__file__).parent
COURSES = ("statistics-for-everyone", "python-first-steps")
PASSWORD = "attune-demo"  # noqa: S105 - the point of a demo account is that everybody knows it


class Person(NamedTuple):
    """A demo account."""

    name: str
    email: str
    role: Role
    locale: Locale = Locale.ENGLISH


VISITOR = Person("Mara Lindqvist", f"student{DEMO_DOMAIN}", Role.STUDENT)
TUTOR = Person("Tomasz Weiss", f"tutor{DEMO_DOMAIN}", Role.TUTOR)
ADMINISTRATOR = Person("Ada Okafor", f"admin{DEMO_DOMAIN}", Role.ADMINISTRATOR)
CLASSMATES = tuple(
    Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT, locale)
    for name, locale in (
        ("Amir Haddad", Locale.ENGLISH),
        ("Beatriz Costa", Locale.ENGLISH),
        ("Chen Wei", Locale.ENGLISH),
        ("Dilara Aydin", Locale.GERMAN),
        ("Elif Brandt", Locale.GERMAN),
        ("Felix Neumann", Locale.GERMAN),
        ("Grace Mwangi", Locale.ENGLISH),
        ("Hugo Martin", Locale.ENGLISH),
        ("Ines Pereira", Locale.ENGLISH),
        ("Jonas Becker", Locale.GERMAN),
        ("Keiko Tanaka", Locale.ENGLISH),
        ("Lena Fischer", Locale.GERMAN),
        ("Mateo Rossi", Locale.ENGLISH),
    )
)
# A second class, in which three only let themselves be counted: too few to be in any figure, so its live page shows the
# picture of the six who share.
SECOND_CLASS = tuple(
    Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT)
    for name in (
        "Nadia Petrova",
        "Omar Farouk",
        "Paula Silva",
        "Quentin Moreau",
        "Rosa Jimenez",
        "Samuel Osei",
        "Tilda Berg",
        "Umut Kaya",
        "Vera Novak",
    )
)


def load(services: Services) -> bool:
    """Load the demo data; returns False when they are there already. Needs an application context (passwords)."""
    now = services.clock.now()
    # A database of its own without subscribers: a past that is made up must not raise alarms in the present.
    quiet = Database(services.settings.database_address, info={"bus": services.bus, "domain_events": DomainEvents()})
    try:
        with quiet.transaction() as session:
            if is_loaded(session):
                return False
            _fill(session, services.settings.media_dir, now)
    finally:
        quiet.dispose()
    return True


def refuse_in_production(settings: Settings) -> None:
    """Refuse the demo where real people's data is: everybody knows the passwords of its accounts.

    Raises:
        UnsafeSettings: the settings are those of production.
    """
    if settings.production:
        raise UnsafeSettings(
            "The demo has accounts whose passwords everybody knows, an administrator among them, so it is not for "
            "production: leave --demo out, and use a database without it (ATTUNE_DATABASE_URL)."
        )


def is_loaded(session: Session) -> bool:
    """Whether the demo accounts are in this database."""
    return accounts.find_by_email(session, VISITOR.email) is not None


def describe_accounts() -> str:
    """The accounts to try, as text."""
    people = (VISITOR, TUTOR, ADMINISTRATOR)
    lines = [f"  {person.role:<14} {person.email:<22} {PASSWORD}" for person in people]
    return "\n".join(["Demo accounts:", *lines])


def _fill(session: Session, media_dir: Path, now: datetime) -> None:
    visitor, tutor, administrator = (_add(session, person, now) for person in (VISITOR, TUTOR, ADMINISTRATOR))
    classmates = [_add(session, person, now) for person in CLASSMATES]
    courses = [import_course(session, FOLDER / name, media_dir) for name in COURSES]
    for course in courses:
        session.add(TeachingAssignment(user_id=tutor.id, course_id=course.id))
        for student in (visitor, *classmates):
            session.add(Enrolment(user_id=student.id, course_id=course.id, enrolled_at=now))
    second_class = [_add(session, person, now) for person in SECOND_CLASS]
    for student in second_class:
        session.add(Enrolment(user_id=student.id, course_id=courses[1].id, enrolled_at=now))
    session.flush()
    write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))  # whoever tries it may try every mode
    statistics = lessons_of(session, courses[0])
    rng = random.Random(7)  # noqa: S311 - the same class on every installation
    study(session, visitor, statistics, done=2, skill=0.8, rng=rng, now=now)
    for place, student in enumerate(classmates):
        study(session, student, statistics, done=1 + place % 5, skill=0.55 + 0.04 * place, rng=rng, now=now)
    seed_wellbeing(session, classmates, statistics, now)
    python = lessons_of(session, courses[1])
    seed_wellbeing(session, second_class, python[:1], now, SECOND_CHOICES)
    run_trial(session, administrator.as_actor(), python[0], now)
    session.info.pop("pushed_events", None)  # a past that is made up is no news to anybody


def _add(session: Session, person: Person, now: datetime) -> User:
    return accounts.create_user(
        session,
        name=person.name,
        email=person.email,
        role=person.role,
        locale=person.locale,
        password=PASSWORD,
        now=now,
    )


def lessons_of(session: Session, course: Course) -> list[Lesson]:
    """A course's lessons in order."""
    return list(session.scalars(select(Lesson).where(Lesson.course_id == course.id).order_by(Lesson.position)))
