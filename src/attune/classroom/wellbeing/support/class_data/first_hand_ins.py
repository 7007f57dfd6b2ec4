"""How much of a class had something to correct after its first hand-in of a quiz.

The share is of everybody who is enrolled, and only who lets themselves be counted counts as somebody with a wrong
answer. It is thus never higher than the truth, so that "more than half of the class" is true where it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.affect.disclosure.tables import Contribution
from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, Enrolment
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.models import QuizAttempt
from attune.classroom.wellbeing.experiment.releases import Figures, release_table
from attune.classroom.wellbeing.models import WellbeingSettings

THE_CLASS = "class"  # the one cell of a quiz's table
MORE_THAN_PERCENT = "more_than_percent"


def class_share(session: Session, course_id: UUID, quiz: Block, now: datetime) -> int | None:
    """More than how many percent of the class had something wrong at first; None where that may not be told.

    Args:
        session: one that writes: what is published is kept, so that two figures do not tell of the few between them.
        course_id: whose students are the class.
        quiz: the block that was handed in.
        now: the present.
    """
    contributions = _contributions(session, course_id, quiz)
    name, cells = f"first_hand_ins:{quiz.id}", {THE_CLASS: contributions}
    table = release_table(session, name, cells, [], read_policy(session).k_tutor, _describe, now)
    figures = table.shown(THE_CLASS)
    return None if figures is None else int(figures[MORE_THAN_PERCENT])


def _describe(_: str, counted: Sequence[Contribution]) -> Figures:
    wrong = sum(each.outcome == str(True) for each in counted)
    return {MORE_THAN_PERCENT: max(0, ceil(100 * wrong / len(counted)) - 1)}


def _contributions(session: Session, course_id: UUID, quiz: Block) -> list[Contribution]:
    """One of every student: whether their first hand-in had something wrong."""
    enrolled = session.execute(
        select(Enrolment.user_id, WellbeingSettings.count_in_class)
        .join(User, User.id == Enrolment.user_id)
        .outerjoin(WellbeingSettings, WellbeingSettings.user_id == Enrolment.user_id)
        .where(Enrolment.course_id == course_id, User.active.is_(True))
        .order_by(Enrolment.user_id)
    ).all()
    wrong = _wrong_at_first(session, quiz)
    return [
        Contribution(str(user_id), str(user_id), str(bool(counted) and user_id in wrong))
        for user_id, counted in enrolled
    ]


def _wrong_at_first(session: Session, quiz: Block) -> frozenset[UUID]:
    attempts = session.execute(
        select(QuizAttempt.user_id, QuizAttempt.marks)
        .where(QuizAttempt.block_id == quiz.id)
        .order_by(QuizAttempt.submitted_at, QuizAttempt.id)
    )
    first: dict[UUID, bool] = {}
    for user_id, marks in attempts:
        first.setdefault(user_id, _any_wrong(marks))
    return frozenset(user_id for user_id, wrong in first.items() if wrong)


def _any_wrong(marks: Iterable[Mapping[str, Any]]) -> bool:
    return any(mark["correct"] is False for mark in marks)  # what waits for a tutor is neither
