"""Stored tables: which cells may be published, now and after what was published before.

Primary suppression hides a cell of too few learners, one that a single learner dominates, and one whose contributions
all have the same outcome. Secondary suppression hides as many others as it takes until no hidden cell can be recovered
(see `audit`), the smallest first. A cell whose contributions have changed by those of fewer than k learners since it
was last published stays as it was: the difference of the two would be about those few. Where a sum would tell what such
a cell has become (the total and every other part are new), another part stays as it was, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from attune.affect.disclosure.audit import Equation, recoverable
from attune.affect.disclosure.release import Released, Seal

DOMINANCE = 0.85  # of a cell's weight: from there on the cell is about one learner

Key = TypeVar("Key")
Figures = TypeVar("Figures")


@dataclass(frozen=True, slots=True)
class Contribution:
    """One thing that is counted in a cell.

    Attributes:
        learner: whose it is.
        item: what it is (a moment, an answer); unique in the table together with its outcome.
        outcome: what is counted about it.
        weight: its part in the cell, such as seconds; more than 0.
    """

    learner: str
    item: str
    outcome: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Sum(Generic[Key]):
    """A sum that a reader knows: `total` is the sum of `parts`. total: None where it stands outside the table."""

    parts: tuple[Key, ...]
    total: Key | None = None

    def equation(self) -> Equation[Key]:
        """Its coefficients."""
        coefficients = dict.fromkeys(self.parts, 1)
        return coefficients if self.total is None else {**coefficients, self.total: -1}


@dataclass(frozen=True, slots=True)
class Published(Generic[Figures]):
    """A cell as it was last decided on.

    Attributes:
        figures: what is shown; None when hidden.
        contributions: those behind what was last shown, as digests, each with its learner's; kept while it is hidden.
    """

    figures: Figures | None
    contributions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedTable(Released, Generic[Key, Figures]):
    """A table after suppression. cells: every cell that was asked for; hidden ones have no figures."""

    cells: Mapping[Key, Published[Figures]]

    def shown(self, key: Key) -> Figures | None:
        """The figures of a cell, or None where they are hidden."""
        cell = self.cells.get(key)
        return None if cell is None else cell.figures


def must_hide(contributions: Collection[Contribution], k: int) -> bool:
    """Whether a cell is hidden for its own sake (primary suppression).

    Args:
        contributions: what is counted in it.
        k: the smallest group.

    Returns:
        Whether it has fewer than k learners, one with more than 85 % of its weight, or a single outcome.
    """
    weights: dict[str, float] = defaultdict(float)
    for each in contributions:
        weights[each.learner] += each.weight
    if len(weights) < k:
        return True
    dominated = max(weights.values()) > DOMINANCE * sum(weights.values())
    return dominated or len({each.outcome for each in contributions}) < 2


def suppress(
    cells: Mapping[Key, Collection[Contribution]], sums: Sequence[Sum[Key]], k: int, hidden: Collection[Key] = ()
) -> set[Key]:
    """The cells to hide: primary ones, those that differ from a parent by few, and what would give them away.

    Args:
        cells: the contributions of each cell.
        sums: the sums that a reader knows.
        k: the smallest group.
        hidden: cells that are hidden for another reason.

    Returns:
        Every cell to hide. No hidden cell with contributions can be recovered from the rest, where that is possible at
        all: a sum from outside with a single part cannot be protected by hiding.
    """
    gone = {*hidden, *(key for key, contributions in cells.items() if must_hide(contributions, k))}
    sizes = {key: len({each.learner for each in contributions}) for key, contributions in cells.items()}
    gone |= _near_their_parents(cells, sums, k, gone)
    equations = [each.equation() for each in sums]
    while True:
        exposed = [key for key in recoverable(gone, equations) if cells[key]]
        complement = _smallest_beside(exposed, sums, sizes, gone)
        if complement is None:
            return gone
        gone.add(complement)


def release(
    cells: Mapping[Key, Sequence[Contribution]],
    sums: Sequence[Sum[Key]],
    k: int,
    describe: Callable[[Key, Sequence[Contribution]], Figures],
    digest: Callable[[str], str],
    last: Mapping[Key, Published[Figures]],
) -> ReleasedTable[Key, Figures]:
    """Decide what is shown of a table.

    Args:
        cells: the contributions of each cell.
        sums: the sums that a reader knows.
        k: the smallest group.
        describe: makes the figures of a cell that may be shown.
        digest: turns a learner's or an item's name into what may be kept of it.
        last: what was decided last.

    Returns:
        The table. Cells whose contributions have changed by those of fewer than k learners stay as they were, and with
        them what would give their change away.
    """
    prints = {key: _fingerprint(contributions, digest) for key, contributions in cells.items()}
    changed = {key: _learners_changed(prints[key], cell) for key, cell in last.items() if key in cells}
    hidden = {key for key, learners in changed.items() if 0 < learners < k and last[key].figures is None}
    gone = suppress(cells, sums, k, hidden)
    shown = {key: learners for key, learners in changed.items() if last[key].figures is not None}
    held = _held_back(cells, sums, k, gone, shown)
    decided: dict[Key, Published[Figures]] = {}
    for key, contributions in cells.items():
        before = last.get(key)
        if key in held or (shown.get(key) == 0 and key not in gone):
            decided[key] = before if before is not None else Published(None)
        elif key in gone:
            decided[key] = Published(None, before.contributions if before is not None else {})
        else:
            decided[key] = Published(describe(key, contributions), prints[key])
    return ReleasedTable(seal=Seal, cells=decided)


def _held_back(
    cells: Mapping[Key, Collection[Contribution]],
    sums: Sequence[Sum[Key]],
    k: int,
    gone: Collection[Key],
    shown: Mapping[Key, int],
) -> set[Key]:
    """The cells that stay as they were last decided on, though they have changed.

    Somebody who knows a sum now and all of its other parts now knows the last part, too, and compares it with what was
    shown of it. A part that has not changed hides nothing; where no other has, the sum has changed by those few alone,
    and whoever publishes it holds it back for their sake.

    Args:
        cells: the contributions of each cell.
        sums: the sums that a reader knows.
        k: the smallest group.
        gone: the cells to hide.
        shown: of each cell that was shown, how many learners' contributions have changed since.
    """
    held = {key for key, learners in shown.items() if 0 < learners < k and key not in gone}
    unchanged = {key for key, learners in shown.items() if learners == 0}
    sizes = {key: len({each.learner for each in contributions}) for key, contributions in cells.items()}
    equations = [each.equation() for each in sums]
    while held:
        exposed = [key for key in recoverable({*gone, *held}, equations) if cells[key]]
        complement = _smallest_beside(exposed, sums, sizes, {*gone, *held, *unchanged})
        if complement is None:
            break
        held.add(complement)
    return held


def _fingerprint(contributions: Collection[Contribution], digest: Callable[[str], str]) -> dict[str, str]:
    return {digest(f"{each.item}:{each.outcome}"): digest(each.learner) for each in contributions}


def _learners_changed(now: Mapping[str, str], last: Published[Figures]) -> int:
    """How many learners' contributions differ from those last shown; 0 where nothing has been shown yet."""
    if not last.contributions:
        return 0
    changed = now.keys() ^ last.contributions.keys()
    return len({now.get(key) or last.contributions[key] for key in changed})


def _near_their_parents(
    cells: Mapping[Key, Collection[Contribution]], sums: Sequence[Sum[Key]], k: int, gone: Collection[Key]
) -> set[Key]:
    """Published parts whose contributors differ from those of a published total by fewer than k."""
    found = set()
    for each in sums:
        if each.total is None or each.total in gone:
            continue
        everybody = {contribution.learner for contribution in cells[each.total]}
        for part in each.parts:
            missing = everybody - {contribution.learner for contribution in cells[part]}
            if part not in gone and 0 < len(missing) < k:
                found.add(part)
    return found


def _smallest_beside(
    exposed: Collection[Key], sums: Sequence[Sum[Key]], sizes: Mapping[Key, int], gone: Collection[Key]
) -> Key | None:
    """The published cell with the fewest learners that stands in a sum with an exposed one; a part before a total."""
    found = [
        (other == each.total, sizes[other], str(other), other)
        for each in sums
        if any(key in each.equation() for key in exposed)
        for other in each.equation()
        if other not in gone
    ]
    return min(found, key=lambda each: each[:3])[3] if found else None
