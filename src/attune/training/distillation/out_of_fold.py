"""Ask the models of a cross-validation for the fold that each was not trained on: one prediction for every image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from attune.expressions import EXPRESSIONS
from attune.training.checkpoints.checkpoint import load_model
from attune.training.configuration.config import Config
from attune.training.configuration.data_config import DataConfig
from attune.training.configuration.splits import FOLD
from attune.training.data.dataset import Faces, load_faces
from attune.training.data.votes import DROPPED
from attune.training.distillation.soft_targets import Predictions, SoftTargets
from attune.training.errors import CheckpointError
from attune.training.evaluation.predictors import mirrored, open_predictor
from attune.training.models.heads import AUXILIARY_CLASSES


def collect(checkpoints: Sequence[Path], data_root: str | None = None) -> tuple[SoftTargets, dict[str, Any]]:
    """Predict every image of the training split by the model that did not see it, averaged with its mirror image.

    Args:
        checkpoints: one finished run for each fold, of one recipe.
        data_root: where the data is now, when not where it was for the training.

    Returns:
        The predictions, and a description: recipe, seeds, epochs, and the accuracy on the unseen images.

    Raises:
        CheckpointError: the runs are not the folds of one recipe, each once and trained to the end.
        DatasetError: the data cannot be read.
    """
    configs = [_require_fold(path) for path in checkpoints]
    _require_one_recipe(checkpoints, configs)
    parts = [_predict_fold(path, config, data_root) for path, config in zip(checkpoints, configs, strict=True)]
    rows = np.concatenate([faces.rows for faces, _, _ in parts])
    order = np.argsort(rows)
    votes = np.concatenate([predicted for _, predicted, _ in parts])[order]
    seconds = [second for _, _, second in parts if second is not None]
    fer2013 = np.concatenate(seconds)[order] if seconds else None
    described: dict[str, Any] = {
        "recipe": _recipe(configs[0]),
        "seeds": [config.seed for config in configs],
        "mirror": True,
        "out_of_fold": _accuracies(parts, configs[0]),
    }
    return SoftTargets(rows[order], votes, fer2013), described


def _require_fold(path: Path) -> Config:
    _, config, state = load_model(path)
    if config.data.validation_split != FOLD:
        raise CheckpointError(
            f"{path} was not trained with data.validation_split=fold, so it has seen every training image"
        )
    if state["epoch"] < config.optimizer.epochs:
        raise CheckpointError(
            f"{path} stands at epoch {state['epoch']} of {config.optimizer.epochs}; finish it with --resume"
        )
    return config


def _require_one_recipe(paths: Sequence[Path], configs: Sequence[Config]) -> None:
    folds = [config.data.fold for config in configs]
    if sorted(folds, key=int) != list(range(configs[0].data.folds)):  # type: ignore[arg-type]
        raise CheckpointError(f"the checkpoints are of the folds {folds} of {configs[0].data.folds}; give one of each")
    first = _recipe(configs[0])
    for path, config in zip(paths[1:], configs[1:], strict=True):
        if _recipe(config) != first:
            raise CheckpointError(f"{path} is of another recipe than {paths[0]}; folds of one recipe belong together")


def _recipe(config: Config) -> dict[str, Any]:
    """What makes the predictions what they are: not the fold, the seed, the name, nor one machine's folders."""
    values = config.as_dict()
    for key in ("name", "seed", "run"):
        del values[key]
    values["data"] = {key: value for key, value in values["data"].items() if key not in {"root", "cache", "fold"}}
    return values


def _predict_fold(path: Path, config: Config, data_root: str | None) -> tuple[Faces, Predictions, Predictions | None]:
    """Faces of the fold, (N, 8) of the first head, (N, 7) of the second one where there is one."""
    data: DataConfig = config.data if data_root is None else replace(config.data, root=data_root)
    faces = load_faces(data, FOLD, config.model.size)
    votes = mirrored(open_predictor(path)).probabilities(faces.pixels).astype(np.float32)
    if not config.data.auxiliary:
        return faces, votes, None
    columns = [EXPRESSIONS.index(expression) for expression in AUXILIARY_CLASSES]
    second = mirrored(open_predictor(path, head="fer2013")).probabilities(faces.pixels)
    return faces, votes, second[:, columns].astype(np.float32)


def _accuracies(
    parts: Sequence[tuple[Faces, Predictions, Predictions | None]], config: Config
) -> dict[str, dict[str, float]]:
    """Accuracy of each head on the images that its model was not trained on, with n."""
    labels = np.concatenate([faces.labels for faces, _, _ in parts])
    predicted = np.concatenate([votes for _, votes, _ in parts])
    known = labels != DROPPED
    rule = "majority" if config.data.protocol == "soft" else config.data.protocol
    found: dict[str, dict[str, float]] = {rule: _accuracy(predicted[known].argmax(axis=1) == labels[known])}
    columns = [EXPRESSIONS.index(expression) for expression in AUXILIARY_CLASSES]
    own = [faces.auxiliary[:, columns] for faces, _, _ in parts if faces.auxiliary is not None]
    second = [each for _, _, each in parts if each is not None]
    if own and second:
        found["fer2013"] = _accuracy(np.concatenate(second).argmax(axis=1) == np.concatenate(own).argmax(axis=1))
    return found


def _accuracy(correct: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[str, float]:
    return {"accuracy": round(float(correct.mean()), 4), "n": len(correct)}
