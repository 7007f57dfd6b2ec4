"""What every reader yields: entries whose image is decoded when it is asked for, and faults where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from attune.expressions import Expression
from attune.training.configuration.splits import HOLDOUT, split_meaning
from attune.training.errors import DatasetError

ImageArray = NDArray[np.uint8]
"""(H, W) grey or (H, W, 3) blue, green, red, as OpenCV decodes it."""


class Affect(NamedTuple):
    """Rated valence and arousal, each in [-1, 1], NaN where it is missing."""

    valence: float
    arousal: float


class Entry(NamedTuple):
    """One labelled image.

    row: in fer2013.csv where the source keeps that, else its index in the split.  where: file and row, for messages.
    label: None where the data set says that the face shows none of the eight.
    read: decodes the image; its DatasetError names the file.  stamp: another text once the file has changed.
    """

    row: int
    label: Expression | None
    where: str
    read: Callable[[], ImageArray]
    stamp: Callable[[], str]
    affect: Affect | None = None


class Fault(NamedTuple):
    """An entry that cannot be used; the message names file and row."""

    message: str


class FaceImage(NamedTuple):
    """One face: its row, its decoded pixels and its label."""

    row: int
    pixels: ImageArray
    label: Expression


@dataclass(frozen=True)
class Source:
    """A data set on disk, recognised but not yet read."""

    root: Path
    format: str
    """What it was recognised as, with the reason, as a sentence."""
    expressions: tuple[Expression, ...]
    """Those it labels, in canonical order."""
    splits: tuple[str, ...]
    scan: Callable[[str], Iterator[Entry | Fault]]
    """Yields what a split (one of `splits`) holds, in an order that is the same on all hardware."""
    keeps_rows: bool = False
    """Whether an entry's row is that of fer2013.csv, by which the FER+ votes are matched."""
    is_fer2013: bool = False
    ignored: int = 0
    """Images that lie where no class or split can be told."""

    def find_split(self, name: str) -> str:
        """Return the split that a name means (`Training` finds `train`).

        Raises:
            DatasetError: there is no such split; it names those there are, and what to do instead.
        """
        if name in self.splits:
            return name
        meaning = split_meaning(name)
        for split in self.splits:
            if meaning and split_meaning(split) == meaning:
                return split
        hint = ""
        if meaning in {"validation", "publictest"}:
            hint = f" Set data.validation_split={HOLDOUT} to hold out a part of the training split by seed."
        elif meaning == "privatetest":
            hint = " It is the test set and is often left out on purpose."
            if "test" in self.splits:
                hint = (
                    " `test` of an image-folder copy is PublicTest and PrivateTest mixed; measure on it by that name."
                )
        raise DatasetError(f"{self.root} holds no {name} image.{hint} Its splits are {', '.join(self.splits)}.")

    def entries(self, split: str) -> Iterator[Entry]:
        """Yield the entries of a split, by any of its names.

        Raises:
            DatasetError: the first fault.
        """
        found = False
        for entry in self.scan(self.find_split(split)):
            if isinstance(entry, Fault):
                raise DatasetError(entry.message)
            found = True
            yield entry
        if not found:
            raise DatasetError(f"{self.root} holds no {split} image.")
