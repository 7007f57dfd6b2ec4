"""`attune compare models/*`: a table and a plot of accuracy, size and time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
from rich.console import Console

from attune.training.cli.extra import TrainingCommand, data_option
from attune.training.configuration.data_config import DataConfig, Protocol

if TYPE_CHECKING:
    from attune.training.comparison.comparison import Candidate


@click.command(cls=TrainingCommand)
@click.argument("models", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option("Folder or file of the data set.")
@click.option("--votes", default=DataConfig.votes, show_default=True, help="FER+ votes, in or beside --data.")
@click.option("--split", default="PublicTest", show_default=True, help="Training, PublicTest, PrivateTest …")
@click.option(
    "--protocol",
    type=click.Choice(["own", "majority", "argmax", "fer2013", "labels"]),
    default="own",
    show_default=True,
    help="Score all by one protocol, or each model by that of its own training.",
)
@click.option("--browser-times", type=click.Path(path_type=Path), help="JSON of milliseconds by bundle, fp32 and int8.")
@click.option("--markdown", is_flag=True, help="Print the table as Markdown, for the documentation.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw accuracy against time (.svg or .png).")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every metric to this file, too.")
def command(
    models: tuple[Path, ...],
    data: str,
    votes: str,
    split: str,
    protocol: str,
    browser_times: Path | None,
    markdown: bool,
    plot: Path | None,
    json_file: Path | None,
) -> None:
    """Measure MODELS, bundle folders or checkpoints, side by side: accuracy, calibration, size and time here.

    A .json among them holds rows that an earlier --json kept, of models that may be gone. A model that cannot be
    measured is named, and costs none of the other rows (exit code 1).
    """
    from attune.training.comparison.comparison import beside, compare, read_browser_times, read_rows
    from attune.training.comparison.table import as_markdown, print_rows
    from attune.training.comparison.tradeoff import draw_tradeoff
    from attune.training.evaluation.hardware import hardware

    times = read_browser_times(browser_times) if browser_times else {}
    forced = None if protocol == "own" else cast(Protocol, protocol)
    kept = [row for path in models if path.suffix == ".json" for row in read_rows(path)]
    measured = [path for path in models if path.suffix != ".json"]
    candidates = _open(measured) if measured else []
    measured_rows, faults = compare(candidates, DataConfig(root=data, votes=votes), split, forced, times)
    rows = beside(measured_rows, kept)
    if plot:
        draw_tradeoff(rows, hardware(), plot)
    if markdown:
        click.echo(as_markdown(rows))
    else:
        print_rows(rows, Console() if Console().is_terminal else Console(width=200))
    if json_file:
        metrics = {"hardware": hardware(), "rows": [row.as_data() for row in rows]}
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        raise click.exceptions.Exit(1)


def _open(models: Sequence[Path]) -> list[Candidate]:
    """Open what is a model; a folder without a manifest, as that of the face detector, is left out and named."""
    from attune.training.comparison.comparison import open_candidate

    folders = [path for path in models if path.is_dir() and not (path / "model.json").is_file()]
    for folder in folders:
        click.echo(f"{folder} holds no bundle (no model.json): left out", err=True)
    candidates = [open_candidate(path) for path in models if path not in folders]
    if not candidates:
        raise click.ClickException("nothing to compare; name bundle folders or checkpoints, as models/*")
    return candidates
