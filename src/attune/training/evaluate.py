"""Measure a checkpoint or a bundle: `attune evaluate models/custom-cnn-48 --split PublicTest`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console

from attune.training.checkpoint import CheckpointError, load_model
from attune.training.config import ConfigError, DataConfig, Protocol
from attune.training.dataset import load_scored
from attune.training.inference import BATCH, predict
from attune.training.metrics import probabilities_of
from attune.training.report import measure, print_report
from attune.training.sources import DatasetError
from attune.vision.bundle import load_bundle
from attune.vision.classifier import ExpressionClassifier, Probabilities
from attune.vision.errors import VisionError

Pixels = NDArray[np.uint8]


class Scorer(NamedTuple):
    """Something that scores pictures: (N, size, size) uint8 -> (N, 8) probabilities, softmax(logits / temperature)."""

    name: str
    size: int
    temperature: float
    probabilities: Callable[[Pixels], Probabilities]


def open_scorer(path: Path) -> Scorer:
    """Open a bundle folder (onnxruntime, calibrated, as everybody uses it) or a checkpoint (torch, not calibrated).

    Raises VisionError for a bundle, CheckpointError for a checkpoint that cannot be used.
    """
    if path.is_dir():
        classifier = ExpressionClassifier(load_bundle(path))
        return Scorer(
            f"bundle {classifier.bundle.identity}",
            classifier.bundle.preprocessing.size,
            classifier.bundle.temperature,
            lambda pixels: np.concatenate([classifier.classify(chunk) for chunk in _chunks(pixels)]),
        )
    model, config, state = load_model(path)
    return Scorer(
        f"checkpoint {config.name}, epoch {state['epoch']}",
        config.model.size,
        1.0,
        lambda pixels: probabilities_of(predict(model, pixels, config.model)),
    )


def mirrored(scorer: Scorer) -> Scorer:
    """Return a scorer that averages each face and its mirror image: twice the work, and not what the product does."""
    return scorer._replace(
        name=f"{scorer.name}, averaged with the mirrored face",
        probabilities=lambda pixels: (
            (scorer.probabilities(pixels) + scorer.probabilities(np.ascontiguousarray(pixels[:, :, ::-1]))) / 2
        ),
    )


def _chunks(pixels: Pixels) -> list[Pixels]:
    return [pixels[start : start + BATCH] for start in range(0, len(pixels), BATCH)]


@click.command()
@click.argument("model", type=click.Path(path_type=Path))
@click.option("--data", default=DataConfig.root, show_default=True, help="Folder or file that holds FER2013.")
@click.option("--votes", default=DataConfig.votes, show_default=True, help="FER+ votes, in or beside --data.")
@click.option("--protocol", type=click.Choice(["majority", "argmax", "fer2013"]), default="majority", show_default=True)
@click.option("--split", default="PublicTest", show_default=True, help="Training, PublicTest or PrivateTest.")
@click.option("--flip", is_flag=True, help="Average every face with its mirror image.")
def command(model: Path, data: str, votes: str, protocol: str, split: str, flip: bool) -> None:
    """Measure MODEL, a bundle folder or a checkpoint, on a split of FER2013."""
    source = DataConfig(root=data, votes=votes, protocol=cast(Protocol, protocol))
    try:
        scorer = open_scorer(model)
        scorer = mirrored(scorer) if flip else scorer
        faces = load_scored(source, split, scorer.size)
        report = measure(scorer.probabilities(faces.pixels), faces.labels, split, source.protocol)
    except (VisionError, CheckpointError, ConfigError, DatasetError) as error:
        raise click.ClickException(str(error)) from None
    console = Console()
    console.print(scorer.name, highlight=False)
    print_report(report, console)


if __name__ == "__main__":
    command()
