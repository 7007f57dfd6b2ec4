"""`attune evaluate`: a checkpoint or a bundle on a split of a data set."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
from rich.console import Console

from attune.training.cli.extra import TrainingCommand, data_option
from attune.training.configuration.data_config import DataConfig, DataFormat
from attune.training.configuration.splits import HOLDOUT
from attune.vision.models.bundle import VARIANTS

if TYPE_CHECKING:
    from attune.training.evaluation.evaluate import Evaluation


@click.command(
    cls=TrainingCommand,
    former_options={"--pictures": "--plots", "--copies": "--duplicates", "--no-copies": "--no-duplicates"},
)
@click.argument("models", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option("Folder or file of the data set.")
@click.option("--votes", default=DataConfig.votes, show_default=True, help="FER+ votes, in or beside --data.")
@click.option(
    "--protocol",
    type=click.Choice(["majority", "argmax", "fer2013", "labels"]),
    default="majority",
    show_default=True,
    help="How FER+ votes become labels; fer2013 and labels take those that came with the images.",
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
    help="What the models were trained on: searched for duplicates, and what a holdout was held out of.",
)
@click.option("--holdout", default=DataConfig.holdout, show_default=True, help="Fraction held out, as in training.")
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
@click.option("--known-only", is_flag=True, help="Compare over the classes that model and data set share.")
@click.option("--duplicates/--no-duplicates", default=True, show_default=True, help="Also without images of Training.")
@click.option("--robustness", is_flag=True, help="Also on corrupted images (blur, noise, dark, …): 27 times the work.")
@click.option(
    "--plots",
    type=click.Path(path_type=Path, file_okay=False),
    help="Draw confusion, reliability and the most confident errors (faces of people!) into this folder.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write every metric to this file, too.")
@click.option("--log", "log_file", type=click.Path(path_type=Path), help="Append a row to this experiment log (CSV).")
@click.option("--note", default="", help="What the experiment changes, for --log.")
def command(models: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 - click's values
    """Measure MODELS, bundle folders or checkpoints, on a split of a data set; several are averaged into one answer."""
    from attune.training.evaluation.evaluate import draw, print_evaluation, robustness_of
    from attune.training.evaluation.experiment_log import Experiment, log_experiment
    from attune.training.evaluation.robustness import print_robustness

    evaluation = _evaluate(models, options)
    drawn = draw(evaluation, options["plots"]) if options["plots"] else {}
    console, metrics = Console(), evaluation.as_data()
    print_evaluation(evaluation, console)
    if options["robustness"]:
        found = robustness_of(evaluation)
        print_robustness(found, evaluation.report.accuracy, console)
        metrics["robustness"] = found.as_data()
    for path in drawn.values():
        console.print(f"drew {path}", highlight=False, soft_wrap=True)
    if options["json_file"]:
        options["json_file"].parent.mkdir(parents=True, exist_ok=True)
        options["json_file"].write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    if options["log_file"]:
        experiment = Experiment(models, options["head"], options["flip"], options["note"])
        log_experiment(options["log_file"], experiment, evaluation.report, datetime.now(UTC).date())


def _evaluate(models: tuple[Path, ...], options: dict[str, Any]) -> Evaluation:
    from attune.training.evaluation.evaluate import evaluate
    from attune.training.evaluation.predictors import mirrored, open_predictor

    data = DataConfig(
        root=options["data"],
        votes=options["votes"],
        protocol=options["protocol"],
        training_split=options["training_split"],
        # a part held out of the training split has to be named as such, or it would be read as trained on
        validation_split=HOLDOUT if options["split"] == HOLDOUT else DataConfig.validation_split,
        format=options["data_format"],
        holdout=options["holdout"],
        holdout_seed=options["holdout_seed"],
    )
    members = [open_predictor(model, options["variant"], head=options["head"]) for model in models]
    members = [mirrored(member) for member in members] if options["flip"] else members
    return evaluate(members, data, options["split"], options["known_only"], options["duplicates"])
