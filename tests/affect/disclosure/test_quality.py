"""Quality figures are right, and put together they tell of nobody: an attacker adds and subtracts all that is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from random import Random

import numpy as np
import pytest

from attune.affect.disclosure.quality import (
    EVERYTHING,
    AnsweredReading,
    Cell,
    Division,
    ReadState,
    ReadTime,
    release_agreement,
    release_corrected,
    release_readable,
)
from attune.affect.disclosure.release import Released
from attune.affect.evidence import LearningState
from attune.statistics import wilson_interval

K = 4
ENGAGED, CONFUSED, LOW = LearningState.ENGAGED, LearningState.MAYBE_CONFUSED, LearningState.LOW_MOOD
STATES = (ENGAGED, CONFUSED, LOW)


def answered(learner, read=ENGAGED, said=ENGAGED, moment=0, model="mini", source="on_device", quality=0.9):
    return AnsweredReading(f"l{learner}", f"l{learner}:{moment}", read, said, model, source, quality)


def class_of(rng: Random) -> list[AnsweredReading]:
    """A class in which anything may be rare: states, models, places, people with many moments."""
    rows = []
    for learner in range(rng.randrange(3, 24)):
        for moment in range(rng.choice([1, 1, 2, 5])):
            rows.append(
                answered(
                    learner,
                    rng.choices(STATES, (6, 3, rng.choice([0, 1, 3])))[0],
                    rng.choices(STATES, (5, 3, 1))[0],
                    moment,
                    rng.choices(("mini", "old"), (4, rng.choice([0, 1, 4])))[0],
                    rng.choices(("on_device", "server"), (6, 1))[0],
                    rng.choice([0.7, 0.9, 0.95]),
                )
            )
    return rows


def in_cell(rows: Iterable[AnsweredReading], cell: Cell) -> list[AnsweredReading]:
    return [each for each in rows if cell == EVERYTHING or cell in each.cells()]


def names_a_learner(rows: list[AnsweredReading], shown: Iterable[Cell]) -> bool:
    """Whether some combination of exact sums over what is shown is about fewer than K learners alone."""
    cells = sorted(shown)
    atoms: dict[tuple[bool, ...], set[str]] = defaultdict(set)
    for each in rows:
        atoms[tuple(cell == EVERYTHING or cell in each.cells() for cell in cells)].add(each.learner)
    atoms.pop((False,) * len(cells), None)
    if not atoms:
        return False
    patterns = list(atoms)
    matrix = np.array(patterns, dtype=float).T
    whole = np.linalg.matrix_rank(matrix)
    small = [place for place, pattern in enumerate(patterns) if len(atoms[pattern]) < K]
    for size in range(1, len(small) + 1):
        for some in combinations(small, size):
            if len(set().union(*(atoms[patterns[place]] for place in some))) >= K:
                continue
            others = np.delete(matrix, some, axis=1)
            if others.shape[1] == 0 or np.linalg.matrix_rank(others) < whole:
                return True
    return False


def gives_a_group_away(rows: list[AnsweredReading], shown: Iterable[Cell]) -> bool:
    """Whether what is left of the total, or a shown cell, is of few learners or of people who are all alike."""
    cells = set(shown)
    left = [in_cell(rows, cell) for cell in cells]
    for division in Division:
        parts = [cell for cell in cells if cell.division is division and cell != EVERYTHING]
        if parts and EVERYTHING in cells:
            left.append([each for each in rows if not set(parts) & set(each.cells())])
    return any(each and _alike(each) for each in left)


def _alike(rows: list[AnsweredReading]) -> bool:
    agreeing = {each.learner for each in rows if each.read is each.said}
    others = {each.learner for each in rows if each.read is not each.said}
    return len(agreeing | others) < K or min(len(agreeing), len(others)) < 2


def naively_shown(rows: list[AnsweredReading]) -> set[Cell]:
    """What would be shown if each cell were judged by itself."""
    cells = {EVERYTHING, *(cell for each in rows for cell in each.cells())}
    return {cell for cell in cells if len({each.learner for each in in_cell(rows, cell)}) >= K}


def test_the_attacker_finds_nobody_in_what_is_shown_and_would_in_what_each_cell_alone_allows():
    rng, found_naively, shown_at_all = Random(5), 0, 0
    for _ in range(120):
        rows = class_of(rng)
        shown = release_agreement(rows, K).keys()
        shown_at_all += len(shown)
        assert not names_a_learner(rows, shown), rows
        assert not gives_a_group_away(rows, shown), rows
        naive = naively_shown(rows)
        found_naively += names_a_learner(rows, naive) or gives_a_group_away(rows, naive)
    assert found_naively > 50
    assert shown_at_all > 250


def test_the_attacker_finds_nobody_in_the_time_that_was_read():
    rng, shown_at_all = Random(6), 0
    for _ in range(150):
        times = [
            ReadTime(f"l{learner}", model, source, whole := rng.uniform(60, 4000), whole * 0.8, whole * rng.random())
            for learner in range(rng.randrange(3, 20))
            for model, source in rng.sample((("mini", "on_device"), ("old", "server"), ("old", "on_device")), 1)
        ]
        shown = release_readable(times, K)
        shown_at_all += len(shown)
        for division in (Division.MODEL, Division.SOURCE):
            parts = {cell.value for cell in shown if cell.division is division}
            kept = [each for each in times if getattr(each, division) not in parts]
            assert not parts or not kept or len({each.learner for each in kept}) >= K
        for cell in shown:
            members = [each for each in times if cell == EVERYTHING or getattr(each, cell.division) == cell.value]
            assert len({each.learner for each in members}) >= K
    assert shown_at_all > 150


def test_agreement_is_the_share_of_moments_with_an_interval_that_knows_they_belong_to_few():
    rows = [
        answered(learner, said=ENGAGED if moment else CONFUSED, moment=moment)
        for learner in range(20)
        for moment in range(4)
    ]
    found = release_agreement(rows, K)[EVERYTHING]
    assert (found.learners, found.moments, found.share.share) == (20, 80, 0.75)
    low, high = wilson_interval(15, 20)  # everybody alike: as certain as one moment of each
    assert found.share.low <= low <= found.share.low + 0.05
    assert found.share.high - 0.05 <= high <= found.share.high


def test_states_are_told_apart_where_enough_were_read_so():
    rows = [answered(n, ENGAGED, ENGAGED if n % 4 else LOW) for n in range(24)]
    rows += [answered(n, CONFUSED, CONFUSED if n % 2 else ENGAGED, 1) for n in range(24)]
    shown = release_agreement(rows, K)
    assert shown[Cell(Division.READ_AS, "engaged")].share.share == 0.75
    assert shown[Cell(Division.READ_AS, "maybe_confused")].share.share == 0.5
    assert Cell(Division.READ_AS, "low_mood") not in shown


def test_a_state_of_few_takes_another_with_it():
    rows = [answered(n, ENGAGED, ENGAGED if n % 2 else LOW) for n in range(12)]
    rows += [answered(n, CONFUSED, CONFUSED if n % 2 else ENGAGED, 1) for n in range(6)]
    rows += [answered(n, LOW, LOW, 2) for n in range(2)]
    shown = {cell.value for cell in release_agreement(rows, K) if cell.division is Division.READ_AS}
    assert shown == {"engaged"}  # with both shown, the two low ones would be left over


def test_a_state_counts_as_corrected_by_those_who_were_read_so_for_a_minute():
    read = [ReadState(f"l{n}", CONFUSED, 600, n < 5) for n in range(20)]
    read += [ReadState(f"s{n}", CONFUSED, 20, True) for n in range(20)]
    found = release_corrected(read, K)[Cell(Division.READ_AS, "maybe_confused")]
    assert (found.learners, found.share.share) == (20, 0.25)


@pytest.mark.parametrize("corrected", [0, 1, 19, 20])
def test_whether_nearly_all_or_hardly_anybody_corrected_is_not_said(corrected):
    read = [ReadState(f"l{n}", CONFUSED, 600, n < corrected) for n in range(20)]
    assert release_corrected(read, K) == {}


def test_coverage_and_abstention_are_means_over_learners():
    times = [
        ReadTime(f"l{n}", "mini", "on_device", 1000.0 * (1 + n), 800.0 * (1 + n), (100 + 200 * (n % 2)) * (1.0 + n))
        for n in range(20)
    ]
    found = release_readable(times, K)[EVERYTHING]
    assert (found.learners, found.coverage.share, found.abstained.share) == (20, 0.8, 0.2)


def test_nothing_is_shown_of_few_of_one_who_dominates_and_of_people_who_are_all_alike():
    few = [answered(n, said=ENGAGED if n % 2 else LOW) for n in range(K - 1)]
    alike = [answered(n) for n in range(20)]
    loud = [answered(0, said=STATES[moment % 3], moment=moment) for moment in range(200)]
    loud += [answered(n, said=LOW) for n in range(1, 9)]
    for rows in (few, alike, loud, []):
        assert release_agreement(rows, K) == {}


def test_what_is_shown_carries_the_seal():
    rows = [answered(n, said=ENGAGED if n % 2 else LOW) for n in range(12)]
    assert all(isinstance(each, Released) for each in release_agreement(rows, K).values())
