"""A tutor who looks again and again, while learners come, study on, leave, withdraw, share, and change groups.

The attacker puts everything together that was ever shown: every figure of a block, for the course and its groups, as
an exact sum over the learners behind it, without rounding. Whose state is seen by name is known. An attack succeeds if
some combination of the figures is about fewer than k learners.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import combinations
from random import Random
from uuid import UUID

import numpy as np
import pytest

from attune.affect.disclosure.rows import ShownCell, ShownRow, release_row
from attune.affect.disclosure.tables import Contribution
from attune.classroom.insight.review.cells import cells_of
from attune.classroom.insight.review.friction import LearnerAtBlock
from attune.classroom.insight.review.learners import Counted
from attune.classroom.insight.review.tables import reading

pytestmark = pytest.mark.in_process("computes, and asks nobody")

K = 3
BLOCKS = (UUID(int=1), UUID(int=2))
GROUPS = (UUID(int=11), UUID(int=12))
MOMENTS = 40


def digest(name: str) -> str:
    return blake2b(name.encode(), digest_size=8).hexdigest()


@dataclass
class Course:
    """Learners to whom things happen.

    shown: every set of things that a figure was made of.  known: what was seen by name.  last: what was decided.
    one_look: whether each look is judged by itself, as if nothing had been shown before.
    """

    rng: Random
    one_look: bool = False
    at: dict[UUID, dict[UUID, LearnerAtBlock]] = field(default_factory=lambda: {block: {} for block in BLOCKS})
    away: dict[UUID, dict[UUID, LearnerAtBlock]] = field(default_factory=dict)
    groups: dict[UUID, frozenset[UUID]] = field(default_factory=dict)
    sharing: set[UUID] = field(default_factory=set)
    known: set[tuple[str, str]] = field(default_factory=set)
    shown: set[frozenset[tuple[str, str]]] = field(default_factory=set)
    last: dict[str, tuple[Mapping[str, ShownCell[str]], ShownRow]] = field(default_factory=dict)

    def happen(self) -> None:
        """One thing happens to one learner."""
        learners = sorted({learner for each in self.at.values() for learner in each}, key=str)
        act = self.rng.randrange(8) if len(learners) > 6 else 0
        if act <= 1 and len(learners) < 10:
            newcomer = UUID(int=100 + self.rng.getrandbits(40))
            self.groups[newcomer] = frozenset(self.rng.sample(GROUPS, self.rng.choice([0, 1, 1, 1])))
            self.study(newcomer, BLOCKS[0])
            self.study(newcomer, BLOCKS[1])
        elif act <= 4:
            self.study(self.rng.choice(learners), self.rng.choice(BLOCKS))
        elif act == 5:
            self.withdraw(self.rng.choice(learners))
        elif act == 6 and self.away:
            self.come_back(self.rng.choice(sorted(self.away, key=str)))
        else:
            self.toggle(self.rng.choice(learners))

    def study(self, learner: UUID, block: UUID) -> None:
        seconds = self.rng.uniform(0, 100)
        known = self.at[block].get(learner, LearnerAtBlock()).known + 100.0
        self.at[block][learner] = LearnerAtBlock(known, seconds, known, known)

    def withdraw(self, learner: UUID) -> None:
        self.away[learner] = {block: self.at[block].pop(learner) for block in BLOCKS if learner in self.at[block]}

    def come_back(self, learner: UUID) -> None:
        for block, at in self.away.pop(learner).items():
            self.at[block][learner] = at

    def toggle(self, learner: UUID) -> None:
        """Begin to share, or stop; or go to another group."""
        if self.rng.random() < 0.4:
            if learner in self.sharing:
                self.sharing.discard(learner)
                self.withdraw(learner)  # whoever stops to share is left out for the rest of the period
                del self.away[learner]
            else:
                self.sharing.add(learner)
        else:
            self.groups[learner] = frozenset(self.rng.sample(GROUPS, self.rng.choice([0, 1, 1])))

    def look(self) -> None:
        """The tutor looks at the page: what is shown of it is remembered, and what is seen by name."""
        cells = cells_of(Counted(self.at, frozenset(self.sharing), self.groups), reading, lambda _at: False, K)
        for row, candidates in cells.rows.items():
            for possible in candidates.values():
                for each in (one for candidate in possible for one in candidate.made):
                    thing = (each.learner, each.item)
                    if UUID(each.learner) in self.sharing and not any(thing in figure for figure in self.shown):
                        self.known.add(thing)
            last, before = self.last.get(row, ({}, ShownRow()))
            if self.one_look:
                before = ShownRow()
            possible = {**candidates, **dict.fromkeys(last.keys() - candidates.keys(), ())}
            released = release_row(possible, K, self.describe, digest, last, before)
            self.last[row] = (released.cells, released.row)

    def describe(self, key: str, made: Sequence[Contribution]) -> str:
        self.shown.add(frozenset((each.learner, each.item) for each in made))
        return key


def learners_exposed(course: Course) -> set[frozenset[str]]:
    """The groups of fewer than k learners, none of whom shares, about whom some combination of the figures tells."""
    unknown = sorted({each for figure in course.shown for each in figure} - course.known)
    place = {each: index for index, each in enumerate(unknown)}
    sums = np.zeros((len(course.shown), len(unknown)))
    for row, figure in enumerate(course.shown):
        for each in figure - course.known:
            sums[row, place[each]] = 1
    rank = np.linalg.matrix_rank(sums) if unknown else 0
    learners = sorted({learner for learner, _item in unknown if UUID(learner) not in course.sharing})
    return {
        frozenset(few)
        for few in combinations(learners, K - 1)
        if np.linalg.matrix_rank(sums[:, [learner not in few for learner, _item in unknown]]) < rank
    }


def attacked(seed: int, *, one_look: bool = False) -> Course:
    course = Course(Random(seed), one_look)
    for _ in range(MOMENTS):
        course.happen()
        course.look()
    return course


@pytest.mark.parametrize("seed", range(16))
def test_no_combination_of_everything_ever_shown_is_about_fewer_than_k_learners(seed):
    assert learners_exposed(attacked(seed)) == set()


def test_figures_that_are_judged_one_look_at_a_time_do_tell_of_few():
    """The attack is strong enough: it succeeds where what was shown before does not count."""
    exposed = [bool(learners_exposed(attacked(seed, one_look=True))) for seed in range(8)]
    assert sum(exposed) >= 6


def test_enough_is_shown_to_be_attacked():
    figures = [len(attacked(seed).shown) for seed in range(16)]
    assert sum(figures) > 80
