"""Measure a checkpoint or a bundle: `attune evaluate models/custom-cnn-48 --split PublicTest`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

import click
import numpy as np
from rich.console import Console

from attune.expressions import Expression
from attune.training.checkpoints.checkpoint import Head
from attune.training.configuration.config import DataConfig, DataFormat, Protocol
from attune.training.configuration.splits import HOLDOUT, is_test_split, same_split
from attune.training.data.dataset import Faces, copies_of, load_faces, load_scored, resize_picture
from attune.training.data.sources import SIDE
from attune.training.errors import CheckpointError, ConfigError, DatasetError
from attune.training.evaluation.experiment_log import Look, log_look
from attune.training.evaluation.label_sets import columns_of, disagreements, in_common, restrict
from attune.training.evaluation.plots import write_evaluation_pictures
from attune.training.evaluation.predictors import (
    Pixels,
    Scorer,
    average,
    expressions_of_members,
    mirrored,
    name_of,
    open_scorer,
)
from attune.training.evaluation.report import Report, accuracy_text, measure, print_report
from attune.training.evaluation.robustness import Robustness, measure_robustness, print_robustness
from attune.vision.errors import VisionError
from attune.vision.models.bundle import VARIANTS, Variant
from attune.vision.models.classifier import Probabilities


@dataclass(frozen=True)
class Evaluation:
    """One model, or several averaged, on the faces of one split.

    views: those faces at 48 px and at every size that a model takes.  probabilities: (N, 8).
    allowed: the only expressions that may be answered, None for all.
    unseen: the report without pictures whose very pixels are in the training split; None where there is none to leave
    out or none left.
    """

    name: str
    members: tuple[Scorer, ...]
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
        """Return every figure as plain data, with what it was measured on."""
        unseen = self.unseen and {"n": self.unseen.n, "accuracy": round(self.unseen.accuracy, 4)}
        return {
            "model": self.name,
            **self.report.as_data(),
            "without_copies_of_training": unseen,
            "notes": list(self.notes),
        }


def evaluate(
    members: Sequence[Scorer], data: DataConfig, split: str, known_only: bool = False, search_copies: bool = True
) -> Evaluation:
    """Measure the average of the members on a split.

    known_only: compare over the expressions that both the model and the data set have; the name says so.
    search_copies: also read the training split, to leave out the pictures that it repeats.
    Raises DatasetError when the split cannot be read.
    """
    views = {size: load_scored(data, split, size) for size in {SIDE, *(member.size for member in members)}}
    faces = views[members[0].size]
    known, labelled, allowed = expressions_of_members(members), faces.expressions, None
    notes = _notes_on_split(data, split)
    name = name_of(members)
    copies = np.zeros(len(faces), dtype=np.bool_)
    if search_copies and not same_split(split, data.training_split):
        try:
            # every picture of it counts, also those that the protocol gives no label: `soft` trains on them
            copies = copies_of(views[SIDE], load_faces(data, data.training_split, SIDE))
        except DatasetError as error:
            notes.append(f"not searched for copies of training pictures: {error}")
    if known_only:
        allowed = in_common(known, labelled)
        kept = np.isin(faces.labels, columns_of(allowed))
        views = {size: view.keep(kept) for size, view in views.items()}
        faces, copies = views[members[0].size], copies[kept]
    probabilities = answers(members, _pixels(views), allowed)
    report = measure(probabilities, faces.labels, split, data.protocol)
    unseen = None
    if copies.any() and not copies.all():
        unseen = measure(probabilities[~copies], faces.labels[~copies], split, data.protocol)
    if allowed is None:
        notes += disagreements(report, known, labelled)
    else:
        name += f", over the {len(allowed)} expressions that model and {report.protocol} share"
    return Evaluation(name, tuple(members), views, allowed, probabilities, report, unseen, tuple(notes))


def answers(
    members: Sequence[Scorer], views: Mapping[int, Pixels], allowed: Sequence[Expression] | None = None
) -> Probabilities:
    """Return the members' averaged probabilities (N, 8), over the allowed expressions only where those are given."""
    probabilities = average(members, views)
    return probabilities if allowed is None else restrict(probabilities, allowed)


def robustness_of(evaluation: Evaluation, seed: int = 0) -> Robustness:
    """Measure the same models on the same faces, made worse in every way of attune.training.evaluation.corruptions."""
    sizes = {member.size for member in evaluation.members}

    def answer(pixels: Pixels) -> Probabilities:
        views = {size: np.stack([resize_picture(picture, size) for picture in pixels]) for size in sizes}
        return answers(evaluation.members, views, evaluation.allowed)

    return measure_robustness(answer, evaluation.views[SIDE].pixels, evaluation.faces.labels, seed)


def _pixels(views: Mapping[int, Faces]) -> dict[int, Pixels]:
    return {size: view.pixels for size, view in views.items()}


def _notes_on_split(data: DataConfig, split: str) -> list[str]:
    if same_split(split, data.training_split):
        return ["these faces were trained on: this tells how well they are remembered, not how well others are read"]
    if is_test_split(split):
        return ["measured, not chosen by: what is selected on these faces has no honest test figure left"]
    return ["a validation figure: recipes, epochs and temperatures are chosen on such a split"]


@click.command()
@click.argument("models", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--data", default=DataConfig.root, show_default=True, help="Folder or file of the data set.")
@click.option("--votes", default=DataConfig.votes, show_default=True, help="FER+ votes, in or beside --data.")
@click.option(
    "--protocol",
    type=click.Choice(["majority", "argmax", "fer2013", "labels"]),
    default="majority",
    show_default=True,
    help="How FER+ votes become labels; fer2013 and labels take those that came with the pictures.",
)
@click.option("--split", default="PublicTest", show_default=True, help="Training, PublicTest, PrivateTest, holdout …")
@click.option(
    "--format",
    "data_format",
    type=click.Choice(get_args(DataFormat)),
    default=DataConfig.format,
    show_default=True,
    help="What the data is, where classes are numbers; `folder` takes any image folder as it is.",
)
@click.option(
    "--training-split",
    default=DataConfig.training_split,
    show_default=True,
    help="What the models were trained on: searched for copies, and what a holdout was held out of.",
)
@click.option("--holdout", default=DataConfig.holdout, show_default=True, help="Share held out, as in training.")
@click.option("--holdout-seed", default=DataConfig.holdout_seed, show_default=True, help="As in training.")
@click.option(
    "--variant", type=click.Choice(VARIANTS), default="fp32", show_default=True, help="Which file of a bundle."
)
@click.option(
    "--head",
    type=click.Choice(["votes", "fer2013"]),
    default="votes",
    show_default=True,
    help="Which head of a checkpoint that was trained with two (data.auxiliary).",
)
@click.option("--flip", is_flag=True, help="Average every face with its mirror image.")
@click.option("--known-only", is_flag=True, help="Compare over the expressions that model and data set share.")
@click.option("--copies/--no-copies", default=True, show_default=True, help="Also without pictures of Training.")
@click.option("--robustness", is_flag=True, help="Also on blurred, noisy, dark, covered … pictures: 27 times the work.")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Draw confusion, reliability and the worst mistakes (faces of people!) into this folder, as runs/NAME.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every figure to this file, too.")
@click.option("--log", "log_file", type=click.Path(path_type=Path), help="Append a row to this log of looks (CSV).")
@click.option("--note", default="", help="What the experiment changes, for --log.")
def command(
    models: tuple[Path, ...],
    data: str,
    votes: str,
    protocol: str,
    split: str,
    data_format: str,
    training_split: str,
    holdout: float,
    holdout_seed: int,
    variant: str,
    head: Head,
    flip: bool,
    known_only: bool,
    copies: bool,
    robustness: bool,
    pictures: Path | None,
    json_file: Path | None,
    log_file: Path | None,
    note: str,
) -> None:
    """Measure MODELS, bundle folders or checkpoints, on a split of a data set; several are averaged into one answer."""
    # a part held out of the training split has to be named as such, or it would be read as trained on
    validation = HOLDOUT if split == HOLDOUT else DataConfig.validation_split
    try:
        source = DataConfig(
            root=data,
            votes=votes,
            protocol=cast(Protocol, protocol),
            training_split=training_split,
            validation_split=validation,
            format=cast(DataFormat, data_format),
            holdout=holdout,
            holdout_seed=holdout_seed,
        )
        members = [open_scorer(model, cast(Variant, variant), head=head) for model in models]
        members = [mirrored(member) for member in members] if flip else members
        evaluation = evaluate(members, source, split, known_only, copies)
        drawn = draw(evaluation, pictures) if pictures else {}
    except (VisionError, CheckpointError, ConfigError, DatasetError) as error:
        raise click.ClickException(str(error)) from None
    console, figures = Console(), evaluation.as_data()
    print_evaluation(evaluation, console)
    if robustness:
        found = robustness_of(evaluation)
        print_robustness(found, evaluation.report.accuracy, console)
        figures["robustness"] = found.as_data()
    for path in drawn.values():
        console.print(f"drew {path}", highlight=False, soft_wrap=True)
    if json_file:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if log_file:
        log_look(log_file, Look(models, head, flip, note), evaluation.report, datetime.now(UTC).date())


def draw(evaluation: Evaluation, folder: Path) -> dict[str, Path]:
    """Write an evaluation's pictures into a folder; see attune.training.evaluation.plots.  Returns paths by name."""
    faces = evaluation.faces
    return write_evaluation_pictures(
        folder, evaluation.report, evaluation.probabilities, faces.labels, faces.pixels, evaluation.name
    )


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print the model's name, its report, the figure without copies of training pictures, and what to know of it."""
    console.print(evaluation.name, highlight=False, soft_wrap=True)
    print_report(evaluation.report, console)
    if evaluation.unseen:
        copies = evaluation.report.n - evaluation.unseen.n
        console.print(
            f"without the {copies:,} pictures that are pixel for pixel in the training split, n = "
            f"{evaluation.unseen.n:,}: {accuracy_text(evaluation.unseen)}",
            highlight=False,
            soft_wrap=True,
        )
    for note in evaluation.notes:
        console.print(note, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    command()
