"""Disclosure control of polls: what a class said, in steps from which nobody's own answer can be read.

A result is published anew once the answers of at least `SMALLEST_GROUP` students are new or different, and these do not
all say the same. Whoever looks before and after one student answers sees no difference; and of no group is it known
that each of its members said one thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from attune.classroom.courses.models import Enrolment
from attune.classroom.learning.polls.models import PollAnswer, PollResult
from attune.classroom.platform.database.engine import insert_if_absent

SMALLEST_GROUP = 5  # the least group that anything is said about anywhere in Attune


def publish_result(session: Session, block_id: UUID, course_id: UUID) -> None:
    """Count the answers of the course's students anew, if the difference to what is known is about a group."""
    insert_if_absent(session, PollResult, [{"block_id": block_id, "counts": {}}])
    result = session.get_one(PollResult, block_id, with_for_update=True, populate_existing=True)
    enrolled = select(Enrolment.user_id).where(Enrolment.course_id == course_id)
    query = select(PollAnswer).where(PollAnswer.block_id == block_id, PollAnswer.user_id.in_(enrolled))
    answers = session.scalars(query).all()
    if not _is_about_a_group(answers):
        return
    for answer in answers:
        answer.counted_choice_id = answer.choice_id
    result.counts = dict(Counter(str(answer.choice_id) for answer in answers))


def _is_about_a_group(answers: Sequence[PollAnswer]) -> bool:
    changed = [answer.choice_id for answer in answers if answer.choice_id != answer.counted_choice_id]
    return len(changed) >= SMALLEST_GROUP and len(set(changed)) > 1


def published_results(session: Session, block_ids: Sequence[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """What has been published of these polls: counts by the choice's id; nothing of a poll without a result yet."""
    if not block_ids:
        return {}
    rows = session.scalars(select(PollResult).where(PollResult.block_id.in_(block_ids)))
    return {row.block_id: row.counts for row in rows if row.counts}
