"""Do these votes belong to these images? Mismatched rows train quietly and score like chance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.configuration.splits import same_split
from attune.training.data.sources import Entry
from attune.training.data.votes import DROPPED, Votes, vote_labels
from attune.training.errors import DatasetError

BLOCK = 200  # rows, so that votes that slip in the middle of the file are found as well as shifted ones
FEWEST = 40  # labelled rows under which a share says little
LEAST_AGREEMENT = 0.4
"""FER2013's labels agree with the majority of FER+ on 67.6 % of the rows; over blocks of 200 on 59 to 77 %, and on
12 to 26 % where the votes are one row off (Training and PublicTest; `attune data check` prints the first figure)."""


def check_vote_rows(entries: Sequence[Entry], split: str, votes: Votes, splits: list[str], file: Path) -> None:
    """Refuse votes of another file or in another order.

    votes, splits: as read_votes returns them.

    Raises:
        DatasetError: a row cannot be read; it names file and row.
    """
    for entry in entries:
        if entry.row >= len(splits):
            raise DatasetError(f"{file} ends at row {len(splits) - 1}, but there is an image of row {entry.row}")
        if not same_split(splits[entry.row], split):
            raise DatasetError(
                f"{file}, row {entry.row}: these votes are of {splits[entry.row]}, but the image of that row is of "
                f"{split}; the votes must be in the row order of fer2013.csv"
            )
    rows, agree = agreement(entries, votes)
    for start in range(0, len(agree), BLOCK):
        block = agree[start : start + BLOCK]
        if len(block) >= FEWEST and block.mean() < LEAST_AGREEMENT:
            raise DatasetError(
                f"{file}, rows {rows[start]} to {rows[start + len(block) - 1]}: the majority of the votes agrees with "
                f"FER2013's label for {block.mean():.0%} of {len(block)} images, where 59 to 77 % do in the original "
                "files; the votes are shifted against the images. Take both files in their original row order."
            )


def agreement(entries: Sequence[Entry], votes: Votes) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Compare FER2013's labels with the majority of the votes, where there is one.

    Returns:
        The rows compared (M,), ascending, and whether they agree (M,).
    """
    ordered = sorted((entry for entry in entries if entry.label is not None), key=lambda entry: entry.row)
    rows = np.array([entry.row for entry in ordered], dtype=np.int64)
    labels = np.array([EXPRESSIONS.index(entry.label) for entry in ordered if entry.label], dtype=np.int64)
    majority = vote_labels(votes[rows], "majority")
    known = majority != DROPPED
    return rows[known], labels[known] == majority[known]
