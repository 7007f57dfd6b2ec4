"""The exponential moving average (EMA) of a model's weights, which is better than those of any one step."""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.optim.swa_utils import get_ema_multi_avg_fn


class ModelEma:
    """Exponential moving average of a model's weights and batch statistics: the model that is validated and exported.

    The rate starts low, so that the random first weights are forgotten within the first epochs.
    """

    def __init__(self, model: nn.Module, rate: float) -> None:
        self.model = copy.deepcopy(model).eval().requires_grad_(False)
        self.rate = rate

    @torch.no_grad()
    def update(self, model: nn.Module, step: int) -> None:
        """Move the average towards the model; step counts from 0."""
        rate = min(self.rate, (1 + step) / (10 + step))
        averages, current = self.model.state_dict(), model.state_dict()
        moving = [name for name, average in averages.items() if average.is_floating_point()]
        # all tensors in one call: one by one they would be a hundred small ones, which a GPU waits for
        blend = get_ema_multi_avg_fn(rate)  # type: ignore[no-untyped-call]
        blend([averages[name] for name in moving], [current[name] for name in moving], 0)
        for name in averages.keys() - set(moving):
            averages[name].copy_(current[name])
