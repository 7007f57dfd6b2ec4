"""Start a run from the weights of a bundle or a checkpoint, also when the new model is wider than the old one.

Several checkpoints that went on from the same weights are averaged, weight by weight (Wortsman et al. 2022): about as
good as asking all of them, at the price of one, as long as they have not gone far from each other.

An exported bundle has its batch normalisation folded into the convolutions before it. Training needs it back, so it is
unfolded: the statistics are measured on training faces, and scale and shift set to undo them. Widening is Net2WiderNet
(Chen et al. 2016): new channels copy old ones, and whatever reads a copied channel reads a share of it. Both leave
the function of the model as it was (up to the noise that tells copies apart): a run goes on from where the old one
stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from attune.training.checkpoints.checkpoint import load_checkpoint
from attune.training.configuration.config import ModelConfig
from attune.training.errors import CheckpointError
from attune.training.models.inference import predict

FOLDED = ".weight_bias"
"""What the exporter calls the bias that it makes of a batch normalisation."""

Weights = dict[str, Tensor]


def start_from(
    sources: Sequence[Path],
    model: nn.Module,
    config: ModelConfig,
    faces: NDArray[np.uint8],
    rng: torch.Generator,
) -> None:
    """Give a model the weights of a bundle folder or a checkpoint of the same architecture, widened where it is wider.

    sources: one of either, or several checkpoints of the same labels, which are averaged.

    A classifier of another number of classes keeps its random weights. config.start_noise: the standard deviation of
    what is added to copied channels, as a share of each tensor's own.
    faces: (N, S, S) uint8, on which the statistics of folded normalisations are measured.

    Raises:
        CheckpointError: the weights are not those of such a model.
    """
    path, folded = sources[0], sources[0].is_dir()
    weights = _bundle_weights(path) if folded and len(sources) == 1 else _average_weights(sources)
    shifts = {name: weights.pop(name) for name in list(weights) if name.endswith(FOLDED)}
    target = model.state_dict()
    classes = next(reversed(target.values())).shape[0]
    for name, value in weights.items():
        if name not in target or target[name].ndim != value.ndim:
            raise CheckpointError(f"{path}: its {name} {tuple(value.shape)} has no place in this model")
        if _is_classifier(name, model) and value.shape[0] != classes:
            continue
        target[name] = widen(value, target[name].shape, config.start_noise, rng)
    norms = {name: _norm_after(model, name.removesuffix(FOLDED), path) for name in shifts}
    unfolded = {name for name, module in model.named_modules() if module in set(norms.values())}
    missing = [name for name in target if name not in weights and name.rpartition(".")[0] not in unfolded]
    if missing:
        raise CheckpointError(f"{path} has no {missing[0]} for this model, nor {len(missing) - 1} more: another model")
    model.load_state_dict(target)
    if folded:
        _unfold(model, {norms[name]: shift for name, shift in shifts.items()}, config, faces, rng)


def _average_weights(checkpoints: Sequence[Path]) -> Weights:
    states = [load_checkpoint(path) for path in checkpoints]
    first = states[0]
    for path, state in zip(checkpoints[1:], states[1:], strict=True):
        shapes, expected = ({name: value.shape for name, value in one["ema"].items()} for one in (state, first))
        if shapes != expected or state["labels"] != first["labels"]:
            raise CheckpointError(
                f"{path} has not the same layers and labels as {checkpoints[0]}, so there is no average of the two"
            )
    return {
        name: torch.stack([state["ema"][name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in first["ema"].items()
    }


def _bundle_weights(folder: Path) -> Weights:
    file = folder / "model.onnx"
    if not file.is_file():
        raise CheckpointError(f"there is no bundle at {folder}: {file.name} is not there")
    initializers = onnx.load(str(file)).graph.initializer
    arrays = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in initializers if "." in tensor.name}
    return {name: torch.from_numpy(array.copy()) for name, array in arrays.items()}


def _is_classifier(name: str, model: nn.Module) -> bool:
    return bool(name.rpartition(".")[0] == next(reversed(dict(model.named_modules()))))


def widen(weights: Tensor, shape: torch.Size, noise: float, rng: torch.Generator) -> Tensor:
    """Grow a tensor of weights to a shape; equal shapes give the same tensor.

    Which old channel a new one copies depends on nothing but the two widths, so that every layer that writes a channel
    and every one that reads it agree. Axis 0 is written, axis 1 read.

    Raises:
        CheckpointError: a narrower shape.
    """
    grown = weights
    for axis, (old, new) in enumerate(zip(weights.shape, shape, strict=True)):
        if old == new or axis > 1:
            continue
        if new < old:
            raise CheckpointError(f"the weights are {tuple(weights.shape)}, the model only {tuple(shape)}: too narrow")
        copied = torch.cat([torch.arange(old), _copied_channels(old, new)])
        grown = grown.index_select(axis, copied)
        if axis == 1:
            grown = grown / torch.bincount(copied)[copied].view(1, -1, *[1] * (weights.ndim - 2))
        elif weights.ndim > 1 and noise:
            fresh = torch.randn(grown[old:].shape, generator=rng, device=rng.device)
            grown[old:] += noise * weights.std() * fresh.to(grown.device)
    if grown.shape != shape:
        raise CheckpointError(f"the weights are {tuple(weights.shape)}, the model's are {tuple(shape)}")
    return grown


def _copied_channels(old: int, new: int) -> Tensor:
    """Choose which of `old` channels each of the `new - old` copies: no two copy the same one while others are left."""
    order = torch.randperm(old, generator=torch.Generator().manual_seed(old * 10_007 + new))
    return order.repeat(new // old + 1)[: new - old]


def _norm_after(model: nn.Module, convolution: str, path: Path) -> nn.BatchNorm2d:
    """Return the batch normalisation of a convolution: the next layer of its block, in the order of their names."""
    parent, _, own = convolution.rpartition(".")
    layers = list(model.get_submodule(parent).named_children())
    following = [layer for _, layer in layers[[name for name, _ in layers].index(own) + 1 :]]
    if not following or not isinstance(following[0], nn.BatchNorm2d):
        raise CheckpointError(f"{path}: no batch normalisation follows {convolution} in this model")
    return following[0]


def _unfold(
    model: nn.Module,
    shifts: dict[nn.BatchNorm2d, Tensor],
    config: ModelConfig,
    faces: NDArray[np.uint8],
    rng: torch.Generator,
) -> None:
    """Set every normalisation so that it changes nothing but adds its shift, and knows the statistics of its input."""
    for norm, shift in shifts.items():
        norm.reset_parameters()
        norm.running_var.fill_(1 - norm.eps)  # type: ignore[union-attr]
        with torch.no_grad():
            norm.bias.copy_(widen(shift, norm.bias.shape, 0, rng))
    sums = {norm: torch.zeros(3, norm.num_features, dtype=torch.float64) for norm in shifts}

    def observe(norm: nn.Module, inputs: tuple[Tensor, ...], _: Tensor) -> None:
        channels = inputs[0].detach().double().transpose(0, 1).flatten(1)
        count = torch.full((len(channels),), channels.shape[1], dtype=torch.float64)
        sums[norm] += torch.stack([count, channels.sum(1), (channels**2).sum(1)])  # type: ignore[index]

    hooks = [norm.register_forward_hook(observe) for norm in shifts]
    predict(model, faces, config)
    for hook in hooks:
        hook.remove()
    for norm, (count, total, squares) in sums.items():
        mean = total / count
        deviation = torch.sqrt(squares / count - mean**2 + norm.eps)
        with torch.no_grad():
            norm.running_mean.copy_(mean)  # type: ignore[union-attr]
            norm.running_var.copy_(deviation**2 - norm.eps)  # type: ignore[union-attr]
            norm.bias.add_(mean.float())
            norm.weight.copy_(deviation)
