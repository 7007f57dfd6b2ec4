"""The report as a table."""

from __future__ import annotations

import csv
import io

from attune.classroom.wellbeing.experiment.schemas import EffectOut

CSV_COLUMNS = ("measure", "arm", "learners", "n", "count", "share", "low_95", "high_95")


def as_csv(effect: EffectOut) -> str:
    """One row for each arm of each measure, and one for each difference; empty where too few are known."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(CSV_COLUMNS)
    for comparison in effect.comparisons:
        for arm in comparison.arms:
            shown = arm.outcome
            figures = [arm.learners, shown.n, shown.count, shown.share, shown.low, shown.high] if shown else [""] * 6
            writer.writerow([comparison.measure, arm.arm, *figures])
        difference = comparison.difference
        if difference is not None:
            empty = [""] * 3
            writer.writerow(
                [comparison.measure, "difference", *empty, difference.value, difference.low, difference.high]
            )
    return table.getvalue()
