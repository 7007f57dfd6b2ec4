"""`attune models calibrate`: external models get a temperature."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from attune.training.cli.extra import TrainingCommand, data_option
from attune.training.configuration.data_config import DataConfig, DataFormat


@click.command(cls=TrainingCommand)
@click.argument("bundle", type=click.Path(exists=True, file_okay=False, path_type=Path))
@data_option("Folder or file of the data set; half of the split fits the temperature, the other half measures it.")
@click.option("--split", default=DataConfig.validation_split, show_default=True)
@click.option(
    "--protocol",
    type=click.Choice(["majority", "argmax", "fer2013", "labels"]),
    default="majority",
    show_default=True,
    help="How FER+ votes become labels; fer2013 and labels take those that came with the images.",
)
@click.option(
    "--format", "data_format", type=click.Choice(get_args(DataFormat)), default=DataConfig.format, show_default=True
)
def calibrate(bundle: Path, data: str, split: str, protocol: str, data_format: DataFormat) -> None:
    """Fit the temperature of BUNDLE, an external model's folder, so that a confidence of 80 % is correct in 80 %."""
    from attune.training.bundles.calibrating import calibrate_bundle

    config = DataConfig(root=data, protocol=protocol, format=data_format)  # type: ignore[arg-type]  # click checks it
    for found in calibrate_bundle(bundle, config, split):
        click.echo(
            f"{found.variant}: temperature {found.temperature}, fitted on {found.fitted_on:,} faces; ECE of "
            f"{found.n:,} others {found.ece_before:.3f} before, {found.ece_after:.3f} after"
        )
    click.echo(f"wrote {bundle}; manifest and card say so, its model files are the same")
