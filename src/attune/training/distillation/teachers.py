"""Distillation: learn from the predictions of trained models as well as from the votes (Hinton et al. 2015).

A face has ten votes; a model that has seen 28,000 faces says how such a face is voted on average. Several models and
the mirrored face say it better still. At a temperature of 1 cross-entropy is linear in its targets, so blending votes
and teacher predictions into soft targets is the whole of it. Predictions are precomputed, on the images as they are,
which makes a step no dearer; or made online, on the batch that the student sees, erased, tilted and mixed, so that no
two are alike and nothing can be memorised (Beyer et al. 2022).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from attune.expressions import EXPRESSIONS
from attune.training.checkpoints.checkpoint import load_model
from attune.training.configuration.config import DistillationConfig
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import Faces, load_training
from attune.training.distillation.soft_targets import blend_soft_targets
from attune.training.errors import CheckpointError
from attune.training.evaluation.predictors import open_predictor
from attune.training.models.inference import normalise


def blend_teacher_predictions(
    faces: Faces,
    plan: DistillationConfig,
    data: DataConfig,
    device: torch.device | None = None,
    precision: torch.dtype = torch.float32,
) -> Faces:
    """Return training faces whose targets are (1 - weight) votes + weight predictions, where those are precomputed.

    Without teachers, with weight 0, or with online predictions, the faces come back as they are.

    Raises:
        VisionError, CheckpointError: a teacher that cannot be opened.
    """
    if plan.targets and plan.targets_weight:
        return blend_soft_targets([Path(file) for file in plan.targets], faces, plan.targets_weight)
    if not plan.teachers or not plan.weight or plan.mode == "online":
        return faces
    predictions = teacher_predictions([Path(teacher) for teacher in plan.teachers], faces, data, device, precision)
    targets = (1 - plan.weight) * faces.targets + plan.weight * predictions
    return replace(faces, targets=targets.astype(np.float32))


def teacher_predictions(
    teachers: Sequence[Path],
    faces: Faces,
    data: DataConfig,
    device: torch.device | None = None,
    precision: torch.dtype = torch.float32,
) -> NDArray[np.float64]:
    """Average what every teacher says of every face and its mirror image.

    A bundle's temperature sharpens its probabilities to the share of majority labels; it is undone, because the
    predictions stand beside vote shares. Classes that the data set does not label are left out; the rest sums to 1.

    Returns:
        (N, 8), rows sum to 1.
    """
    labelled = np.array([expression in faces.expressions for expression in EXPRESSIONS])
    total = np.zeros(faces.targets.shape)
    for path in teachers:
        predictor = open_predictor(path, device=device, precision=precision)
        pixels = (faces if faces.pixels.shape[1] == predictor.size else load_training(data, predictor.size)).pixels
        for view in (pixels, np.ascontiguousarray(pixels[:, :, ::-1])):
            shares = np.power(predictor.probabilities(view), predictor.temperature) * labelled
            total += shares / shares.sum(axis=1, keepdims=True)
    return total / (2 * len(teachers))


class Teachers:
    """Online teachers: trained models that predict the student's own batches; without any, nothing changes."""

    def __init__(self, plan: DistillationConfig, size: int, labels: Sequence[str], device: torch.device) -> None:
        """Open the checkpoints of a plan whose mode is online.

        size: side of the student's images, px.  labels: what the student can name, in the order of its classes.

        Raises:
            CheckpointError: a bundle, or a teacher of other images or with other classes.
        """
        self.weight = plan.weight if plan.mode == "online" else 0.0
        self.classes = len(labels)
        self.members = []
        for path in map(Path, plan.teachers if self.weight else ()):
            if path.is_dir():
                raise CheckpointError(f"{path} is a bundle; distillation.mode online takes checkpoints")
            model, config, state = load_model(path)
            if config.model.size != size or list(state["labels"]) != list(labels):
                raise CheckpointError(
                    f"{path} names {', '.join(state['labels'])} in {config.model.size} px, the student "
                    f"{', '.join(labels)} in {size} px; distillation.mode online takes teachers of its own kind"
                )
            self.members.append((model.to(device), config.model))

    @torch.no_grad()
    def blend(self, faces: Tensor, targets: Tensor, precision: torch.dtype) -> Tensor:
        """Return (1 - weight) targets + weight predictions; faces: (B, 1, S, S) in 0..1, targets: (B, C + A).

        Targets of a second head (A classes) stay as they are: teachers speak for the first.
        """
        if not self.members:
            return targets
        own, others = targets[:, : self.classes], targets[:, self.classes :]
        predictions = torch.zeros_like(own)
        for model, config in self.members:
            seen = normalise(faces, config).contiguous(memory_format=torch.channels_last)
            with torch.autocast(faces.device.type, precision, enabled=precision != torch.float32):
                logits = model(seen)
            predictions += torch.softmax(logits.float(), dim=1)
        blended = (1 - self.weight) * own + self.weight / len(self.members) * predictions
        return torch.cat([blended, others], dim=1)
