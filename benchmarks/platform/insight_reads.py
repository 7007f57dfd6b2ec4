"""How long tutors and administrators wait for what is looked back at, with the facts of a whole school beside it.

    python -m benchmarks.platform.insight_reads --windows 1000000

Works in this process on SQLite in a temporary folder, or on ATTUNE_DATABASE_URL, which must be empty. Facts are
written directly, as many as so many windows give: one for each student, block and study session, of 15 windows. The
lesson that is read has all students of its course. What jobs do is timed apart from what a request does; the third
column is the processor's time in this process, which a busy machine does not stretch.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, NamedTuple, cast
from uuid import UUID, uuid4

import click
from sqlalchemy import Column, Table, Uuid, func, insert, literal, select, text, type_coerce
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.app import create_app
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson, Module, TeachingAssignment
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.facts.models import MEASURES, StudyDay, StudyFact
from attune.classroom.insight.review.counting import count_reviews
from attune.classroom.insight.review.periods import periods_of
from attune.classroom.insight.review.releases import COUNTED_EVERY
from attune.classroom.insight.review.schemas import ReviewQuery
from attune.classroom.insight.review.service import count_lesson, read_review
from attune.classroom.insight.review.stuck import find_stuck_places
from attune.classroom.insight.student.service import read_shared_view
from attune.classroom.insight.trends.deciding import decide
from attune.classroom.insight.trends.schemas import ComparisonQuery, TrendsQuery
from attune.classroom.insight.trends.service import read_comparison, read_scopes, read_trends
from attune.classroom.insight.trends.weeks import WEEK, monday_of
from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.setup.service import UTC as ZONE
from attune.classroom.institution.setup.service import Facts, save_institution
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.learning.at_risk.service import count_unlooked
from attune.classroom.learning.models import BlockProgress
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base
from attune.classroom.platform.permissions import Actor, Role
from attune.classroom.platform.settings import Settings, read_settings
from attune.classroom.wellbeing.models import WellbeingSettings

STUDENTS, LESSONS, BLOCKS, WINDOWS_A_FACT = 300, 20, 12, 15
SESSIONS_A_BLOCK = 2
GROUPS = 3
INSTITUTION = Facts(
    name="Benchmark", region=Region.ELSEWHERE, ages=Ages.ADULTS, time_zone="UTC", open_registration=False
)
K = 5
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
FACTS, DAYS = cast(Table, StudyFact.__table__), cast(Table, StudyDay.__table__)


class School(NamedTuple):
    """Whom and what is read. lessons, groups: of the first course."""

    tutor: Actor
    courses: Sequence[UUID]
    lessons: Sequence[UUID]
    groups: Sequence[UUID]
    student: UUID


@click.command()
@click.option("--windows", default=1_000_000, show_default=True, help="How many windows the facts stand for.")
@click.option("--reads", default=20, show_default=True, help="How often each is read.")
def command(windows: int, reads: int) -> None:
    """Time what tutors and administrators read, and print medians and p95."""
    with tempfile.TemporaryDirectory() as folder:
        address = read_settings().database_url if "ATTUNE_DATABASE_URL" in os.environ else ""
        settings = Settings(secret_key="bench", state_dir=Path(folder), database_url=address)
        services: Services = create_app(settings).extensions["attune"]
        Base.metadata.create_all(services.database.engine)
        count = max(1, round(windows / (WINDOWS_A_FACT * STUDENTS * LESSONS * BLOCKS * SESSIONS_A_BLOCK)))
        school = _found(services, count)
        facts = count * STUDENTS * LESSONS * BLOCKS * SESSIONS_A_BLOCK
        click.echo(f"{facts} facts of {facts * WINDOWS_A_FACT} windows, in {count} courses of {STUDENTS} students")
        click.echo(f"{services.database.engine.dialect.name}; load {os.getloadavg()[0]:.1f}")
        click.echo(f"{'':<46} {'median':>8} {'p95':>8} {'processor':>10}")
        _time_jobs(services, school, max(3, reads // 4))
        _time_reads(services, school, reads)
        click.echo(f"load {os.getloadavg()[0]:.1f}")


def _time_jobs(services: Services, school: School, times: int) -> None:
    places = iter(range(10_000))

    def count_one(session: Session) -> None:
        now = NOW + COUNTED_EVERY * next(places)
        lesson = session.get_one(Lesson, school.lessons[0])
        count_lesson(session, lesson, periods_of(session, lesson.course_id, ZONE, now)[0], ZONE, K, now)

    week = monday_of(NOW.date()) - 3 * WEEK
    _report("job: a lesson counted for the first time", services, count_one, 1)
    _report("job: a lesson counted again", services, count_one, times)
    _report("job: a week decided on for the first time", services, lambda session: decide(session, week, NOW), 1)
    _report("job: a week decided on again", services, lambda session: decide(session, week, NOW), times)
    began = time.perf_counter()
    lessons = count_reviews(services.database, NOW + timedelta(days=2))
    click.echo(f"job: {lessons} lessons counted in {time.perf_counter() - began:.1f} s")


def _time_reads(services: Services, school: School, reads: int) -> None:
    now, tutor, (course, *_), scopes = NOW + timedelta(days=2, hours=1), school.tutor, school.courses, school.groups
    first, second = (f"group:{group}" for group in scopes[:2])
    compared = ComparisonQuery(first=first, second=second, weeks=12)
    found: list[tuple[str, Callable[[Session], object]]] = [
        ("review of a lesson", lambda s: read_review(s, tutor, school.lessons[0], ReviewQuery(), now)),
        (
            "review of a lesson, a group",
            lambda s: read_review(s, tutor, school.lessons[0], ReviewQuery(group=school.groups[0]), now),
        ),
        ("where it got stuck", lambda s: find_stuck_places(s, tutor, now)),
        ("a student's shared view", lambda s: read_shared_view(s, tutor, course, school.student, now)),
        ("needs a look, counts of all courses", lambda s: count_unlooked(s, tutor, now)),
        ("trends: scopes", read_scopes),
        ("trends: the institution, 26 weeks", lambda s: read_trends(s, TrendsQuery(weeks=26), now)),
        ("trends: a course, 26 weeks", lambda s: read_trends(s, TrendsQuery(weeks=26, scope=f"course:{course}"), now)),
        ("trends: two groups compared", lambda s: read_comparison(s, compared, now)),
    ]
    for name, read in found:
        _report(name, services, read, reads)


def _report(name: str, services: Services, work: Callable[[Session], object], times: int) -> None:
    taken, used = [], []
    for _ in range(times):
        began, processor = time.perf_counter(), time.process_time()
        with services.database.transaction() as session:
            work(session)
        taken.append(1000 * (time.perf_counter() - began))
        used.append(1000 * (time.process_time() - processor))
    slowest = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    click.echo(f"{name:<46} {median(taken):8.1f} {slowest:8.1f} {median(used):10.1f}")


def _found(services: Services, count: int) -> School:
    """The courses, each in a transaction, with one tutor."""
    tutor = User(id=uuid4(), name="Tom Weiss", email="tutor@school.example", role=Role.TUTOR, locale="en")
    tutor.created_at = NOW
    actor = tutor.as_actor()
    with services.database.transaction() as session:
        save_institution(session, INSTITUTION, NOW)
        write_policy(session, InstitutionPolicy())
        session.add(tutor)
    made = []
    for seed in range(count):
        with services.database.transaction() as session:
            made.append(_course(session, Random(seed), actor.id))
    with services.database.transaction() as session:
        _sum_days(session)
    with services.database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    _course_id, lessons, groups, students = made[0]
    return School(actor, [course_id for course_id, *_rest in made], lessons, groups, students[0])


def _course(session: Session, rng: Random, tutor_id: UUID) -> tuple[UUID, list[UUID], list[UUID], list[UUID]]:
    """A course whose students have studied every block of every lesson."""
    course = Course(slug=uuid4().hex, title="Statistics", summary="About chance.", language="en")
    module = Module(title="Basics", position=1)
    course.modules.append(module)
    session.add(course)
    session.flush()
    session.add(TeachingAssignment(user_id=tutor_id, course_id=course.id))
    groups = [CourseGroup(id=uuid4(), course_id=course.id, name=f"Group {place}") for place in range(GROUPS)]
    session.add_all(groups)
    students = _students(session, course.id)
    session.add_all(
        GroupMember(group_id=groups[place % GROUPS].id, user_id=each, course_id=course.id)
        for place, each in enumerate(students)
    )
    lessons = [_lesson(session, course.id, module.id, place, students, rng) for place in range(LESSONS)]
    return course.id, lessons, [group.id for group in groups], students


def _students(session: Session, course_id: UUID) -> list[UUID]:
    ids = [uuid4() for _ in range(STUDENTS)]
    users = [
        User(id=each, name="Mara Lind", email=f"{each.hex}@school.example", role=Role.STUDENT, locale="en")
        for each in ids
    ]
    for user in users:
        user.created_at = NOW
    session.add_all(users)
    session.flush()
    for place, each in enumerate(ids):
        session.add(Enrolment(user_id=each, course_id=course_id, enrolled_at=NOW - timedelta(weeks=8)))
        allowed = {"save_summaries": True, "count_in_class": True, "share_with_tutors": place % 2 == 0}
        session.add(WellbeingSettings(user_id=each, mode=Mode.ON_DEVICE, process_camera=True, **allowed))
    session.flush()
    return ids


def _lesson(session: Session, course_id: UUID, module_id: UUID, place: int, students: list[UUID], rng: Random) -> UUID:
    """A lesson: the facts of its first block are written, those of the others copied, as there are too many to send."""
    lesson = Lesson(id=uuid4(), course_id=course_id, module_id=module_id, slug=f"l{place}", title="Lesson", minutes=30)
    lesson.position = place
    blocks = [
        Block(
            id=uuid4(), lesson_id=lesson.id, kind=BlockKind.MARKDOWN, position=each, hints=[], content={"text": "So."}
        )
        for each in range(BLOCKS)
    ]
    session.add(lesson)
    session.flush()
    session.add_all(blocks)
    session.flush()
    began = NOW - timedelta(days=40 - 2 * place)
    facts = [
        _fact(student, course_id, lesson.id, blocks[0].id, began + timedelta(days=number), rng)
        for student in students
        for number in range(SESSIONS_A_BLOCK)
    ]
    opened = [
        {"user_id": student, "block_id": blocks[0].id, "lesson_id": lesson.id, "viewed_at": began}
        for student in students
    ]
    session.execute(insert(StudyFact), facts)
    session.execute(insert(BlockProgress), opened)
    for block in blocks[1:]:
        _copy(session, FACTS, blocks[0].id, block.id)
        _copy(session, cast(Table, BlockProgress.__table__), blocks[0].id, block.id)
    return lesson.id


def _copy(session: Session, table: Table, block_id: UUID, other_id: UUID) -> None:
    """Copy what is there of a block to another one."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    new_id = func.lower(func.hex(func.randomblob(16))) if is_sqlite else func.gen_random_uuid()
    instead: dict[str, Any] = {"id": type_coerce(new_id, Uuid()), "block_id": literal(other_id, Uuid())}
    columns: list[Column[Any]] = list(table.columns)
    copied = select(*(instead.get(column.name, column) for column in columns)).where(table.c.block_id == block_id)
    session.execute(insert(table).from_select([column.name for column in columns], copied))


def _sum_days(session: Session) -> None:
    keys = (FACTS.c.course_id, FACTS.c.day, FACTS.c.user_id)
    sums = select(
        *keys, func.count(FACTS.c.session_began_at.distinct()), *(func.sum(FACTS.c[name]) for name in MEASURES)
    ).group_by(*keys)
    names = ["course_id", "day", "user_id", "sessions", *MEASURES]
    session.execute(insert(DAYS).from_select(names, sums))


def _fact(
    user_id: UUID, course_id: UUID, lesson_id: UUID, block_id: UUID, began: datetime, rng: Random
) -> dict[str, Any]:
    struggling = rng.uniform(0, 100)
    measures = dict.fromkeys(MEASURES, 0) | {"seconds": 150.0, "readable_seconds": 120.0}
    measures |= {"engaged_seconds": 120.0 - struggling, "maybe_confused_seconds": struggling, "unknown_seconds": 30.0}
    measures |= {"neutral_seconds": 120.0, "rewinds": rng.randrange(3), "lost": int(rng.random() < 0.1)}
    place = {"course_id": course_id, "lesson_id": lesson_id, "block_id": block_id, "bin_start": None}
    session = {"session_began_at": began, "session_ended_at": began + timedelta(minutes=3), "day": began.date()}
    reader = {"model": "base@1", "source": "on_device", "hidden_at": None}
    return {"id": uuid4(), "user_id": user_id, **place, **session, **reader, **measures}


if __name__ == "__main__":
    command()
