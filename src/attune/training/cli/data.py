"""`attune data check` and `attune data pack`: look at a data set, and take it elsewhere in one file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import cast, get_args

import click
from rich.console import Console

from attune.training.configuration.config import DataConfig, DataFormat
from attune.training.data.dataset import votes_file
from attune.training.data.packing import pack
from attune.training.data.sources.packed import read_packed_votes
from attune.training.data.validation import inspect
from attune.training.data.validation_report import print_inspection
from attune.training.errors import DatasetError

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
    """Look at a data set before training on it, or pack it into one file."""


@data.command()
@click.argument("path", type=click.Path(path_type=Path))
@votes_option
@format_option
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON, with every fault.")
def check(path: Path, votes: str | None, data_format: str, as_json: bool) -> None:
    """Count the pictures in PATH, find repeated ones, and list what would make training fail (exit code 1)."""
    try:
        inspection = inspect(_described(path, votes, data_format))
    except DatasetError as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps(inspection.as_data(), indent=2))
    else:
        print_inspection(inspection, Console())
    if inspection.faults:
        raise click.exceptions.Exit(1)


@data.command("pack")
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@votes_option
@format_option
def pack_command(path: Path, out: Path, votes: str | None, data_format: str) -> None:
    """Write the data set in PATH, with its FER+ votes, into the one file OUT.npz, which is read as PATH is."""
    if out.suffix != ".npz":
        raise click.ClickException(f"{out}: name it .npz, by which it is recognised")
    try:
        described = _described(path, votes, data_format)
        count = pack(described, out)
    except DatasetError as error:
        raise click.ClickException(str(error)) from None
    kept = "without votes" if described.votes is None else "with FER+ votes"
    click.echo(f"{out}: {count:,} pictures, {kept}, {out.stat().st_size / 1e6:.1f} MB")


def _described(path: Path, votes: str | None, data_format: str) -> DataConfig:
    """Describe a data set with its own labels, and with votes where they are named, beside it or packed with it."""
    described = DataConfig(
        root=str(path), votes=votes or VOTES, protocol="labels", format=cast(DataFormat, data_format)
    )
    packed = path.suffix == ".npz" and path.is_file() and read_packed_votes(path)[1]
    if votes is None and not packed and not votes_file(described).is_file():
        return replace(described, votes=None)
    return described
