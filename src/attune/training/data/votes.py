"""FER+ votes (Barsoum et al. 2016) and the protocols that turn ten taggers' votes into labels.

Two papers that both say "FER+ accuracy" often mean different protocols, and up to four points lie between them; so a
figure is never given without the protocol's name and its n.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.configuration.data_config import Protocol
from attune.training.errors import DatasetError

COLUMNS = (*(str(expression) for expression in EXPRESSIONS), "unknown", "NF")
TAGGERS = range(11)  # how many of ten may see an expression
DROPPED = -1
OWN_LABELS = frozenset({"fer2013", "labels"})
"""The protocols that take the label which came with the image, and no votes."""

Votes = NDArray[np.int64]


def read_votes(path: Path) -> tuple[Votes, list[str]]:
    """Read `fer2013new.csv`.

    Returns:
        (rows, 10) votes in the order of COLUMNS, and each row's split.

    Raises:
        DatasetError: a row cannot be read; it names file and row.
    """
    if not path.is_file():
        raise DatasetError(f"there are no FER+ votes at {path}; set data.votes, or use data.protocol=labels")
    # what is not text becomes a letter that is no number, so that the row below is named
    with path.open(newline="", encoding="utf-8-sig", errors="replace") as file:
        lines = csv.DictReader(file, skipinitialspace=True)
        missing = [name for name in ("Usage", *COLUMNS) if name not in (lines.fieldnames or ())]
        if missing:
            raise DatasetError(f"{path}: the header lacks {', '.join(missing)}")
        return _parse_votes(lines, path)


def _parse_votes(lines: Iterable[dict[str, str]], path: Path) -> tuple[Votes, list[str]]:
    votes, splits = [], []
    for row, line in enumerate(lines):
        try:
            counts = [TAGGERS.index(int(line[name])) for name in COLUMNS]
        except (TypeError, ValueError):
            raise DatasetError(
                f"{path}, row {row}: votes must be whole numbers from 0 to 10, one for each of {', '.join(COLUMNS)}"
            ) from None
        votes.append(counts)
        splits.append(line["Usage"])
    return np.array(votes, dtype=np.int64).reshape(-1, len(COLUMNS)), splits


def vote_labels(votes: Votes, protocol: Protocol) -> NDArray[np.int64]:
    """Decide one label per row; votes: (N, 10).

    `majority`: single votes count as none, and the winner needs more than half of what is left.
    `argmax`: the largest column (the first of equals).  Both drop rows won by `unknown` or `NF`.
    `soft` is scored as `majority` is.

    Returns:
        (N,) indices into EXPRESSIONS, DROPPED where there is none.
    """
    if protocol == "argmax":
        labels = votes.argmax(axis=1)
        return np.where(labels < len(EXPRESSIONS), labels, DROPPED)
    kept = np.where(votes > 1, votes, 0)
    labels = kept.argmax(axis=1)
    won = kept.max(axis=1, initial=0) * 2 > kept.sum(axis=1)
    return np.where(won & (labels < len(EXPRESSIONS)), labels, DROPPED)


def vote_targets(votes: Votes, protocol: Protocol) -> NDArray[np.float32]:
    """Make training targets; votes: (N, 10).

    `soft` keeps every row whose most frequent answer is an expression, ambiguous ones too: how taggers disagree about
    a face is what a hard label throws away.

    Returns:
        (N, 8) rows that sum to 1, or to 0 where the row is dropped.
    """
    labels = vote_labels(votes, "argmax" if protocol == "soft" else protocol)
    if protocol == "soft":
        expressions = votes[:, : len(EXPRESSIONS)].astype(np.float32)
        proportions = expressions / np.maximum(expressions.sum(axis=1, keepdims=True), 1)
        return np.asarray(proportions * (labels != DROPPED)[:, None], dtype=np.float32)
    return one_hot(labels)


def one_hot(labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """(N,) labels -> (N, 8) targets; a DROPPED label gives a row of zeros."""
    return np.asarray(labels[:, None] == np.arange(len(EXPRESSIONS)), dtype=np.float32)
