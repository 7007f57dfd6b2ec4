"""What a run minimises. Targets are distributions over the labels: votes, smoothing and mixtures are all the same."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from attune.training.config import LossConfig


def loss_of(logits: Tensor, targets: Tensor, config: LossConfig) -> Tensor:
    """Mean loss of a batch; logits: (B, C), targets: (B, C) with rows that sum to 1.  Returns a scalar.

    `cross-entropy` against the whole distribution, softened by `smoothing` (Szegedy et al. 2016); `focal` weighs down
    what the model already knows by (1 - p)^gamma (Lin et al. 2017), label by label where the target is spread.
    """
    targets = (1 - config.smoothing) * targets + config.smoothing / targets.shape[1]
    log_shares = functional.log_softmax(logits, dim=1)
    if config.name == "focal":
        log_shares = (1 - log_shares.exp()) ** config.gamma * log_shares
    return -(targets * log_shares).sum(dim=1).mean()
