"""A data set in memory: pictures and labels matched row by row. FER2013 is 80 MB, so nothing is read twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS, Expression
from attune.training.config import DataConfig
from attune.training.sources import FER2013_ORDER, SIDE, DatasetError, FacePicture, Picture, read_pictures
from attune.training.votes import DROPPED, one_hot, read_votes, vote_labels, vote_targets
from attune.vision.crop import resample
from attune.vision.faces import Box


@dataclass(frozen=True)
class Faces:
    """N faces of S pixels; `targets` to learn from, `labels` to be scored by."""

    pixels: NDArray[np.uint8]  # (N, S, S)
    targets: NDArray[np.float32]  # (N, 8), rows sum to 1, or to 0 where the protocol drops the row
    labels: NDArray[np.int64]  # (N,) indices into EXPRESSIONS, DROPPED where the protocol gives none
    rows: NDArray[np.int64]  # (N,) in the original fer2013.csv
    expressions: tuple[Expression, ...] = EXPRESSIONS  # those that the data set labels at all, in canonical order

    def __len__(self) -> int:
        return len(self.rows)

    def keep(self, mask: NDArray[np.bool_]) -> Faces:
        """Return the faces where mask is true; mask: (N,)."""
        return replace(
            self, pixels=self.pixels[mask], targets=self.targets[mask], labels=self.labels[mask], rows=self.rows[mask]
        )


def expressions_of(data: DataConfig) -> tuple[Expression, ...]:
    """Name the expressions that a data set labels, in canonical order, without reading a picture.

    FER2013 has seven: a model must not be scored down for a contempt that nobody could have labelled.
    """
    if data.protocol == "fer2013":
        return tuple(expression for expression in EXPRESSIONS if expression in FER2013_ORDER)
    return EXPRESSIONS


def load_training(data: DataConfig, size: int) -> Faces:
    """Load the faces of the training split that have a target under the protocol, size x size pixels."""
    faces = load_faces(data, data.training_split, size)
    return faces.keep(faces.targets.sum(axis=1) > 0)


def load_scored(data: DataConfig, split: str, size: int) -> Faces:
    """Load the faces of a split that have a label to be scored by (`soft` is scored as `majority` is)."""
    faces = load_faces(data, split, size)
    return faces.keep(faces.labels != DROPPED)


def load_faces(data: DataConfig, split: str, size: int) -> Faces:
    """Load a split, labelled by data.protocol.

    Raises DatasetError when files are missing, damaged, or do not belong together.
    """
    pictures = list(islice(read_pictures(Path(data.root), split), data.limit))
    pixels = np.stack([resize_picture(picture.pixels, size) for picture in pictures])
    rows = np.array([picture.row for picture in pictures], dtype=np.int64)
    if data.protocol == "fer2013":
        labels = np.array([EXPRESSIONS.index(picture.label) for picture in pictures], dtype=np.int64)
        return Faces(pixels, one_hot(labels), labels, rows, expressions_of(data))
    file = votes_file(data)
    votes, splits = read_votes(file)
    _check_rows(pictures, splits, split, file)
    targets, labels = vote_targets(votes[rows], data.protocol), vote_labels(votes[rows], data.protocol)
    return Faces(pixels, targets, labels, rows, expressions_of(data))


def votes_file(data: DataConfig) -> Path:
    """Return where the FER+ votes are: in data.root, or beside it when it is a file."""
    root = Path(data.root)
    return (root if root.is_dir() else root.parent) / str(data.votes)


def resize_picture(pixels: Picture, size: int) -> Picture:
    """Resample (48, 48) uint8 to (size, size) uint8 exactly as the crop contract resamples a camera's face."""
    if size == SIDE:
        return pixels
    return resample(pixels, Box(0.0, 0.0, float(SIDE), float(SIDE)), size)


def copies_of(faces: Faces, others: Faces) -> NDArray[np.bool_]:
    """Mark the faces (N,) whose very pixels are among the others: FER2013 repeats pictures across its splits."""
    known = {picture.tobytes() for picture in others.pixels}
    return np.array([picture.tobytes() in known for picture in faces.pixels], dtype=np.bool_)


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
