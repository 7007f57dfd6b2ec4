"""A run and an evaluation as plots: training curves, confusion, reliability, and the most confident errors.

The most confident errors are faces of people who did not ask to be shown. They are written only where the user asks for
them, with a `.gitignore` beside them, and go to no logger outside this computer.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.statistics import wilson_interval
from attune.training.configuration.data_config import Protocol
from attune.training.evaluation.metrics import Labels
from attune.training.evaluation.plot_style import BLUE, FAINT, GREEN, INK, ORANGE, PAPER, dress, new_figure, save, title
from attune.training.evaluation.report import FEW, Report, measure
from attune.vision.models.classifier import Probabilities

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CURVES, CONFUSION, RELIABILITY, FACES = "curves", "confusion", "reliability", "most-confident-errors"
"""The plots by name; FACES shows people."""

WORST = 24


def write_run_plots(
    folder: Path,
    log_csv: Path | None,
    probabilities: Probabilities,
    labels: Labels,
    pixels: NDArray[np.uint8],
    *,
    name: str,
    split: str,
    protocol: Protocol,
) -> dict[str, Path]:
    """Write the plots of a finished run into a folder that git ignores, as runs/<name>.

    log_csv: one line an epoch, None without a log.  probabilities: (N, 8).  labels: (N,).  pixels: (N, S, S) uint8.

    Returns:
        What was written, path by name.

    Raises:
        ConfigError: matplotlib is not installed.
    """
    report = measure(probabilities, labels, split, protocol)
    written = {}
    if log_csv is not None:
        written[CURVES] = draw_curves(read_log(log_csv), name, report, folder / f"{CURVES}.png")
    return written | write_evaluation_plots(folder, report, probabilities, labels, pixels, name)


def write_evaluation_plots(
    folder: Path,
    report: Report,
    probabilities: Probabilities,
    labels: Labels,
    pixels: NDArray[np.uint8],
    name: str,
) -> dict[str, Path]:
    """Write confusion matrix, reliability diagram and, where there are any, the most confident errors.

    Returns:
        What was written, path by name.

    Raises:
        ConfigError: matplotlib is not installed.
    """
    written = {
        CONFUSION: draw_confusion(report, name, folder / f"{CONFUSION}.png"),
        RELIABILITY: draw_reliability(report, name, folder / f"{RELIABILITY}.png"),
    }
    worst = most_confident_errors(probabilities, labels)
    if len(worst):
        (folder / ".gitignore").write_text(f"# faces of people, which do not belong into a repository\n{FACES}.png\n")
        path = folder / f"{FACES}.png"
        written[FACES] = draw_errors(pixels[worst], probabilities[worst], labels[worst], name, report, path)
    return written


def measured_on(report: Report) -> str:
    """Word what a plot's figures were measured on."""
    low, high = report.interval
    return (
        f"{report.split}, protocol {report.protocol}, n = {report.n:,}, "
        f"accuracy {report.accuracy:.1%} (95 % interval {low:.1%} to {high:.1%})"
    )


def read_log(log_csv: Path) -> dict[str, NDArray[np.float64]]:
    """Read a run's log.csv.

    Returns:
        The columns by name, NaN where an epoch has no such figure.
    """
    with log_csv.open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    names = list(lines[-1]) if lines else []
    return {column: np.array([float(line.get(column) or "nan") for line in lines]) for column in names}


def draw_curves(log: dict[str, NDArray[np.float64]], name: str, report: Report, path: Path) -> Path:
    """Draw loss, validation accuracy and learning rate over the epochs."""
    figure = new_figure(9, 6.8)
    title(figure, f"Training: {name}", measured_on(report))
    loss, accuracy, rate = figure.subplots(3, 1, sharex=True, height_ratios=(3, 3, 1.2))
    epochs, marker = log["epoch"], "o" if len(log["epoch"]) < 10 else ""
    loss.plot(epochs, log["loss"], "-", color=BLUE, label="training loss, against its targets", marker=marker)
    loss.plot(epochs, log["validation_nll"], "--", color=ORANGE, label="validation NLL", marker=marker)
    dress(loss, "", "nats")
    loss.legend(frameon=False, fontsize=9, labelcolor=INK)
    accuracy.plot(epochs, 100 * log["validation_accuracy"], "-", color=GREEN, marker=marker)
    _mark_best(accuracy, epochs, 100 * log["validation_accuracy"])
    dress(accuracy, "", "validation accuracy, %")
    rate.plot(epochs, log["lr"], "-", color=FAINT, marker=marker, clip_on=False)
    dress(rate, "epoch", "rate")
    rate.set_ylim(bottom=0)
    rate.locator_params(axis="x", integer=True)
    return save(figure, path)


def _mark_best(axes: Axes, epochs: NDArray[np.float64], percent: NDArray[np.float64]) -> None:
    best = int(np.nanargmax(percent))
    axes.plot(epochs[best], percent[best], "D", color=INK)
    axes.margins(y=0.2)
    axes.annotate(
        f"best: {percent[best]:.1f}% after epoch {int(epochs[best])}",
        (epochs[best], percent[best]),
        xytext=(0, 8),
        textcoords="offset points",
        ha="left" if best < len(epochs) / 2 else "right",
        fontsize=9,
        color=INK,
    )


def draw_confusion(report: Report, name: str, path: Path) -> Path:
    """Draw the confusion matrix: colour and percentage are shares of a row's faces, under them the count."""
    shown = list(report.occurring)
    counts = report.confusion[np.ix_(shown, shown)]
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = new_figure(8, 7.2)
    title(figure, f"Confusion: {name}", measured_on(report))
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for row, column in np.ndindex(*counts.shape):
        if counts[row, column]:
            axes.text(
                column,
                row,
                f"{_percent(shares[row, column])}\n{counts[row, column]:,}",
                ha="center",
                va="center",
                fontsize=8,
                color=PAPER if shares[row, column] > 0.5 else INK,
            )
    names = [str(EXPRESSIONS[index]) for index in shown]
    few = ["*" if report.classes[index].n < FEW else "" for index in shown]
    numbers = [
        f"{one} (n = {report.classes[index].n:,}){mark}" for one, index, mark in zip(names, shown, few, strict=True)
    ]
    dress(axes, "answer", "label")
    axes.set_xticks(range(len(shown)), names, rotation=35, ha="right")
    axes.set_yticks(range(len(shown)), numbers)
    axes.set_xticks(np.arange(1, len(shown)) - 0.5, minor=True)
    axes.set_yticks(np.arange(1, len(shown)) - 0.5, minor=True)
    axes.grid(visible=False)
    axes.grid(which="minor", color=PAPER, linewidth=2)
    axes.tick_params(which="minor", length=0)
    if any(few):
        axes.set_xlabel(f"answer\n\n* fewer than {FEW} faces: no more than a hint", color=INK, fontsize=9)
    return save(figure, path)


def _percent(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def draw_reliability(report: Report, name: str, path: Path) -> Path:
    """Draw accuracy against confidence in bins, with the interval of every bin and the faces in it."""
    bins = report.reliability
    confidence, accuracy = (np.array([getattr(one, key) for one in bins]) for key in ("confidence", "accuracy"))
    bounds = np.array([wilson_interval(round(one.accuracy * one.n), one.n) for one in bins])
    figure = new_figure(7, 7.2)
    title(figure, f"Reliability: {name}", measured_on(report))
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    upper.plot([0, 100], [0, 100], "--", color=FAINT, label="calibrated: as right as sure", linewidth=1)
    reach = 100 * np.abs(bounds - accuracy[:, None]).T
    upper.errorbar(
        100 * confidence,
        100 * accuracy,
        reach,
        fmt="o",
        color=BLUE,
        capsize=3,
        label="faces of a bin, 95 % interval",
        clip_on=False,
        zorder=3,
    )
    dress(upper, "", "share that is right, %")
    upper.set(xlim=(0, 100), ylim=(0, 100))
    upper.legend(frameon=False, fontsize=9, loc="upper left", labelcolor=INK)
    upper.text(
        98,
        4,
        f"ECE {report.ece:.3f} (equal width), {report.ece_equal_mass:.3f} (equal n)\n"
        f"NLL {report.nll:.3f}, Brier {report.brier:.3f}",
        ha="right",
        fontsize=9,
        color=INK,
    )
    widths = [100 * (one.high - one.low) * 0.92 for one in bins]
    middles = [50 * (one.high + one.low) for one in bins]
    drawn = lower.bar(middles, [one.n for one in bins], widths, color=BLUE)
    lower.bar_label(drawn, [f"{one.n:,}" for one in bins], fontsize=7.5, color=INK, padding=1)
    lower.margins(y=0.18)
    dress(lower, "confidence, %", "faces")
    return save(figure, path)


def most_confident_errors(probabilities: Probabilities, labels: Labels, count: int = WORST) -> NDArray[np.int64]:
    """Return the indices of the wrong answers that were given most confidently, the worst first."""
    wrong = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    most_confident = np.argsort(-probabilities[wrong].max(axis=1), kind="stable")
    return np.asarray(wrong[most_confident][:count], dtype=np.int64)


def draw_errors(
    pixels: NDArray[np.uint8], probabilities: Probabilities, labels: Labels, name: str, report: Report, path: Path
) -> Path:
    """Draw faces (M, S, S) with what they are labelled and what was answered how surely, in the order given."""
    columns = min(6, len(pixels))
    rows = -(-len(pixels) // columns)
    figure = new_figure(max(6.0, 1.55 * columns), 0.9 + 1.95 * rows)
    title(figure, f"Most confident errors: {name}", measured_on(report))
    for index, axes in enumerate(figure.subplots(rows, columns, squeeze=False).flat):
        axes.set_axis_off()
        if index < len(pixels):
            answer = int(probabilities[index].argmax())
            axes.imshow(pixels[index], cmap="gray", vmin=0, vmax=255)
            axes.set_title(
                f"label {EXPRESSIONS[labels[index]]}\nsays {EXPRESSIONS[answer]},\n"
                f"{probabilities[index, answer]:.0%} sure",
                fontsize=8,
                color=INK,
            )
    return save(figure, path)
