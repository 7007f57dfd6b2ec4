"""Two groups that have studied since last term: what trends over weeks need, and ten days of history cannot have.

Every figure is invented: nobody was in front of a camera. Only facts are written, as they are left when the summaries
that they were made of have long been deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from uuid import uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.accounts.models import User
from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson
from attune.classroom.courses.people.models import CourseGroup, GroupMember
from attune.classroom.insight.facts.days import refresh_days
from attune.classroom.insight.facts.models import MEASURES, StudyFact
from attune.classroom.insight.trends.weeks import WEEK, monday_of
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.learning.gradebook.models import GroupExtension
from attune.classroom.learning.models import LessonProgress
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.simulation.demo_history import SECONDS_A_WEEK, block_difficulty, trouble_at_block, week_of_a_learner

NAMES = (
    ("Alma Sørensen", "Bilal Rahman", "Celine Dubois", "Dario Conti", "Emre Yildiz", "Flora Papadaki"),
    ("Gustav Lindholm", "Helen Whitaker", "Ivan Dragomir", "Jasmin Wagner", "Kiran Mehta", "Lucia Navarro"),
    ("Milan Kovac", "Nora Eriksen", "Oskar Zielinski", "Priya Nair", "Rafael Souza", "Sofia Marino"),
    ("Theo Janssen", "Ursula Keller", "Viktor Novotny", "Wanda Kowalska", "Xenia Petridis", "Yara Haddad"),
)
GROUPS = (("Morning group", NAMES[:2], 0.0), ("Evening group", NAMES[2:], 0.12))
# One of each group: with eleven others, its weeks are still shown (`attune.affect.disclosure.weekly`).
SHARE_WITH_ADMINISTRATION = ("Alma Sørensen", "Milan Kovac")
WEEKS = 22
ONE_STOPPED_OF = 8
HANDED_IN_AFTER = timedelta(days=10)
HOLIDAY = 9  # weeks ago: nobody studied, and the trend has a gap


def seed_cohort(
    session: Session, course: Course, lessons: Sequence[Lesson], password: str | None, now: datetime
) -> None:
    """Enrol the two groups in a course and give them their weeks.

    Args:
        session: One that writes.
        course: Where they study.
        lessons: Of that course, in their order; in the first lie their facts.
        password: The hash of the demo accounts' password: making one for each takes seconds.
        now: The present.
    """
    rng = Random(23)  # noqa: S311 - synthetic figures, the same everywhere
    began = now - WEEK * WEEKS
    for name, rows, harder in GROUPS:
        group = CourseGroup(course_id=course.id, name=name)
        session.add(group)
        students = [_student(session, each, password, began) for row in rows for each in row]
        session.flush()
        session.add_all(Enrolment(user_id=each.id, course_id=course.id, enrolled_at=began) for each in students)
        session.add_all(_allows(each, began) for each in students)
        session.flush()
        session.add_all(GroupMember(group_id=group.id, user_id=each.id, course_id=course.id) for each in students)
        _study(session, students, lessons[0], harder, rng, now)
        _progress(session, students, lessons, now)
        _later_date(session, group, now)


def _student(session: Session, name: str, password: str | None, at: datetime) -> User:
    email = f"{name.split()[0].lower()}{DEMO_DOMAIN}"
    user = User(name=name, email=email, role=Role.STUDENT, locale=Locale.ENGLISH, password=password, created_at=at)
    session.add(user)
    return user


def _allows(student: User, at: datetime) -> WellbeingSettings:
    """Counted in figures, and seen by nobody by name but for two, by the administration."""
    switches = ["process_camera", "save_summaries", "count_in_class"]
    if student.name in SHARE_WITH_ADMINISTRATION:
        switches.append("share_with_administration")
    given = dict.fromkeys(switches, True) | {f"{name}_set_at": at for name in switches}
    return WellbeingSettings(user_id=student.id, mode=Mode.ON_DEVICE, **given)


def _progress(session: Session, students: Sequence[User], lessons: Sequence[Lesson], now: datetime) -> None:
    """What they have completed since they began, and that most were here lately: some need a look, and not all."""
    step = WEEK * WEEKS / (len(lessons) + 1)
    for place, student in enumerate(students):
        stopped = place % ONE_STOPPED_OF == ONE_STOPPED_OF - 1
        student.last_seen_at = now - timedelta(days=9 if stopped else 1 + place % 5, minutes=37 * place)
        for number, lesson in enumerate(lessons[: len(lessons) // 2 if stopped else len(lessons)], start=1):
            done = now - WEEK * WEEKS + step * number
            session.add(
                LessonProgress(
                    user_id=student.id,
                    lesson_id=lesson.id,
                    started_at=done - timedelta(minutes=lesson.minutes),
                    updated_at=done,
                    completed_at=done,
                )
            )
    session.flush()


def _later_date(session: Session, group: CourseGroup, now: datetime) -> None:
    """They hand in at the end of the term: the assignment has a date of their own, which is still to come."""
    assignments = (
        select(Block.id)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .where(Lesson.course_id == group.course_id, Block.kind == BlockKind.ASSIGNMENT)
    )
    for block_id in session.scalars(assignments).all():
        date = GroupExtension(block_id=block_id, group_id=group.id, course_id=group.course_id)
        date.due_at, date.at = now + HANDED_IN_AFTER, now - WEEK
        session.add(date)
    session.flush()


def _study(
    session: Session, students: Sequence[User], lesson: Lesson, harder: float, rng: Random, now: datetime
) -> None:
    """One study session a week for each, over all blocks of the lesson, but in the holiday."""
    zone = institution_zone(session)
    blocks = blocks_of(session, lesson.id)
    shares = {key: each / (60 * lesson.minutes) for key, each in expected_seconds(lesson.minutes, blocks).items()}
    places = {block.id: place for place, block in enumerate(blocks)}
    middle = sum(share * block_difficulty(lesson.slug, places[block_id]) for block_id, share in shares.items())
    this_monday = monday_of(now.astimezone(zone).date())
    for back in range(WEEKS, 0, -1):
        if back == HOLIDAY:
            continue
        for place, student in enumerate(students):
            day = this_monday - WEEK * back + timedelta(days=place % 5)
            at = datetime.combine(day, time(16), zone) + timedelta(minutes=place)
            for block_id, share in shares.items():
                difficulty = block_difficulty(lesson.slug, places[block_id])
                known = week_of_a_learner(rng, WEEKS - back, WEEKS, harder + 0.3 * (difficulty - middle))
                measures = dict.fromkeys(MEASURES, 0.0)
                measures |= {f"{name}_seconds": share * value for name, value in known.items()}
                measures |= {"seconds": share * SECONDS_A_WEEK, "dwell_seconds": share * SECONDS_A_WEEK}
                session.add(
                    StudyFact(
                        id=uuid5(block_id, f"{back} {student.id}"),
                        user_id=student.id,
                        course_id=lesson.course_id,
                        lesson_id=lesson.id,
                        block_id=block_id,
                        session_began_at=at,
                        session_ended_at=at + timedelta(seconds=SECONDS_A_WEEK),
                        day=day,
                        source="on_device",
                        model="demo",
                        **measures | trouble_at_block(rng, difficulty),
                    )
                )
            session.flush()
            refresh_days(session, student.id, [(lesson.course_id, day)])
