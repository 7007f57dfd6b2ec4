"""What a model costs: parameters, and multiply-accumulates of one image.

Counted are convolutions and linear layers, which do nearly all the work; normalisation (folded at export),
activations, pooling and attention's products are not. One multiply-accumulate (MAC) is two floating-point operations:
FLOPs = 2 MACs. Papers that say "FLOPs" often mean MACs.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import torch
from torch import Tensor, nn

from attune.training.models.registry import Architecture, Layout


@dataclass(frozen=True)
class Profile:
    """Counts of one model and one image of its input."""

    parameters: int
    macs: int

    @property
    def flops(self) -> int:
        """Floating-point operations: a multiplication and an addition each."""
        return 2 * self.macs

    @property
    def megabytes(self) -> float:
        """Size of the parameters in float32, in millions of bytes."""
        return 4 * self.parameters / 1e6


def profile_model(model: nn.Module, size: int, channels: int = 1) -> Profile:
    """Count a model's parameters, and its multiply-accumulates for one image (channels, size, size).

    A model on the device `meta` is counted without computing anything.
    """
    macs = 0

    def count(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal macs
        weight = layer.get_parameter("weight")
        # every output value is a sum over one row of the weights: (inputs / groups, kernel, kernel), or (inputs,)
        macs += output.numel() * prod(weight.shape[1:])

    hooks = [
        layer.register_forward_hook(count) for layer in model.modules() if isinstance(layer, nn.Conv2d | nn.Linear)
    ]
    training, device = model.training, next(model.parameters()).device
    with torch.inference_mode():
        model.eval()(torch.zeros(1, channels, size, size, device=device))
    model.train(training)
    for hook in hooks:
        hook.remove()
    return Profile(sum(weights.numel() for weights in model.parameters()), macs)


def profile_layout(architecture: Architecture, layout: Layout, classes: int) -> Profile:
    """Count an architecture at one of its published inputs, without allocating its weights."""
    with torch.device("meta"):
        model = architecture.builder(classes=classes, size=layout.size, channels=layout.channels, **layout.options)
    return profile_model(model, layout.size, layout.channels)
