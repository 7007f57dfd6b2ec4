"""What the optimizer does to which weights, and how fast, at each step."""

from __future__ import annotations

import math

import torch
from torch import nn

from attune.training.config import OptimizerConfig


def build_optimizer(model: nn.Module, plan: OptimizerConfig) -> torch.optim.SGD:
    """SGD that decays matrices and kernels, but neither biases nor the scales of batch normalisation."""
    decayed = [weights for weights in model.parameters() if weights.ndim > 1]
    free = [weights for weights in model.parameters() if weights.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": plan.weight_decay}, {"params": free, "weight_decay": 0.0}]
    return torch.optim.SGD(groups, lr=plan.lr, momentum=plan.momentum, nesterov=plan.momentum > 0)


def learning_rate(step: int, batches: int, plan: OptimizerConfig) -> float:
    """Linear warm-up, then a cosine to zero at the last step; step counts from 0, batches are those of an epoch."""
    warmup, total = plan.warmup_epochs * batches, plan.epochs * batches
    if step < warmup:
        return plan.lr * (step + 1) / warmup
    return plan.lr * 0.5 * (1 + math.cos(math.pi * (step - warmup) / max(1, total - warmup)))
