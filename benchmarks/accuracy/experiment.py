"""Can the experiment be trusted? False alarms without an effect, and how often a planted one is found.

    python -m benchmarks.accuracy.experiment [--institutions 1000] [--seed 19]

Without an effect: that many simulated institutions of 15, 30, 60 and 90 students in turn, each analysed as the platform
does; how often the interval leaves out zero (5 % is right), and each way. With +10 points planted: a fifth as many
institutions of 90 students, 8 weeks, a silent share of 0.3, at several numbers of moments a week; how often messages
are found to help, how often the interval holds what was planted, and what the power calculation promised. Where less
than 80 % are found, the number of students that it takes. About 60 ms an institution; one process, one thread.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

from attune.affect.experiment.estimate import Effect, estimate_effect, scored
from attune.affect.experiment.moments import PRIMARY
from attune.affect.experiment.outcomes import observe
from attune.affect.experiment.power import POWER, Design, smallest_effect, students_needed
from attune.simulation.experiment import SimulatedInstitution, simulate_experiment
from attune.statistics import wilson_interval

SIZES = (15, 30, 60, 90)
PLANTED = 0.10
MOMENTS_PER_WEEK = (1.0, 2.0, 3.0)
CORRELATION = 0.1  # of two outcomes of one student, about that of the simulated ones


@dataclass(frozen=True, slots=True)
class Outcome:
    """One analysed institution."""

    effect: Effect
    planted: float


def analysed(institution: SimulatedInstitution, seed: str) -> Iterator[Outcome]:
    """Institution after institution of one kind, as the platform would analyse each."""
    rng = Random(seed)
    while True:
        found = simulate_experiment(institution, rng)
        observed = observe(found.moments, found.items, found.activity)
        effect = estimate_effect(scored(observed, PRIMARY))
        if effect is None:
            raise RuntimeError(f"An institution of {institution.students} students gave no estimate.")
        yield Outcome(effect, found.planted)


def share_of(count: int, n: int) -> str:
    """A share with its 95 % interval, in percent."""
    low, high = wilson_interval(count, n)
    return f"{100 * count / n:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def report_no_effect(institutions: int, seed: int) -> None:
    """Print how often an effect is claimed where there is none."""
    better = worse = total = 0
    print(f"no effect, {institutions} institutions, silent share 0.3, 8 weeks, 3 moments a week")
    for students in SIZES:
        kind = analysed(SimulatedInstitution(students=students), f"{seed}:no effect:{students}")
        effects = [outcome.effect for outcome in islice(kind, institutions // len(SIZES))]
        up, down = sum(effect.low > 0 for effect in effects), sum(effect.high < 0 for effect in effects)
        print(f"  {students:3} students: false alarms {share_of(up + down, len(effects))}")
        better, worse, total = better + up, worse + down, total + len(effects)
    print(f"  all: false alarms {share_of(better + worse, total)}; {better} claim help, {worse} harm")


def report_planted(institutions: int, seed: int) -> None:
    """Print how often a planted effect is found."""
    print(
        f"+{100 * PLANTED:.0f} points planted, {institutions} institutions each, 90 students, 8 weeks, silent share 0.3"
    )
    for moments in MOMENTS_PER_WEEK:
        kind = SimulatedInstitution(moments_per_week=moments, effect=PLANTED)
        outcomes = list(islice(analysed(kind, f"{seed}:planted:{moments}"), institutions))
        found = sum(outcome.effect.low > 0 for outcome in outcomes)
        held = sum(outcome.effect.low <= outcome.planted <= outcome.effect.high for outcome in outcomes)
        mean = sum(outcome.effect.difference for outcome in outcomes) / len(outcomes)
        planted = sum(outcome.planted for outcome in outcomes) / len(outcomes)
        design = Design(kind.students, kind.weeks, moments, kind.share, kind.base_rate, CORRELATION)
        smallest = smallest_effect(design)
        print(
            f"  {moments:.0f} moments a week: found {share_of(found, len(outcomes))}, "
            f"interval holds the truth {share_of(held, len(outcomes))}, "
            f"estimated {100 * mean:.1f} of {100 * planted:.1f} points; calculated for {100 * POWER:.0f} %: "
            f"{'none' if smallest is None else f'{100 * smallest:.1f} points'}"
        )
        if found < POWER * len(outcomes):
            print(f"    {100 * POWER:.0f} % takes {students_needed(design, PLANTED)} students by the calculation")


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description="False alarms and power of the experiment")
    parser.add_argument("--institutions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=19)
    given = parser.parse_args()
    started = time.perf_counter()
    report_no_effect(given.institutions, given.seed)
    report_planted(max(1, given.institutions // 5), given.seed)
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
