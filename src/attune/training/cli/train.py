"""`attune train`: one run of a configuration."""

from __future__ import annotations

from pathlib import Path

import click

from attune.training.cli.extra import TrainingCommand


@click.command(cls=TrainingCommand)
@click.argument("config", type=click.Path(path_type=Path), default=Path("config.yaml"))
@click.argument("overrides", nargs=-1)
@click.option("--resume", is_flag=True, help="Continue from the run's last checkpoint.")
def command(config: Path, overrides: tuple[str, ...], resume: bool) -> None:
    """Train a model: CONFIG is a YAML file, OVERRIDES are like optimizer.lr=0.05.

    Where CONFIG has no data.root, or the default one, ATTUNE_DATA says where the data is.
    """
    from attune.training.configuration.config_file import load_config
    from attune.training.loop.train import train

    train(load_config(config, overrides), resume)
