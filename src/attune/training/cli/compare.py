"""`attune compare models/*`: a table and a plot of accuracy, size and time."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from attune.training.comparison.comparison import (
    Candidate,
    Row,
    beside,
    compare,
    open_candidate,
    read_browser_times,
    read_rows,
)
from attune.training.comparison.onnx_costs import RUNS
from attune.training.comparison.tradeoff import draw_tradeoff
from attune.training.configuration.config import DataConfig, Protocol
from attune.training.errors import CheckpointError, ConfigError, DatasetError, ExportError
from attune.training.evaluation.hardware import machine
from attune.vision.errors import VisionError

Column = tuple[str, Callable[[Row], str]]


def _with_int8(value: float, int8: float | None, digits: int) -> str:
    return f"{value:.{digits}f}" if int8 is None else f"{value:.{digits}f} / {int8:.{digits}f}"


def _browser(row: Row) -> str:
    return "–" if row.browser is None else _with_int8(row.browser, row.int8_browser, 1)


def _milliseconds(row: Row) -> str:
    text = _with_int8(row.speed.p50, row.int8_speed.p50 if row.int8_speed else None, 1)
    return f"{text}*" if row.elsewhere else text


COLUMNS: Sequence[Column] = (
    ("model", lambda row: row.name),
    ("data set, protocol", lambda row: f"{row.dataset}, {row.protocol}"),
    ("n", lambda row: f"{row.n:,}"),
    ("accuracy (95 %)", lambda row: f"{row.accuracy:.1%} ({100 * row.interval[0]:.1f} to {100 * row.interval[1]:.1f})"),
    ("with flip", lambda row: f"{row.flipped:.1%}"),
    ("ECE", lambda row: f"{row.ece:.3f}"),
    ("parameters", lambda row: f"{row.parameters / 1e6:.2f} M"),
    ("MFLOPs", lambda row: f"{2 * row.macs / 1e6:.0f}"),
    ("MB, fp32 / int8", lambda row: _with_int8(row.megabytes, row.int8_megabytes, 1)),
    ("ms, fp32 / int8", _milliseconds),
    ("browser ms", _browser),
)


@click.command()
@click.argument("models", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", default=DataConfig.root, show_default=True, help="Folder or file of the data set.")
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
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every figure to this file, too.")
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

    A .json among them holds rows that an earlier --json kept, of models that may be gone.
    """
    try:
        times = read_browser_times(browser_times) if browser_times else {}
        forced = None if protocol == "own" else cast(Protocol, protocol)
        kept = [row for path in models if path.suffix == ".json" for row in read_rows(path)]
        measured = [path for path in models if path.suffix != ".json"]
        candidates = _open(measured) if measured else []
        rows = beside(compare(candidates, DataConfig(root=data, votes=votes), split, forced, times), kept)
        if plot:
            draw_tradeoff(rows, machine(), plot)
    except (VisionError, CheckpointError, ConfigError, DatasetError, ExportError) as error:
        raise click.ClickException(str(error)) from None
    if markdown:
        click.echo(as_markdown(rows))
    else:
        print_rows(rows, Console() if Console().is_terminal else Console(width=200))
    if json_file:
        figures = {"machine": machine(), "rows": [row.as_data() for row in rows]}
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _open(models: Sequence[Path]) -> list[Candidate]:
    """Open what is a model; a folder without a manifest, as that of the face detector, is left out and named."""
    folders = [path for path in models if path.is_dir() and not (path / "model.json").is_file()]
    for folder in folders:
        click.echo(f"{folder} holds no bundle (no model.json): left out", err=True)
    candidates = [open_candidate(path) for path in models if path not in folders]
    if not candidates:
        raise click.ClickException("nothing to compare; name bundle folders or checkpoints, as models/*")
    return candidates


def print_rows(rows: Sequence[Row], console: Console) -> None:
    """Print the comparison as a table, and what its figures mean."""
    table = Table(box=SIMPLE)
    for index, (heading, _) in enumerate(COLUMNS):
        table.add_column(heading, justify="left" if index < 2 else "right")
    for row in rows:
        table.add_row(*(text(row) for _, text in COLUMNS))
    console.print(table, highlight=False)
    console.print(explain(rows), highlight=False, soft_wrap=True)


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the comparison as a Markdown table, and under it what its figures mean."""
    lines = [[heading for heading, _ in COLUMNS], ["---", "---", *["---:"] * (len(COLUMNS) - 2)]]
    lines += [[text(row) for _, text in COLUMNS] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{explain(rows)}"


def explain(rows: Sequence[Row]) -> str:
    """Say what the columns were measured on and with."""
    splits = " and ".join(sorted({row.split for row in rows}))
    elsewhere = " and ".join(sorted({row.elsewhere for row in rows if row.elsewhere}))
    return (
        f"{splits}. Flip: averaged with the mirrored face, twice the work. ECE: 15 bins. MFLOPs: twice the "
        "multiply-accumulates of convolutions and matrix products, one picture. ms: processor time of onnxruntime, one "
        f"thread, one picture, median of {RUNS} ({machine()})." + (f" * measured on {elsewhere}." if elsewhere else "")
    )


if __name__ == "__main__":
    command()
