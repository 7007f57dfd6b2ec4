"""Everything we say about a model's quality on one split, measured in one place and printed in one way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from attune.expressions import EXPRESSIONS
from attune.training.config import Protocol
from attune.training.metrics import (
    ClassFigures,
    Labels,
    accuracy,
    calibration_error,
    class_figures,
    confusion_matrix,
    negative_log_likelihood,
    wilson_interval,
)
from attune.training.sources import DatasetError
from attune.vision.classifier import Probabilities

FEW = 30
"""Under so many faces, a class's figures say little."""


@dataclass(frozen=True)
class Report:
    """Figures with what they were measured on; without split, protocol and n they would mean nothing."""

    split: str
    protocol: str
    n: int
    accuracy: float
    interval: tuple[float, float]
    nll: float
    ece: float
    classes: tuple[ClassFigures, ...]
    confusion: NDArray[Any]

    def as_metrics(self) -> dict[str, Any]:
        """Return plain data, rounded to what n can carry, for a manifest."""
        return {
            "split": self.split,
            "protocol": self.protocol,
            "n": self.n,
            "accuracy": round(self.accuracy, 4),
            "accuracy_interval_95": [round(bound, 4) for bound in self.interval],
            "ece": round(self.ece, 4),
            "nll": round(self.nll, 4),
            "classes": {
                str(name): {key: round(value, 4) for key, value in figures._asdict().items()}
                for name, figures in zip(EXPRESSIONS, self.classes, strict=True)
            },
        }


def measure(probabilities: Probabilities, labels: Labels, split: str, protocol: Protocol) -> Report:
    """Measure probabilities (N, 8) against labels (N,); `soft` is scored, and so named, as `majority`.

    Raises DatasetError when there is no face to measure on.
    """
    if not len(labels):
        raise DatasetError(f"no face of {split} has a label under {protocol}: there is nothing to measure")
    confusion = confusion_matrix(probabilities.argmax(axis=1), labels, len(EXPRESSIONS))
    share = accuracy(probabilities, labels)
    return Report(
        split=split,
        protocol="majority" if protocol == "soft" else protocol,
        n=len(labels),
        accuracy=share,
        interval=wilson_interval(share, len(labels)),
        nll=negative_log_likelihood(probabilities, labels),
        ece=calibration_error(probabilities, labels),
        classes=tuple(class_figures(confusion)),
        confusion=confusion,
    )


def print_report(report: Report, console: Console) -> None:
    """Print the figures, a table of the classes and the confusion matrix."""
    low, high = report.interval
    console.print(f"split {report.split}, protocol {report.protocol}, n = {report.n:,}", highlight=False)
    console.print(
        f"accuracy {report.accuracy:.2%} (95 % Wilson interval {low:.2%} to {high:.2%})   "
        f"NLL {report.nll:.4f}   ECE {report.ece:.4f} (15 bins)",
        highlight=False,
        soft_wrap=True,
    )
    console.print(_class_table(report))
    if any(figures.n < FEW for figures in report.classes):
        console.print(f"* fewer than {FEW} faces: no more than a hint", highlight=False)
    console.print(_confusion_table(report))


def _class_table(report: Report) -> Table:
    table = Table("expression", title="classes", box=SIMPLE)
    for heading in ("n", "precision", "recall", "F1"):
        table.add_column(heading, justify="right")
    for name, figures in zip(EXPRESSIONS, report.classes, strict=True):
        shares = (f"{value:.3f}" for value in (figures.precision, figures.recall, figures.f1))
        table.add_row(f"{name}{' *' if figures.n < FEW else ''}", str(figures.n), *shares)
    return table


def _confusion_table(report: Report) -> Table:
    table = Table("", title="confusion matrix: rows are labels, columns predictions", box=SIMPLE)
    for name in EXPRESSIONS:
        table.add_column(str(name)[:4], justify="right")
    for name, row in zip(EXPRESSIONS, report.confusion.tolist(), strict=True):
        table.add_row(str(name), *map(str, row))
    return table
