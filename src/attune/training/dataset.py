"""A data set in memory: pictures and labels matched row by row. FER2013 is 80 MB, so nothing is read twice."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.sources import DatasetError, FacePicture, read_pictures
from attune.training.votes import DROPPED, Protocol, one_hot, read_votes, vote_labels, vote_targets


@dataclass(frozen=True)
class Faces:
    """N faces; `targets` to learn from, `labels` to be scored by (DROPPED where the protocol gives none)."""

    pixels: NDArray[np.uint8]  # (N, 48, 48)
    targets: NDArray[np.float32]  # (N, 8), rows sum to 1, or to 0 where the protocol drops the row
    labels: NDArray[np.int64]  # (N,)
    rows: NDArray[np.int64]  # (N,) in the original fer2013.csv

    def __len__(self) -> int:
        return len(self.rows)

    def keep(self, mask: NDArray[np.bool_]) -> Faces:
        """Return the faces where mask is true; mask: (N,)."""
        return Faces(self.pixels[mask], self.targets[mask], self.labels[mask], self.rows[mask])


def load_training(root: Path, votes: Path | None, protocol: Protocol, split: str, limit: int | None = None) -> Faces:
    """Load the faces of a split that have a training target under the protocol."""
    faces = load_faces(root, votes, protocol, split, limit)
    return faces.keep(faces.targets.sum(axis=1) > 0)


def load_scored(root: Path, votes: Path | None, protocol: Protocol, split: str, limit: int | None = None) -> Faces:
    """Load the faces of a split that have a label to be scored by (`soft` is scored as `majority` is)."""
    faces = load_faces(root, votes, protocol, split, limit)
    return faces.keep(faces.labels != DROPPED)


def load_faces(root: Path, votes: Path | None, protocol: Protocol, split: str, limit: int | None = None) -> Faces:
    """Load a split, labelled.  limit: read only the first pictures, for smoke runs.

    Raises DatasetError when files are missing, damaged, or do not belong together.
    """
    pictures = list(islice(read_pictures(root, split), limit))
    pixels = np.stack([picture.pixels for picture in pictures])
    rows = np.array([picture.row for picture in pictures], dtype=np.int64)
    if protocol == "fer2013":
        labels = np.array([EXPRESSIONS.index(picture.label) for picture in pictures], dtype=np.int64)
        return Faces(pixels, one_hot(labels), labels, rows)
    if votes is None:
        raise DatasetError(f"the protocol {protocol} needs FER+ votes; set data.votes, or use data.protocol=fer2013")
    counts, splits = read_votes(votes)
    _check_rows(pictures, splits, split, votes)
    counts = counts[rows]
    return Faces(pixels, vote_targets(counts, protocol), vote_labels(counts, protocol), rows)


def _check_rows(pictures: list[FacePicture], splits: list[str], split: str, votes: Path) -> None:
    """Refuse votes of another file or another order: mismatched rows train quietly and score like chance."""
    for picture in pictures:
        if picture.row >= len(splits):
            raise DatasetError(f"{votes} ends at row {len(splits) - 1}, but there is a picture of row {picture.row}")
        if splits[picture.row] != split:
            raise DatasetError(
                f"{votes}, row {picture.row}: these votes are of {splits[picture.row]}, but the picture of that row is "
                f"of {split}; the votes must be in the row order of fer2013.csv"
            )
