"""Checkpoint -> bundle: `attune export checkpoints/custom-cnn-48/last.pt` writes models/custom-cnn-48/."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from torch import nn

from attune.training.card import write_card
from attune.training.checkpoint import CheckpointError, load_model
from attune.training.config import Config, ConfigError
from attune.training.dataset import copies_of, load_scored, load_training
from attune.training.inference import BATCH
from attune.training.metrics import fit_temperature, probabilities_of
from attune.training.onnx_model import INPUT, OUTPUT, ExportError, to_onnx
from attune.training.provenance import recipe_file
from attune.training.report import Report, measure
from attune.training.sources import DatasetError
from attune.vision.bundle import Preprocessing, load_bundle
from attune.vision.classifier import preprocess
from attune.vision.crop import FER_FROM_BLAZEFACE
from attune.vision.errors import VisionError
from attune.vision.onnx_session import open_session


def export_bundle(checkpoint: Path, models: Path, data_root: str | None = None, version: str = "1") -> Path:
    """Write models/<run name>/ with model.onnx, model.json and CARD.md, and load it as its users will.

    The temperature is fitted on the run's validation split, and every figure is measured on the exported file.
    data_root: where the data is now, when not where it was for the training.
    Raises CheckpointError, DatasetError, ExportError, or VisionError when the written bundle does not verify.
    """
    model, config, state = load_model(checkpoint)
    data = config.data if data_root is None else replace(config.data, root=data_root)
    faces = load_scored(data, data.validation_split, config.model.size)
    onnx_bytes = to_onnx(model, config.model.size, config.model.channels)
    logits = onnx_logits(onnx_bytes, faces.pixels, input_contract(config))
    temperature = round(fit_temperature(logits, faces.labels), 4)
    raw, calibrated = (
        measure(probabilities_of(logits, divisor), faces.labels, data.validation_split, data.protocol)
        for divisor in (1.0, temperature)
    )
    new = ~copies_of(faces, load_training(data, config.model.size))
    unseen = measure(
        probabilities_of(logits[new], temperature), faces.labels[new], data.validation_split, data.protocol
    )
    manifest = build_manifest(config, state, onnx_bytes, temperature, version) | {
        "parameters": count_parameters(model),
        "metrics": run_metrics(calibrated, raw, unseen, state),
    }
    folder = models / config.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(onnx_bytes)
    (folder / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (folder / "CARD.md").write_text(write_card(manifest, config, calibrated), encoding="utf-8")
    load_bundle(folder)
    return folder


def input_contract(config: Config) -> Preprocessing:
    """Describe the model's input as `attune.vision` understands it."""
    model = config.model
    return Preprocessing(model.size, model.channels, model.channel_mean, model.channel_std)


def onnx_logits(model: bytes, pixels: NDArray[np.uint8], contract: Preprocessing) -> NDArray[np.float32]:
    """Run exported bytes over pictures (N, S, S) uint8.  Returns (N, classes) logits, before the temperature."""
    session = open_session(model)
    chunks = (pixels[start : start + BATCH] for start in range(0, len(pixels), BATCH))
    return np.concatenate([session.run([OUTPUT], {INPUT: preprocess(chunk, contract)})[0] for chunk in chunks])


def count_parameters(model: nn.Module) -> int:
    """Count what training fitted; the exported file has fewer, with batch normalisation folded into convolutions."""
    return sum(weights.numel() for weights in model.parameters())


def build_manifest(
    config: Config, state: dict[str, Any], model: bytes, temperature: float, version: str
) -> dict[str, Any]:
    """Return the manifest without its figures; `attune.vision.bundle` reads it."""
    size = config.model.size
    return {
        "name": config.name,
        "version": version,
        "task": "expression",
        "dataset": "fer2013" if config.data.protocol == "fer2013" else "ferplus",
        "protocol": config.data.protocol,
        "labels": state["labels"],
        "input": {
            "name": INPUT,
            "width": size,
            "height": size,
            "channels": config.model.channels,
            "scale": "0-1",
            "mean": list(config.model.channel_mean),
            "std": list(config.model.channel_std),
        },
        "output": {"name": OUTPUT, "temperature": temperature},
        "temperature": temperature,
        "crop": asdict(FER_FROM_BLAZEFACE),
        "sha256": hashlib.sha256(model).hexdigest(),
        "metrics": {},
        "parameters": 0,
        "trained": {"config": recipe_file(config.name), "commit": state["commit"], "seed": config.seed},
    }


def run_metrics(calibrated: Report, raw: Report, unseen: Report, state: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of a manifest; the split is the one that the temperature was fitted on, and says so.

    unseen: the report without the faces whose very picture was trained on.
    """
    return {
        "role": "validation: recipe and temperature were chosen on this split",
        **calibrated.as_metrics(),
        "without_copies_of_training": {"n": unseen.n, "accuracy": round(unseen.accuracy, 4)},
        "ece_before_temperature": round(raw.ece, 4),
        "nll_before_temperature": round(raw.nll, 4),
        "epoch": state["epoch"],
        "training_minutes": round(state["seconds"] / 60, 1),
    }


@click.command()
@click.argument("checkpoint", type=click.Path(path_type=Path))
@click.option("--models", type=click.Path(path_type=Path), default=Path("models"), show_default=True)
@click.option("--data", default=None, help="Folder or file that holds FER2013, when it is not where the run had it.")
@click.option("--version", default="1", show_default=True, help="Version of the bundle; readings carry it.")
def command(checkpoint: Path, models: Path, data: str | None, version: str) -> None:
    """Turn CHECKPOINT into a bundle: ONNX file, manifest with figures and hash, model card."""
    try:
        folder = export_bundle(checkpoint, models, data, version)
    except (CheckpointError, ConfigError, DatasetError, ExportError, VisionError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"wrote {folder}; measure it with: attune evaluate {folder}")


if __name__ == "__main__":
    command()
