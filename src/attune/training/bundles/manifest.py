"""The manifest of a bundle, `model.json`: what `attune.vision.models.bundle` reads, and what only training can say."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attune.training.checkpoints.provenance import recipe_file
from attune.training.configuration.config import Config
from attune.training.configuration.data_config import DataConfig
from attune.training.data.votes import OWN_LABELS
from attune.training.errors import ExportError
from attune.training.evaluation.calibrated import Measured
from attune.training.evaluation.hardware import processor
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE
from attune.vision.models.bundle import file_of

Manifest = dict[str, Any]

INPUT, OUTPUT = "image", "logits"
"""What the input and the output of our exported graphs are called."""

OF_THIS_HARDWARE = frozenset({"root", "cache"})
"""What of the data's configuration says nothing about the model, and may name somebody's folders."""

FROM_THE_RUN = ("epoch", "training_minutes", "robustness")
"""Metrics that are not measured when a bundle is quantised again, so they are kept."""


def describe_run(config: Config, state: dict[str, Any], release: str, parameters: int) -> Manifest:
    """Return what a checkpoint says of its model: the manifest without files, temperatures and measured metrics."""
    model = config.model
    return {
        "name": config.name,
        "version": release,
        "task": "expression",
        "dataset": dataset_of(config.data),
        "protocol": config.data.protocol,
        "labels": state["labels"],
        "input": {
            "name": INPUT,
            "width": model.size,
            "height": model.size,
            "channels": model.channels,
            "scale": "0-1",
            "mean": list(model.channel_mean),
            "std": list(model.channel_std),
        },
        "output": {"name": OUTPUT},
        "crop": asdict(FER_FROM_BLAZEFACE),
        "metrics": {"epoch": state["epoch"], "training_minutes": round(state["seconds"] / 60, 1)},
        "parameters": parameters,
        "trained": _trained(config, state),
    }


def _trained(config: Config, state: dict[str, Any]) -> dict[str, Any]:
    starts = [config.model.pretrained] if config.model.pretrained else config.model.starts
    started = " and ".join(map(_model_name, starts))
    plan = config.distillation
    teachers = [_model_name(teacher) for teacher in plan.teachers] if plan.weight else []
    return {
        "config": recipe_file(config.name),
        "commit": state["commit"],
        "seed": config.seed,
        "epochs": config.optimizer.epochs,
        "device": config.run.device,
        "started_from": f"{started}, averaged," if len(starts) > 1 else started or None,
        "teachers": teachers,
        "teachers_weight": plan.weight if teachers else 0.0,
        "data": {key: value for key, value in asdict(config.data).items() if key not in OF_THIS_HARDWARE},
    }


def _model_name(path: str) -> str:
    """Name a bundle by its folder, published weights by their file, a checkpoint by its run and file."""
    file = Path(path)
    return f"{file.parent.name}/{file.name}" if file.suffix == ".pt" else file.name


def dataset_of(data: DataConfig) -> str:
    """Name the data set: `ferplus`, `fer2013`, `affectnet`, or `own` where only its owner can say what it is."""
    if data.protocol not in OWN_LABELS:
        return "ferplus"
    if data.protocol == "fer2013" or data.format == "fer2013":
        return "fer2013"
    return "affectnet" if data.format == "affectnet" else "own"


def data_of(manifest: Manifest, root: str) -> DataConfig:
    """Return what a bundle was trained and measured on, with the data at `root`.

    Raises:
        ExportError: a manifest that does not say so.
    """
    described = manifest.get("trained", {}).get("data")
    if described is None:
        raise ExportError(
            f"the manifest of {manifest.get('name')} has no trained.data, so it does not say which faces it was "
            "measured on; export its checkpoint again"
        )
    return DataConfig(root=root, **described)


def with_metrics(manifest: Manifest, model: bytes, measured: Measured) -> Manifest:
    """Return the manifest with the file, temperature and metrics of fp32."""
    kept = {key: manifest["metrics"][key] for key in FROM_THE_RUN if key in manifest["metrics"]}
    return {
        **manifest,
        "output": {"name": manifest["output"]["name"], "temperature": measured.temperature},
        "temperature": measured.temperature,
        "sha256": hashlib.sha256(model).hexdigest(),
        "bytes": len(model),
        "metrics": measured.as_metrics() | kept,
    }


def int8_entry(model: bytes, measured: Measured, fp32: Measured) -> dict[str, Any]:
    """Return the section `variants.int8`; accuracy_loss is a fraction: 0.003 are 0.3 points, negative is a gain."""
    return {
        "file": file_of("int8"),
        "sha256": hashlib.sha256(model).hexdigest(),
        "bytes": len(model),
        "temperature": measured.temperature,
        "measured_on": f"onnxruntime {version('onnxruntime')}, {processor()}",
        "metrics": measured.as_metrics() | {"accuracy_loss": round(accuracy_loss(measured, fp32), 4)},
    }


def accuracy_loss(measured: Measured, fp32: Measured) -> float:
    """Return how much accuracy quantisation cost, as a fraction."""
    return fp32.report.accuracy - measured.report.accuracy
