"""The network that tells whether something covers a face: `attune train-covers` trains it and writes models/covers/.

It learns from faces of the Training split, half of them under a drawn cover (cover_drawing). It sees the same crop as
the model of expressions, knows nothing of expressions, and serves every model beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import click
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from attune.training.configuration.config import AugmentConfig, DataConfig
from attune.training.data.dataset import load_scored, load_training
from attune.training.data.progress import tracked
from attune.training.errors import DatasetError, ExportError
from attune.training.export.onnx_model import to_onnx
from attune.training.loop.augment import augment
from attune.training.occlusion.card import write_cover_card
from attune.training.occlusion.drawing import draw_cover, put_before_wall
from attune.vision.models.occlusion import COVER_SIDE

WIDTHS, STRIDES = (24, 48, 64, 96), (2, 2, 1, 2)
BATCH = 128
PEAK_LR, WEIGHT_DECAY = 3e-3, 1e-3
WALLS = 0.5
"""The share of faces that are seen with something around them, as a crop that reaches beyond the face has it."""

CLEAN_LOST = 0.05
"""The share of uncovered PublicTest faces that may be taken for covered: it sets where a probability of 0.5 lies."""

AUGMENT = AugmentConfig(erase=0.0)


class CoverNetwork(nn.Module):
    """Four convolutions, then the mean and the maximum over the picture: a cover may be large or small."""

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        for before, after, stride in zip((1, *WIDTHS), WIDTHS, STRIDES, strict=False):
            layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(2 * WIDTHS[-1], 1)

    def forward(self, faces: Tensor) -> Tensor:
        """Logits (N, 1) of being covered; faces: (N, 1, 48, 48) float32 grey in 0..1."""
        found = self.features((faces - 0.5) / 0.25)
        logits: Tensor = self.classifier(torch.cat([found.mean((2, 3)), found.amax((2, 3))], dim=1))
        return logits


def train_cover_network(pixels: NDArray[np.uint8], epochs: int, seed: int) -> CoverNetwork:
    """Train the network on faces; pixels: (N, 48, 48) uint8.  The same seed and machine give the same weights."""
    torch.manual_seed(seed)
    chance, random = np.random.default_rng(seed), torch.Generator().manual_seed(seed)
    network, batch = CoverNetwork(), min(BATCH, len(pixels))
    steps = epochs * (len(pixels) // batch)
    optimizer = torch.optim.AdamW(network.parameters(), PEAK_LR, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, PEAK_LR, total_steps=steps)
    network.train()
    for faces, covered in tracked(_batches(pixels, batch, epochs, chance), "learning covers", steps):
        logits = network(augment(faces, AUGMENT, random))[:, 0]
        loss = functional.binary_cross_entropy_with_logits(logits, covered)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        schedule.step()
    return network.eval()


def _batches(
    pixels: NDArray[np.uint8], batch: int, epochs: int, chance: np.random.Generator
) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches of faces (B, 1, 48, 48) in 0..1, half of them covered, and which those are (B,)."""
    for _ in range(epochs):
        order = chance.permutation(len(pixels))
        for start in range(0, len(pixels) - batch + 1, batch):
            covered = chance.random(batch) < 0.5
            chosen = zip(order[start : start + batch], covered, strict=True)
            faces = [as_seen(pixels[face], bool(under), pixels, chance) for face, under in chosen]
            scaled = np.stack(faces)[:, None].astype(np.float32) / 255
            yield torch.from_numpy(scaled), torch.from_numpy(covered.astype(np.float32))


def as_seen(
    face: NDArray[np.uint8], under: bool, pixels: NDArray[np.uint8], chance: np.random.Generator
) -> NDArray[np.uint8]:
    """A face (48, 48) uint8 under a cover or not, and as often as WALLS says with something around it.

    pixels: (N, 48, 48) uint8, from which surfaces may be cut.
    """
    seen = draw_cover(face, pixels, chance) if under else face
    return put_before_wall(seen, pixels, chance) if chance.random() < WALLS else seen


@torch.inference_mode()
def logits_of(network: CoverNetwork, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Logits (N,) of faces (N, 48, 48) uint8."""
    batches = torch.split(torch.from_numpy(pixels), 1024)
    logits = torch.cat([network(batch[:, None].float() / 255)[:, 0] for batch in batches])
    return np.asarray(logits.numpy(), dtype=np.float32)


def settle_threshold(network: CoverNetwork, clean: NDArray[np.uint8], seed: int) -> None:
    """Move the bias so that a share CLEAN_LOST of uncovered faces, seen as in training, gets 0.5 or more."""
    chance = np.random.default_rng(seed)
    clean = np.stack([as_seen(face, False, clean, chance) for face in clean])
    with torch.no_grad():
        network.classifier.bias.sub_(float(np.quantile(logits_of(network, clean), 1 - CLEAN_LOST)))


def shares_told(network: CoverNetwork, faces: NDArray[np.uint8], seed: int) -> tuple[float, float]:
    """The share taken for covered of faces in full view, and of the same ones under drawn covers."""

    def told(covered: bool) -> float:
        chance = np.random.default_rng(seed)
        seen = np.stack([as_seen(face, covered, faces, chance) for face in faces])
        return float((logits_of(network, seen) >= 0).mean())

    return told(False), told(True)


@click.command()
@click.option("--data", default=DataConfig.root, show_default=True, help="FER2013's folder.")
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--epochs", type=click.IntRange(1), default=36, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
def command(data: str, models: Path, epochs: int, seed: int, threads: int) -> None:
    """Train the network that tells covered faces, and write models/covers/ anew."""
    torch.set_num_threads(threads)
    source = DataConfig(root=data)
    try:
        training = load_training(source, COVER_SIDE).pixels
        clean = load_scored(source, source.validation_split, COVER_SIDE).pixels
        network = train_cover_network(training, epochs, seed)
        settle_threshold(network, clean, seed)
        model = to_onnx(network, COVER_SIDE)
    except (DatasetError, ExportError) as error:
        raise click.ClickException(str(error)) from None
    told = shares_told(network, clean, seed)
    folder = models / "covers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    write_cover_card(folder, network, told, clean=len(clean), epochs=epochs, seed=seed)
    click.echo(f"taken for covered: {told[0]:.1%} of {len(clean)} faces in full view, {told[1]:.1%} under drawn covers")
    click.echo(
        f"{folder / 'model.onnx'}: sha256 {sha256(model).hexdigest()}; write it into attune/vision/models/occlusion.py"
    )


if __name__ == "__main__":
    command()
