"""The live rule and its epochs, as properties."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.live import PictureKind, draw_class, draw_place
from attune.affect.disclosure.membership import Membership
from attune.affect.disclosure.publisher import EVERY, NAMED_HOLDS, NEW_SESSION_AFTER, Learner, LivePublisher
from attune.affect.disclosure.release import NotReleased
from attune.affect.evidence import LearningState

ENGAGED, CONFUSED, FRUSTRATED, LOW, UNKNOWN = (
    LearningState.ENGAGED,
    LearningState.MAYBE_CONFUSED,
    LearningState.MAYBE_FRUSTRATED,
    LearningState.LOW_MOOD,
    LearningState.UNKNOWN,
)
KNOWN = [state for state in LearningState if state is not UNKNOWN]
K = 5
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BLOCK = UUID(int=99)


def people(*states, start=0):
    return {UUID(int=start + place + 1): state for place, state in enumerate(states)}


def learners(named=(), unnamed=(), silent=0):
    """Learners who are present and counted, and some of whom nothing is known."""
    all_states = [(state, True) for state in named] + [(state, False) for state in unnamed]
    seats = [
        Learner(UUID(int=place + 1), True, True, by_name, state, True, 0.8, {BLOCK: state} if state != UNKNOWN else {})
        for place, (state, by_name) in enumerate(all_states)
    ]
    return [*seats, *(Learner(UUID(int=900 + place), present=True) for place in range(silent))]


class Page:
    """A class page that looks at the clock."""

    def __init__(self) -> None:
        self.publisher, self.now = LivePublisher(), NINE

    def see(self, seats, seconds=15.0, blocks=(BLOCK,)):
        self.now += timedelta(seconds=seconds)
        return self.publisher.publish(seats, blocks, K, self.now)


@given(st.lists(st.sampled_from(KNOWN), max_size=12), st.lists(st.sampled_from(KNOWN), max_size=12))
def test_non_sharers_are_in_a_figure_only_as_five_or_more_with_two_on_each_side(named, unnamed):
    picture = draw_class(people(*named), people(*unnamed, start=100), False, {}, K)
    struggling = sum(state in STRUGGLING for state in unnamed)
    allowed = len(unnamed) >= K and 2 <= struggling <= len(unnamed) - 2
    assert (picture.kind is PictureKind.CLASS) == allowed
    if not allowed:
        assert picture == draw_class(people(*named), {}, False, {}, K)
        assert (picture.kind is PictureKind.HIDDEN) == (len(named) < K)


@given(st.lists(st.sampled_from(KNOWN), max_size=9), st.lists(st.sampled_from(KNOWN), min_size=5, max_size=9))
def test_figures_tell_non_sharers_apart_by_their_side_alone(named, unnamed):
    """Each side holds several states: whatever somebody's state is, another one gives the same page."""
    other = {
        state: next(each for each in KNOWN if each != state and (each in STRUGGLING) == (state in STRUGGLING))
        for state in KNOWN
    }
    here, swapped = people(*unnamed, start=100), people(*(other[state] for state in unnamed), start=100)
    assert draw_class(people(*named), here, False, {}, K) == draw_class(people(*named), swapped, False, {}, K)
    assert draw_place(people(*named), here, K) == draw_place(people(*named), swapped, K)


def test_nothing_is_shown_of_fewer_than_k():
    hidden = draw_class(people(*[ENGAGED] * 4), {}, True, {UUID(int=1): 1.0}, K)
    assert (hidden.kind, hidden.n, hidden.shares, hidden.struggling, hidden.coverage) == (
        PictureKind.HIDDEN,
        None,
        (),
        None,
        None,
    )
    assert draw_place(people(*[ENGAGED] * 4), {}, K).struggling is None


def test_figures_cannot_be_made_elsewhere():
    picture = draw_class(people(*[ENGAGED] * 6), {}, True, {}, K)
    with pytest.raises(NotReleased):
        replace(picture, seal=object)
    with pytest.raises(NotReleased):
        type(picture)(seal=str, kind=picture.kind, minimum=5, n=5, shares=(), struggling=None, coverage=None)


def test_the_sharers_picture_is_the_classes_only_where_everybody_shares():
    page = Page()
    assert page.see(learners([ENGAGED] * 6)).picture.kind is PictureKind.CLASS
    assert page.see(learners([ENGAGED] * 6, silent=1)).picture.kind is PictureKind.SHARERS
    assert Page().see(learners([ENGAGED] * 5 + [UNKNOWN])).picture.kind is PictureKind.SHARERS


def test_turning_away_for_a_moment_does_not_rename_the_picture():
    page = Page()
    page.see(learners([ENGAGED] * 6))
    away = learners([ENGAGED] * 5 + [UNKNOWN])
    assert page.see(away).picture.kind is PictureKind.CLASS
    assert page.see(away, NAMED_HOLDS.total_seconds()).picture.kind is PictureKind.SHARERS


@pytest.mark.parametrize("change", [{"counts": False}, {"named": False}, {"state": UNKNOWN}, {"evidence": False}])
def test_what_the_picture_is_called_does_not_tell_who_has_taken_something_back(change):
    page = Page()
    sharing = learners([ENGAGED] * 11)
    assert page.see(sharing).picture.kind is PictureKind.CLASS
    assert page.see([replace(sharing[0], **change), *sharing[1:]]).picture.kind is PictureKind.CLASS


def test_refusing_unknown_and_camera_off_give_the_same_page():
    """The page with one more student who does not share is the same whyever nothing is seen of them."""
    sharing = learners([ENGAGED, CONFUSED, ENGAGED, ENGAGED, LOW, ENGAGED])
    silent = Learner(UUID(int=50), present=True)
    variants = [
        silent,
        replace(silent, counts=True),
        replace(silent, counts=True, evidence=True, state=CONFUSED, coverage=0.4, places={BLOCK: CONFUSED}),
        replace(silent, named=True),
        replace(silent, named=True, counts=True, evidence=True),
    ]
    pages = [Page().see([*sharing, variant]) for variant in variants]
    assert all(page == pages[0] for page in pages)


def test_figures_change_on_the_clock_and_not_with_an_event():
    page = Page()
    calm, confused = learners([ENGAGED] * 6), learners([CONFUSED] * 6)
    first = page.see(calm)
    assert page.see(confused, seconds=14.9) is first
    assert page.see(confused, seconds=0.1).picture != first.picture


MIXED_STATES = [CONFUSED, FRUSTRATED, CONFUSED, ENGAGED, ENGAGED, LOW]
MIXED = learners([ENGAGED] * 4, MIXED_STATES)


def test_who_comes_waits_until_five_have_come():
    page = Page()
    before = page.see(MIXED).picture
    assert (before.kind, before.n) == (PictureKind.CLASS, 10)
    newcomers = [replace(MIXED[4], learner_id=UUID(int=200 + place)) for place in range(5)]
    for count in range(1, 5):
        assert page.see([*MIXED, *newcomers[:count]]).picture == before
    after = page.see([*MIXED, *newcomers]).picture
    assert (after.kind, after.n) == (PictureKind.CLASS, 15)


def test_who_goes_stays_in_with_their_last_state():
    page = Page()
    before = page.see(MIXED).picture
    gone = [*MIXED[:-1], replace(MIXED[-1], present=False, state=UNKNOWN)]
    assert page.see(gone).picture == before


def test_who_withdraws_leaves_at_once_and_blanks_the_picture_until_five_have_changed():
    page = Page()
    assert page.see(MIXED).picture.kind is PictureKind.CLASS
    without = [*MIXED[:-1], replace(MIXED[-1], counts=False)]
    sharers = page.see(without, seconds=1).picture
    assert (sharers.kind, sharers.n) == (PictureKind.HIDDEN, None), "four share, and nobody else is shown"
    assert page.see(without).picture == sharers
    back = page.see(MIXED).picture
    assert back == sharers, "coming back is no way to see the others without oneself"
    newcomers = [replace(MIXED[4], learner_id=UUID(int=200 + place)) for place in range(5)]
    assert page.see([*without, *newcomers]).picture.kind is PictureKind.CLASS


def withdrawn(learner):
    return replace(learner, counts=False, evidence=False, state=UNKNOWN, places={})


def test_coverage_does_not_tell_when_one_of_the_members_turns_their_camera_off():
    page, five = Page(), learners([], MIXED_STATES[:5])
    before = page.see(five).picture
    assert before.coverage == "high"
    assert page.see([replace(five[0], coverage=None), *five[1:]]).picture == before
    assert page.see([replace(five[0], coverage=None, present=False), *five[1:]]).picture == before


def test_the_class_picture_has_a_band_of_coverage_whoever_is_read():
    unread = [replace(each, coverage=None) for each in learners([], MIXED_STATES)]
    assert Page().see(unread).picture.coverage == "low"
    assert Page().see([*unread[:-1], replace(unread[-1], coverage=0.9)]).picture.coverage == "low"


@pytest.mark.parametrize("counted", [True, False])
def test_who_is_deactivated_has_left_whether_counted_or_not(counted):
    page = Page()
    others = learners([ENGAGED] * 6, MIXED_STATES)
    target = replace(others[-1], learner_id=UUID(int=50))
    before = page.see([*others, target if counted else withdrawn(target)])
    assert before.picture.kind is PictureKind.CLASS
    assert page.see(others, seconds=5) is before
    assert page.see(others).picture == before.picture


def test_who_shared_by_name_and_is_deactivated_leaves_with_the_tick():
    page = Page()
    sharing = learners([ENGAGED] * 11)
    before = page.see(sharing)
    assert page.see(sharing[:-6], seconds=5) is before
    assert page.see(sharing[:-6]).picture.n == 5


def test_a_second_withdrawal_before_the_tick_is_seen_as_well():
    """Between the first one and the tick only sharers are drawn: who withdraws then is in what the tick would show."""
    page = Page()
    sharing = learners([ENGAGED] * 6, MIXED_STATES)
    assert page.see(sharing).picture.kind is PictureKind.CLASS
    unshared = [replace(sharing[0], named=False), *sharing[1:]]
    page.see(unshared, seconds=3)
    without = [*unshared[:-1], withdrawn(unshared[-1])]
    page.see(without, seconds=3)
    after = page.see(without)
    assert (after.picture.kind, after.place(BLOCK).kind) == (PictureKind.SHARERS, PictureKind.SHARERS)
    assert sharing[-1].learner_id not in page.publisher.contributors


def test_who_withdraws_leaves_the_figures_of_blocks_that_are_not_on_the_page():
    """They are unknown by now, so they are in no other figure."""
    page, other = Page(), UUID(int=98)
    been = [replace(each, state=UNKNOWN) for each in MIXED]
    assert page.see(been).place(BLOCK).kind is PictureKind.CLASS
    page.see(been, blocks=[other])
    without = [*been[:-1], withdrawn(been[-1])]
    page.see(without, blocks=[other])
    assert page.see(without).place(BLOCK).kind is PictureKind.HIDDEN
    assert page.publisher.members_at[BLOCK].states[MIXED[-1].learner_id] is UNKNOWN


def test_a_new_session_begins_a_new_epoch():
    page = Page()
    page.see(MIXED)
    without = [*MIXED[:-1], replace(MIXED[-1], counts=False)]
    assert page.see(without).picture.kind is PictureKind.HIDDEN
    page.see([replace(each, present=False) for each in without])
    assert page.see(without, NEW_SESSION_AFTER.total_seconds() + 1).picture.kind is PictureKind.CLASS


def test_who_begins_to_share_is_not_subtracted_from_those_who_do_not():
    """Five who do not share, one of whom begins to: the other four must not be what is left."""
    five = learners([ENGAGED] * 4, [CONFUSED, FRUSTRATED, ENGAGED, ENGAGED, ENGAGED])
    page = Page()
    assert page.see(five).picture.kind is PictureKind.CLASS
    shares = [*five[:-1], replace(five[-1], named=True)]
    assert page.see(shares).picture.kind is PictureKind.SHARERS


@given(st.lists(st.lists(st.integers(0, 11), unique=True), min_size=2, max_size=12))
def test_two_shown_groups_of_non_sharers_are_the_same_or_differ_by_five(groups):
    """Whoever is there at each tick, by their numbers: no two figures differ by fewer than k contributors."""
    membership = Membership()
    shown = []
    for group in groups:
        known = {UUID(int=place + 1): KNOWN[place % 5] for place in group}
        membership.update(known, known.keys(), [], K)
        shown.append(frozenset(membership.shown()))
    for before, after in pairwise(shown):
        assert before == after or len(before ^ after) >= K
    assert timedelta(seconds=15) == EVERY
