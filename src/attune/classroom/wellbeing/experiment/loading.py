"""The drawn moments of an experiment, and what their students answered and did, as the database has it.

Counted are students who let themselves be counted when the moment happened and do so now, without what they have
hidden. Whoever takes that back later leaves with the moments of both arms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from attune.affect.experiment.moments import DrawnMoment, Item
from attune.classroom.courses.models import Block, Course, Lesson
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.models import CheckIn, SupportMessage, WellbeingSettings

FADED = "ignored"  # the response of the client, not of the student: the message faded unanswered


def load_moments(session: Session, since: datetime, until: datetime) -> list[DrawnMoment]:
    """The moments that were drawn in a time, of students who are counted, oldest first."""
    query = (
        select(SupportDecision, SupportMessage.response)
        .outerjoin(SupportMessage, SupportMessage.id == SupportDecision.support_message_id)
        .where(*_drawn(since, until))
        .order_by(SupportDecision.at, SupportDecision.id)
    )
    return [_as_moment(decision, response) for decision, response in session.execute(query)]


def load_items(session: Session, since: datetime, until: datetime) -> list[Item]:
    """Every question that the students of these moments have answered, ever; not what the camera saw meanwhile."""
    query = (
        select(QuizAttempt, Block.id, Block.content, Block.lesson_id, Course.slug)
        .join(Block, Block.id == QuizAttempt.block_id)
        .join(Lesson, Lesson.id == Block.lesson_id)
        .join(Course, Course.id == Lesson.course_id)
        .where(QuizAttempt.user_id.in_(_students(since, until)))
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    return [item for row in session.execute(query) for item in _items_of(*row)]


def load_activity(session: Session, since: datetime, until: datetime) -> Mapping[str, Sequence[datetime]]:
    """By student, when they did anything from the experiment's beginning on."""
    students = _students(since, until)
    found: dict[str, list[datetime]] = defaultdict(list)
    for user_id, instant in (
        (QuizAttempt.user_id, QuizAttempt.submitted_at),
        (BlockProgress.user_id, BlockProgress.viewed_at),
        (BlockProgress.user_id, BlockProgress.completed_at),
        (LessonProgress.user_id, LessonProgress.started_at),
        (LessonProgress.user_id, LessonProgress.updated_at),
        (CheckIn.user_id, CheckIn.at),
        (SupportDecision.user_id, SupportDecision.at),
    ):
        done = select(user_id, instant).where(user_id.in_(students), instant >= since)
        for student, at in session.execute(done):
            if at is not None:
                found[str(student)].append(at)
    return found


def _drawn(since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    counted_now = select(WellbeingSettings.user_id).where(WellbeingSettings.count_in_class.is_(True))
    return (
        SupportDecision.at >= since,
        SupportDecision.at < until,
        SupportDecision.randomised.is_(True),
        SupportDecision.probability_speak < 1,
        SupportDecision.counted.is_(True),
        SupportDecision.hidden_at.is_(None),
        SupportDecision.user_id.in_(counted_now),
    )


def _students(since: datetime, until: datetime) -> Select[UUID]:
    return select(SupportDecision.user_id).where(*_drawn(since, until)).distinct()


def _as_moment(decision: SupportDecision, response: str | None) -> DrawnMoment:
    return DrawnMoment(
        learner_id=str(decision.user_id),
        moment_id=str(decision.id),
        at=decision.at,
        topic=decision.skill or f"lesson:{decision.lesson_id}",
        cause=decision.cause,
        speak=decision.speak,
        probability_speak=decision.probability_speak,
        available=decision.available,
        delivered=decision.delivered,
        responded=response not in (None, FADED) if decision.delivered else None,
        switched_off_at=decision.switched_off_at,
    )


def _items_of(
    attempt: QuizAttempt, block_id: UUID, content: Mapping[str, Any], lesson_id: UUID, slug: str
) -> Iterator[Item]:
    """The items of an attempt in their order; a question without a skill counts for its block."""
    skills = {question["id"]: question.get("skill") for question in content.get("questions", ())}
    places = {f"block:{block_id}", f"lesson:{lesson_id}"}
    for place, mark in enumerate(attempt.marks):
        if mark["correct"] is None:  # it waits for a tutor
            continue
        skill = skills.get(mark["question_id"])
        topics = places | {f"{slug}/{skill}"} if skill else places
        item_id = f"{attempt.id}:{place:03}"
        yield Item(str(attempt.user_id), item_id, attempt.submitted_at, frozenset(topics), bool(mark["correct"]))
