"""Tables that are read again and again: what is shown now is audited together with everything that was ever shown.

The cells of a row are about the same learners: a course and its groups at one block, today and on earlier days. Each
figure that is shown is an equation over their contributions, and a reader keeps them all. Contributions that are in the
same figures cannot be separated; only their sum can be known. So figures are safe if every combination of them
contains such a sum of k learners at least: if no combination is made of smaller sums alone (Gaussian elimination over
the sums; after Langsrud 2024, here over time, too). A cell that would break this is not renewed: it stays as it was.

What is seen of a learner by name is no secret: it is subtracted in thought, and no equation is needed for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from attune.affect.disclosure.release import Released, Seal
from attune.affect.disclosure.tables import Contribution

Key = TypeVar("Key")
Figures = TypeVar("Figures")

MOST_FIGURES = 64  # of one row; a reader who keeps more has seen enough of it
PRIME = 2**61 - 1  # a rank modulo so large a prime is that over the rationals, but for matrices made to refute it


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A contribution that was shown, as digests.

    inferable: its outcome follows from what is known by name.  figures: a bit for each figure that it was in.
    """

    learner: str
    inferable: bool
    figures: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """Everything secret that the figures of a row were ever made of. count: how many figures there were."""

    count: int = 0
    items: Mapping[str, ShownItem] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownCell(Generic[Figures]):
    """A cell as it is shown. figures: None when hidden.  of: a digest of what they were made of."""

    figures: Figures | None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedRow(Released, Generic[Key, Figures]):
    """A row after disclosure control, with what has to be kept of it."""

    cells: Mapping[Key, ShownCell[Figures]]
    row: ShownRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a cell may be made of.

    secret: those of the contributions that are not seen by name.  inferable: the learners among them whose outcome
    follows from what is known by name all the same.
    """

    made: Sequence[Contribution]
    secret: Sequence[Contribution] = ()
    inferable: Collection[str] = frozenset()


def release_row(
    candidates: Mapping[Key, Sequence[Candidate]],
    k: int,
    describe: Callable[[Key, Sequence[Contribution]], Figures],
    digest: Callable[[str], str],
    last: Mapping[Key, ShownCell[Figures]],
    row: ShownRow,
) -> ReleasedRow[Key, Figures]:
    """Decide what is shown of a row.

    Args:
        candidates: What each cell may be made of by itself, the fullest first, in the order in which they are decided.
        k: The smallest group.
        describe: Makes the figures of a cell that may be shown.
        digest: Turns a learner's or an item's name into what may be kept of it.
        last: The cells as they were shown last.
        row: What was ever shown of the row.

    Returns:
        The row. A cell without a candidate is hidden; one that may not be renewed stays as it was.
    """
    decided: dict[Key, ShownCell[Figures]] = {}
    for key, possible in candidates.items():
        before = last.get(key, ShownCell(None))
        decided[key] = before if possible else replace(before, figures=None)
        for candidate in possible:
            of = digest(" ".join(sorted(_name(each) for each in candidate.made)))
            if of == before.of and before.figures is not None:
                break
            with_it = _with_figure(row, candidate, digest)
            if with_it.count <= MOST_FIGURES and is_safe(with_it, k):
                row = with_it
                decided[key] = ShownCell(describe(key, candidate.made), of)
                break
    return ReleasedRow(seal=Seal, cells=decided, row=row)


def is_safe(row: ShownRow, k: int) -> bool:
    """Whether no combination of the figures of a row is about sums of fewer than k learners alone."""
    learners: dict[int, set[str]] = defaultdict(set)
    for item in row.items.values():
        learners[item.figures] |= set() if item.inferable else {item.learner}
    large = [figures for figures, those in learners.items() if len(those) >= k]
    return _rank(large, row.count) == _rank(list(learners), row.count)


def _name(contribution: Contribution) -> str:
    return f"{contribution.item}:{contribution.outcome}"


def _with_figure(row: ShownRow, candidate: Candidate, digest: Callable[[str], str]) -> ShownRow:
    """The row with one figure more; the same row where nothing secret is in it.

    What was shown when it was a secret stays one, also after its learner has begun to be seen by name: others' secrets
    were shown together with it.
    """
    unseen = {each.learner for each in candidate.secret}
    made = {digest(_name(each)): each for each in candidate.made}
    secret = {item: each for item, each in made.items() if each.learner in unseen or item in row.items}
    bit, items = 1 << row.count, dict(row.items)
    for item, each in secret.items():
        before = items.get(item, ShownItem(digest(each.learner), each.learner in candidate.inferable, 0))
        items[item] = replace(before, figures=before.figures | bit)
    return ShownRow(row.count + 1, items) if secret else row


def _rank(columns: Sequence[int], rows: int) -> int:
    """The rank of a matrix of zeros and ones, of which each column is given by its bits."""
    matrix = [[column >> place & 1 for column in columns] for place in range(rows)]
    rank = 0
    for place in range(len(columns)):
        pivot = next((index for index in range(rank, rows) if matrix[index][place]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        inverse = pow(matrix[rank][place], -1, PRIME)
        for index in range(rank + 1, rows):
            factor = matrix[index][place] * inverse % PRIME
            if factor:
                matrix[index] = [
                    (value - factor * base) % PRIME for value, base in zip(matrix[index], matrix[rank], strict=True)
                ]
        rank += 1
    return rank
