"""Anything that names expressions: a bundle, a checkpoint, either with the mirrored face, or several averaged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS, Expression, parse_expression
from attune.training.checkpoints.checkpoint import Head, load_model
from attune.training.data.progress import tracked
from attune.training.errors import CheckpointError
from attune.training.evaluation.metrics import probabilities_of
from attune.training.models.inference import BATCH, in_canonical_columns, predict
from attune.vision.models.bundle import Variant, load_bundle
from attune.vision.models.classifier import ExpressionClassifier, Probabilities

Pixels = NDArray[np.uint8]


class Predictor(NamedTuple):
    """Something that predicts images: (N, size, size) uint8 -> (N, 8) probabilities, softmax(logits / temperature).

    expressions: those that it can name; the columns of all others are 0.
    """

    name: str
    size: int
    temperature: float
    probabilities: Callable[[Pixels], Probabilities]
    expressions: tuple[Expression, ...] = EXPRESSIONS


def open_predictor(
    path: Path,
    variant: Variant = "fp32",
    device: torch.device | None = None,
    precision: torch.dtype = torch.float32,
    head: Head = "votes",
) -> Predictor:
    """Open a bundle folder (onnxruntime, calibrated, as everybody uses it) or a checkpoint (torch, not calibrated).

    variant: which file of a bundle; a checkpoint has only its own weights.  device, precision: where and how exactly
    a checkpoint computes; None is the CPU. Bundles compute there, and as they are.  head: of a checkpoint with two.

    Raises:
        VisionError: a bundle.
        CheckpointError: a checkpoint that cannot be used.
    """
    if variant != "fp32" and not path.is_dir():
        raise CheckpointError(
            f"{path} is a checkpoint and has no variant {variant}; `attune export` makes it in a bundle"
        )
    return _open_bundle(path, variant) if path.is_dir() else _open_checkpoint(path, device, precision, head)


def _open_bundle(folder: Path, variant: Variant) -> Predictor:
    classifier = ExpressionClassifier(load_bundle(folder, variant))
    bundle = classifier.bundle
    name = f"bundle {bundle.identity}" + ("" if variant == "fp32" else f", {variant}")
    return Predictor(
        name,
        bundle.preprocessing.size,
        bundle.temperature,
        lambda pixels: _in_batches(classifier.classify, pixels, name),
        bundle.labels,
    )


def _open_checkpoint(file: Path, device: torch.device | None, precision: torch.dtype, head: Head) -> Predictor:
    """Open the averaged weights; the labels of the checkpoint say which column of its output is which expression."""
    model, config, state = load_model(file, head)
    labels = tuple(parse_expression(label) for label in state["labels"])
    columns = [EXPRESSIONS.index(label) for label in labels]
    model = model.to(device)
    name = f"checkpoint {config.name}, epoch {state['epoch']}" + (f", head {head}" if head != "votes" else "")

    def read(pixels: Pixels) -> Probabilities:
        return in_canonical_columns(probabilities_of(predict(model, pixels, config.model, precision)), columns)

    return Predictor(name, config.model.size, 1.0, lambda pixels: _in_batches(read, pixels, name), labels)


def mirrored(predictor: Predictor) -> Predictor:
    """Average each face and its mirror image: twice the work, and not what the product does."""
    return predictor._replace(
        name=f"{predictor.name}, averaged with the mirrored face",
        probabilities=lambda pixels: (
            (predictor.probabilities(pixels) + predictor.probabilities(np.ascontiguousarray(pixels[:, :, ::-1]))) / 2
        ),
    )


def average(members: Sequence[Predictor], views: Mapping[int, Pixels]) -> Probabilities:
    """Average what every member says of the same faces; views: those faces at each member's size.

    Returns:
        (N, 8).
    """
    return np.asarray(np.mean([member.probabilities(views[member.size]) for member in members], axis=0))


def name_of(members: Sequence[Predictor]) -> str:
    """Name one predictor, or say that several are averaged, which is several times the work."""
    names = [member.name for member in members]
    return names[0] if len(names) == 1 else f"average of {len(names)} models: {'; '.join(names)}"


def expressions_of_members(members: Sequence[Predictor]) -> tuple[Expression, ...]:
    """Return what at least one member can name, in the order of EXPRESSIONS."""
    known = {expression for member in members for expression in member.expressions}
    return tuple(expression for expression in EXPRESSIONS if expression in known)


def _in_batches(read: Callable[[Pixels], Probabilities], pixels: Pixels, name: str) -> Probabilities:
    """Read many images, with a bar that names the reader once it takes long."""
    batches = [pixels[start : start + BATCH] for start in range(0, len(pixels), BATCH)]
    return np.concatenate([read(batch) for batch in tracked(batches, f"{name} reads faces", len(batches))])
