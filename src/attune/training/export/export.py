"""Checkpoint -> bundle: `attune export checkpoints/custom-cnn-48/last.pt` writes models/custom-cnn-48/."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import click
from torch import nn

from attune.expressions import parse_expression
from attune.training.bundles.card import write_card
from attune.training.bundles.importing import write_whole
from attune.training.bundles.manifest import Manifest, accuracy_loss, data_of, describe_run, int8_entry, with_figures
from attune.training.checkpoints.checkpoint import Head, load_model
from attune.training.configuration.config import DataConfig
from attune.training.errors import CheckpointError, ConfigError, DatasetError, ExportError, ModelImportError
from attune.training.evaluation.calibrated import Measured
from attune.training.evaluation.evaluate import evaluate, robustness_of
from attune.training.evaluation.predictors import open_scorer
from attune.training.export.onnx_model import to_onnx
from attune.training.export.quantise import quantise
from attune.training.export.validation import Examination, load_examination
from attune.vision.errors import VisionError
from attune.vision.models.bundle import file_of, load_bundle, parse_preprocessing
from attune.vision.models.classifier import preprocess

MAX_LOSS = 1.0
"""Points of accuracy that int8 may cost; more than that is a model that does not quantise, not rounding."""


def export_bundle(
    checkpoint: Path,
    models: Path,
    data_root: str | None = None,
    version: str = "1",
    max_loss: float = MAX_LOSS,
    robustness: bool = False,
    head: Head = "votes",
) -> Path:
    """Write models/<run name>/ with model.onnx, model.int8.onnx, model.json and CARD.md; load both as users will.

    The temperatures are fitted on the run's validation split, and every figure is measured on the exported files.
    data_root: where the data is now, when not where it was for the training.  max_loss: see require_small_loss.
    robustness: measure on worse pictures, too, see measure_on_worse_pictures.  head: of a run with two, which one;
    that of FER2013's labels goes to models/<run name>-fer2013/.
    Raises CheckpointError, DatasetError, ExportError, or VisionError when the written bundle does not verify.
    """
    model, config, state = load_model(checkpoint, head)
    config = config if head == "votes" else replace(config, name=f"{config.name}-{head}")
    data = config.data if data_root is None else replace(config.data, root=data_root)
    onnx_bytes = to_onnx(model, config.model.size, config.model.channels)
    described = describe_run(config, state, version, count_parameters(model))
    folder = write_bundle(
        models / config.name, described, onnx_bytes, load_examination(data, config.model.size), max_loss
    )
    return measure_on_worse_pictures(folder, data.root) if robustness else folder


def quantise_bundle(folder: Path, data_root: str = DataConfig.root, max_loss: float = MAX_LOSS) -> Path:
    """Make model.int8.onnx of a bundle's model.onnx anew, measure both, and renew manifest and card.

    model.onnx and its temperature stay as they are, and so does the version.
    Raises VisionError for a bundle that does not verify, DatasetError, or ExportError.
    """
    bundle = load_bundle(folder)
    manifest: Manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    data = data_of(manifest, data_root)
    exam = load_examination(data, bundle.preprocessing.size)
    return write_bundle(folder, manifest, bundle.model, exam, max_loss, bundle.temperature)


def write_bundle(
    folder: Path,
    described: Manifest,
    model: bytes,
    exam: Examination,
    max_loss: float,
    temperature: float | None = None,
) -> Path:
    """Quantise and measure a model, then write its folder; nothing is written when int8 loses too much.

    described: at least what describe_run returns.  temperature: of fp32, when it is settled already.
    """
    contract = parse_preprocessing(described["input"])
    labels = [parse_expression(label) for label in described["labels"]]
    quantised = quantise(model, preprocess(exam.ordinary, contract))
    fp32 = exam.examine(model, labels, contract, temperature)
    int8 = exam.examine(quantised, labels, contract)
    require_small_loss(int8, fp32, max_loss)
    manifest = with_figures(described, model, fp32) | {"variants": {"int8": int8_entry(quantised, int8, fp32)}}
    card = write_card(manifest, fp32.report).encode()
    files = {file_of("fp32"): model, file_of("int8"): quantised, "CARD.md": card}
    return write_whole(folder.parent, folder.name, files, manifest)


def measure_on_worse_pictures(folder: Path, data_root: str = DataConfig.root) -> Path:
    """Measure a bundle's fp32 file on pictures made worse, and renew manifest and card; the model files stay.

    Raises VisionError for a bundle that does not verify, DatasetError, or ExportError.
    """
    scorer = open_scorer(folder)
    manifest: Manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    data = data_of(manifest, data_root)
    evaluation = evaluate([scorer], data, data.validation_split, search_copies=False)
    manifest["metrics"]["robustness"] = robustness_of(evaluation).as_data()
    kept = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    card = write_card(manifest, evaluation.report).encode()
    return write_whole(folder.parent, folder.name, {**kept, "CARD.md": card}, manifest)


def require_small_loss(int8: Measured, fp32: Measured, points: float) -> None:
    """Raise ExportError when int8 costs more than so many points of accuracy, on the faces it was measured on."""
    lost = 100 * accuracy_loss(int8, fp32)
    if lost > points:
        raise ExportError(
            f"int8 reads {int8.report.accuracy:.2%} of {int8.report.n:,} faces right, fp32 {fp32.report.accuracy:.2%}: "
            f"{lost:.2f} points lost, more than {points:g}. Networks with few channels or depthwise convolutions lose "
            "most: widen it, or accept the loss with --max-loss"
        )


def count_parameters(model: nn.Module) -> int:
    """Count what training fitted; the exported file has fewer, with batch normalisation folded into convolutions."""
    return sum(weights.numel() for weights in model.parameters())


@click.command()
@click.argument("source", metavar="CHECKPOINT", type=click.Path(path_type=Path))
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--data", default=None, help="Folder or file of the data set, when it is not where the run had it.")
@click.option("--version", default="1", show_default=True, help="Version of the bundle; readings carry it.")
@click.option("--max-loss", default=MAX_LOSS, show_default=True, help="Points of accuracy that int8 may cost.")
@click.option(
    "--head",
    type=click.Choice(["votes", "fer2013"]),
    default="votes",
    show_default=True,
    help="Which head of a run that was trained with two (data.auxiliary).",
)
@click.option(
    "--int8-only", is_flag=True, help="CHECKPOINT is a bundle folder: make its int8 file, figures and card anew."
)
@click.option(
    "--robustness",
    is_flag=True,
    help="Also on blurred, noisy, dark, covered … pictures, for the card. Of a bundle folder: nothing else is done.",
)
def command(
    source: Path,
    models: Path,
    data: str | None,
    version: str,
    max_loss: float,
    head: Head,
    int8_only: bool,
    robustness: bool,
) -> None:
    """Turn CHECKPOINT into a bundle: ONNX in fp32 and int8, manifest with figures and hashes, model card."""
    try:
        if int8_only or (robustness and source.is_dir()):
            root = data or DataConfig.root
            folder = quantise_bundle(source, root, max_loss) if int8_only else source
            folder = measure_on_worse_pictures(folder, root) if robustness else folder
        else:
            folder = export_bundle(source, models, data, version, max_loss, robustness, head)
    except (ModelImportError, CheckpointError, ConfigError, DatasetError, ExportError, VisionError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"wrote {folder}; measure it with: attune evaluate {folder} (and --variant int8)")


if __name__ == "__main__":
    command()
