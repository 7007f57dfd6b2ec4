"""The experiment log: every time that a candidate is measured on validation images is a row of a CSV file.

Ours is docs/figures/experiments.csv. A split that has been measured on often has been fitted to. The log says how
often, by what, and what brought nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from attune.training.checkpoints.checkpoint import load_checkpoint
from attune.training.evaluation.report import Report

COLUMNS = (
    "date",
    "model",
    "epochs",
    "seed",
    "minutes",
    "head",
    "flip",
    "split",
    "protocol",
    "n",
    "accuracy",
    "macro_f1",
    "ece",
    "note",
)


class Experiment(NamedTuple):
    """What was measured, and how.

    Attributes:
        models: bundle folders or checkpoints; several were averaged.
        head: which head of a model with two.
        flip: whether each image was averaged with its mirror image.
        note: what the experiment changes, for whoever reads the log.
    """

    models: Sequence[Path]
    head: str
    flip: bool
    note: str


def log_experiment(path: Path, experiment: Experiment, report: Report, today: date) -> None:
    """Append a row; the file is begun with its header where it is not there yet.

    Raises:
        CheckpointError: a checkpoint cannot be read.
        OSError: the file cannot be written.
    """
    described = [_describe(model) for model in experiment.models]
    name, epochs, seed, minutes = (" + ".join(values) for values in zip(*described, strict=True))
    row = (
        today.isoformat(),
        name,
        epochs,
        seed,
        minutes,
        experiment.head,
        "yes" if experiment.flip else "no",
        report.split,
        report.protocol,
        report.n,
        f"{report.accuracy:.4f}",
        f"{report.macro_f1:.4f}",
        f"{report.ece:.4f}",
        experiment.note,
    )
    begun = path.is_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not begun:
            writer.writerow(COLUMNS)
        writer.writerow(row)


def _describe(model: Path) -> tuple[str, str, str, str]:
    """Name, epochs, seed and minutes of training; a bundle's are in its manifest."""
    if model.is_dir():
        return model.name, "", "", ""
    state = load_checkpoint(model)
    config = state["config"]
    return config["name"], str(state["epoch"]), str(config["seed"]), f"{state['seconds'] / 60:.0f}"
