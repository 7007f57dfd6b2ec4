"""What the live page has shown is kept minute by minute: the same figures, and only where all behind them save."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from attune.classroom.live_class.api import LIVE_CLASSES
from attune.classroom.live_class.minutes import service
from attune.classroom.live_class.minutes.models import LiveMinute
from attune.expressions import Expression
from tests.classroom.live_class.test_live import here, together
from tests.classroom.workers.suite import run_jobs_elsewhere


@pytest.fixture
def minutes(app, database):
    """The figures of the minutes that are kept, that of the class before those of its blocks."""

    def read():
        service.record(app.extensions[LIVE_CLASSES])
        run_jobs_elsewhere(app, "live_minutes")
        with database.session(writes=False) as session:
            rows = session.scalars(select(LiveMinute).order_by(LiveMinute.minute)).all()
        return sorted(rows, key=lambda row: (row.minute, row.block_id is not None))

    return read


def study(learners):
    together(learners, Expression.NEUTRAL, Expression.NEUTRAL)
    here(learners)


def test_a_minute_holds_what_the_page_shows(class_of, watch, minutes, clock):
    study(class_of(6))
    page = watch()
    shown = page.view
    assert shown.class_states.n == 5
    first, *places = minutes()
    assert first.minute == clock.now().replace(second=0, microsecond=0)
    assert (first.course_id, first.block_id, first.learners) == (page.course.id, None, 5)
    assert (first.kind, first.coverage) == (shown.class_states.kind, shown.class_states.coverage)
    for share in shown.class_states.shares:
        assert share.model_dump(mode="json") in first.shares
    assert shown.class_states.struggling.model_dump(mode="json") in first.shares
    expected = {block.block_id: block for block in shown.blocks if block.n is not None}
    assert {row.block_id for row in places} == expected.keys()
    for row in places:
        block = expected[row.block_id]
        assert (row.lesson_id, row.learners) == (block.lesson_id, block.n)
        assert row.shares == [block.struggling.model_dump(mode="json")]


def test_a_minute_is_written_down_once_and_the_next_one_again(class_of, watch, minutes, clock):
    learners = class_of(6)
    study(learners)
    page = watch()
    once = minutes()
    assert len(minutes()) == len(once) > 0
    clock.advance(seconds=60)
    study(learners)
    page.tick()
    assert len({row.minute for row in minutes()}) == 2


def test_of_a_class_in_which_one_keeps_no_history_nothing_is_kept(class_of, watch, minutes):
    *others, alone = class_of(6)
    alone.allow(save_summaries=False)
    study([*others, alone])
    assert watch().view.class_states.n == 5
    assert minutes() == []


def test_who_is_in_no_figure_does_not_matter(class_of, watch, minutes):
    *others, alone = class_of(7)
    alone.allow(save_summaries=False, count_in_class=False, share_with_tutors=False)
    study([*others, alone])
    watch()
    assert minutes()


def test_what_too_few_make_up_is_not_kept(class_of, watch, minutes):
    study(class_of(3))
    watch()
    assert minutes() == []


def test_nothing_is_kept_of_a_class_that_nobody_watches_or_of_an_old_figure(class_of, watch, minutes, clock):
    study(class_of(6))
    assert minutes() == []
    watch()
    clock.advance(seconds=61)
    assert minutes() == []


def test_who_has_ceased_to_save_is_out_of_what_is_kept_at_once(class_of, watch, minutes):
    learners = class_of(6)
    study(learners)
    watch()
    learners[0].allow(save_summaries=False)
    assert minutes() == []
