"""Models side by side as a table: on a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from attune.training.comparison.comparison import Row
from attune.training.comparison.onnx_costs import RUNS
from attune.training.evaluation.hardware import hardware

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


def print_rows(rows: Sequence[Row], console: Console) -> None:
    """Print the comparison as a table, and what its metrics mean."""
    table = Table(box=SIMPLE)
    for index, (heading, _) in enumerate(COLUMNS):
        table.add_column(heading, justify="left" if index < 2 else "right")
    for row in rows:
        table.add_row(*(text(row) for _, text in COLUMNS))
    console.print(table, highlight=False)
    console.print(explain(rows), highlight=False, soft_wrap=True)


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the comparison as a Markdown table, and under it what its metrics mean."""
    lines = [[heading for heading, _ in COLUMNS], ["---", "---", *["---:"] * (len(COLUMNS) - 2)]]
    lines += [[text(row) for _, text in COLUMNS] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{explain(rows)}"


def explain(rows: Sequence[Row]) -> str:
    """Say what the columns were measured on and with."""
    splits = " and ".join(sorted({row.split for row in rows}))
    elsewhere = " and ".join(sorted({row.elsewhere for row in rows if row.elsewhere}))
    return (
        f"{splits}. Flip: averaged with the mirrored face, twice the work. ECE: 15 bins. MFLOPs: twice the "
        "multiply-accumulates of convolutions and matrix products, one image. ms: processor time of onnxruntime, one "
        f"thread, one image, median of {RUNS} ({hardware()})." + (f" * measured on {elsewhere}." if elsewhere else "")
    )
