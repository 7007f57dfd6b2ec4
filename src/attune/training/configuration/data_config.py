"""Which faces a run learns from and is validated on, and by which labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from attune.training.configuration.requirements import require
from attune.training.configuration.splits import FOLD, HOLDOUT, is_test_split, same_split

Protocol = Literal["majority", "argmax", "soft", "fer2013", "labels"]
"""How votes become labels (attune.training.data.votes defines that), or that the data set's own labels are taken."""

DataFormat = Literal["auto", "fer2013", "affectnet", "folder"]
"""What a data set is; "auto" recognises its layout, but never guesses what a number means as a label."""


DATA_VARIABLE = "ATTUNE_DATA"
"""Where FER2013 is, in the environment: for every command, unless it is told another data set."""


@dataclass(frozen=True)
class DataConfig:
    """Which faces, which labels.

    auxiliary: labels of the same images for a second head.  folds, fold: with validation_split `fold`, how many equal
    parts the training split has, and which of them, counted from 0, is kept from training.
    """

    root: str = "../shared/data/fer2013"
    votes: str | None = "fer2013new.csv"
    protocol: Protocol = "soft"
    training_split: str = "Training"
    validation_split: str = "PublicTest"
    limit: int | None = None
    format: DataFormat = "auto"
    holdout: float = 0.2
    holdout_seed: int = 0
    cache: str | None = None
    auxiliary: Literal["fer2013"] | None = None
    folds: int = 5
    fold: int | None = None

    def __post_init__(self) -> None:
        require(
            not is_test_split(self.validation_split),
            f"data.validation_split is {self.validation_split}: that is the test set (in image-folder copies of "
            "FER2013 `test` is PublicTest and PrivateTest mixed), and a model selected on it has no honest test figure "
            "left. Select on PublicTest, or on a part of the training split with data.validation_split=holdout; "
            "measure once, at the end, with `attune evaluate MODEL --split PrivateTest`.",
        )
        require(
            not is_test_split(self.training_split),
            f"data.training_split is {self.training_split}: the test set must not be trained on. Use Training.",
        )
        require(
            self.training_split not in {HOLDOUT, FOLD} and not same_split(self.training_split, self.validation_split),
            f"data.training_split is {self.training_split} and data.validation_split {self.validation_split}: the same "
            "faces; a model scored on its own training faces looks better than it is. Validate on PublicTest.",
        )
        require(self.limit is None or self.limit > 0, f"data.limit is {self.limit}; write a count above 0, or null")
        require(0 < self.holdout < 1, f"data.holdout is {self.holdout}; write a fraction between 0 and 1, as in 0.2")
        require(self.holdout_seed >= 0, f"data.holdout_seed is {self.holdout_seed}; write 0 or more")
        require(self.folds >= 2, f"data.folds is {self.folds}; divide the training split into 2 or more")
        require(
            self.fold is None or 0 <= self.fold < self.folds,
            f"data.fold is {self.fold}; write 0 to {self.folds - 1}, or null",
        )
        require(
            (self.validation_split == FOLD) == (self.fold is not None),
            f"data.validation_split is {self.validation_split} and data.fold {self.fold}; `fold` needs the number of "
            "the part that is kept from training, and any other validation split needs data.fold null",
        )
        require(
            self.auxiliary is None or self.protocol not in {"fer2013", "labels"},
            f"data.protocol is {self.protocol} and data.auxiliary {self.auxiliary}: both heads would learn the same "
            "labels; use soft, majority or argmax, or no second head",
        )
        require(
            self.protocol in {"fer2013", "labels"} or self.votes is not None,
            f"data.protocol {self.protocol} needs FER+ votes: name their file in data.votes, or use labels",
        )
