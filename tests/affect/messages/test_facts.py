"""Facts that the log proves, and the needs of messages that are held against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.messages.facts import FACT_NAMES, NUMBERS, Facts, InvalidNeed, Need, parse_need
from attune.affect.messages.strategies import ACTION_OF, Action, Strategy

facts = st.builds(
    Facts,
    **{name: st.integers(0, 12) for name in NUMBERS - {"next_minutes", "class_share"}},
    next_minutes=st.none() | st.integers(0, 60),
    class_share=st.none() | st.integers(0, 100),
    subject=st.none() | st.just("maths"),
    helped=st.frozensets(st.sampled_from(Strategy)),
)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("tries>=2", Need("tries", 2)),
        ("tries >= 2", Need("tries", 2)),
        ("next_minutes>=1", Need("next_minutes", 1)),
        ("has_hint", Need("has_hint")),
        ("subject", Need("subject")),
        ("helped:hint", Need("helped", strategy=Strategy.HINT)),
    ],
)
def test_a_need_is_read_and_written_in_the_same_way(text, need):
    assert parse_need(text) == need
    assert str(need) == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tired", "names no fact"),
        ("tries=2", "names no fact"),
        ("tries", "needs its minimum"),
        ("tries>=0", "always holds"),
        ("has_hint>=1", "needs its minimum"),
        ("helped", "names a strategy"),
        ("tries:hint", "names a strategy"),
        ("helped:luck", "names no strategy"),
    ],
)
def test_a_need_that_proves_nothing_is_refused(text, why):
    with pytest.raises(InvalidNeed, match=why):
        parse_need(text)


@pytest.mark.parametrize("name", FACT_NAMES)
def test_what_is_not_known_proves_nothing(name):
    need = Need(name, strategy=Strategy.HINT if name == "helped" else None)
    assert not need.holds(Facts())


@given(facts, st.sampled_from(sorted(NUMBERS)), st.integers(1, 12))
def test_a_number_holds_from_its_minimum_on(known, name, minimum):
    value = getattr(known, name)
    assert Need(name, minimum).holds(known) == (value is not None and value >= minimum)


def test_what_helped_is_about_one_strategy():
    known = Facts(helped=frozenset({Strategy.BREAK}))
    assert parse_need("helped:break").holds(known)
    assert not parse_need("helped:hint").holds(known)


def test_every_strategy_changes_the_page_but_encouragement():
    assert set(Strategy) - set(ACTION_OF) == {Strategy.ENCOURAGEMENT}
    assert set(ACTION_OF.values()) == set(Action)
