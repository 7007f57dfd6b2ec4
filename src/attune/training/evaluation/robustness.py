"""How much of its accuracy a model keeps on corrupted images: `attune evaluate MODEL --robustness`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from attune.statistics import Z_95, wilson_interval
from attune.training.evaluation.corruptions import CORRUPTIONS, SEVERITIES, Pixels, corrupt
from attune.training.evaluation.metrics import Labels
from attune.vision.models.classifier import Probabilities


@dataclass(frozen=True)
class Robustness:
    """Correct answers under every corruption and severity; every face is answered, no abstention.

    correct: (corruptions, SEVERITIES, N) bool, corruptions in the order of CORRUPTIONS.
    """

    correct: NDArray[np.bool_]
    seed: int

    @property
    def n(self) -> int:
        """Faces, each of them seen under every corruption and severity."""
        return int(self.correct.shape[2])

    @property
    def accuracies(self) -> NDArray[np.float64]:
        """Accuracy of every cell, (corruptions, SEVERITIES)."""
        return np.asarray(self.correct.mean(axis=2))

    def mean(self) -> tuple[float, float, float]:
        """Return the mean accuracy over all cells and its 95 % interval.

        The cells show the same faces, so the interval is that of the mean of N faces, each with its fraction of cells.
        """
        of_faces = self.correct.mean(axis=(0, 1))
        centre, reach = float(of_faces.mean()), Z_95 * float(of_faces.std()) / math.sqrt(self.n)
        return centre, max(0.0, centre - reach), min(1.0, centre + reach)

    def as_data(self) -> dict[str, Any]:
        """Return every metric as plain data."""
        mean, low, high = self.mean()
        return {
            "n": self.n,
            "seed": self.seed,
            "abstention": "none: every face is answered",
            "mean_accuracy": round(mean, 4),
            "mean_accuracy_interval_95": [round(low, 4), round(high, 4)],
            "corruptions": {
                name: [self._cell(name, row, severity) for severity in SEVERITIES]
                for row, name in enumerate(CORRUPTIONS)
            },
        }

    def _cell(self, name: str, row: int, severity: int) -> dict[str, Any]:
        accuracy = float(self.accuracies[row, severity - 1])
        return {
            "severity": severity,
            "amount": CORRUPTIONS[name].describe(severity),
            "accuracy": round(accuracy, 4),
            "accuracy_interval_95": [round(bound, 4) for bound in wilson_interval(round(accuracy * self.n), self.n)],
        }


def measure_robustness(
    answer: Callable[[Pixels], Probabilities], pixels: Pixels, labels: Labels, seed: int = 0
) -> Robustness:
    """Answer the same faces under every corruption and severity.

    answer: (N, S, S) uint8 -> (N, 8) probabilities.  pixels: the N clean faces, as the camera gives them.
    """

    def correct(name: str, severity: int) -> NDArray[np.bool_]:
        return np.asarray(answer(corrupt(pixels, name, severity, seed)).argmax(axis=1) == labels)

    cells = [[correct(name, severity) for severity in SEVERITIES] for name in CORRUPTIONS]
    return Robustness(np.array(cells), seed)


def print_robustness(robustness: Robustness, clean: float, console: Console) -> None:
    """Print accuracy with its interval for every cell, and the mean beside the accuracy on clean images."""
    table = Table("corruption", title=f"accuracy on corrupted images, n = {robustness.n:,} each", box=SIMPLE)
    for heading in ("mild", "medium", "strong"):
        table.add_column(heading, justify="right")
    for row, name in enumerate(CORRUPTIONS):
        accuracies = robustness.accuracies[row].tolist()
        amounts = CORRUPTIONS[name].describe_all()
        table.add_row(f"{name}\n[dim]{amounts}[/dim]", *(_cell_text(accuracy, robustness.n) for accuracy in accuracies))
    console.print(table)
    mean, low, high = robustness.mean()
    console.print(
        f"mean of the {len(CORRUPTIONS) * len(SEVERITIES)}: {mean:.2%} (95 % interval over faces {low:.2%} to "
        f"{high:.2%}), on clean images {clean:.2%}. Every face is answered: no abstention, though the product "
        "abstains on poor images.",
        highlight=False,
        soft_wrap=True,
    )


def _cell_text(accuracy: float, n: int) -> str:
    low, high = wilson_interval(round(accuracy * n), n)
    return f"{accuracy:.1%}\n[dim]{100 * low:.1f} to {100 * high:.1f}[/dim]"
