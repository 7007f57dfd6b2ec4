"""Distillation: learn from the opinions of trained models as well as from the votes (Hinton et al. 2015).

A face has ten votes; a model that has seen 28,000 faces says how such a face is voted on average. Several models and
the mirrored face say it better still. The opinions are formed once, on the pictures as they are: at a temperature of 1
cross-entropy is linear in its targets, so blending votes and opinions is the whole of it, and a step costs no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.training.config import DataConfig, DistillationConfig
from attune.training.dataset import Faces, load_training
from attune.training.scorers import open_scorer


def blend_opinions(faces: Faces, plan: DistillationConfig, data: DataConfig) -> Faces:
    """Return training faces whose targets are (1 - weight) votes + weight opinions; weight 0 returns them as they are.

    Raises VisionError or CheckpointError for a teacher that cannot be opened.
    """
    if not plan.teachers or not plan.weight:
        return faces
    opinions = teacher_opinions([Path(teacher) for teacher in plan.teachers], faces, data)
    targets = (1 - plan.weight) * faces.targets + plan.weight * opinions
    return replace(faces, targets=targets.astype(np.float32))


def teacher_opinions(teachers: Sequence[Path], faces: Faces, data: DataConfig) -> NDArray[np.float64]:
    """Average what every teacher says of every face and its mirror image.  Returns (N, C), rows sum to 1.

    A bundle's temperature sharpens its probabilities to the share of majority labels; it is undone, because the
    opinions stand beside vote shares.
    """
    total = np.zeros(faces.targets.shape)
    for path in teachers:
        scorer = open_scorer(path)
        pixels = (faces if faces.pixels.shape[1] == scorer.size else load_training(data, scorer.size)).pixels
        for view in (pixels, np.ascontiguousarray(pixels[:, :, ::-1])):
            shares = np.power(scorer.probabilities(view), scorer.temperature)
            total += shares / shares.sum(axis=1, keepdims=True)
    return total / (2 * len(teachers))
