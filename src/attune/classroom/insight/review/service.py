"""A lesson, looked back at by those who teach it: block by block, through disclosure control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.disclosure.stored_figures import counted_share
from attune.affect.disclosure.tables import Contribution
from attune.classroom.accounts.models import User
from attune.classroom.courses.access import find_lesson
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.expected_time import expected_seconds
from attune.classroom.courses.lessons import blocks_of
from attune.classroom.courses.models import Block, Course, Enrolment, Lesson
from attune.classroom.courses.people.groups import find_group, list_groups
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.review.cells import COURSE
from attune.classroom.insight.review.learners import load_counted
from attune.classroom.insight.review.periods import Period, find_period, periods_of
from attune.classroom.insight.review.records import Attempts, BlockRecords, Students, load_attempts, load_records
from attune.classroom.insight.review.schemas import (
    LessonReview,
    ReviewedBlock,
    ReviewFriction,
    ReviewGroup,
    ReviewPeriod,
    ReviewQuery,
    ReviewReadings,
    ReviewRecords,
    ReviewShare,
    ReviewStudent,
)
from attune.classroom.insight.review.tables import ReleasedReview, recent_review, release_review
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.permissions import Actor
from attune.classroom.wellbeing.experiment.releases import Figures, release_table
from attune.classroom.wellbeing.models import WellbeingSettings

KEEPING = "keeping"  # the one cell of the table that says how many of the counted keep a history


@dataclass(frozen=True, slots=True)
class LookedBack:
    """A lesson in a period: its blocks, what was handed in, and the figures that may be shown."""

    lesson: Lesson
    blocks: Sequence[Block]
    attempts: Attempts
    released: ReleasedReview


def read_review(session: Session, actor: Actor, lesson_id: UUID, query: ReviewQuery, now: datetime) -> LessonReview:
    """A lesson in one run, for the course or one of its groups.

    Args:
        session: One that writes: what is published is kept, so that two views do not tell of the few between them.
        actor: Who teaches the course.
        lesson_id: The lesson.
        query: The run, the latest one if not given, and the group.
        now: The present.

    Raises:
        NotFound: The lesson, the run or the group is not there.
    """
    lesson = find_lesson(session, actor, lesson_id)
    course = session.get_one(Course, lesson.course_id)
    if query.group is not None:
        find_group(session, course.id, query.group)
    zone, k = institution_zone(session), read_policy(session).k_tutor
    periods = periods_of(session, course.id, zone, now)
    period = find_period(periods, query.period)
    looked_back = None if period is None else look_back(session, lesson, period, zone, k, now)
    blocks = [] if looked_back is None or period is None else _blocks(session, looked_back, period, zone, query.group)
    return LessonReview(
        lesson_id=lesson.id,
        lesson_title=lesson.title,
        course_id=course.id,
        course_title=course.title,
        language=course.language,
        time_zone=zone.key,
        minimum=k,
        periods=[ReviewPeriod.model_validate(each) for each in periods],
        period=None if period is None else period.key,
        groups=[ReviewGroup(id=group.id, name=group.name) for group in list_groups(session, course.id)],
        group=query.group,
        keeping=_keeping(session, course.id, k, now),
        recorded=any(block.records.opened for block in blocks),
        blocks=blocks,
    )


def look_back(session: Session, lesson: Lesson, period: Period, zone: ZoneInfo, k: int, now: datetime) -> LookedBack:
    """Read what was published of a lesson in a period; where there is nothing yet, it is counted.

    Args:
        session: One that writes.
        lesson: The lesson.
        period: The run.
        zone: The institution's.
        k: The smallest group.
        now: The present.
    """
    blocks = blocks_of(session, lesson.id)
    released = recent_review(session, lesson.id, period, [block.id for block in blocks], now)
    if released is None:
        return count_lesson(session, lesson, period, zone, k, now)
    return LookedBack(lesson, blocks, load_attempts(session, blocks, *period.instants(zone)), released)


def count_lesson(session: Session, lesson: Lesson, period: Period, zone: ZoneInfo, k: int, now: datetime) -> LookedBack:
    """Count a lesson in a period, and publish what may be shown of it. The arguments are those of `look_back`."""
    blocks = blocks_of(session, lesson.id)
    attempts = load_attempts(session, blocks, *period.instants(zone))
    counted = load_counted(session, lesson.course_id, blocks, period, zone, attempts.wrong)
    released = release_review(session, lesson.id, period, zone, counted, k, now)
    return LookedBack(lesson, blocks, attempts, released)


def _blocks(
    session: Session, looked_back: LookedBack, period: Period, zone: ZoneInfo, group: UUID | None
) -> list[ReviewedBlock]:
    blocks, students = looked_back.blocks, _students(session, looked_back.lesson.course_id, group)
    seconds = expected_seconds(looked_back.lesson.minutes, blocks)
    since, until = period.instants(zone)
    records = load_records(session, blocks, looked_back.attempts, students, since, until)
    described = []
    for block in blocks:
        readings, friction = _figures(looked_back, group, block.id)
        described.append(
            ReviewedBlock(
                block_id=block.id,
                name=name_of_block(block),
                kind=block.kind,
                expected_seconds=seconds[block.id],
                records=_describe_records(records[block.id], students.names),
                readings=readings,
                friction=friction,
            )
        )
    return described


def _figures(
    looked_back: LookedBack, group: UUID | None, block_id: UUID
) -> tuple[ReviewReadings | None, ReviewFriction | None]:
    readings, friction = looked_back.released.at(COURSE if group is None else str(group), block_id)
    return (
        None if readings is None else ReviewReadings.model_validate(readings),
        None if friction is None else ReviewFriction.model_validate(friction),
    )


def _describe_records(records: BlockRecords, names: Mapping[UUID, str]) -> ReviewRecords:
    not_passed = sorted((names[user_id], user_id) for user_id in records.not_passed)
    return ReviewRecords(
        opened=records.opened,
        completed=records.completed,
        attempts=records.attempts,
        wrong_answers=records.wrong_answers,
        wrong_students=len(records.wrong),
        questions=records.questions,
        not_passed=[ReviewStudent(user_id=user_id, name=name) for name, user_id in not_passed],
    )


def _students(session: Session, course_id: UUID, group: UUID | None) -> Students:
    """The students of a course, or of one of its groups."""
    ids = select(Enrolment.user_id).where(Enrolment.course_id == course_id)
    if group is not None:
        ids = ids.where(Enrolment.user_id.in_(select(GroupMember.user_id).where(GroupMember.group_id == group)))
    return Students(dict(session.execute(select(User.id, User.name).where(User.id.in_(ids))).all()), ids)


def _keeping(session: Session, course_id: UUID, k: int, now: datetime) -> ReviewShare | None:
    """How many of those who let themselves be counted keep a history, where both parts are k or more."""
    rows = session.execute(
        select(WellbeingSettings.user_id, WellbeingSettings.save_summaries)
        .join(Enrolment, Enrolment.user_id == WellbeingSettings.user_id)
        .where(Enrolment.course_id == course_id, WellbeingSettings.count_in_class.is_(True))
        .order_by(WellbeingSettings.user_id)
    )
    counted = [Contribution(str(user_id), str(user_id), str(saves)) for user_id, saves in rows]
    saving = sum(each.outcome == str(True) for each in counted)
    cells = {KEEPING: counted if min(saving, len(counted) - saving) >= k else []}

    def describe(_key: str, shown: Sequence[Contribution]) -> Figures:
        return counted_share(sum(each.outcome == str(True) for each in shown), len(shown)).to_json()

    figures = release_table(session, f"review_keeping:{course_id}", cells, (), k, describe, now).shown(KEEPING)
    return None if figures is None else ReviewShare.model_validate(figures)
