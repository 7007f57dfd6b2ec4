"""Where it got stuck lately: the blocks with the most friction, over the courses that a tutor teaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from attune.classroom.courses.access import visible_to
from attune.classroom.courses.block_names import name_of_block
from attune.classroom.courses.lessons import is_shown
from attune.classroom.courses.models import Course, CourseState, Lesson
from attune.classroom.insight.facts.models import StudyFact
from attune.classroom.insight.review.cells import COURSE
from attune.classroom.insight.review.periods import periods_of
from attune.classroom.insight.review.schemas import ReviewShare, StuckPlace, StuckPlaces
from attune.classroom.insight.review.service import look_back
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.platform.permissions import Actor

LATELY = timedelta(days=14)
LEAST = 0.3  # of the learners: under this a block is no worse than most
MOST_LESSONS, MOST_PLACES = 6, 3


def find_stuck_places(session: Session, actor: Actor, now: datetime) -> StuckPlaces:
    """The blocks with the most friction among the lessons that were studied lately.

    session: one that writes: what is published is kept, and the review of the lesson says the same.
    """
    zone, k = institution_zone(session), read_policy(session).k_tutor
    courses = {
        course.id: course for course in session.scalars(visible_to(actor)) if course.state is CourseState.RUNNING
    }
    places = [
        place
        for lesson in _lessons_studied(session, list(courses), zone, k, now)
        for place in _places(session, courses[lesson.course_id], lesson, zone, k, now)
    ]
    worst = sorted(places, key=lambda place: (-_at_least(place.share), place.course_title, place.lesson_title))
    return StuckPlaces(places=worst[:MOST_PLACES])


def _lessons_studied(session: Session, course_ids: list[UUID], zone: ZoneInfo, k: int, now: datetime) -> list[Lesson]:
    """The lessons that k learners at least have studied lately, most learners first."""
    learners = func.count(StudyFact.user_id.distinct())
    since = (now - LATELY).astimezone(zone).date()
    return list(
        session.scalars(
            select(Lesson)
            .join(StudyFact, StudyFact.lesson_id == Lesson.id)
            .where(StudyFact.course_id.in_(course_ids), StudyFact.day >= since, is_shown())
            .group_by(Lesson.id)
            .having(learners >= k)
            .order_by(learners.desc(), Lesson.id)
            .limit(MOST_LESSONS)
        )
    )


def _places(
    session: Session, course: Course, lesson: Lesson, zone: ZoneInfo, k: int, now: datetime
) -> Iterator[StuckPlace]:
    period = next(iter(periods_of(session, course.id, zone, now)), None)
    if period is None:
        return
    looked_back = look_back(session, lesson, period, zone, k, now)
    for block in looked_back.blocks:
        _, friction = looked_back.released.at(COURSE, block.id)
        share = None if friction is None else ReviewShare.model_validate(friction["share"])
        if share is not None and _at_least(share) >= LEAST:
            yield StuckPlace(
                course_id=course.id,
                course_title=course.title,
                lesson_id=lesson.id,
                lesson_title=lesson.title,
                block_id=block.id,
                block_name=name_of_block(block),
                block_kind=block.kind,
                language=course.language,
                share=share,
            )


def _at_least(share: ReviewShare) -> float:
    """The share, or the lower end of its word's range."""
    return share.low if share.share is None else share.share
