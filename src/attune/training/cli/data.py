"""`attune data check` and `attune data pack`: validate a data set, and take it elsewhere in one file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import click
from rich.console import Console

from attune.training.cli.extra import TrainingCommand
from attune.training.configuration.data_config import DataConfig, DataFormat

VOTES = str(DataConfig.votes)

format_option = click.option(
    "--format",
    "data_format",
    type=click.Choice(get_args(DataFormat)),
    default="auto",
    show_default=True,
    help="What it is, where classes are numbers; `folder` takes any image folder as it is.",
)
votes_option = click.option("--votes", help=f"FER+ votes, in or beside PATH; {VOTES} is found by itself.")


@click.group()
def data() -> None:
    """Validate a data set before training on it, or pack it into one file."""


@data.command(cls=TrainingCommand)
@click.argument("path", type=click.Path(path_type=Path))
@votes_option
@format_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, with every fault.")
def check(path: Path, votes: str | None, data_format: str, as_json: bool) -> None:
    """Count the images in PATH, find duplicates, and list what would make training fail (exit code 1)."""
    from attune.training.data.validation import validate_dataset
    from attune.training.data.validation_report import print_validation

    validation = validate_dataset(_described(path, votes, data_format))
    if as_json:
        click.echo(json.dumps(validation.as_data(), indent=2))
    else:
        print_validation(validation, Console())
    if validation.faults:
        raise click.exceptions.Exit(1)


@data.command("pack", cls=TrainingCommand)
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@votes_option
@format_option
def pack_command(path: Path, out: Path, votes: str | None, data_format: str) -> None:
    """Write the data set in PATH, with its FER+ votes, into the one file OUT.npz, which is read as PATH is."""
    from attune.training.data.packing import pack

    if out.suffix != ".npz":
        raise click.ClickException(f"{out}: name it .npz, by which it is recognised")
    described = _described(path, votes, data_format)
    count = pack(described, out)
    kept = "without votes" if described.votes is None else "with FER+ votes"
    click.echo(f"{out}: {count:,} images, {kept}, {out.stat().st_size / 1e6:.1f} MB")


def _described(path: Path, votes: str | None, data_format: str) -> DataConfig:
    """Describe a data set with its own labels, and with votes where they are named, beside it or packed with it."""
    from attune.training.data.dataset import votes_file
    from attune.training.data.sources.packed import read_packed_votes

    described = DataConfig(
        root=str(path), votes=votes or VOTES, protocol="labels", format=cast(DataFormat, data_format)
    )
    packed = path.suffix == ".npz" and path.is_file() and read_packed_votes(path)[1]
    if votes is None and not packed and not votes_file(described).is_file():
        return replace(described, votes=None)
    return described
