"""How many of a group allow something, in bands: only where those who do and those who do not are k or more each.

Groups overlap (courses, the institution) and change from week to week. Everything that was ever published of one switch
is kept as sets of digests, as long as a later decision depends on it (see `discard_redundant`). They cut people into
atoms: those who are in exactly the same of the sets. Another set is published only if every atom still has k learners,
two of whom at least differ from the rest: then no combination of shares is about fewer than k, nor about people who all
decided alike (see `partition`, which asks for the former). A figure stays as it was until k learners have changed, so
that no single decision shows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from attune.affect.disclosure.figures import learners_band
from attune.affect.disclosure.release import Released, Seal
from attune.affect.evidence import Probability

BANDS = 10  # a share is said as one of ten bands

Choices: TypeAlias = Mapping[str, tuple[str, bool]]
"""Digests of decisions, each with its learner's digest and whether they allow it. Another decision is another item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedShare(Released):
    """The share of a group that allows something. learners: rounded down to a multiple of five; low, high: the band."""

    learners: int
    low: Probability
    high: Probability


@dataclass(frozen=True, slots=True)
class AllowedDecision:
    """What is decided: the groups whose figures stay, the new figures, and every set that was ever published."""

    kept: Collection[str]
    shown: Mapping[str, tuple[AllowedShare, Choices]]
    history: Sequence[Choices]


def decide_allowed(
    groups: Mapping[str, Mapping[str, bool]],
    last: Mapping[str, Choices],
    history: Sequence[Choices],
    k: int,
    digest: Callable[[str], str],
    named: Collection[str] = (),
) -> AllowedDecision:
    """Decide which groups' shares are shown.

    Args:
        groups: Who allows it, by group and learner, in the order of their claim.
        last: What the figures are of that are shown now.
        history: Every set that was published.
        k: The smallest group.
        digest: Turns text into what may be stored of it.
        named: Learners of whom the reader knows from elsewhere what they allow: they hide nobody.
    """
    known = frozenset(map(digest, named))
    published, kept, shown = list(history), set[str](), dict[str, tuple[AllowedShare, Choices]]()
    for name, learners in groups.items():
        choices = {digest(f"{each}:{allowed}"): (digest(each), allowed) for each, allowed in learners.items()}
        before = last.get(name)
        if before is not None and _both_parts(before, k):
            if _changed(before, choices) >= k and _may_add(published, choices, k, known):
                shown[name] = (_describe(choices), choices)
                published.append(choices)
            else:
                kept.add(name)
        elif _may_add(published, choices, k, known):
            shown[name] = (_describe(choices), choices)
            published += [] if choices in published else [choices]
    return AllowedDecision(kept, shown, published)


def discard_redundant(
    history: Sequence[Choices], shown: Collection[Choices], present: Collection[str]
) -> Sequence[Choices]:
    """Leave out published sets that no later decision depends on, so that what is kept does not grow for ever.

    What may be published next depends on the atoms alone, and of these on those that a later set can cut: of learners
    who are still there. A set goes if without it every such atom is the same. An atom of learners who are all gone can
    never be cut again; it was fit when it was last looked at, and stays so. At most one set for each item of those who
    are there is left, beside those that are shown.

    Args:
        history: Every set that was published and has not been left out before, the oldest first.
        shown: What the figures are of that are shown now; they stay.
        present: The digests of everybody who may ever be in a group again.

    Returns:
        What has to be kept, in the same order.
    """
    signatures: dict[str, int] = defaultdict(int)
    learner_of: dict[str, str] = {}
    for place, choices in enumerate(history):
        for item, (learner, _) in choices.items():
            signatures[item] |= 1 << place
            learner_of[item] = learner
    can_be_cut: dict[int, bool] = defaultdict(bool)
    for item, signature in signatures.items():
        can_be_cut[signature] |= learner_of[item] in present
    kept = []
    for place, choices in enumerate(history):
        bit = 1 << place
        if choices in shown or any(each == bit or each ^ bit in can_be_cut for each, cut in can_be_cut.items() if cut):
            kept.append(choices)
            continue
        without: dict[int, bool] = defaultdict(bool)
        for signature, cut in can_be_cut.items():
            if signature != bit:
                without[signature & ~bit] |= cut
        can_be_cut = without
    return kept


def _may_add(published: Sequence[Choices], choices: Choices, k: int, known: Collection[str]) -> bool:
    return _both_parts(choices, k) and all(_is_fit(atom, k, known) for atom in _atoms([*published, choices]))


def _atoms(sets: Sequence[Choices]) -> Collection[Sequence[tuple[str, bool]]]:
    """The decisions by the sets that they are in."""
    signatures: dict[str, int] = defaultdict(int)
    decided: dict[str, tuple[str, bool]] = {}
    for place, choices in enumerate(sets):
        for item, choice in choices.items():
            signatures[item] |= 1 << place
            decided[item] = choice
    atoms: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for item, signature in signatures.items():
        atoms[signature].append(decided[item])
    return atoms.values()


def _is_fit(atom: Sequence[tuple[str, bool]], k: int, known: Collection[str]) -> bool:
    others = [(learner, allowed) for learner, allowed in atom if learner not in known]
    counts = Counter(allowed for _, allowed in others)
    return len({learner for learner, _ in others}) >= k and min(counts[True], counts[False]) >= 2


def _both_parts(choices: Choices, k: int) -> bool:
    counts = Counter(allowed for _, allowed in choices.values())
    return min(counts[True], counts[False]) >= k


def _changed(first: Choices, second: Choices) -> int:
    """How many learners' decisions are in one of the two and not in the other."""
    return len({(first.get(item) or second[item])[0] for item in first.keys() ^ second.keys()})


def _describe(choices: Choices) -> AllowedShare:
    share = sum(allowed for _, allowed in choices.values()) / len(choices)
    band = min(BANDS - 1, math.floor(share * BANDS))
    return AllowedShare(seal=Seal, learners=learners_band(len(choices)), low=band / BANDS, high=(band + 1) / BANDS)
