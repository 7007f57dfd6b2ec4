"""A session of the demo class as it was until 2026-11, as 29 snapshots: nine students, six of whom share by name.

Deterministic: every student has a seed of their own, and the windows come from the same invention as the demo's. The
moods, the consents and the pace are written down here, so that the demo may change without changing what was attacked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from attune.affect.disclosure.publisher import Learner
from attune.affect.evidence import LearningState
from attune.affect.states import StateRules
from attune.affect.study_session import StudySession
from attune.affect.windows import Window
from attune.expressions import Expression
from attune.simulation.synthetic_windows import CALM, SPELL_HOLDS, synthetic_window

BEGINS = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SNAPSHOTS, APART = 29, timedelta(seconds=20)
WINDOW = timedelta(seconds=10)
HISTORY, MOVES_ON = 8, 0.12
LESSON = UUID(int=1)
BLOCKS = tuple(UUID(int=100 + place) for place in range(5))
MOODS: Sequence[Expression | None] = (
    Expression.NEUTRAL,
    Expression.SURPRISE,
    Expression.NEUTRAL,
    Expression.ANGER,
    Expression.NEUTRAL,
    Expression.SURPRISE,
    Expression.HAPPINESS,
    Expression.NEUTRAL,
    None,
)
SHARING = 6  # the first six; the others only let themselves be counted


@dataclass(frozen=True)
class Snapshot:
    """A class at one instant. block: where each learner is, in the order of `learners`."""

    at: datetime
    learners: tuple[Learner, ...]
    blocks: tuple[UUID, ...]

    def with_state(self, place: int, state: LearningState) -> Snapshot:
        """The same, had one learner been in another state, there and at the block where they are."""
        learner = self.learners[place]
        places = {**learner.places, self.blocks[place]: state}
        changed = replace(learner, state=state, places=places)
        return replace(self, learners=(*self.learners[:place], changed, *self.learners[place + 1 :]))


def demo_session() -> list[Snapshot]:
    """The session: nearly ten minutes, one snapshot every twenty seconds."""
    students = [_Student(place) for place in range(len(MOODS))]
    for student in students:
        for window in range(HISTORY):
            student.show(BEGINS - WINDOW * (HISTORY - window))
    snapshots = []
    for number in range(SNAPSHOTS):
        at = BEGINS + APART * number
        for student in students:
            student.show(at - 2 * WINDOW)
            student.go_on()
            student.show(at - WINDOW)
        learners = tuple(student.seen(at) for student in students)
        snapshots.append(Snapshot(at, learners, tuple(BLOCKS[student.block] for student in students)))
    return snapshots


class _Student:
    def __init__(self, place: int) -> None:
        self.learner_id = uuid5(LESSON, str(place))
        self.rng = Random(place)
        self.mood, self.shares = MOODS[place], place < SHARING
        self.study_session, self.block = StudySession(), 0

    def show(self, started_at: datetime) -> None:
        expression = self.mood if self.rng.random() < SPELL_HOLDS else self.rng.choice(CALM)
        synthetic = synthetic_window(self.rng, expression, LESSON, BLOCKS[self.block], started_at)
        given = {"started_at": started_at, "p": tuple(synthetic["p"])}  # values where a device sends JSON
        window = Window(**synthetic | given)
        self.study_session, _ = self.study_session.add_window(window, StateRules(), lambda _before: None)

    def go_on(self) -> None:
        if self.rng.random() < MOVES_ON:
            self.block = min(self.block + 1, len(BLOCKS) - 1)

    def seen(self, at: datetime) -> Learner:
        places = {UUID(block_id): each.state for block_id, each in self.study_session.block_states.items()}
        return Learner(
            learner_id=self.learner_id,
            present=True,
            counts=True,
            named=self.shares,
            state=self.study_session.state(StateRules(), at).state,
            evidence=True,
            coverage=self.study_session.recent[-1].coverage,
            places=places,
        )
