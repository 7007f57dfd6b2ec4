"""Accuracy against time, as a plot: a panel for each data set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from attune.training.comparison.comparison import Row
from attune.training.evaluation.plot_style import COLOURS, INK, MARKERS, dress, new_figure, save, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TICKS = [digit * 10.0**power for power in range(-3, 5) for digit in (1, 2, 3, 5, 7)]
"""Milliseconds that an axis may name."""


def draw_tradeoff(rows: Sequence[Row], hardware: str, path: Path) -> Path:
    """Draw every row with its interval; hardware: where the milliseconds were measured."""
    panels = list(dict.fromkeys(_panel_of(row) for row in rows))
    figure = new_figure(max(6.5, 5.4 * len(panels)), 4.2 + 0.2 * len(rows) / len(panels))
    title(figure, "Accuracy against time", f"processor time of onnxruntime, one thread, one image; {hardware}")
    for axes, panel in zip(figure.subplots(1, len(panels), squeeze=False).flat, panels, strict=True):
        _draw_panel(axes, [row for row in rows if _panel_of(row) == panel])
        axes.set_title(panel, fontsize=9.5, color=INK, loc="left")
    return save(figure, path)


def _panel_of(row: Row) -> str:
    return f"{row.dataset}, protocol {row.protocol}, {row.split}, n = {row.n:,}"


def _draw_panel(axes: Axes, rows: Sequence[Row]) -> None:
    for index, row in enumerate(sorted(rows, key=lambda row: row.speed.p50)):
        low, high = row.interval
        elsewhere = f" on {row.elsewhere}" if row.elsewhere else ""
        axes.errorbar(
            row.speed.p50,
            100 * row.accuracy,
            [[100 * (row.accuracy - low)], [100 * (high - row.accuracy)]],
            fmt=MARKERS[(index + index // len(COLOURS)) % len(MARKERS)],
            color=COLOURS[index % len(COLOURS)],
            capsize=3,
            markersize=7,
            label=f"{row.name}: {row.accuracy:.1%}, {row.speed.p50:.1f} ms{elsewhere}, {row.megabytes:.1f} MB",
        )
    dress(axes, "milliseconds an image (logarithmic)", "accuracy, %, with 95 % interval")
    times = [row.speed.p50 for row in rows]
    axes.set_xscale("log")
    axes.set_xlim(min(times) / 1.5, max(times) * 1.5)
    axes.set_xticks([tick for tick in TICKS if min(times) / 1.5 <= tick <= max(times) * 1.5])
    axes.minorticks_off()
    axes.xaxis.set_major_formatter("{x:g}")
    axes.legend(
        frameon=False, fontsize=8.5, labelcolor=INK, loc="upper left", bbox_to_anchor=(-0.02, -0.17), borderaxespad=0
    )
