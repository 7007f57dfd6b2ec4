"""Simulated institutions with an experiment in them: moments, what is answered after them, and a planted effect.

Students differ in how often they are right (a normal effect on the logit), their form drifts from one moment to the
next (a first-order autoregression), they meet different numbers of moments, and not every moment is followed by an
answer. The arms are drawn by the same function as on the platform. No face and no learning state is in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from attune.affect.evidence import Instant, Probability
from attune.affect.experiment.assignment import assign
from attune.affect.experiment.moments import DrawnMoment, Item

START = datetime(2026, 9, 7, 8, tzinfo=UTC)
SKILLS = 12
ITEMS_IN_A_QUIZ = 3
COMES_BACK_DAYS = 4.0  # mean time between two days on which a student does anything


@dataclass(frozen=True, slots=True)
class SimulatedInstitution:
    """What an institution is like.

    Attributes:
        students, weeks, moments_per_week, share: as in the power calculation.
        base_rate: of the primary outcome in the silent arm, for a student in the middle.
        effect: what a message adds to it.
        person_sd: by how much students differ, on the logit.
        serial: the correlation of a student's form from one moment to the next.
        form_sd: by how much it varies, on the logit.
        followed: how often anything is answered within a day after a moment.
    """

    students: int = 90
    weeks: int = 8
    moments_per_week: float = 3.0
    share: Probability = 0.3
    base_rate: Probability = 0.5
    effect: float = 0.0
    person_sd: float = 0.7
    serial: float = 0.5
    form_sd: float = 0.7
    followed: Probability = 0.9


@dataclass(frozen=True, slots=True)
class SimulatedExperiment:
    """What was counted of an institution. planted: what messages really changed on average, in probability."""

    moments: list[DrawnMoment]
    items: list[Item]
    activity: dict[str, list[Instant]]
    planted: float


def simulate_experiment(institution: SimulatedInstitution, rng: Random) -> SimulatedExperiment:
    """Let the students of an institution live through its weeks."""
    found = SimulatedExperiment([], [], {}, 0.0)
    changes: list[float] = []
    for number in range(institution.students):
        student = _Student(institution, rng, f"student-{number}-{rng.getrandbits(64):x}")
        for moment, items, change in student.live():
            found.moments.append(moment)
            found.items.extend(items)
            changes.append(change)
        found.activity[student.name] = student.activity()
    planted = math.fsum(changes) / len(changes) if changes else 0.0
    return SimulatedExperiment(found.moments, found.items, found.activity, planted)


class _Student:
    """One simulated student."""

    def __init__(self, institution: SimulatedInstitution, rng: Random, name: str) -> None:
        self.name = name
        self._institution, self._rng = institution, rng
        # what is right, of what is answered; the rest of the base rate is what is not answered at all
        middle = institution.base_rate / institution.followed
        self._ability = math.log(middle / (1 - middle)) + rng.gauss(0, institution.person_sd)
        self._form = rng.gauss(0, institution.form_sd)
        self._busy = rng.gammavariate(4.0, institution.moments_per_week / 4.0)

    def live(self) -> Iterator[tuple[DrawnMoment, list[Item], float]]:
        """The student's moments in the order of time, each with what is answered and what a message changes."""
        until = START + timedelta(weeks=self._institution.weeks)
        at = START + self._interval()
        while at < until:
            yield self._meet(at)
            at += self._interval()

    def activity(self) -> list[Instant]:
        """When the student does anything, until they leave or well after the experiment."""
        rng, at = self._rng, START
        last = START + timedelta(days=rng.expovariate(1 / 200))
        found = []
        while at < min(last, START + timedelta(weeks=self._institution.weeks + 4)):
            found.append(at)
            at += timedelta(days=rng.expovariate(1 / COMES_BACK_DAYS))
        return found

    def _interval(self) -> timedelta:
        return timedelta(weeks=self._rng.expovariate(max(self._busy, 0.05)))

    def _meet(self, at: Instant) -> tuple[DrawnMoment, list[Item], float]:
        institution, rng = self._institution, self._rng
        moment_id = f"{rng.getrandbits(128):032x}"
        drawn = assign(f"{self.name}:{moment_id}", institution.share)
        topic = f"course/skill-{rng.randrange(SKILLS)}"
        drift = math.sqrt(1 - institution.serial**2) * institution.form_sd
        self._form = institution.serial * self._form + rng.gauss(0, drift)
        right = 1 / (1 + math.exp(-self._ability - self._form))
        helped = min(1.0, max(0.0, right + institution.effect / institution.followed))
        moment = DrawnMoment(self.name, moment_id, at, topic, "wrong_answers", drawn.speak, drawn.probability_speak)
        items: list[Item] = []
        if rng.random() < institution.followed:
            answered_at = at + timedelta(minutes=rng.uniform(1, 20 * 60))
            rights = [helped if drawn.speak else right, *[right] * (ITEMS_IN_A_QUIZ - 1)]
            items = [
                Item(self.name, f"{moment_id}:{place}", answered_at, frozenset({topic}), rng.random() < probability)
                for place, probability in enumerate(rights)
            ]
        return moment, items, (helped - right) * institution.followed
