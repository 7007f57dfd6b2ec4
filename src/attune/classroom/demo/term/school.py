"""The school of a simulated term: its institution, courses, groups, students, and who may look at them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.courses.content.blocks import VideoContent
from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import (
    Block,
    BlockKind,
    Course,
    Enrolment,
    Lesson,
    Module,
    QuestionKind,
    TeachingAssignment,
)
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.demo.people import PASSWORD
from attune.classroom.institution.calendar.models import Term
from attune.classroom.institution.setup import service as institution
from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy, Mode
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Actor, Role
from attune.simulation.synthetic_windows import synthetic_id
from attune.simulation.term.plan import WEEK, TermSize, courses_of, group_of
from attune.simulation.term.session import SimulatedBlock

ADMINISTRATOR, TUTOR = f"term-admin{DEMO_DOMAIN}", f"term-tutor{DEMO_DOMAIN}"
KINDS = (BlockKind.MARKDOWN, BlockKind.VIDEO, BlockKind.MARKDOWN, BlockKind.QUIZ)
QUESTIONS = 3
VIDEO_ADDRESS = "https://vimeo.com/76979871"


@dataclass(frozen=True, slots=True)
class TermCourse:
    """A course of the term. lessons, groups: by their places; blocks: of each lesson, as the simulation needs them."""

    id: UUID
    lessons: Sequence[UUID]
    blocks: Mapping[UUID, Sequence[SimulatedBlock]]
    quizzes: Mapping[UUID, QuizContent]
    groups: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class TermSchool:
    """Everybody and everything. students, courses: by their places."""

    zone: ZoneInfo
    first_monday: date
    size: TermSize
    seed: int
    students: Sequence[Actor]
    courses: Sequence[TermCourse]
    tutor: Actor

    @property
    def last_day(self) -> date:
        """The term's last Sunday."""
        return self.first_monday + WEEK * self.size.weeks - timedelta(days=1)


def found_school(session: Session, size: TermSize, seed: int, first_monday: date, zone: ZoneInfo) -> TermSchool:
    """Write the school into an empty database. Needs an application context (passwords).

    Args:
        session: One that writes.
        size: Of the term.
        seed: The same seed gives the same school.
        first_monday: The term's first day.
        zone: The institution's.
    """
    rng = Random(f"{seed}:school")  # noqa: S311 - synthetic
    opened = datetime.combine(first_monday - timedelta(days=3), datetime.min.time(), zone)
    facts = institution.Facts(
        name="Simulated School", region=Region.ELSEWHERE, ages=Ages.ADULTS, time_zone=zone.key, open_registration=False
    )
    institution.save_institution(session, facts, opened)
    write_policy(session, InstitutionPolicy(allowed_modes=list(Mode)))
    last_day = first_monday + WEEK * size.weeks - timedelta(days=1)
    session.add(Term(name="Simulated term", starts_on=first_monday, ends_on=last_day))
    _account(session, ADMINISTRATOR, "Term Administrator", Role.ADMINISTRATOR, opened)
    tutor = _account(session, TUTOR, "Term Tutor", Role.TUTOR, opened)
    students = [
        User(
            id=synthetic_id(rng),
            name=f"Student {place + 1}",
            email=f"term-student-{place + 1}{DEMO_DOMAIN}",
            role=Role.STUDENT,
            locale=Locale.ENGLISH,
            created_at=opened,
        )
        for place in range(size.students)
    ]
    session.add_all(students)
    session.flush()
    courses = [_course(session, rng, place, size, tutor.id) for place in range(size.courses)]
    for place, student in enumerate(students):
        _enrol(session, seed, place, student.id, courses, size, opened)
    session.flush()
    actors = [student.as_actor() for student in students]
    return TermSchool(zone, first_monday, size, seed, actors, courses, tutor.as_actor())


def _account(session: Session, email: str, name: str, role: Role, now: datetime) -> User:
    return accounts.create_user(
        session, name=name, email=email, role=role, locale=Locale.ENGLISH, password=PASSWORD, now=now
    )


def _course(session: Session, rng: Random, place: int, size: TermSize, tutor_id: UUID) -> TermCourse:
    course = Course(
        id=synthetic_id(rng), slug=f"term-{place + 1}", title=f"Course {place + 1}", summary="Simulated.", language="en"
    )
    module = Module(id=synthetic_id(rng), course_id=course.id, title="The term", position=1)
    session.add(course)
    session.flush()
    session.add_all([module, TeachingAssignment(user_id=tutor_id, course_id=course.id)])
    groups = [
        CourseGroup(id=synthetic_id(rng), course_id=course.id, name=f"Group {each + 1}") for each in range(size.groups)
    ]
    session.add_all(groups)
    session.flush()
    lessons: list[UUID] = []
    blocks: dict[UUID, Sequence[SimulatedBlock]] = {}
    quizzes: dict[UUID, QuizContent] = {}
    for number in range(size.lessons):
        lesson = Lesson(
            id=synthetic_id(rng),
            course_id=course.id,
            module_id=module.id,
            slug=f"lesson-{number + 1}",
            title=f"Lesson {number + 1}",
            minutes=15,
            position=number + 1,
        )
        session.add(lesson)
        session.flush()
        made = [_block(rng, lesson.id, position) for position in range(len(KINDS))]
        session.add_all(made)
        session.flush()
        lessons.append(lesson.id)
        quizzes |= {each.id: QuizContent.stored(each.content) for each in made if each.kind is BlockKind.QUIZ}
        blocks[lesson.id] = [
            SimulatedBlock(each.id, each.kind.value, rng.random(), QUESTIONS * (each.kind is BlockKind.QUIZ))
            for each in made
        ]
    return TermCourse(course.id, lessons, blocks, quizzes, [group.id for group in groups])


def _block(rng: Random, lesson_id: UUID, position: int) -> Block:
    kind = KINDS[position]
    contents: Mapping[BlockKind, dict[str, Any]] = {
        BlockKind.MARKDOWN: {"text": f"Part {position + 1}."},
        BlockKind.VIDEO: VideoContent(url=VIDEO_ADDRESS).model_dump(mode="json"),
        BlockKind.QUIZ: {"questions": [_question(rng, number) for number in range(QUESTIONS)]},
    }
    block_id = synthetic_id(rng)
    return Block(id=block_id, lesson_id=lesson_id, kind=kind, position=position + 1, hints=[], content=contents[kind])


def _question(rng: Random, number: int) -> dict[str, Any]:
    prompt = f"Statement {number + 1} is true."
    kind = QuestionKind.TRUE_FALSE.value
    return {"id": str(synthetic_id(rng)), "kind": kind, "prompt": prompt, "answer": bool(number % 2)}


def _enrol(
    session: Session,
    seed: int,
    place: int,
    student_id: UUID,
    courses: Sequence[TermCourse],
    size: TermSize,
    opened: datetime,
) -> None:
    for number in courses_of(seed, place, size):
        course = courses[number]
        session.add(Enrolment(user_id=student_id, course_id=course.id, enrolled_at=opened))
        session.flush()
        group_id = course.groups[group_of(seed, place, number, size)]
        session.add(GroupMember(group_id=group_id, user_id=student_id, course_id=course.id))


def describe_school(school: TermSchool, k_tutor: int, k_admin: int) -> dict[str, Any]:
    """The school as the export says it."""
    members: dict[UUID, list[UUID]] = {}
    enrolled: dict[UUID, list[UUID]] = {course.id: [] for course in school.courses}
    for place, student in enumerate(school.students):
        for number in courses_of(school.seed, place, school.size):
            course = school.courses[number]
            enrolled[course.id].append(student.id)
            group = course.groups[group_of(school.seed, place, number, school.size)]
            members.setdefault(group, []).append(student.id)
    return {
        "zone": school.zone.key,
        "first_day": school.first_monday.isoformat(),
        "last_day": school.last_day.isoformat(),
        "weeks": school.size.weeks,
        "seed": school.seed,
        "k_tutor": k_tutor,
        "k_admin": k_admin,
        "accounts": {"administrator": ADMINISTRATOR, "tutor": TUTOR},
        "courses": [
            {
                "id": course.id,
                "students": enrolled[course.id],
                "groups": {str(group): members.get(group, []) for group in course.groups},
                "lessons": {
                    str(lesson): [{"id": block.id, "kind": block.kind} for block in course.blocks[lesson]]
                    for lesson in course.lessons
                },
            }
            for course in school.courses
        ],
    }
