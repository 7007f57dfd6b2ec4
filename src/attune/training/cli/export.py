"""`attune export`: a checkpoint becomes a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from attune.training.cli.extra import TrainingCommand
from attune.training.configuration.data_config import DataConfig
from attune.training.export import MAX_LOSS


@click.command(cls=TrainingCommand)
@click.argument("source", metavar="CHECKPOINT", type=click.Path(path_type=Path))
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--data", default=None, help="Folder or file of the data set, when it is not where the run had it.")
@click.option("--version", default="1", show_default=True, help="Version of the bundle; readings carry it.")
@click.option("--max-loss", default=MAX_LOSS, show_default=True, help="Points of accuracy that int8 may cost.")
@click.option(
    "--head",
    type=click.Choice(["votes", "fer2013"]),
    default="votes",
    show_default=True,
    help="Which head of a run that was trained with two (data.auxiliary).",
)
@click.option(
    "--int8-only", is_flag=True, help="CHECKPOINT is a bundle folder: make its int8 file, metrics and card again."
)
@click.option(
    "--robustness",
    is_flag=True,
    help="Also on corrupted images (blur, noise, dark, …), for the card. Of a bundle folder: nothing else is done.",
)
def command(
    source: Path,
    models: Path,
    data: str | None,
    version: str,
    max_loss: float,
    head: Literal["votes", "fer2013"],
    int8_only: bool,
    robustness: bool,
) -> None:
    """Turn CHECKPOINT into a bundle: ONNX in fp32 and int8, manifest with metrics and hashes, model card."""
    from attune.training.export.export import export_bundle, measure_robustness_of_bundle, quantise_bundle

    if int8_only or (robustness and source.is_dir()):
        root = data or DataConfig.root
        folder = quantise_bundle(source, root, max_loss) if int8_only else source
        folder = measure_robustness_of_bundle(folder, root) if robustness else folder
    else:
        folder = export_bundle(source, models, data, version, max_loss, robustness, head)
    click.echo(f"wrote {folder}; measure it with: attune evaluate {folder} (and --variant int8)")
