"""Measure a checkpoint or a bundle: `attune evaluate models/custom-cnn-48 --split PublicTest`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from attune.expressions import Expression
from attune.training.configuration.data_config import DataConfig
from attune.training.configuration.splits import is_test_split, same_split
from attune.training.data.dataset import Faces, duplicates_of, load_faces, load_scored, resize_image
from attune.training.data.sources import SIDE
from attune.training.errors import DatasetError
from attune.training.evaluation.label_sets import columns_of, disagreements, in_common, restrict
from attune.training.evaluation.plots import write_evaluation_plots
from attune.training.evaluation.predictors import (
    Pixels,
    Predictor,
    average,
    expressions_of_members,
    name_of,
)
from attune.training.evaluation.report import Report, accuracy_text, measure, print_report
from attune.training.evaluation.robustness import Robustness, measure_robustness
from attune.vision.models.classifier import Probabilities


@dataclass(frozen=True)
class Evaluation:
    """One model, or several averaged, on the faces of one split.

    views: those faces at 48 px and at every size that a model takes.  probabilities: (N, 8).
    allowed: the only expressions that may be answered, None for all.
    unseen: the report without images whose very pixels are in the training split; None where there is none to leave
    out or none left.
    """

    name: str
    members: tuple[Predictor, ...]
    views: dict[int, Faces]
    allowed: tuple[Expression, ...] | None
    probabilities: Probabilities
    report: Report
    unseen: Report | None
    notes: tuple[str, ...]

    @property
    def faces(self) -> Faces:
        """The faces at the size of the first model."""
        return self.views[self.members[0].size]

    def as_data(self) -> dict[str, Any]:
        """Return every metric as plain data, with what it was measured on."""
        unseen = self.unseen and {"n": self.unseen.n, "accuracy": round(self.unseen.accuracy, 4)}
        return {
            "model": self.name,
            **self.report.as_data(),
            "without_duplicates_of_training": unseen,
            "notes": list(self.notes),
        }


def evaluate(
    members: Sequence[Predictor], data: DataConfig, split: str, known_only: bool = False, search_duplicates: bool = True
) -> Evaluation:
    """Measure the average of the members on a split.

    known_only: compare over the expressions that both the model and the data set have; the name says so.
    search_duplicates: also read the training split, to leave out the images that it repeats.

    Raises:
        DatasetError: the split cannot be read.
    """
    views = {size: load_scored(data, split, size) for size in {SIDE, *(member.size for member in members)}}
    faces = views[members[0].size]
    known, labelled, allowed = expressions_of_members(members), faces.expressions, None
    notes = _notes_on_split(data, split)
    name = name_of(members)
    duplicates = np.zeros(len(faces), dtype=np.bool_)
    if search_duplicates and not same_split(split, data.training_split):
        try:
            # every image of it counts, also those that the protocol gives no label: `soft` trains on them
            duplicates = duplicates_of(views[SIDE], load_faces(data, data.training_split, SIDE))
        except DatasetError as error:
            notes.append(f"not searched for duplicates of training images: {error}")
    if known_only:
        allowed = in_common(known, labelled)
        kept = np.isin(faces.labels, columns_of(allowed))
        views = {size: view.keep(kept) for size, view in views.items()}
        faces, duplicates = views[members[0].size], duplicates[kept]
    probabilities = answers(members, _pixels(views), allowed)
    report = measure(probabilities, faces.labels, split, data.protocol)
    unseen = None
    if duplicates.any() and not duplicates.all():
        unseen = measure(probabilities[~duplicates], faces.labels[~duplicates], split, data.protocol)
    if allowed is None:
        notes += disagreements(report, known, labelled)
    else:
        name += f", over the {len(allowed)} expressions that model and {report.protocol} share"
    return Evaluation(name, tuple(members), views, allowed, probabilities, report, unseen, tuple(notes))


def answers(
    members: Sequence[Predictor], views: Mapping[int, Pixels], allowed: Sequence[Expression] | None = None
) -> Probabilities:
    """Return the members' averaged probabilities (N, 8), over the allowed expressions only where those are given."""
    probabilities = average(members, views)
    return probabilities if allowed is None else restrict(probabilities, allowed)


def robustness_of(evaluation: Evaluation, seed: int = 0) -> Robustness:
    """Measure the same models on the same faces, corrupted in every way of attune.training.evaluation.corruptions."""
    sizes = {member.size for member in evaluation.members}

    def answer(pixels: Pixels) -> Probabilities:
        views = {size: np.stack([resize_image(image, size) for image in pixels]) for size in sizes}
        return answers(evaluation.members, views, evaluation.allowed)

    return measure_robustness(answer, evaluation.views[SIDE].pixels, evaluation.faces.labels, seed)


def _pixels(views: Mapping[int, Faces]) -> dict[int, Pixels]:
    return {size: view.pixels for size, view in views.items()}


def _notes_on_split(data: DataConfig, split: str) -> list[str]:
    if same_split(split, data.training_split):
        return ["these faces were trained on: this tells how well they are remembered, not how well others are read"]
    if is_test_split(split):
        return ["measured, not chosen by: what is selected on these faces has no honest test metric left"]
    return ["a validation metric: recipes, epochs and temperatures are chosen on such a split"]


def draw(evaluation: Evaluation, folder: Path) -> dict[str, Path]:
    """Write an evaluation's plots into a folder; see attune.training.evaluation.plots.

    Returns:
        Paths by name.
    """
    faces = evaluation.faces
    return write_evaluation_plots(
        folder, evaluation.report, evaluation.probabilities, faces.labels, faces.pixels, evaluation.name
    )


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the model's name, its report, the metric without duplicates of training images, and what to know of it."""
    console.print(evaluation.name, highlight=False, soft_wrap=True)
    print_report(evaluation.report, console)
    if evaluation.unseen:
        duplicates = evaluation.report.n - evaluation.unseen.n
        console.print(
            f"without the {duplicates:,} images that are pixel for pixel in the training split, n = "
            f"{evaluation.unseen.n:,}: {accuracy_text(evaluation.unseen)}",
            highlight=False,
            soft_wrap=True,
        )
    for note in evaluation.notes:
        console.print(note, highlight=False, soft_wrap=True)
