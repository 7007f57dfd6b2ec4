"""The report of an exported file: before and after its temperature, and on faces that were not trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from attune.training.evaluation.report import Report


@dataclass(frozen=True)
class Measured:
    """One file on the validation split, calibrated by `temperature`.

    raw: the report before the temperature.  unseen: without the faces that are duplicates of training images.
    ece_cross_validated: each half of the faces with the temperature of the other half, ECE over both together: what
    to expect on new faces, because `report.ece` is measured on the faces that the temperature was fitted to.
    """

    temperature: float
    report: Report
    raw: Report
    unseen: Report
    ece_cross_validated: float

    def as_metrics(self) -> dict[str, Any]:
        """Return the metrics as plain data; the split is the one that the temperature was fitted on, and says so."""
        return {
            "role": "validation: recipe and temperature were chosen on this split",
            **self.report.as_metrics(),
            "without_duplicates_of_training": {"n": self.unseen.n, "accuracy": round(self.unseen.accuracy, 4)},
            "ece_cross_validated": round(self.ece_cross_validated, 4),
            "ece_before_temperature": round(self.raw.ece, 4),
            "nll_before_temperature": round(self.raw.nll, 4),
        }
