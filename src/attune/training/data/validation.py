"""Validate a data set before hours are spent on it: what is in it, what is wrong with it, what is there twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attune.expressions import Expression
from attune.training.configuration.data_config import DataConfig, Protocol
from attune.training.configuration.splits import TRAINING, split_meaning
from attune.training.data.dataset import votes_of
from attune.training.data.duplicates import (
    NEAR,
    Duplicates,
    ImageHashes,
    conflicting_labels,
    exact_duplicates,
    hash_image,
    near_duplicates,
)
from attune.training.data.progress import map_in_threads
from attune.training.data.sources import Entry, Fault, Source, open_source
from attune.training.data.vote_rows import agreement, check_vote_rows
from attune.training.data.votes import DROPPED, Votes, vote_labels, vote_targets
from attune.training.errors import DatasetError

UNLABELLED = "no expression"


@dataclass(frozen=True)
class SplitCounts:
    """One split. classes: images by expression.  protocols: images that are left under each FER+ protocol."""

    name: str
    classes: dict[str, int]
    protocols: dict[str, int]
    agreement: float | None  # share of FER2013's labels that the FER+ majority shares, where both are there
    rated: int  # images with valence and arousal

    @property
    def images(self) -> int:
        """How many images the split has."""
        return sum(self.classes.values())


@dataclass(frozen=True)
class DatasetValidation:
    """What was found.

    faults: what would make training fail, each naming file and row where there is one.  notes: what is worth knowing.
    conflicts: images that carry different labels, and how often they stand there.
    """

    root: str
    format: str
    expressions: tuple[Expression, ...]
    splits: tuple[SplitCounts, ...]
    sizes: dict[str, int]
    exact: Duplicates
    near: Duplicates
    conflicts: tuple[int, int]
    faults: tuple[str, ...]
    notes: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return everything as plain data, for --json."""
        return {
            "root": self.root,
            "format": self.format,
            "expressions": list(map(str, self.expressions)),
            "splits": {
                split.name: {
                    "images": split.images,
                    "classes": split.classes,
                    "protocols": split.protocols,
                    "agreement_with_votes": split.agreement,
                    "rated": split.rated,
                }
                for split in self.splits
            },
            "sizes": self.sizes,
            "exact_duplicates": _duplicates_as_data(self.exact),
            "near_duplicates": {"method": NEAR, **_duplicates_as_data(self.near)},
            "conflicting_labels": dict(zip(("images", "entries"), self.conflicts, strict=True)),
            "faults": list(self.faults),
            "notes": list(self.notes),
        }


def validate_dataset(data: DataConfig) -> DatasetValidation:
    """Read every entry of every split, collecting what is wrong instead of stopping at it.

    data.votes: None where there are none to compare.

    Raises:
        DatasetError: only where nothing can be recognised.
    """
    source = open_source(Path(data.root), data.format)
    faults: dict[str, None] = {}  # in order, each once: a line that belongs to no split is met in every one
    votes = _read_votes(data, source, faults)
    hashes: list[ImageHashes] = []
    sizes: Counter[str] = Counter()
    splits = []
    for name in source.splits:
        entries = _collect(source, name, faults)
        hashes += _hash_all(entries, name, sizes, faults)
        splits.append(_count(name, entries, votes, faults))
    if not any(split_meaning(split.name) == TRAINING and split.images for split in splits):
        faults[f"{data.root} holds no image to train on: it has {', '.join(source.splits)}"] = None
    return DatasetValidation(
        root=data.root,
        format=source.format,
        expressions=source.expressions,
        splits=tuple(splits),
        sizes=dict(sizes.most_common()),
        exact=exact_duplicates(hashes, source.splits),
        near=near_duplicates(hashes, source.splits),
        conflicts=conflicting_labels(hashes),
        faults=tuple(faults),
        notes=tuple(_notes(data, source, splits)),
    )


def _read_votes(data: DataConfig, source: Source, faults: dict[str, None]) -> tuple[Votes, list[str], Path] | None:
    if data.votes is None or not source.keeps_rows:
        return None
    try:
        return votes_of(data)
    except DatasetError as error:
        faults[str(error)] = None
        return None


def _collect(source: Source, split: str, faults: dict[str, None]) -> list[Entry]:
    entries = []
    for entry in source.scan(split):
        if isinstance(entry, Fault):
            faults[entry.message] = None
        else:
            entries.append(entry)
    return entries


def _hash_all(entries: Sequence[Entry], split: str, sizes: Counter[str], faults: dict[str, None]) -> list[ImageHashes]:
    def hashed(entry: Entry) -> tuple[str, ImageHashes] | str:
        try:
            image = entry.read()
        except DatasetError as error:
            return str(error)
        size = f"{image.shape[1]}x{image.shape[0]} {'grey' if image.ndim == 2 else 'colour'}"
        return size, hash_image(split, str(entry.label), image)

    hashes = []
    for found in map_in_threads(hashed, entries, f"Hashing {split}"):
        if isinstance(found, str):
            faults[found] = None
        else:
            sizes[found[0]] += 1
            hashes.append(found[1])
    return hashes


def _count(
    name: str, entries: Sequence[Entry], votes: tuple[Votes, list[str], Path] | None, faults: dict[str, None]
) -> SplitCounts:
    classes = Counter(str(entry.label or UNLABELLED) for entry in entries)
    rated = sum(entry.affect is not None and not any(map(math.isnan, entry.affect)) for entry in entries)
    if votes is None or not entries:
        return SplitCounts(name, dict(classes), {}, None, rated)
    counts, usages, file = votes
    try:
        check_vote_rows(entries, name, counts, usages, file)
    except DatasetError as error:
        faults[str(error)] = None
    chosen = counts[[entry.row for entry in entries if entry.row < len(counts)]]
    protocols: dict[str, int] = {}
    hard: tuple[Protocol, ...] = ("majority", "argmax")
    for protocol in hard:
        protocols[protocol] = int((vote_labels(chosen, protocol) != DROPPED).sum())
    protocols["soft (learnt from)"] = int((vote_targets(chosen, "soft").sum(axis=1) > 0).sum())
    _, agree = agreement([entry for entry in entries if entry.row < len(counts)], counts)
    return SplitCounts(name, dict(classes), protocols, float(agree.mean()) if len(agree) else None, rated)


def _notes(data: DataConfig, source: Source, splits: Sequence[SplitCounts]) -> list[str]:
    notes = []
    if source.ignored:
        notes.append(f"{source.ignored} images lie where neither split nor class can be told, and are left out")
    if data.votes is not None and not source.keeps_rows:
        notes.append(f"{data.votes} is not read: this data set does not keep the rows of fer2013.csv")
    if not any(split_meaning(name) in {"validation", "publictest"} for name in source.splits):
        notes.append("there is no validation split: data.validation_split=holdout keeps a part of the training split")
    for split in splits:
        missing = [str(expression) for expression in source.expressions if str(expression) not in split.classes]
        if missing and split.images:
            notes.append(f"{split.name} has no image of {', '.join(missing)}")
        if not split.images:
            notes.append(f"{split.name} has no image")
        if split.rated:
            notes.append(f"{split.rated:,} images of {split.name} have valence and arousal")
    return notes


def _duplicates_as_data(duplicates: Duplicates) -> dict[str, Any]:
    return {
        "within": duplicates.within,
        "between": [{"first": one, "second": other, "images": n} for (one, other), n in duplicates.between.items()],
    }
