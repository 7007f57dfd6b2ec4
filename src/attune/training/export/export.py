"""Checkpoint -> bundle: `attune export checkpoints/custom-cnn-48/last.pt` writes models/custom-cnn-48/."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from torch import nn

from attune.expressions import parse_expression
from attune.training.bundles.card import write_card
from attune.training.bundles.importing import write_whole
from attune.training.bundles.manifest import Manifest, accuracy_loss, data_of, describe_run, int8_entry, with_metrics
from attune.training.checkpoints.checkpoint import Head, load_model
from attune.training.configuration.data_config import DataConfig
from attune.training.errors import ExportError
from attune.training.evaluation.calibrated import Measured
from attune.training.evaluation.evaluate import evaluate, robustness_of
from attune.training.evaluation.predictors import open_predictor
from attune.training.export import MAX_LOSS
from attune.training.export.onnx_model import to_onnx
from attune.training.export.quantise import quantise
from attune.training.export.validation import ExportValidation, load_export_validation
from attune.vision.models.bundle import file_of, load_bundle, parse_preprocessing
from attune.vision.models.classifier import preprocess


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

    The temperatures are fitted on the run's validation split, and every metric is measured on the exported files.
    data_root: where the data is now, when not where it was for the training.  max_loss: see require_small_loss.
    robustness: measure on corrupted images, too, see measure_robustness_of_bundle.  head: of a run with two, which one;
    that of FER2013's labels goes to models/<run name>-fer2013/.

    Raises:
        CheckpointError, DatasetError: what it is made of cannot be read.
        ExportError: it cannot be exported.
        VisionError: the written bundle does not verify.
    """
    model, config, state = load_model(checkpoint, head)
    config = config if head == "votes" else replace(config, name=f"{config.name}-{head}")
    data = config.data if data_root is None else replace(config.data, root=data_root)
    onnx_bytes = to_onnx(model, config.model.size, config.model.channels)
    described = describe_run(config, state, version, count_parameters(model))
    folder = write_bundle(
        models / config.name, described, onnx_bytes, load_export_validation(data, config.model.size), max_loss
    )
    return measure_robustness_of_bundle(folder, data.root) if robustness else folder


def quantise_bundle(folder: Path, data_root: str = DataConfig.root, max_loss: float = MAX_LOSS) -> Path:
    """Make model.int8.onnx of a bundle's model.onnx again, measure both, and renew manifest and card.

    model.onnx and its temperature stay as they are, and so does the version.

    Raises:
        VisionError: a bundle that does not verify.
        DatasetError, ExportError: what it is compared on cannot be read, or differs.
    """
    bundle = load_bundle(folder)
    manifest: Manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    data = data_of(manifest, data_root)
    validation = load_export_validation(data, bundle.preprocessing.size)
    return write_bundle(folder, manifest, bundle.model, validation, max_loss, bundle.temperature)


def write_bundle(
    folder: Path,
    described: Manifest,
    model: bytes,
    validation: ExportValidation,
    max_loss: float,
    temperature: float | None = None,
) -> Path:
    """Quantise and measure a model, then write its folder; nothing is written when int8 loses too much.

    described: at least what describe_run returns.  temperature: of fp32, when it is settled already.
    """
    contract = parse_preprocessing(described["input"])
    labels = [parse_expression(label) for label in described["labels"]]
    quantised = quantise(model, preprocess(validation.ordinary, contract))
    fp32 = validation.measure(model, labels, contract, temperature)
    int8 = validation.measure(quantised, labels, contract)
    require_small_loss(int8, fp32, max_loss)
    manifest = with_metrics(described, model, fp32) | {"variants": {"int8": int8_entry(quantised, int8, fp32)}}
    card = write_card(manifest, fp32.report).encode()
    files = {file_of("fp32"): model, file_of("int8"): quantised, "CARD.md": card}
    return write_whole(folder.parent, folder.name, files, manifest)


def measure_robustness_of_bundle(folder: Path, data_root: str = DataConfig.root) -> Path:
    """Measure a bundle's fp32 file on corrupted images, and renew manifest and card; the model files stay.

    Raises:
        VisionError: a bundle that does not verify.
        DatasetError, ExportError: what it is compared on cannot be read, or differs.
    """
    predictor = open_predictor(folder)
    manifest: Manifest = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    data = data_of(manifest, data_root)
    evaluation = evaluate([predictor], data, data.validation_split, search_duplicates=False)
    manifest["metrics"]["robustness"] = robustness_of(evaluation).as_data()
    kept = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    card = write_card(manifest, evaluation.report).encode()
    return write_whole(folder.parent, folder.name, {**kept, "CARD.md": card}, manifest)


def require_small_loss(int8: Measured, fp32: Measured, points: float) -> None:
    """Raise ExportError when int8 costs more than so many points of accuracy, on the faces it was measured on."""
    lost = 100 * accuracy_loss(int8, fp32)
    if lost > points:
        raise ExportError(
            f"int8 has an accuracy of {int8.report.accuracy:.2%}, fp32 of {fp32.report.accuracy:.2%}, n = "
            f"{int8.report.n:,}: "
            f"{lost:.2f} points lost, more than {points:g}. Networks with few channels or depthwise convolutions lose "
            "most: widen it, or accept the loss with --max-loss"
        )


def count_parameters(model: nn.Module) -> int:
    """Count what training fitted; the exported file has fewer, with batch normalisation folded into convolutions."""
    return sum(weights.numel() for weights in model.parameters())
