"""The frames of all students together are spread over what the server can read; few students notice nothing of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.classroom.wellbeing.server_inference.pacing import ENOUGH_FRAMES, LONGEST_SECONDS, Pace


def experienced(seconds, places=1, share=0.5):
    """A pace that knows how long a frame takes."""
    pace = Pace(places, share)
    for _ in range(ENOUGH_FRAMES):
        pace.frame_took(seconds)
    return pace


def test_before_it_knows_how_long_a_frame_takes_it_slows_nobody_down():
    pace = Pace(places=1, share=0.5)
    pace.frame_took(2.0)
    assert [pace.reserve(10.0, 0.1) for _ in range(5)] == [pytest.approx(0.1)] * 5


def test_few_students_wait_no_longer_than_they_ask_for():
    pace = experienced(0.01)
    for now in (0.0, 0.25, 0.5):
        assert pace.reserve(now, 0.08) == pytest.approx(0.08)


def test_a_class_that_comes_at_once_is_spread_out():
    pace = experienced(0.01)
    assert [pace.reserve(0.0, 0.1) for _ in range(4)] == pytest.approx([0.1, 0.12, 0.14, 0.16])


@pytest.mark.parametrize(("places", "share", "spacing"), [(1, 1.0, 0.1), (1, 0.5, 0.2), (4, 0.5, 0.05)])
def test_more_places_and_a_larger_share_let_more_frames_in(places, share, spacing):
    assert experienced(0.1, places, share).spacing == pytest.approx(spacing)


def test_cameras_just_turned_on_delay_the_others():
    pace = experienced(0.1)
    for _ in range(3):
        pace.frame_came(0.0)
    assert pace.reserve(0.0, 0.1) == pytest.approx(0.6)


def test_loading_the_model_with_the_first_frame_says_nothing_of_the_next_ones():
    pace = Pace(places=1, share=1.0)
    for seconds in (3.0, 0.01, 0.01):
        pace.frame_took(seconds)
    assert pace.spacing == pytest.approx(0.01)


def test_a_server_that_becomes_slower_asks_for_fewer_frames():
    pace = experienced(0.01)
    for _ in range(31):
        pace.frame_took(0.04)
    assert pace.spacing == pytest.approx(0.08)


def test_nobody_is_told_to_wait_for_longer_than_a_window_lasts():
    pace = experienced(1.0)
    assert max(pace.reserve(0.0, 0.1) for _ in range(100)) == LONGEST_SECONDS


@given(arrivals=st.lists(st.floats(0.0, 0.5), min_size=2, max_size=40), seconds=st.floats(0.001, 0.05))
def test_turns_are_at_least_a_spacing_apart_and_never_before_they_are_asked_for(arrivals, seconds):
    pace, now, instants = experienced(seconds), 0.0, []
    for gap in arrivals:
        now += gap
        wait = pace.reserve(now, 0.08)
        assert 0.08 - 1e-9 <= wait <= LONGEST_SECONDS
        instants.append(now + wait)
    assert all(b - a >= pace.spacing - 1e-9 for a, b in pairwise(instants))
