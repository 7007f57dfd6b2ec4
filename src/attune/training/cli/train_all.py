"""`attune train-all`: several runs side by side, teachers first."""

from __future__ import annotations

from pathlib import Path

import click

from attune.training.cli.extra import TrainingCommand
from attune.training.errors import ConfigError


@click.command(cls=TrainingCommand)
@click.argument("arguments", nargs=-1, required=True, metavar="CONFIG... [OVERRIDES]...")
@click.option("--jobs", default=8, show_default=True, type=click.IntRange(1), help="How many runs share the hardware.")
def command(arguments: tuple[str, ...], jobs: int) -> None:
    """Train each CONFIG, and all that it starts from or learns from, side by side; OVERRIDES hold for all of them."""
    from attune.training.loop.train_all import train_all, with_teachers

    overrides = tuple(argument for argument in arguments if "=" in argument)
    if any(override.startswith("name=") for override in overrides):
        raise ConfigError("name=… would give all runs the same name, and one place to write to; use `attune train`")
    runs = with_teachers([Path(argument) for argument in arguments if "=" not in argument], overrides)
    missing = train_all(runs, overrides, jobs, click.echo)
    if missing:
        raise click.ClickException(f"not trained: {', '.join(home.name for home in missing)}")
