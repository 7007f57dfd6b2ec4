"""A week is published once, stays while few have changed, and its figures are means over learners."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.aggregate import KNOWN_STATES
from attune.affect.disclosure.release import NotReleased
from attune.affect.disclosure.weekly import (
    Group,
    LearnerWeek,
    MeanShare,
    decide_week,
    describe_week,
    mean_share,
)
from attune.affect.evidence import LearningState
from attune.expressions import EXPRESSIONS, Expression

K = 5
STRUGGLES = LearningState.MAYBE_CONFUSED


def learner(number, struggling=0.25, seconds=600.0, course="c"):
    states = {LearningState.ENGAGED: seconds * (1 - struggling), STRUGGLES: seconds * struggling}
    expressions = {Expression.NEUTRAL: seconds * 0.75, Expression.HAPPINESS: seconds * 0.25}
    return LearnerWeek(f"l{number}", course, seconds * 1.25, seconds, states, expressions)


def people(count, start=0, **more):
    return [learner(number, 0.1 + 0.02 * (number % 20), **more) for number in range(start, start + count)]


def decide(groups, last=None, named=()):
    """Decide, and what the next decision has to know."""
    shown, history = last or ({}, [])
    decision = decide_week([Group(*group) for group in groups], shown, history, named, K, lambda text: text)
    now = {name: shown[name] for name in decision.kept} | {
        name: items for name, (_figures, items) in decision.shown.items()
    }
    return decision, (now, list(decision.history))


def test_a_share_is_the_mean_over_learners_whatever_time_they_took():
    members = [learner(0, 0.5, seconds=60), *[learner(number, 0.0, seconds=6000) for number in range(1, 5)]]
    figures = describe_week(members)
    assert figures.struggling.share == 0.1
    assert (figures.n, figures.coverage) == (5, 0.8)
    assert figures.expressions[Expression.HAPPINESS].share == 0.25


@settings(max_examples=50)
@given(st.lists(st.tuples(*[st.integers(0, 500)] * 5), min_size=2, max_size=30))
def test_the_figures_are_what_a_recount_on_paper_gives(rows):
    rows = [row for row in rows if sum(row) >= 60]
    if len(rows) < 2:
        return
    members = [
        LearnerWeek(
            f"l{place}",
            "c",
            float(sum(row) + 100),
            float(sum(row)),
            dict(zip(KNOWN_STATES, map(float, row), strict=True)),
            {Expression.FEAR: float(sum(row))},
        )
        for place, row in enumerate(rows)
    ]
    figures = describe_week(members)
    for place, state in enumerate(KNOWN_STATES):
        expected = sum(row[place] / sum(row) for row in rows) / len(rows)
        assert figures.states[state].share == pytest.approx(expected, abs=0.0051)
        assert figures.states[state].low <= figures.states[state].share <= figures.states[state].high
    assert sum(figures.expressions[each].share for each in EXPRESSIONS) == 1


def test_the_interval_covers_the_mean_that_learners_are_drawn_from():
    rng = Random(3)
    within = 0
    for _ in range(400):
        found = mean_share([rng.betavariate(1.2, 3.6) for _ in range(15)], 15)
        within += found.low - 0.005 <= 0.25 <= found.high + 0.005
    assert 0.92 <= within / 400 <= 0.99


def test_few_of_one_mind_or_dominated_are_hidden():
    alike = [learner(number, 0.0) for number in range(8)]
    dominated = [*people(6), learner(9, 0.3, seconds=1_000_000)]
    for members in (people(4), alike, dominated):
        assert not decide([("course", members)])[0].shown


def test_a_published_week_stays_while_fewer_than_k_have_changed():
    first, kept = decide([("course", people(12))])
    assert first.shown.keys() == {"course"}
    for few in (people(13), people(11), people(8), people(12, seconds=601)[:2] + people(12)[2:]):
        decision, kept = decide([("course", few)], kept)
        assert (decision.kept, decision.shown) == ({"course"}, {})
    taken_back, kept = decide([("course", people(6))], kept)
    assert (taken_back.kept, taken_back.shown.keys()) == (set(), {"course"})
    assert not decide([("course", people(4))], ({}, kept[1]))[0].shown


def test_what_was_published_before_last_counts_too():
    _, kept = decide([("course", people(10))])
    _, kept = decide([("course", people(20))], kept)
    # from twenty to nine are eleven; from the ten of the first time it is one
    decision, kept = decide([("course", people(9))], kept)
    assert not decision.shown
    assert not decision.kept


def test_a_group_that_leaves_few_of_its_course_is_hidden_and_the_institution_leaves_small_courses_out():
    course, small = people(14), people(3, start=40, course="d")
    decision, _ = decide([("course", course), ("a", course[:7]), ("b", course[:11]), ("all", course + small, True)])
    assert decision.shown.keys() == {"course", "a", "all"}
    assert decision.shown["all"][1] == decision.shown["course"][1]


def test_those_who_are_seen_by_name_do_not_shield_the_others():
    named = {f"l{number}" for number in range(8)}
    assert not decide([("course", people(11))], named=named)[0].shown
    assert decide([("course", people(13))], named=named)[0].shown
    assert not decide([("course", people(8))], named=named)[0].shown  # one of them may stop to share


def test_raising_k_takes_back_what_is_too_few_now():
    _, (shown, history) = decide([("course", people(6))])
    groups = [Group("course", people(6))]
    assert not decide_week(groups, shown, history, (), 10, str).kept


def test_a_figure_cannot_be_made_elsewhere():
    with pytest.raises(NotReleased):
        MeanShare(seal=object, share=0.5, low=0.4, high=0.6, effective=3)
