"""A data set in memory: images and labels matched row by row, whatever the layout on disk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS, Expression
from attune.training.configuration.data_config import DataConfig
from attune.training.configuration.splits import FOLD, HOLDOUT, same_split
from attune.training.data.holdout import assign_folds, hold_out
from attune.training.data.pixel_cache import load_pixels
from attune.training.data.pixels import fit_image
from attune.training.data.sources import Entry, ImageArray, Source, open_source
from attune.training.data.sources.packed import read_packed_votes
from attune.training.data.vote_rows import check_vote_rows
from attune.training.data.votes import DROPPED, OWN_LABELS, Votes, one_hot, read_votes, vote_labels, vote_targets
from attune.training.errors import DatasetError

PARTS = frozenset({HOLDOUT, FOLD})
"""Names of splits that are parts of the training split."""


@dataclass(frozen=True)
class Faces:
    """N faces of S pixels; `targets` to learn from, `labels` to be scored by, both over all of EXPRESSIONS."""

    pixels: NDArray[np.uint8]  # (N, S, S) grey
    targets: NDArray[np.float32]  # (N, 8), rows sum to 1, or to 0 where the protocol drops the row
    labels: NDArray[np.int64]  # (N,) indices into EXPRESSIONS, DROPPED where the protocol gives none
    rows: NDArray[np.int64]  # (N,) in the original fer2013.csv, or in the split where the data set keeps no such row
    expressions: tuple[Expression, ...] = EXPRESSIONS  # those that the data set labels at all, in canonical order
    affect: NDArray[np.float32] | None = None  # (N, 2) rated valence and arousal from -1 to 1, NaN where missing
    auxiliary: NDArray[np.float32] | None = None  # (N, 8) targets of the second head, over all of EXPRESSIONS

    def __len__(self) -> int:
        return len(self.rows)

    def keep(self, mask: NDArray[np.bool_]) -> Faces:
        """Return the faces where mask is true; mask: (N,)."""
        if mask.all():
            return self  # a cache that does not fit in memory must not be copied there
        return replace(
            self,
            pixels=self.pixels[mask],
            targets=self.targets[mask],
            labels=self.labels[mask],
            rows=self.rows[mask],
            affect=None if self.affect is None else self.affect[mask],
            auxiliary=None if self.auxiliary is None else self.auxiliary[mask],
        )


def expressions_of(data: DataConfig) -> tuple[Expression, ...]:
    """Name the expressions that a data set labels, in canonical order, without decoding an image.

    FER2013 has seven: a model must not be scored down for a contempt that nobody could have labelled.

    Raises:
        DatasetError: there is no data set.
    """
    return _expressions(data, open_source(Path(data.root), data.format))


def load_training(data: DataConfig, size: int) -> Faces:
    """Load the faces of the training split that have a target under the protocol, size x size pixels.

    Raises:
        DatasetError: as load_faces does, and where no face is left.
    """
    faces = load_faces(data, data.training_split, size)
    return _some(faces.keep(faces.targets.sum(axis=1) > 0), data, data.training_split)


def load_scored(data: DataConfig, split: str, size: int) -> Faces:
    """Load the faces of a split that have a label to be scored by (`soft` is scored as `majority` is).

    Raises:
        DatasetError: as load_faces does, and where no face is left.
    """
    faces = load_faces(data, split, size)
    return _some(faces.keep(faces.labels != DROPPED), data, split)


def _some(faces: Faces, data: DataConfig, split: str) -> Faces:
    if not len(faces):
        limit = "" if data.limit is None else f" and data.limit {data.limit}"
        raise DatasetError(f"{data.root}: no face of {split} is left under data.protocol {data.protocol}{limit}")
    return faces


def load_faces(data: DataConfig, split: str, size: int) -> Faces:
    """Load a split, labelled by data.protocol; "holdout" and "fold" are what is kept from the training split.

    Raises:
        DatasetError: files are missing, damaged, or do not belong together.
    """
    source = open_source(Path(data.root), data.format)
    expressions = _expressions(data, source)
    entries = select_entries(source, data, split)[: data.limit]
    targets, labels = _targets(entries, source, data, data.training_split if split in PARTS else split)
    pixels = load_pixels(entries, size, Path(data.cache) if data.cache else None)
    rows = np.array([entry.row for entry in entries], dtype=np.int64)
    auxiliary = one_hot(_own_labels(entries)) if data.auxiliary else None
    return Faces(pixels, targets, labels, rows, expressions, _affect(entries), auxiliary)


def select_entries(source: Source, data: DataConfig, split: str) -> list[Entry]:
    """List the entries of a split, the training split without what data.validation_split holds out of it.

    Raises:
        DatasetError: a split that is not there, or the first entry that cannot be used.
    """
    divided = data.validation_split in PARTS and same_split(split, data.training_split)
    if split not in PARTS and not divided:
        return list(source.entries(split))
    entries = list(source.entries(data.training_split))
    if FOLD in (split, data.validation_split):
        chosen = assign_folds(entries, data.folds, data.holdout_seed) == data.fold
    else:
        chosen = hold_out(entries, data.holdout, data.holdout_seed)
    return [entry for entry, held in zip(entries, chosen, strict=True) if held == (split in PARTS)]


def _expressions(data: DataConfig, source: Source) -> tuple[Expression, ...]:
    if data.protocol not in OWN_LABELS:
        return EXPRESSIONS
    if data.protocol == "fer2013" and Expression.CONTEMPT in source.expressions:
        raise DatasetError(
            f"{source.root} ({source.format}) labels contempt, so it is not FER2013; set data.protocol=labels"
        )
    return source.expressions


def _targets(
    entries: list[Entry], source: Source, data: DataConfig, split: str
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """(N, 8) targets and (N,) labels under data.protocol."""
    if data.protocol in OWN_LABELS:
        labels = _own_labels(entries)
        return one_hot(labels), labels
    if not source.keeps_rows:
        raise DatasetError(
            f"{source.root} ({source.format}) does not keep the rows of fer2013.csv, by which FER+ votes are matched; "
            "use a copy that does (fer2013.csv, or images named by their row), or data.protocol=labels"
        )
    votes, splits, file = votes_of(data)
    check_vote_rows(entries, split, votes, splits, file)
    chosen = votes[[entry.row for entry in entries]]
    return vote_targets(chosen, data.protocol), vote_labels(chosen, data.protocol)


def _own_labels(entries: list[Entry]) -> NDArray[np.int64]:
    """(N,) the labels that came with the images, DROPPED where there is none."""
    found = (entry.label for entry in entries)
    return np.array([DROPPED if label is None else EXPRESSIONS.index(label) for label in found], dtype=np.int64)


def _affect(entries: list[Entry]) -> NDArray[np.float32] | None:
    if all(entry.affect is None for entry in entries):
        return None
    return np.array([entry.affect or (np.nan, np.nan) for entry in entries], dtype=np.float32)


def votes_of(data: DataConfig) -> tuple[Votes, list[str], Path]:
    """Read the FER+ votes that belong to a data set: those that were packed with it, or data.votes.

    Returns:
        Votes and splits as read_votes does, and their file.

    Raises:
        DatasetError: there are none.
    """
    root, file = Path(data.root), votes_file(data)
    if root.suffix == ".npz" and not file.is_file():
        votes, splits = read_packed_votes(root)
        if splits:
            return votes, splits, root
    return *read_votes(file), file


def votes_file(data: DataConfig) -> Path:
    """Return where data.votes is looked for: in data.root, or beside it when it is a file."""
    root = Path(data.root)
    return (root if root.is_dir() else root.parent) / str(data.votes)


def resize_image(pixels: ImageArray, size: int) -> ImageArray:
    """Resample an image to (size, size) exactly as the crop contract resamples a camera's face."""
    return fit_image(pixels, size)


def duplicates_of(faces: Faces, others: Faces) -> NDArray[np.bool_]:
    """Mark the faces (N,) whose very pixels are among the others: FER2013 repeats images across its splits."""
    known = {image.tobytes() for image in others.pixels}
    return np.array([image.tobytes() in known for image in faces.pixels], dtype=np.bool_)
