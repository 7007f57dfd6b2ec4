"""What a run minimises. Targets are distributions over the labels: votes, smoothing and mixtures are all the same."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from attune.training.configuration.config import LossConfig


def loss_of(logits: Tensor, targets: Tensor, config: LossConfig) -> Tensor:
    """Mean loss of a batch; logits: (B, C), targets: (B, C) with rows that sum to 1.

    `cross-entropy` against the whole distribution, softened by `smoothing` (Szegedy et al. 2016); `focal` weighs down
    what the model already knows by (1 - p)^gamma (Lin et al. 2017), label by label where the target is spread.

    Returns:
        A scalar.
    """
    targets = (1 - config.smoothing) * targets + config.smoothing / targets.shape[1]
    log_probabilities = functional.log_softmax(logits, dim=1)
    if config.name == "focal":
        log_probabilities = (1 - log_probabilities.exp()) ** config.gamma * log_probabilities
    return -(targets * log_probabilities).sum(dim=1).mean()


def loss_of_heads(logits: Tensor, targets: Tensor, classes: int, config: LossConfig) -> Tensor:
    """Mean loss of a batch over both heads of a model, or its only one.

    Args:
        logits: (B, C + A), the first head's C classes first; A is 0 without a second head.
        targets: (B, C + A), rows that sum to 1 for each head.
        classes: C.
        config: what is minimised, and the weight of the second head.

    Returns:
        A scalar: the first head's loss plus `auxiliary_weight` times the second's.
    """
    loss = loss_of(logits[:, :classes], targets[:, :classes], config)
    if logits.shape[1] == classes:
        return loss
    return loss + config.auxiliary_weight * loss_of(logits[:, classes:], targets[:, classes:], config)


def mirror_disagreement(logits: Tensor, mirrored: Tensor, classes: int) -> Tensor:
    """Mean symmetric Kullback-Leibler divergence between what a model says of images and of their mirror images.

    As R-Drop does with two dropout masks (Wu et al. 2021), here with the two views that should not differ.

    Args:
        logits: (B, C + A), of the images.
        mirrored: (B, C + A), of the same images mirrored.
        classes: C, the classes of the first head; only it is compared.

    Returns:
        A scalar, 0 or more, in nats.
    """
    one, other = (torch.log_softmax(each[:, :classes], dim=1) for each in (logits, mirrored))
    return ((one.exp() - other.exp()) * (one - other)).sum(dim=1).mean() / 2
