"""Find images that a data set repeats: an answer that stands in two splits makes every metric look better."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Sequence
from itertools import combinations
from typing import NamedTuple

import cv2
import numpy as np

from attune.training.data.pixels import to_grey
from attune.training.data.sources import ImageArray

NEAR = "8x8 difference hash of the grey image, Hamming distance 0"
"""The method by which near-duplicates are told."""


class ImageHashes(NamedTuple):
    """What of an image is kept to compare it.

    exact: a hash of its grey pixels.  perceptual: the difference hash that NEAR names.
    """

    split: str
    label: str
    exact: bytes
    perceptual: bytes


class Duplicates(NamedTuple):
    """Counts of images. within: by split, those that are there already.  between: (a, b) -> those of b that a has."""

    within: dict[str, int]
    between: dict[tuple[str, str], int]


def hash_image(split: str, label: str, image: ImageArray) -> ImageHashes:
    """Hash an image; image: (H, W) or (H, W, 3) uint8."""
    grey = to_grey(image)
    exact = hashlib.blake2b(f"{grey.shape}".encode() + grey.tobytes(), digest_size=16).digest()
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA)
    return ImageHashes(split, label, exact, np.packbits(small[:, 1:] > small[:, :-1]).tobytes())


def exact_duplicates(images: Sequence[ImageHashes], splits: Sequence[str]) -> Duplicates:
    """Count images whose pixels are the same."""
    return _count([(image.split, image.exact) for image in images], splits)


def near_duplicates(images: Sequence[ImageHashes], splits: Sequence[str]) -> Duplicates:
    """Count images that look nearly like another one (by NEAR) and are not its exact duplicate."""
    distinct = {(image.split, image.exact): image for image in images}
    known = defaultdict(set)
    for image in images:
        known[image.split].add(image.exact)
    within = _count([(image.split, image.perceptual) for image in distinct.values()], splits).within
    between = {}
    for one, other in combinations(splits, 2):
        perceptual = {image.perceptual for image in distinct.values() if image.split == one}
        new = [image for image in images if image.split == other and image.exact not in known[one]]
        between[one, other] = sum(image.perceptual in perceptual for image in new)
    return Duplicates(within, between)


def conflicting_labels(images: Sequence[ImageHashes]) -> tuple[int, int]:
    """Count the images that carry different labels in different places.

    Returns:
        (images, entries).
    """
    labels: dict[bytes, list[str]] = defaultdict(list)
    for image in images:
        labels[image.exact].append(image.label)
    torn = [found for found in labels.values() if len(set(found)) > 1]
    return len(torn), sum(map(len, torn))


def _count(keys: Sequence[tuple[str, Hashable]], splits: Sequence[str]) -> Duplicates:
    by_split: dict[str, list[Hashable]] = {split: [] for split in splits}
    for split, key in keys:
        by_split[split].append(key)
    within = {split: len(found) - len(set(found)) for split, found in by_split.items()}
    between = {
        (one, other): sum(key in known for key in by_split[other])
        for one, other in combinations(splits, 2)
        for known in [set(by_split[one])]
    }
    return Duplicates(within, between)
