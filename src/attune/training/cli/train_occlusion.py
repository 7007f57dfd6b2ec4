"""`attune train-occlusion`: the network that tells occluded faces."""

from __future__ import annotations

from pathlib import Path

import click

from attune.training.cli.extra import TrainingCommand, data_option
from attune.training.configuration.data_config import DataConfig


@click.command(cls=TrainingCommand)
@data_option("FER2013's folder.")
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--epochs", type=click.IntRange(1), default=36, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
def command(data: str, models: Path, epochs: int, seed: int, threads: int) -> None:
    """Train the network that tells occluded faces, and write models/occlusion/."""
    from attune.training.occlusion.training import train_and_write

    written = train_and_write(DataConfig(root=data), models, epochs, seed, threads)
    click.echo(
        f"taken for occluded: {written.clean:.1%} of {written.n} unoccluded faces, "
        f"{written.occluded:.1%} under drawn occlusions"
    )
    click.echo(f"{written.file}: sha256 {written.sha256}; write it into attune/vision/models/occlusion.py")
