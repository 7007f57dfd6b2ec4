"""Train the network that tells occluded faces: `attune train-occlusion` writes models/occlusion/.

It learns from faces of the Training split, half of them under a drawn occlusion (occlusion/drawing.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from attune.training.configuration.config import AugmentConfig
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import load_scored, load_training
from attune.training.data.progress import tracked
from attune.training.export.onnx_model import to_onnx
from attune.training.loop.augment import augment
from attune.training.occlusion.card import write_occlusion_card
from attune.training.occlusion.drawing import draw_occlusion, put_before_background
from attune.training.occlusion.network import OcclusionNetwork, logits_of
from attune.vision.models.occlusion import OCCLUSION_SIDE

BATCH = 128
PEAK_LR, WEIGHT_DECAY = 3e-3, 1e-3
BACKGROUNDS = 0.5
"""The fraction of faces that are seen with something around them, as a crop that reaches beyond the face has it."""

CLEAN_LOST = 0.05
"""The fraction of unoccluded PublicTest faces that may be taken for occluded: it sets where 0.5 lies."""

AUGMENT = AugmentConfig(erase=0.0)


class Written(NamedTuple):
    """A network that was trained and written.

    clean, occluded: fractions taken for occluded of n faces in full view, and of the same under drawn occlusions.
    """

    file: Path
    sha256: str
    n: int
    clean: float
    occluded: float


def train_and_write(data: DataConfig, models: Path, epochs: int, seed: int, threads: int = 1) -> Written:
    """Train the network on the training split, set its threshold on the validation split, and write it and its card.

    Raises:
        DatasetError: the data cannot be read.
        ExportError: torch and onnxruntime disagree about the network.
    """
    torch.set_num_threads(threads)
    training = load_training(data, OCCLUSION_SIDE).pixels
    clean = load_scored(data, data.validation_split, OCCLUSION_SIDE).pixels
    network = train_occlusion_network(training, epochs, seed)
    settle_threshold(network, clean, seed)
    model = to_onnx(network, OCCLUSION_SIDE)
    told = fractions_told(network, clean, seed)
    folder = models / "occlusion"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    write_occlusion_card(folder, network, told, clean=len(clean), epochs=epochs, seed=seed)
    return Written(folder / "model.onnx", sha256(model).hexdigest(), len(clean), *told)


def train_occlusion_network(pixels: NDArray[np.uint8], epochs: int, seed: int) -> OcclusionNetwork:
    """Train the network on faces; pixels: (N, 48, 48) uint8.  The same seed and hardware give the same weights."""
    torch.manual_seed(seed)
    rng, torch_rng = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    network, batch = OcclusionNetwork(), min(BATCH, len(pixels))
    steps = epochs * (len(pixels) // batch)
    optimizer = torch.optim.AdamW(network.parameters(), PEAK_LR, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_LR, total_steps=steps)
    network.train()
    for faces, occluded in tracked(_batches(pixels, batch, epochs, rng), "learning occlusions", steps):
        logits = network(augment(faces, AUGMENT, torch_rng))[:, 0]
        loss = functional.binary_cross_entropy_with_logits(logits, occluded)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
    return network.eval()


def _batches(
    pixels: NDArray[np.uint8], batch: int, epochs: int, rng: np.random.Generator
) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches of faces (B, 1, 48, 48) in 0..1, half of them occluded, and which those are (B,)."""
    for _ in range(epochs):
        order = rng.permutation(len(pixels))
        for start in range(0, len(pixels) - batch + 1, batch):
            occluded = rng.random(batch) < 0.5
            chosen = zip(order[start : start + batch], occluded, strict=True)
            faces = [as_seen(pixels[face], bool(under), pixels, rng) for face, under in chosen]
            scaled = np.stack(faces)[:, None].astype(np.float32) / 255
            yield torch.from_numpy(scaled), torch.from_numpy(occluded.astype(np.float32))


def as_seen(
    face: NDArray[np.uint8], occluded: bool, pixels: NDArray[np.uint8], rng: np.random.Generator
) -> NDArray[np.uint8]:
    """A face (48, 48) uint8 under an occlusion or not, and as often as BACKGROUNDS says with something around it.

    pixels: (N, 48, 48) uint8, from which surfaces may be cut.
    """
    seen = draw_occlusion(face, pixels, rng) if occluded else face
    return put_before_background(seen, pixels, rng) if rng.random() < BACKGROUNDS else seen


def settle_threshold(network: OcclusionNetwork, clean: NDArray[np.uint8], seed: int) -> None:
    """Move the bias so that a fraction CLEAN_LOST of unoccluded faces, seen as in training, gets 0.5 or more."""
    rng = np.random.default_rng(seed)
    clean = np.stack([as_seen(face, False, clean, rng) for face in clean])
    with torch.no_grad():
        network.classifier.bias.sub_(float(np.quantile(logits_of(network, clean), 1 - CLEAN_LOST)))


def fractions_told(network: OcclusionNetwork, faces: NDArray[np.uint8], seed: int) -> tuple[float, float]:
    """The fraction taken for occluded of faces in full view, and of the same ones under drawn occlusions."""

    def told(occluded: bool) -> float:
        rng = np.random.default_rng(seed)
        seen = np.stack([as_seen(face, occluded, faces, rng) for face in faces])
        return float((logits_of(network, seen) >= 0).mean())

    return told(False), told(True)
