"""`attune targets`: out-of-fold predictions as data to learn from."""

from __future__ import annotations

from pathlib import Path

import click

from attune.expressions import EXPRESSIONS
from attune.training.cli.extra import TrainingCommand, data_option
from attune.training.configuration.data_config import DataConfig


@click.group()
def targets() -> None:
    """Out-of-fold predictions to learn from: collect them from a cross-validation, weigh them against the votes."""


@targets.command("collect", cls=TrainingCommand)
@click.argument("checkpoints", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The .npz to write.")
@click.option("--data", default=None, help="Folder or file of the data set, when it is not where the runs had it.")
def collect_command(checkpoints: tuple[Path, ...], output: Path, data: str | None) -> None:
    """Predict every training image by the one of CHECKPOINTS, a run for each fold, that did not see it."""
    from attune.training.distillation.out_of_fold import collect
    from attune.training.distillation.soft_targets import write_targets

    found, described = collect(checkpoints, data)
    write_targets(output, found, described)
    for rule, measured in described["out_of_fold"].items():
        click.echo(f"out of fold, {rule}: {measured['accuracy']:.2%} of {measured['n']:,}")
    click.echo(f"wrote {output} and {output.with_suffix('.json')}")


@targets.command("weigh", cls=TrainingCommand)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option("Folder or file of the data set.")
def weigh_command(files: tuple[Path, ...], data: str) -> None:
    """Print the weight beside the ten votes under which a vote that was left out is most likely."""
    import numpy as np

    from attune.training.data.dataset import votes_of
    from attune.training.distillation.soft_targets import read_targets
    from attune.training.distillation.weight import best_weight, held_out_likelihoods

    each = [read_targets(path) for path in files]
    votes, _, _ = votes_of(DataConfig(root=data))
    if any(not np.array_equal(one.rows, each[0].rows) for one in each):
        raise click.ClickException("the files are of different images; weigh them one by one")
    predictions = np.mean([one.votes for one in each], axis=0)
    counts = votes[each[0].rows][:, : len(EXPRESSIONS)]
    likelihoods = held_out_likelihoods(counts, predictions)
    best = best_weight(counts, predictions)
    click.echo(
        f"distillation.targets_weight={best:.2f}: {likelihoods.max():.4f} nats a vote that was left out; "
        f"predictions alone {likelihoods[-1]:.4f}, half and half {likelihoods[50]:.4f}"
    )
