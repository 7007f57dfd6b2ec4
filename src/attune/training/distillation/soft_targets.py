"""A file of out-of-fold predictions, and how it is blended with the labels of a training run.

A file is `NAME.npz`, predictions in half precision by the row of fer2013.csv, with `NAME.json` beside it: the recipe,
the seeds, what the predictions are worth on the images that nobody had seen, and the hash of the arrays. Both are small
enough to be committed (28,709 rows of 8 + 7 numbers), so a lost machine costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.data.dataset import Faces
from attune.training.errors import DatasetError
from attune.training.models.heads import AUXILIARY_CLASSES

Predictions = NDArray[np.float32]


@dataclass(frozen=True)
class SoftTargets:
    """Predictions of the images of a training split, each by networks that were not trained on it.

    Attributes:
        rows: (N,) rows of fer2013.csv, ascending, each once.
        votes: (N, 8) probabilities over EXPRESSIONS, rows sum to 1.
        fer2013: (N, 7) probabilities over AUXILIARY_CLASSES, rows sum to 1, or None where there was no second head.
    """

    rows: NDArray[np.int64]
    votes: Predictions
    fer2013: Predictions | None = None


def write_targets(path: Path, targets: SoftTargets, described: dict[str, Any]) -> None:
    """Write `path` (.npz) and the description beside it, which gets the hash of the arrays and their count."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, NDArray[Any]] = {"rows": targets.rows.astype(np.int32), "votes": targets.votes.astype(np.float16)}
    if targets.fer2013 is not None:
        arrays["fer2013"] = targets.fer2013.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    full = described | {"n": len(targets.rows), "sha256": _hash(arrays)}
    path.with_suffix(".json").write_text(json.dumps(full, indent=2) + "\n", encoding="utf-8")


def read_targets(path: Path) -> SoftTargets:
    """Read a file of predictions and check it against its description.

    Raises:
        DatasetError: the file or its description is missing or damaged, or the hash is not that of the arrays.
    """
    try:
        # numpy leaves a file open that is no archive, if it opened it itself
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["sha256"]
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise DatasetError(f"{path} is not a file of predictions with a .json beside it: {error}") from None
    if _hash(arrays) != expected:
        raise DatasetError(
            f"{path} was changed: its arrays have not the hash that {path.stem}.json gives; fetch it anew"
        )
    if not {"rows", "votes"} <= arrays.keys():
        raise DatasetError(f"{path} holds {', '.join(sorted(arrays))}; it needs rows and votes")
    second = _normalised(arrays["fer2013"]) if "fer2013" in arrays else None
    return SoftTargets(arrays["rows"].astype(np.int64), _normalised(arrays["votes"]), second)


def blend_soft_targets(files: Sequence[Path], faces: Faces, weight: float) -> Faces:
    """Return training faces whose targets are (1 - weight) labels + weight the mean of the predictions, for both heads.

    Args:
        files: as write_targets wrote them; several are averaged.
        faces: of a training split that keeps the rows of fer2013.csv.
        weight: 0 to 1.

    Raises:
        DatasetError: a file cannot be used, or lacks predictions for a face or for the second head.
    """
    each = [_of_rows(path, read_targets(path), faces.rows) for path in files]
    votes = np.mean([targets.votes for targets in each], axis=0)
    auxiliary = faces.auxiliary
    if auxiliary is not None:
        known = [targets.fer2013 for targets in each if targets.fer2013 is not None]
        if len(known) < len(files):
            lacking = next(path for path, targets in zip(files, each, strict=True) if targets.fer2013 is None)
            raise DatasetError(f"{lacking} has no predictions for the second head (data.auxiliary)")
        second = np.zeros_like(auxiliary)
        columns = [EXPRESSIONS.index(expression) for expression in AUXILIARY_CLASSES]
        second[:, columns] = np.mean(known, axis=0)
        auxiliary = ((1 - weight) * auxiliary + weight * second).astype(np.float32)
    blended = ((1 - weight) * faces.targets + weight * votes).astype(np.float32)
    return replace(faces, targets=blended, auxiliary=auxiliary)


def _of_rows(path: Path, targets: SoftTargets, rows: NDArray[np.int64]) -> SoftTargets:
    """The predictions of some rows, in their order."""
    positions = np.searchsorted(targets.rows, rows)
    found = positions < len(targets.rows)
    found[found] = targets.rows[positions[found]] == rows[found]
    if not found.all():
        raise DatasetError(f"{path} has no prediction for row {rows[~found][0]}, nor for {(~found).sum() - 1} more")
    second = None if targets.fer2013 is None else targets.fer2013[positions]
    return SoftTargets(rows, targets.votes[positions], second)


def _normalised(half: NDArray[Any]) -> Predictions:
    """Half precision rounds; rows sum to 1 again."""
    full = half.astype(np.float32)
    return np.asarray(full / full.sum(axis=1, keepdims=True), dtype=np.float32)


def _hash(arrays: dict[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
