"""Find pictures that a data set repeats: an answer that stands in two splits makes every figure look better."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import NamedTuple

import cv2
import numpy as np

from attune.training.data.pixels import to_grey
from attune.training.data.sources import Picture

NEAR = "8x8 difference hash of the grey picture, Hamming distance 0"
"""The method by which near-copies are told."""


class Look(NamedTuple):
    """What of a picture is kept to compare it: its split and label, and what it looks like, exactly and roughly."""

    split: str
    label: str
    exact: bytes
    rough: bytes


class Copies(NamedTuple):
    """Counts of pictures. within: by split, those that are there already.  between: (a, b) -> those of b that a has."""

    within: dict[str, int]
    between: dict[tuple[str, str], int]


def look_at(split: str, label: str, picture: Picture) -> Look:
    """Hash a picture; picture: (H, W) or (H, W, 3) uint8."""
    grey = to_grey(picture)
    exact = hashlib.blake2b(f"{grey.shape}".encode() + grey.tobytes(), digest_size=16).digest()
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA)
    return Look(split, label, exact, np.packbits(small[:, 1:] > small[:, :-1]).tobytes())


def exact_copies(looks: Sequence[Look], splits: Sequence[str]) -> Copies:
    """Count pictures whose pixels are the same."""
    return _count([(look.split, look.exact) for look in looks], splits)


def near_copies(looks: Sequence[Look], splits: Sequence[str]) -> Copies:
    """Count pictures that look nearly like another one (by NEAR) and are not its exact copy."""
    distinct = {(look.split, look.exact): look for look in looks}
    known = defaultdict(set)
    for look in looks:
        known[look.split].add(look.exact)
    within = _count([(look.split, look.rough) for look in distinct.values()], splits).within
    between = {}
    for one, other in combinations(splits, 2):
        rough = {look.rough for look in distinct.values() if look.split == one}
        new = [look for look in looks if look.split == other and look.exact not in known[one]]
        between[one, other] = sum(look.rough in rough for look in new)
    return Copies(within, between)


def conflicting_labels(looks: Sequence[Look]) -> tuple[int, int]:
    """Count the pictures that carry different labels in different places.  Returns (pictures, entries)."""
    labels: dict[bytes, list[str]] = defaultdict(list)
    for look in looks:
        labels[look.exact].append(look.label)
    torn = [found for found in labels.values() if len(set(found)) > 1]
    return len(torn), sum(map(len, torn))


def _count(keys: Sequence[tuple[str, Hashable]], splits: Sequence[str]) -> Copies:
    by_split: dict[str, list[Hashable]] = {split: [] for split in splits}
    for split, key in keys:
        by_split[split].append(key)
    within = {split: len(found) - len(set(found)) for split, found in by_split.items()}
    between = {
        (one, other): sum(key in known for key in by_split[other])
        for one, other in combinations(splits, 2)
        for known in [set(by_split[one])]
    }
    return Copies(within, between)
