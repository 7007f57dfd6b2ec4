"""What practice across lessons and days says: wheel-spinning, items that stay wrong, ease, success after failure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.practice.opportunities import Practice
from attune.affect.practice.outcomes import is_all_right, mastered_after_failure, seconds_of_ease, wrong_items
from attune.affect.practice.wheel_spinning import wheel_spinning
from tests.affect.evidence import at, hand_in, practised

DAY = 86_400


def failures(count, **details):
    """Quizzes of a block that fail with one wrong item each, another one every time."""
    return [hand_in(60 * i, right="xyz", wrong="abcdef"[i], attempt=i + 1, **details) for i in range(count)]


def test_the_third_failed_quiz_of_a_block_is_wheel_spinning_and_the_second_is_not():
    assert wheel_spinning(practised(*failures(2)), "block") is None
    found = wheel_spinning(practised(*failures(3)), "block")
    assert (found.skill, found.failed, found.since) == ("block:block", 3, at(0))


def test_a_passed_quiz_in_between_begins_the_count_again():
    tried = [*failures(2), hand_in(130, right="abc", attempt=3)]
    tried += [hand_in(200 + i, right="a", wrong="b", attempt=4 + i) for i in range(2)]
    assert wheel_spinning(practised(*tried), "block") is None


def test_a_skill_is_followed_over_blocks_lessons_and_days():
    """Three quizzes of three blocks, none of them failed more than once, all at the same skill."""
    skills = {"a": "algebra/fractions", "b": "algebra/lines"}
    tried = [
        hand_in(DAY * i, right="b", wrong="a", block=block, skills=skills)
        for i, block in enumerate(("halves", "thirds", "mixed"))
    ]
    found = wheel_spinning(practised(*tried), "mixed")
    assert (found.skill, found.failed) == ("algebra/fractions", 3)
    assert wheel_spinning(practised(*tried[:2]), "thirds") is None


def in_sequence(rights):
    """One item a hand-in, of one skill, right where the text has an R."""
    return practised(
        *(
            hand_in(i * 60, **{"right" if each == "R" else "wrong": "a"}, attempt=i + 1, passed=True)
            for i, each in enumerate(rights)
        )
    )


@pytest.mark.parametrize(
    ("rights", "spins"),
    [
        ("WRWRW", False),
        ("WRWRRW", True),
        ("RRWRRW", True),
        ("RRRWWRRW", False),
        ("RRRWRWRWRW", True),
        ("WWWWWR", False),
        ("WWWWWWRRR", False),
    ],
)
def test_six_opportunities_without_three_right_in_a_row_are_wheel_spinning(rights, spins):
    assert (wheel_spinning(in_sequence(rights), "block") is not None) == spins


def test_one_hand_in_that_is_mostly_right_is_a_beginning_and_not_wheel_spinning():
    assert wheel_spinning(hand_in(0, right="abde", wrong="cf", passed=True), "block") is None
    assert wheel_spinning(hand_in(0, right="ab", wrong="cdef", passed=True), "block") is not None


def test_the_same_three_items_failed_twice_are_one_bad_quiz_and_six_different_ones_are_not():
    again = practised(hand_in(0, wrong="abc"), hand_in(60, wrong="abc", attempt=2))
    assert wheel_spinning(again, "block") is None
    other = practised(
        hand_in(0, wrong="abc", skills=dict.fromkeys("abc", "algebra/lines")),
        hand_in(60, wrong="def", block="other", skills=dict.fromkeys("def", "algebra/lines")),
    )
    assert wheel_spinning(other, "other").opportunities == 6


def test_an_item_counts_by_its_latest_answers():
    tried = practised(hand_in(0, wrong="abc"), hand_in(60, right="a", wrong="b", attempt=2))
    (item,) = wrong_items(tried)
    assert (item.item_id, item.times, item.first_at, item.last_at) == ("b", 2, at(0), at(60))
    assert wrong_items(practised(tried, hand_in(90, right="ab", attempt=3))) == ()


def test_ease_is_all_right_at_the_first_try_in_under_half_the_expected_time():
    assert seconds_of_ease(hand_in(0, right="abc", spent=59)) == 59
    assert seconds_of_ease(hand_in(0, right="abc", spent=60)) is None
    assert seconds_of_ease(hand_in(0, right="ab", wrong="c", spent=30)) is None
    assert seconds_of_ease(hand_in(0, right="abc")) is None
    again = practised(hand_in(0, wrong="abc", spent=20), hand_in(60, right="abc", spent=20, attempt=2))
    assert seconds_of_ease(again) is None


def test_success_after_failure_counts_the_failures_before_it():
    tried = [*failures(2), hand_in(200, right="abc", attempt=3)]
    assert mastered_after_failure(practised(*tried).hand_ins) == 2
    assert mastered_after_failure(practised(*tried, hand_in(300, right="abc", attempt=4)).hand_ins) == 0
    passed_before = [hand_in(0, right="abc"), hand_in(60, wrong="abc", attempt=2), hand_in(120, right="abc", attempt=3)]
    assert mastered_after_failure(practised(*passed_before).hand_ins) == 0
    assert mastered_after_failure(practised(*failures(2)).hand_ins) == 0
    assert mastered_after_failure(()) == 0


@given(st.lists(st.tuples(st.sets(st.sampled_from("abcdef"), min_size=1), st.booleans()), min_size=1, max_size=12))
def test_what_came_all_right_is_never_wheel_spinning(rounds):
    """Whatever went before: nobody is sent back from a quiz that is all right."""
    tried = [
        hand_in(i * 60, **{"right" if right else "wrong": "".join(sorted(items))}, attempt=i + 1)
        for i, (items, right) in enumerate(rounds)
    ]
    practice = practised(*tried, hand_in(10_000, right="abcdef", attempt=len(tried) + 1))
    assert is_all_right(practice)
    assert wheel_spinning(practice, "block") is None
    assert wrong_items(practice) == ()


def test_nothing_practised_says_nothing():
    assert wheel_spinning(Practice(), "block") is None
    assert wrong_items(Practice()) == ()
    assert not is_all_right(Practice())
