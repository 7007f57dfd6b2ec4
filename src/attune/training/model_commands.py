"""`attune models list`, `show` and `bundles`: what can be trained, and what has been."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.console import Console
from rich.table import Table

from attune.training.bundle_listing import ListedBundle, list_bundles
from attune.training.extra import TrainingExtraMissing

if TYPE_CHECKING:
    from attune.training.models.catalogue import Entry

json_option = click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")

COUNTED = "FLOPs: 2 per multiply-accumulate of convolutions and linear layers, one picture. MB: float32 parameters."


@click.group()
def models() -> None:
    """List the architectures that can be trained, their options, and the trained bundles."""


@models.command("list")
@json_option
def list_command(as_json: bool) -> None:
    """List every architecture at every input that it is published for: parameters, FLOPs, size, paper."""
    with _training_extra("models list"):
        from attune.training.models.catalogue import list_entries
    entries = list_entries()
    if as_json:
        click.echo(json.dumps([entry.as_data() for entry in entries], indent=2))
        return
    _print_table(("name", "family", *_COSTS, "paper"), ([e.name, e.family, *_costs(e), e.paper] for e in entries))
    click.echo(COUNTED)


@models.command()
@click.argument("name")
@json_option
def show(name: str, as_json: bool) -> None:
    """Show the options of the architecture NAME: their defaults and meanings, for `model.options`."""
    with _training_extra("models show"):
        from attune.training.models import ModelError, find_architecture
        from attune.training.models.catalogue import entries_of, options_of
    try:
        architecture = find_architecture(name)
    except ModelError as error:
        raise click.ClickException(str(error)) from None
    entries, options = entries_of(architecture), options_of(architecture)
    if as_json:
        described = {option.name: {"default": option.default, "meaning": option.meaning} for option in options}
        click.echo(json.dumps({"inputs": [entry.as_data() for entry in entries], "options": described}, indent=2))
        return
    click.echo(f"{name}: {architecture.family}, {architecture.paper}")
    _print_table((*_COSTS, "with options"), ([*_costs(entry), _written(entry.options)] for entry in entries))
    click.echo(COUNTED)
    _print_table(("option", "default", "meaning"), ([o.name, _written(o.default), o.meaning] for o in options))


@models.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("models"))
@json_option
def bundles(folder: Path, as_json: bool) -> None:
    """Verify and list the bundles in FOLDER, with the figures that they state (exit code 1 when one is broken)."""
    listing = list_bundles(folder)
    if as_json:
        click.echo(json.dumps([bundle.as_data() for bundle in listing.bundles], indent=2))
    elif listing.bundles:
        columns = ("name", "version", "data set", "protocol", "accuracy", "input", "parameters", "MB")
        _print_table(columns, map(_bundle_row, listing.bundles))
    else:
        click.echo(f"there is no bundle in {folder}; `attune export` writes one")
    for fault in listing.faults:
        click.echo(fault, err=True)
    if listing.faults:
        raise click.exceptions.Exit(1)


_COSTS = ("input", "parameters", "FLOPs", "MB")


def _costs(entry: Entry) -> list[str]:
    picture = f"{entry.size}x{entry.size}x{entry.channels}"
    return [picture, f"{entry.parameters:,}", f"{entry.flops / 1e9:.2f} G", f"{entry.megabytes:.1f}"]


def _bundle_row(bundle: ListedBundle) -> list[str]:
    accuracy = "not stated"
    if bundle.accuracy is not None:
        accuracy = f"{bundle.accuracy:.1%} of {bundle.n:,} ({bundle.split})"
    picture = f"{bundle.size}x{bundle.size}x{bundle.channels}"
    return [
        bundle.name,
        bundle.version,
        bundle.dataset,
        bundle.protocol,
        accuracy,
        picture,
        f"{bundle.parameters:,}",
        f"{bundle.megabytes:.1f}",
    ]


def _written(value: object) -> str:
    """Write an option's value as it stands in a YAML file."""
    return json.dumps(value).replace('"', "")


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose last column wraps in a narrow terminal; in a pipe or a file, a row is a line."""
    console = Console() if Console().is_terminal else Console(width=200)
    table = Table(box=box.SIMPLE)
    for column in columns:
        numbers = column in ("parameters", "FLOPs", "MB")
        table.add_column(column, justify="right" if numbers else "left", no_wrap=column != columns[-1])
    for row in rows:
        table.add_row(*row)
    console.print(table, highlight=False)


@contextmanager
def _training_extra(command: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as missing:
        raise TrainingExtraMissing(command, missing) from missing
