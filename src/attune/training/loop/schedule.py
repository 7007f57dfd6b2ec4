"""What the optimizer does to which weights, and how fast, at each step."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import nn

from attune.training.configuration.config import OptimizerConfig

Builder = Callable[[list[dict[str, Any]], OptimizerConfig], torch.optim.Optimizer]

OPTIMIZERS: dict[str, Builder] = {
    "sgd": lambda groups, plan: torch.optim.SGD(groups, lr=plan.lr, momentum=plan.momentum, nesterov=plan.momentum > 0),
    "adamw": lambda groups, plan: torch.optim.AdamW(groups, lr=plan.lr, betas=(plan.momentum, 0.999)),
    "nadam": lambda groups, plan: torch.optim.NAdam(
        groups, lr=plan.lr, betas=(plan.momentum, 0.999), decoupled_weight_decay=True
    ),
}


def build_optimizer(model: nn.Module, plan: OptimizerConfig) -> torch.optim.Optimizer:
    """Build `plan.name`; it decays matrices and kernels, but neither biases nor the scales of batch normalisation."""
    decayed = [weights for weights in model.parameters() if weights.ndim > 1]
    free = [weights for weights in model.parameters() if weights.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": plan.weight_decay}, {"params": free, "weight_decay": 0.0}]
    return OPTIMIZERS[plan.name](groups, plan)


def learning_rate(step: int, batches: int, plan: OptimizerConfig) -> float:
    """Rate of a step that needs no memory: linear warm-up, then what the schedule says; step counts from 0.

    `cosine` falls to zero at the last step (Loshchilov & Hutter 2017). `one-cycle` climbs along a cosine for a third of
    the run and falls for the rest (Smith 2018), so it is its own warm-up. `plateau` and `constant` keep the peak;
    Plateau lowers it.
    batches: steps of an epoch.
    """
    warmup = 0.0 if plan.schedule == "one-cycle" else plan.warmup_epochs * batches
    total = plan.epochs * batches
    if step < warmup:
        return plan.lr * (step + 1) / warmup
    passed = (step - warmup) / max(1, total - warmup)
    if plan.schedule == "cosine":
        return plan.lr * _falling(passed)
    if plan.schedule == "one-cycle":
        peak = 1 / 3
        lowest = 1 / 25  # of the peak, where the climb begins
        if passed < peak:
            return plan.lr * (lowest + (1 - lowest) * (1 - _falling(passed / peak)))
        return plan.lr * _falling((passed - peak) / (1 - peak))
    return plan.lr


def _falling(progress: float) -> float:
    """Half a cosine: 1 at 0, 0 at 1."""
    return 0.5 * (1 + math.cos(math.pi * progress))


class Plateau:
    """Lowers the rate when validation stops getting better: `schedule: plateau`; any other schedule it leaves alone."""

    def __init__(self, plan: OptimizerConfig) -> None:
        self.plan = plan
        self.scale, self.best, self.waited = 1.0, -math.inf, 0

    def observe(self, score: float) -> None:
        """Take note of an epoch's validation accuracy."""
        self.waited = 0 if score > self.best else self.waited + 1
        self.best = max(self.best, score)
        if self.plan.schedule == "plateau" and self.waited > self.plan.plateau_patience:
            self.scale *= self.plan.plateau_factor
            self.waited = 0

    def state(self) -> dict[str, float]:
        """Return what restore needs."""
        return {"scale": self.scale, "best": self.best, "waited": self.waited}

    def restore(self, state: dict[str, float]) -> None:
        """Go on as state() left it."""
        self.scale, self.best, self.waited = state["scale"], state["best"], int(state["waited"])
