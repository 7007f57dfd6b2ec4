"""What a tutor can find out about somebody who does not share: much until 2026-11, and nothing certain since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random
from uuid import UUID

import pytest

from attune.affect.aggregate import STRUGGLING
from attune.affect.disclosure.live import PictureKind, draw_class, may_mix
from attune.affect.disclosure.publisher import EVERY, Learner, LivePublisher
from attune.affect.evidence import LearningState
from tests.classroom.live_class.attack.attacker import consistent_states, moments_named
from tests.classroom.live_class.attack.before import K, views_before
from tests.classroom.live_class.attack.snapshots import BEGINS, BLOCKS, SHARING, Snapshot, demo_session

pytestmark = pytest.mark.in_process("computes, and asks nobody")

ENGAGED, CONFUSED, FRUSTRATED, UNKNOWN = (
    LearningState.ENGAGED,
    LearningState.MAYBE_CONFUSED,
    LearningState.MAYBE_FRUSTRATED,
    LearningState.UNKNOWN,
)
KNOWN = [state for state in LearningState if state is not UNKNOWN]


def views_now(session: Sequence[Snapshot]) -> list[object]:
    """The page at each snapshot: tiles, the class picture, blocks; alerts are a function of these."""
    publisher = LivePublisher()
    return [_view(publisher, snapshot) for snapshot in session]


def _view(publisher: LivePublisher, snapshot: Snapshot) -> object:
    published = publisher.publish(snapshot.learners, BLOCKS, K, snapshot.at)
    present = [each for each in snapshot.learners if each.present]
    tiles = [(each.learner_id, each.state if each.named and each.state is not UNKNOWN else None) for each in present]
    return (tiles, published.picture, published.places)


@pytest.fixture(scope="module")
def demo() -> list[Snapshot]:
    """The session that was attacked first."""
    return demo_session()


def test_the_snapshots_are_29_and_the_same_everywhere(demo):
    assert len(demo) == 29
    assert demo == demo_session()
    known = [each.state for snapshot in demo for each in snapshot.learners if not each.named]
    assert {*known} >= {ENGAGED, UNKNOWN}


def test_the_attacker_named_somebody_in_at_least_11_of_29_snapshots_before(demo):
    named = moments_named(views_before, demo, range(SHARING, len(demo[0].learners)))
    assert len(named) >= 11


def test_the_attacker_names_nobody_in_that_session_now(demo):
    assert moments_named(views_now, demo, range(SHARING, len(demo[0].learners))) == {}


class Class:
    """A made-up class that changes its mind, comes, goes and withdraws; deterministic by its seed."""

    def __init__(self, seed: int, named: int, counted: int, silent: int = 2) -> None:
        self.rng = Random(seed)
        kinds = ["named"] * named + ["counted"] * counted + ["silent"] * silent
        self.learners = [self._begin(UUID(int=1000 * seed + place + 1), kind) for place, kind in enumerate(kinds)]
        self.blocks = [self.rng.choice(BLOCKS) for _ in kinds]

    def _begin(self, learner_id: UUID, kind: str) -> Learner:
        seen = {"present": True, "coverage": self.rng.random(), "evidence": kind != "silent"}
        state = self.rng.choice(KNOWN) if kind != "silent" else UNKNOWN
        return Learner(learner_id, counts=kind != "silent", named=kind == "named", state=state, **seen)

    def session(
        self, moments: int, happen: Callable[[int, Class], None] = lambda _moment, _self: None
    ) -> list[Snapshot]:
        """The class every ten seconds; some change their state or turn away, and what `happen` does happens."""
        snapshots = []
        for moment in range(moments):
            for place, each in enumerate(self.learners):
                if each.evidence and each.present and self.rng.random() < 0.3:
                    self.change(place, state=self.rng.choice([*KNOWN, CONFUSED, FRUSTRATED, UNKNOWN]))
            happen(moment, self)
            at = BEGINS + timedelta(seconds=10 * moment)
            snapshots.append(Snapshot(at, tuple(self.learners), tuple(self.blocks)))
        return snapshots

    def change(self, place: int, **fields: object) -> None:
        learner = replace(self.learners[place], **fields)
        if learner.present and learner.state is not UNKNOWN:
            learner = replace(learner, places={**learner.places, self.blocks[place]: learner.state})
        self.learners[place] = learner


def lively(moment: int, of: Class) -> None:
    """People come and go, withdraw, begin to share, delete everything, are deactivated, move on."""
    place = of.rng.randrange(len(of.learners))
    act = moment % 9
    if act == 1:
        of.change(place, present=False)
    elif act == 2:
        of.change(place, counts=False, state=UNKNOWN, places={})
    elif act == 3:
        of.change(place, present=True, counts=True, evidence=True, state=CONFUSED)
    elif act == 4:
        of.change(place, named=not of.learners[place].named)
    elif act == 5:
        of.change(place, evidence=False, state=UNKNOWN, places={})
    elif act == 6:
        of.blocks[place] = of.rng.choice(BLOCKS)
    elif act == 7:
        del of.learners[place], of.blocks[place]


CLASSES = [(1, 6, 3), (2, 5, 6), (3, 8, 8), (4, 2, 14), (5, 20, 12), (6, 0, 9)]


@pytest.mark.parametrize(("seed", "named", "counted"), CLASSES)
def test_nobody_is_named_in_any_class_in_which_nobody_leaves(seed, named, counted):
    session = Class(seed, named, counted).session(24)
    unnamed = range(named, named + counted, max(1, counted // 3))
    assert moments_named(views_now, session, unnamed) == {}


@pytest.mark.parametrize(("seed", "named", "counted"), CLASSES)
def test_nobody_is_named_by_their_coming_going_withdrawing_or_being_deactivated(seed, named, counted):
    """Places in the list shift when somebody is gone: each moment's non-sharers are attacked as they are then."""
    session = Class(seed, named, counted).session(27, lively)
    for moment in range(0, len(session), 3):
        learners = session[moment].learners
        hidden = [i for i, each in enumerate(learners) if each.present and not each.named and each.state is not UNKNOWN]
        for target in hidden[:3]:
            assert len(consistent_states(views_now, session, moment, target)) > 1


def test_the_class_picture_is_seen_often_enough_to_be_attacked():
    kinds = [
        LivePublisher().publish(snapshot.learners, BLOCKS, K, snapshot.at).picture.kind
        for seed, named, counted in CLASSES
        for snapshot in Class(seed, named, counted).session(24)
    ]
    assert kinds.count(PictureKind.CLASS) > 40


@pytest.mark.parametrize("leave", [{"present": False}, {"counts": False}, {"evidence": False, "state": UNKNOWN}])
def test_the_difference_of_two_moments_tells_nothing_of_who_leaves_a_class_of_sixty(leave):
    """Until 2026-11 the picture before and after told the leaver's state: twelve certain guesses, twelve right."""
    for seed in range(12):
        of = Class(seed, 40, 20, silent=0)
        still = [Snapshot(BEGINS, tuple(of.learners), tuple(of.blocks))]
        leaver = 40 + seed
        gone = replace(of.learners[leaver], **leave)
        learners = (*of.learners[:leaver], gone, *of.learners[leaver + 1 :])
        session = [*still, Snapshot(BEGINS + EVERY, learners, tuple(of.blocks))]
        assert views_before(session)[0] != views_before(session)[1]
        publisher = LivePublisher()
        before, after = (publisher.publish(each.learners, BLOCKS, K, each.at).picture for each in session)
        assert before.kind is PictureKind.CLASS
        assert after in (before, sharers_only(learners)), "the others' picture is shown without the leaver"


def sharers_only(learners):
    named = {each.learner_id: each.state for each in learners if each.named}
    return draw_class(named, {}, False, {each.learner_id: each.coverage for each in learners}, K)


@pytest.mark.parametrize("unnamed", range(1, 8))
def test_whoever_knows_nobodys_state_learns_nobodys_side(unnamed):
    """Among the assignments of sides that give the picture seen, each non-sharer is on either side in some."""
    named = {UUID(int=100 + place): KNOWN[place % 5] for place in range(7)}
    by_picture: dict[object, list[tuple[LearningState, ...]]] = {}
    for states in product((ENGAGED, CONFUSED), repeat=unnamed):
        picture = draw_class(named, dict(zip(map(UUID, NAMES), states, strict=False)), False, {}, K)
        by_picture.setdefault(picture, []).append(states)
    for assignments in by_picture.values():
        for place in range(unnamed):
            assert {states[place] in STRUGGLING for states in assignments} == {True, False}


NAMES = [f"00000000-0000-0000-0000-00000000000{place}" for place in range(8)]


def test_a_group_that_is_all_or_all_but_one_on_one_side_is_not_shown():
    assert may_mix([CONFUSED, FRUSTRATED, ENGAGED, ENGAGED, ENGAGED], K)
    assert not may_mix([CONFUSED, ENGAGED, ENGAGED, ENGAGED, ENGAGED], K)
    assert not may_mix([CONFUSED] * 9, K)
    assert not may_mix([CONFUSED, CONFUSED, ENGAGED, ENGAGED], K)
