"""`attune data check` and `attune data pack`: look at a data set, and take it elsewhere in one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast, get_args

import click
from rich.console import Console

from attune.training.config import DataConfig, DataFormat
from attune.training.dataset import votes_file
from attune.training.inspection import inspect
from attune.training.inspection_report import print_inspection
from attune.training.sources import DatasetError

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


def _described(path: Path, votes: str | None, data_format: str) -> DataConfig:
    """Describe a data set with its own labels, and with votes where they are named or lie beside it."""
    described = DataConfig(
        root=str(path), votes=votes or VOTES, protocol="labels", format=cast(DataFormat, data_format)
    )
    if votes is None and not votes_file(described).is_file():
        return DataConfig(root=str(path), votes=None, protocol="labels", format=described.format)
    return described
