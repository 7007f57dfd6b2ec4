"""Hold a part of the training split out where no validation split came with the data.

Which images that are depends on their pixels, their labels and the seed alone: it is the same on all hardware and in
every lossless format, whatever the files are called. And an image goes with its duplicates to one side, because data
sets repeat images and a duplicate on the other side would be an answer given away.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attune.training.data.pixels import to_grey
from attune.training.data.progress import map_in_threads
from attune.training.data.sources import Entry


def hold_out(entries: Sequence[Entry], fraction: float, seed: int) -> NDArray[np.bool_]:
    """Choose a fraction of the entries of every class, to within one image and its duplicates.

    Returns:
        (N,) bool.

    Raises:
        DatasetError: an image that cannot be decoded.
    """
    labels = [str(entry.label) for entry in entries]
    wanted = {label: fraction * count for label, count in Counter(labels).items()}
    taken: Counter[str] = Counter()
    chosen = np.zeros(len(entries), dtype=np.bool_)
    for group in duplicate_groups(entries, seed):
        label = min(labels[index] for index in group)
        if taken[label] + 0.5 <= wanted[label]:
            chosen[group] = True
            taken.update(labels[index] for index in group)
    return chosen


def assign_folds(entries: Sequence[Entry], folds: int, seed: int) -> NDArray[np.int64]:
    """Divide the entries into equal parts, each with its share of every class, duplicates together.

    It depends on pixels, labels and the seed alone.

    Returns:
        (N,) the part of each entry, from 0 to folds - 1.

    Raises:
        DatasetError: an image that cannot be decoded.
    """
    labels = [str(entry.label) for entry in entries]
    filled: defaultdict[str, NDArray[np.int64]] = defaultdict(lambda: np.zeros(folds, dtype=np.int64))
    assigned = np.zeros(len(entries), dtype=np.int64)
    for group in duplicate_groups(entries, seed):
        label = min(labels[index] for index in group)
        fold = int(filled[label].argmin())
        assigned[group] = fold
        for index in group:
            filled[labels[index]][fold] += 1
    return assigned


def duplicate_groups(entries: Sequence[Entry], seed: int) -> list[list[int]]:
    """Group the entries that have the same pixels; the seed decides the order of the groups.

    Raises:
        DatasetError: an image that cannot be decoded.
    """
    groups: dict[bytes, list[int]] = defaultdict(list)
    for index, digest in enumerate(map_in_threads(lambda entry: _digest(entry, seed), entries, "Dividing the images")):
        groups[digest].append(index)
    return [group for _, group in sorted(groups.items())]


def _digest(entry: Entry, seed: int) -> bytes:
    """Hash the grey pixels; the seed decides the order in which the hashes come."""
    pixels = to_grey(entry.read()).tobytes()
    return hashlib.blake2b(pixels, digest_size=16, salt=seed.to_bytes(16, "little")).digest()
