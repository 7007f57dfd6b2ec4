"""What a review counts is a recount of everything kept, after whatever sequence of events; before what is hidden of it.

Written down a second time from the rows themselves: it shares no code with the review but the kind of its result.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from attune.classroom.courses.lessons import blocks_of
from attune.classroom.insight.review.learners import load_counted
from attune.classroom.insight.review.periods import periods_of
from attune.classroom.insight.review.records import load_attempts
from attune.classroom.institution.setup.service import institution_zone
from attune.classroom.learning.models import BlockProgress, QuizAttempt
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.expressions import EXPRESSIONS, Expression
from tests.classroom.insight.naive import expected_facts
from tests.classroom.insight.test_recount import EVENTS, Walk

KNOWN = ("engaged", "maybe_confused", "maybe_frustrated", "maybe_disengaged", "low_mood")
STUDIES = ("go_on", 0, [Expression.HAPPINESS, Expression.ANGER], "base@1")
REWINDS = ("do", 0.0, 0, "rewind")
MORE = st.tuples(st.just("count"), st.booleans())


class ReviewedWalk(Walk):
    """A student who may also leave the count, and come back."""

    def count(self, counts: bool) -> None:
        with self.database.transaction() as session:
            session.get_one(WellbeingSettings, self.learner.user.id).count_in_class = counts


def recount(session: Session, user_id: UUID, lesson_id: UUID, blocks: list[UUID]) -> dict[UUID, tuple[object, ...]]:
    """What a review has to count of a student, by block: seconds, words, what they did, and what made it hard."""
    row = session.get(WellbeingSettings, user_id)
    facts = [(key[3], each) for key, each in expected_facts(session, user_id).items() if key[3] in blocks]
    if row is None or not row.count_in_class or not facts:
        return {}
    wrong: Counter[UUID] = Counter()
    for attempt in session.scalars(sa.select(QuizAttempt).where(QuizAttempt.user_id == user_id)):
        wrong[attempt.block_id] += sum(mark["correct"] is False for mark in attempt.marks)
    sums: dict[UUID, Counter[str]] = defaultdict(Counter)
    for block, measures in facts:
        sums[block].update(measures)
    opened = sa.select(BlockProgress.block_id).where(
        BlockProgress.user_id == user_id, BlockProgress.lesson_id == lesson_id, BlockProgress.viewed_at.is_not(None)
    )
    at = {block: sums[block] for block in {*sums, *(each for each in session.scalars(opened) if each in blocks)}}
    return {block: describe(each, wrong[block]) for block, each in at.items()}


def describe(found: Counter[str], wrong: int) -> tuple[object, ...]:
    """The figures of one block; seconds to the tenth."""
    struggling = found["maybe_confused_seconds"] + found["maybe_frustrated_seconds"]
    seconds = [
        sum(found[f"{state}_seconds"] for state in KNOWN),
        struggling,
        found["readable_seconds"],
        found["seconds"],
        *(found[f"{expression}_seconds"] for expression in EXPRESSIONS),
    ]
    rewinds, lost, said = round(found["rewinds"]), round(found["lost"]), round(found["check_ins"])
    hard = {
        "lost": lost > 0,
        "wrong_answers": wrong >= 2,
        "rewinds": rewinds >= 2,
        "struggling": struggling >= 30 and bool(wrong or rewinds or said),
    }
    causes = sorted(name for name, holds in hard.items() if holds)
    return (pytest.approx(seconds, abs=0.05), said, lost, rewinds, wrong, causes)


def counted(session: Session, learner: object) -> dict[UUID, tuple[object, ...]]:
    """What the review of the first lesson counts of the student."""
    course, user, now = learner.course, learner.user, learner.clock.now()
    blocks, zone = blocks_of(session, course.lessons[0]), institution_zone(session)
    period = periods_of(session, course.id, zone, now)[0]
    attempts = load_attempts(session, blocks, *period.instants(zone))
    found = load_counted(session, course.id, blocks, period, zone, attempts.wrong).at_blocks
    return {
        block: (
            [at.known, at.struggling, at.readable, at.seconds, *at.expressions],
            at.check_ins,
            at.lost,
            at.rewinds,
            at.wrong_answers,
            sorted(at.friction),
        )
        for block, here in found.items()
        if (at := here.get(user.id)) is not None
    }


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.one_of(EVENTS, EVENTS, EVENTS, EVENTS, MORE), min_size=1, max_size=12))
@example(events=[STUDIES, ("count", False), ("count", True), ("permit", False)])
@example(events=[STUDIES, REWINDS, REWINDS, ("say", 0.0, 0, "check_in"), ("say", 0.0, 0, "lost_here"), ("hand_in",)])
def test_a_review_is_a_recount_after_whatever_happened(events, learner_in, make, database):
    learner = learner_in(make.course(f"Course {uuid4()}"), f"Mara {uuid4()}")
    make.tutor(learner.course)
    learner.allow(count_in_class=True)
    walk = ReviewedWalk(learner, database)
    for event in events:
        walk.apply(event)
        with database.session(writes=False) as session:
            blocks = [each.id for each in blocks_of(session, learner.course.lessons[0])]
            expected = recount(session, learner.user.id, learner.course.lessons[0], blocks)
            assert counted(session, learner) == expected, event
