"""What is known of each learner at each block of a lesson in a period: facts of those who are counted, and records.

Facts are there of students who keep a history; whoever lets themselves be counted in the class is joined when read.
A learner has been at a block if they opened it, or if there are facts of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from attune.affect.aggregate import STRUGGLING
from attune.affect.evidence import LearningState
from attune.classroom.courses.models import Block
from attune.classroom.courses.people.models import GroupMember
from attune.classroom.insight.facts.models import SECONDS_OF_EXPRESSION, SECONDS_OF_STATE, StudyFact
from attune.classroom.insight.review.friction import LearnerAtBlock, friction_of
from attune.classroom.insight.review.periods import Period
from attune.classroom.learning.models import BlockProgress
from attune.classroom.wellbeing.models import WellbeingSettings

AtBlocks: TypeAlias = Mapping[UUID, Mapping[UUID, LearnerAtBlock]]
"""By block, by learner."""

Wrong: TypeAlias = Mapping[tuple[UUID, UUID], int]
"""Wrong answers, by learner and block."""

_KNOWN = [name for state, name in SECONDS_OF_STATE.items() if state is not LearningState.UNKNOWN]
_STRUGGLING = [name for state, name in SECONDS_OF_STATE.items() if state in STRUGGLING]
_SUMMED = ("readable_seconds", "seconds", "check_ins", "lost", "rewinds", *SECONDS_OF_EXPRESSION.values())


@dataclass(frozen=True, slots=True)
class Counted:
    """The learners behind the figures of a lesson.

    at_blocks: what is known of each of them.  sharing: those whose state tutors see by name.
    groups: the groups of the course that each of them is in.
    """

    at_blocks: AtBlocks
    sharing: frozenset[UUID]
    groups: Mapping[UUID, frozenset[UUID]]


def load_counted(
    session: Session, course_id: UUID, blocks: Sequence[Block], period: Period, zone: ZoneInfo, wrong: Wrong
) -> Counted:
    """Load the learners who keep a history of a lesson and let themselves be counted.

    Whoever has stopped to share within the period is left out of the rest of it.

    Args:
        session: Reads.
        course_id: The course of the lesson.
        blocks: The blocks of the lesson.
        period: Whose days count.
        zone: The institution's.
        wrong: Wrong answers of the period.
    """
    block_ids = [block.id for block in blocks]
    sums = _sums_of_facts(session, block_ids, period, zone, wrong)
    learners = {learner for learner, _block in sums}
    reached = _reached(session, blocks, period, zone) if learners else set()
    at_blocks: dict[UUID, dict[UUID, LearnerAtBlock]] = {block_id: {} for block_id in block_ids}
    for (learner, block_id), at in sums.items():
        at_blocks[block_id][learner] = at
    for learner, block_id in reached - sums.keys():
        if learner in learners:
            count = wrong.get((learner, block_id), 0)
            at = LearnerAtBlock(wrong_answers=count, friction=friction_of(wrong_answers=count))
            at_blocks[block_id][learner] = at
    return Counted(at_blocks, _sharing(session, learners), _groups(session, course_id, learners))


def _sums_of_facts(
    session: Session, block_ids: Sequence[UUID], period: Period, zone: ZoneInfo, wrong: Wrong
) -> dict[tuple[UUID, UUID], LearnerAtBlock]:
    since, _ = period.instants(zone)
    # what was seen of them by name before would be subtracted from a figure that they are in unseen
    still_as_before = or_(
        WellbeingSettings.share_with_tutors.is_(True),
        WellbeingSettings.share_with_tutors_set_at.is_(None),
        WellbeingSettings.share_with_tutors_set_at < since,
    )
    rows = session.execute(
        select(
            StudyFact.user_id,
            StudyFact.block_id,
            func.sum(reduce(add, (getattr(StudyFact, name) for name in _KNOWN))),
            func.sum(reduce(add, (getattr(StudyFact, name) for name in _STRUGGLING))),
            *(func.sum(getattr(StudyFact, name)) for name in _SUMMED),
        )
        .join(WellbeingSettings, WellbeingSettings.user_id == StudyFact.user_id)
        .where(
            StudyFact.block_id.in_(block_ids),
            StudyFact.day.between(period.first_day, period.last_day),
            StudyFact.hidden_at.is_(None),
            WellbeingSettings.count_in_class.is_(True),
            still_as_before,
        )
        .group_by(StudyFact.user_id, StudyFact.block_id)
    )
    return {
        (learner, block_id): _at_block(*sums, wrong=wrong.get((learner, block_id), 0))
        for learner, block_id, *sums in rows
    }


def _at_block(
    known: float,
    struggling: float,
    readable: float,
    seconds: float,
    check_ins: int,
    lost: int,
    rewinds: int,
    *expressions: float,
    wrong: int,
) -> LearnerAtBlock:
    friction = friction_of(check_ins=check_ins, lost=lost, rewinds=rewinds, wrong_answers=wrong, struggling=struggling)
    return LearnerAtBlock(known, struggling, readable, seconds, expressions, check_ins, lost, rewinds, wrong, friction)


def _reached(session: Session, blocks: Sequence[Block], period: Period, zone: ZoneInfo) -> set[tuple[UUID, UUID]]:
    """(learner, block) of everybody who had opened a block by the end of the period."""
    _, until = period.instants(zone)
    rows = session.execute(
        select(BlockProgress.user_id, BlockProgress.block_id).where(
            BlockProgress.lesson_id.in_({block.lesson_id for block in blocks}),
            BlockProgress.block_id.in_([block.id for block in blocks]),
            BlockProgress.viewed_at < until,
        )
    )
    return {(row.user_id, row.block_id) for row in rows}


def _sharing(session: Session, learners: set[UUID]) -> frozenset[UUID]:
    query = select(WellbeingSettings.user_id).where(WellbeingSettings.share_with_tutors.is_(True))
    return frozenset(session.scalars(query)) & learners


def _groups(session: Session, course_id: UUID, learners: set[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = session.execute(select(GroupMember.user_id, GroupMember.group_id).where(GroupMember.course_id == course_id))
    for user_id, group_id in rows:
        if user_id in learners:
            found[user_id].add(group_id)
    return {user_id: frozenset(groups) for user_id, groups in found.items()}
