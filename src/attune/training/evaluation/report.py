"""Everything we say about a model's quality on one split, measured in one place and printed in one way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from attune.expressions import EXPRESSIONS
from attune.statistics import wilson_interval
from attune.training.configuration.data_config import Protocol
from attune.training.errors import DatasetError
from attune.training.evaluation.metrics import (
    BINS,
    ClassMetrics,
    Labels,
    ReliabilityBin,
    accuracy,
    balanced_accuracy,
    brier_score,
    calibration_error,
    class_metrics,
    confusion_matrix,
    macro_f1,
    negative_log_likelihood,
    reliability_bins,
)
from attune.vision.models.classifier import Probabilities

FEW = 30
"""Under so many faces, a class's metrics say little."""


@dataclass(frozen=True)
class Report:
    """Metrics with what they were measured on; without split, protocol and n they would mean nothing.

    balanced_accuracy, macro_f1: over the expressions that have faces.  brier: summed over classes, 0..2.  ece: 15 bins
    of equal width; ece_equal_mass: 15 of equal n.  classes and confusion: in the order of EXPRESSIONS.
    """

    split: str
    protocol: str
    n: int
    accuracy: float
    interval: tuple[float, float]
    balanced_accuracy: float
    macro_f1: float
    nll: float
    brier: float
    ece: float
    ece_equal_mass: float
    reliability: tuple[ReliabilityBin, ...]
    classes: tuple[ClassMetrics, ...]
    confusion: NDArray[Any]

    @property
    def occurring(self) -> tuple[int, ...]:
        """Indices into EXPRESSIONS of those that the split has or the model answered; of others there is no metric."""
        seen = self.confusion.sum(axis=0) + self.confusion.sum(axis=1)
        return tuple(int(index) for index in np.flatnonzero(seen))

    def as_metrics(self) -> dict[str, Any]:
        """Return plain data, rounded to what n can carry, for a manifest."""
        return {
            "split": self.split,
            "protocol": self.protocol,
            "n": self.n,
            "accuracy": round(self.accuracy, 4),
            "accuracy_interval_95": [round(bound, 4) for bound in self.interval],
            "balanced_accuracy": round(self.balanced_accuracy, 4),
            "macro_f1": round(self.macro_f1, 4),
            "ece": round(self.ece, 4),
            "ece_equal_mass": round(self.ece_equal_mass, 4),
            "nll": round(self.nll, 4),
            "brier": round(self.brier, 4),
            "classes": {
                str(EXPRESSIONS[index]): {key: round(value, 4) for key, value in self.classes[index]._asdict().items()}
                for index in self.occurring
            },
        }

    def as_data(self) -> dict[str, Any]:
        """Return as_metrics with the whole confusion matrix and the reliability bins: all that a plot needs."""
        chosen = np.ix_(self.occurring, self.occurring)
        return {
            **self.as_metrics(),
            "confusion": {
                "rows_are_labels_columns_are_predictions": [str(EXPRESSIONS[index]) for index in self.occurring],
                "counts": self.confusion[chosen].tolist(),
            },
            "reliability": [{key: round(value, 4) for key, value in one._asdict().items()} for one in self.reliability],
        }


def measure(probabilities: Probabilities, labels: Labels, split: str, protocol: Protocol) -> Report:
    """Measure probabilities (N, 8) against labels (N,); `soft` is scored, and so named, as `majority`.

    Raises:
        DatasetError: there is no face to measure on.
    """
    if not len(labels):
        raise DatasetError(f"no face of {split} has a label under {protocol}: there is nothing to measure")
    confusion = confusion_matrix(probabilities.argmax(axis=1), labels, len(EXPRESSIONS))
    classes = tuple(class_metrics(confusion))
    return Report(
        split=split,
        protocol="majority" if protocol == "soft" else protocol,
        n=len(labels),
        accuracy=accuracy(probabilities, labels),
        interval=wilson_interval(int(confusion.trace()), len(labels)),
        balanced_accuracy=balanced_accuracy(classes),
        macro_f1=macro_f1(classes),
        nll=negative_log_likelihood(probabilities, labels),
        brier=brier_score(probabilities, labels),
        ece=calibration_error(probabilities, labels),
        ece_equal_mass=calibration_error(probabilities, labels, equal_mass=True),
        reliability=reliability_bins(probabilities, labels),
        classes=classes,
        confusion=confusion,
    )


def print_report(report: Report, console: Console) -> None:
    """Print the metrics, a table of the classes and the confusion matrix."""
    console.print(f"split {report.split}, protocol {report.protocol}, n = {report.n:,}", highlight=False)
    console.print(
        f"{accuracy_text(report)}   balanced {report.balanced_accuracy:.2%}   macro F1 {report.macro_f1:.4f}",
        highlight=False,
        soft_wrap=True,
    )
    console.print(
        f"NLL {report.nll:.4f}   Brier {report.brier:.4f} (summed over classes, 0 to 2)   "
        f"ECE {report.ece:.4f} ({BINS} bins of equal width), {report.ece_equal_mass:.4f} ({BINS} of equal n)",
        highlight=False,
        soft_wrap=True,
    )
    console.print(_class_table(report))
    if any(report.classes[index].n < FEW for index in report.occurring):
        console.print(f"* fewer than {FEW} faces: no more than a hint", highlight=False)
    console.print(_confusion_table(report))


def accuracy_text(report: Report) -> str:
    """Word the accuracy with its interval, as it stands in every output."""
    low, high = report.interval
    return f"accuracy {report.accuracy:.2%} (95 % Wilson interval {low:.2%} to {high:.2%})"


def _class_table(report: Report) -> Table:
    table = Table("expression", title="classes", box=SIMPLE)
    for heading in ("n", "precision", "recall", "F1"):
        table.add_column(heading, justify="right")
    for index in report.occurring:
        name, metrics = EXPRESSIONS[index], report.classes[index]
        shares = (f"{value:.3f}" for value in (metrics.precision, metrics.recall, metrics.f1))
        table.add_row(f"{name}{' *' if metrics.n < FEW else ''}", str(metrics.n), *shares)
    return table


def _confusion_table(report: Report) -> Table:
    table = Table("", title="confusion matrix: rows are labels, columns predictions", box=SIMPLE)
    for index in report.occurring:
        table.add_column(str(EXPRESSIONS[index])[:4], justify="right")
    for index in report.occurring:
        table.add_row(str(EXPRESSIONS[index]), *map(str, report.confusion[index, report.occurring].tolist()))
    return table
