"""Load the demo: once, into whatever database is configured, in one transaction."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.courses.importer import import_course
from attune.classroom.courses.models import Course, Enrolment, Lesson, TeachingAssignment
from attune.classroom.demo.cohort import seed_cohort
from attune.classroom.demo.coursework import hand_in_coursework
from attune.classroom.demo.crisis import seed_crisis_path
from attune.classroom.demo.history import DAYS, study
from attune.classroom.demo.people import (
    ADMINISTRATOR,
    ARABIC_SPEAKERS,
    CLASSMATES,
    COUNSELLOR,
    PASSWORD,
    SECOND_CLASS,
    THIRD_CLASS,
    TUTOR,
    VISITOR,
    Person,
)
from attune.classroom.demo.quality import seed_quality
from attune.classroom.demo.trial import run_trial
from attune.classroom.demo.wellbeing import SECOND_CHOICES
from attune.classroom.demo.wellbeing import seed as seed_wellbeing
from attune.classroom.insight.consent.deciding import decide_consent
from attune.classroom.insight.facts.jobs import rebuild_all
from attune.classroom.insight.trends.deciding import decide_weeks
from attune.classroom.institution.setup import service as institution
from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.events.types import DomainEvents
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.media.contract import MediaStore
from attune.classroom.platform.settings import Settings, UnsafeSettings
from attune.simulation.coursework import COURSEWORK

FOLDER = Path(__file__).parent
COURSES = (
    "statistics-for-everyone",
    "python-first-steps",
    "prozente-ohne-angst",
    "say-what-you-mean",
    "why-ships-float-ar",
)

VISITOR_DAYS = 3  # since the visitor came into the courses that they have not begun

INSTITUTION = institution.Facts(
    name="Attune Demo School",
    region=Region.ELSEWHERE,
    ages=Ages.ADULTS,
    time_zone="Europe/Berlin",
    open_registration=True,
)


def load(services: Services) -> bool:
    """Load the demo data. Needs an application context (passwords).

    Returns:
        False when they are there already.
    """
    now = services.clock.now()
    # A database of its own without subscribers: a past that is made up must not raise alarms in the present.
    quiet = Database(services.settings.database_address, info={"bus": services.bus, "domain_events": DomainEvents()})
    try:
        with quiet.transaction() as session:
            if is_loaded(session):
                _set_up(session, now)  # a demo of an earlier release has no institution
                return False
            _fill(session, services.media, now)
        rebuild_all(quiet)  # who would have counted them was not told of a past that is made up
        decide_weeks(quiet, now)
        decide_consent(quiet, now)
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
    people = (VISITOR, TUTOR, COUNSELLOR, ADMINISTRATOR)
    lines = [f"  {person.role:<14} {person.email:<22} {PASSWORD}" for person in people]
    return "\n".join(["Demo accounts:", *lines])


def _fill(session: Session, store: MediaStore, now: datetime) -> None:
    visitor, tutor, administrator = (_add(session, person, now) for person in (VISITOR, TUTOR, ADMINISTRATOR))
    classmates = [_add(session, person, now) for person in CLASSMATES]
    second_class = [_add(session, person, now) for person in SECOND_CLASS]
    third_class = [_add(session, person, now) for person in THIRD_CLASS]
    german_speakers = [student for student in classmates if student.locale is Locale.GERMAN]
    arabic_speakers = third_class[: len(ARABIC_SPEAKERS)]
    courses = [import_course(session, FOLDER / name, store) for name in COURSES]
    classes = (classmates, [*classmates, *second_class], german_speakers, third_class, arabic_speakers)
    for course, students in zip(courses, classes, strict=True):
        session.add(TeachingAssignment(user_id=tutor.id, course_id=course.id))
        began = now - timedelta(days=DAYS + 1)
        session.add_all(Enrolment(user_id=user.id, course_id=course.id, enrolled_at=began) for user in students)
        visited = began if course is courses[0] else now - timedelta(days=VISITOR_DAYS)
        session.add(Enrolment(user_id=visitor.id, course_id=course.id, enrolled_at=visited))
    session.flush()
    seed_crisis_path(session, administrator.as_actor(), _add(session, COUNSELLOR, now), now)
    _set_up(session, now)
    write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))  # whoever tries it may try every mode
    statistics = lessons_of(session, courses[0])
    rng = random.Random(7)  # noqa: S311 - the same class on every installation
    study(session, visitor, statistics, done=2, skill=0.8, rng=rng, now=now)
    for place, student in enumerate(classmates):
        study(session, student, statistics, done=1 + place % 5, skill=0.55 + 0.04 * place, rng=rng, now=now)
    seed_wellbeing(session, classmates, statistics, now)
    writing, ships = (lessons_of(session, course) for course in courses[3:])
    for place, student in enumerate(third_class):
        study(session, student, writing, done=place % 5, skill=0.5 + 0.03 * place, rng=rng, now=now)
    for place, student in enumerate(arabic_speakers):
        study(session, student, ships, done=place % 4, skill=0.6 + 0.06 * place, rng=rng, now=now)
    python, percent = (lessons_of(session, course) for course in courses[1:3])
    later = random.Random(8)  # noqa: S311 - apart, so that the others' past stays what it was
    for place, student in enumerate(second_class):
        done = len(python) - 1 if place < len(COURSEWORK[courses[1].slug]) else 1 + place % 3
        study(session, student, python, done=done, skill=0.95 - 0.04 * place, rng=later, now=now)
    for place, student in enumerate(german_speakers):
        study(session, student, percent, done=1 + place % 2, skill=0.6 + 0.08 * place, rng=later, now=now)
    handing_in = (
        (visitor, *classmates[4:], *classmates[:4]),
        second_class,
        german_speakers,
        (*third_class[6:9], visitor, *third_class[9:]),
        arabic_speakers,
    )
    for course, authors in zip(courses, handing_in, strict=True):
        hand_in_coursework(session, tutor, course, authors, COURSEWORK[course.slug], now)
    seed_wellbeing(session, second_class, python[:1], now, SECOND_CHOICES)
    run_trial(session, administrator.as_actor(), python[0], now)
    seed_cohort(session, courses[3], writing, visitor.password, now)
    seed_quality(session, courses[3], now)
    session.info.pop("pushed_events", None)  # a past that is made up is no news to anybody


def _set_up(session: Session, now: datetime) -> None:
    """The institution, where it may try every mode."""
    if institution.find_institution(session) is None:
        institution.save_institution(session, INSTITUTION, now)


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
