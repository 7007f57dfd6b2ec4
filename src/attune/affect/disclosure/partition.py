"""Which sums over sets of people may be published beside each other: none that tells fewer than k people apart.

Sets that are published cut those who are in them into atoms: people who are in exactly the same of the sets. Whatever a
reader adds and subtracts, everybody in an atom has the same coefficient, so what comes out is about whole atoms. Where
every atom has at least k learners, no combination of sums is about fewer, however many there are, overlapping, nested,
or published one after the other. Whoever is seen by name counts for nothing in an atom: subtracted, they hide nobody;
and an atom of them alone, which gives nothing away today, would tell of the one who stops sharing tomorrow. Stricter
than the linear audit of single cells (`audit`), and needed where the sets overlap and change.

References:
    Chin, F. Y. and Özsoyoğlu, G. (1982). Auditing and inference control in statistical databases. IEEE Transactions on
        Software Engineering SE-8 (6), 574-582.
    Denning, D. E. and Schlörer, J. (1983). Inference controls for statistical databases. Computer 16 (7), 69-82.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from typing import TypeAlias

Items: TypeAlias = Mapping[str, str]
"""What is summed up, each item with the learner it is about. An item whose value changes is another item."""


class Partition:
    """The atoms of what has been published.

    Args:
        k: The smallest group.
        named: Learners whose own values the reader sees, or saw: every atom has k others.
    """

    def __init__(self, k: int, named: Collection[str] = ()) -> None:
        self._k = k
        self._named = frozenset(named)
        self._atom_of: dict[str, int] = {}
        self._atoms: dict[int, dict[str, str]] = {}
        self._next = 0

    def __contains__(self, item: str) -> bool:
        """Whether an item is in anything that is published."""
        return item in self._atom_of

    def allows(self, items: Items) -> bool:
        """Whether a sum over the items can be published beside what already is."""
        for atom, inside in self._cut(items).items():
            if self._isolates_few(items[item] for item in inside):
                return False
            if atom is not None:
                whole = self._atoms[atom]
                if self._isolates_few(whole[item] for item in whole.keys() - inside):
                    return False
        return True

    def add(self, items: Items) -> None:
        """Note that a sum over the items is published."""
        for atom, inside in self._cut(items).items():
            if atom is not None:
                if len(inside) == len(self._atoms[atom]):
                    continue
                for item in inside:
                    del self._atoms[atom][item]
            self._atoms[self._next] = {item: items[item] for item in inside}
            self._atom_of.update(dict.fromkeys(inside, self._next))
            self._next += 1

    def _cut(self, items: Items) -> Mapping[int | None, Set[str]]:
        """The items by the atom that they are in; those in none under None."""
        found: dict[int | None, set[str]] = defaultdict(set)
        for item in items:
            found[self._atom_of.get(item)].add(item)
        return found

    def _isolates_few(self, learners: Iterable[str]) -> bool:
        found = set(learners)
        return bool(found) and len(found - self._named) < self._k


def learners_changed(first: Items, second: Items) -> int:
    """How many learners have an item in one of the two and not in the other."""
    changed = first.keys() ^ second.keys()
    return len({first.get(item) or second[item] for item in changed})
