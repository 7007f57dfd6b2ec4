"""A model bundle: model.onnx with the manifest that says everything a program needs to use it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attune.expressions import EXPRESSIONS, Expression, UnknownExpression, parse_expression
from attune.vision.crop import CropContract
from attune.vision.errors import BundleCorrupt, BundleInvalid, BundleMissing
from attune.vision.onnx_session import open_session


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """How pixels become the input: (pixel / 255 - mean) / std, NCHW float32. size: pixels of the square input."""

    size: int
    channels: int
    mean: tuple[float, ...]
    std: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified model. labels: in the order of the model's outputs.  model: the bytes of model.onnx."""

    name: str
    version: str
    labels: tuple[Expression, ...]
    input_name: str
    output_name: str
    preprocessing: Preprocessing
    temperature: float
    crop: CropContract
    sha256: str
    parameters: int
    metrics: Mapping[str, Any]
    model: bytes = field(repr=False)

    @property
    def identity(self) -> str:
        """Name and version, as readings and windows carry them."""
        return f"{self.name}@{self.version}"


def load_bundle(folder: Path) -> Bundle:
    """Read and verify a bundle folder.

    Raises BundleMissing without its two files, BundleCorrupt when the bytes are not those of the manifest,
    BundleInvalid when the manifest is incomplete or disagrees with the model's inputs and outputs.
    """
    manifest_file, model_file = folder / "model.json", folder / "model.onnx"
    for file in (manifest_file, model_file):
        if not file.is_file():
            raise BundleMissing(f"{file} is not there; `attune export` writes it", path=str(file))
    model = model_file.read_bytes()
    try:
        bundle = _parse(json.loads(manifest_file.read_text(encoding="utf-8")), model)
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as problem:
        detail = f"{problem} is missing" if isinstance(problem, KeyError) else str(problem)
        raise BundleInvalid(f"{manifest_file}: {detail}; export the model again", path=str(manifest_file)) from problem
    _verify_hash(bundle, model_file)
    _verify_shapes(bundle, model_file)
    return bundle


def _parse(manifest: Mapping[str, Any], model: bytes) -> Bundle:
    if manifest["task"] != "expression":
        raise ValueError(f"the task is '{manifest['task']}', not 'expression'")
    return Bundle(
        name=str(manifest["name"]),
        version=str(manifest["version"]),
        labels=_parse_labels(manifest["labels"]),
        input_name=str(manifest["input"]["name"]),
        output_name=str(manifest["output"]["name"]),
        preprocessing=_parse_preprocessing(manifest["input"]),
        temperature=_parse_temperature(manifest),
        crop=CropContract(
            str(manifest["crop"]["detector"]), float(manifest["crop"]["scale"]), float(manifest["crop"]["shift_y"])
        ),
        sha256=str(manifest["sha256"]),
        parameters=int(manifest["parameters"]),
        metrics=dict(manifest["metrics"]),
        model=model,
    )


def _parse_labels(labels: list[str]) -> tuple[Expression, ...]:
    try:
        parsed = tuple(parse_expression(label) for label in labels)
    except UnknownExpression as problem:
        raise ValueError(f"labels: {problem}") from problem
    if len(set(parsed)) != len(parsed) or len(parsed) < 2:
        raise ValueError(
            f"labels: {', '.join(labels)} must be at least two different expressions of {len(EXPRESSIONS)}"
        )
    return parsed


def _parse_preprocessing(described: Mapping[str, Any]) -> Preprocessing:
    width, height, channels = int(described["width"]), int(described["height"]), int(described["channels"])
    mean, std = tuple(map(float, described["mean"])), tuple(map(float, described["std"]))
    if width != height or width < 1 or channels not in (1, 3):
        raise ValueError(f"input: {width}x{height}x{channels}; the crop is square, with 1 or 3 channels")
    if described["scale"] != "0-1":
        raise ValueError(f"input.scale is '{described['scale']}'; only '0-1' (pixel / 255) is defined")
    if len(mean) != channels or len(std) != channels or min(std) <= 0:
        raise ValueError(f"input: mean and std must have {channels} values, and std must be positive")
    return Preprocessing(width, channels, mean, std)


def _parse_temperature(manifest: Mapping[str, Any]) -> float:
    temperature = float(manifest["temperature"])
    stated = float(manifest["output"].get("temperature", temperature))
    if not math.isfinite(temperature) or temperature <= 0 or stated != temperature:
        raise ValueError(f"temperature {temperature} and output.temperature {stated} must be one positive number")
    return temperature


def _verify_hash(bundle: Bundle, file: Path) -> None:
    actual = hashlib.sha256(bundle.model).hexdigest()
    if actual != bundle.sha256:
        raise BundleCorrupt(
            f"{file} has sha256 {actual[:12]}…, its manifest says {bundle.sha256[:12]}…; restore it or export it again",
            path=str(file),
            expected=bundle.sha256,
            actual=actual,
        )


def _verify_shapes(bundle: Bundle, file: Path) -> None:
    try:
        session = open_session(bundle.model)
    except Exception as problem:  # onnxruntime's error classes are private and many
        raise BundleCorrupt(f"{file} cannot be opened as a model: {problem}", path=str(file)) from problem
    inputs = {tensor.name: tensor.shape[1:] for tensor in session.get_inputs()}
    outputs = {tensor.name: tensor.shape[1:] for tensor in session.get_outputs()}
    size, channels = bundle.preprocessing.size, bundle.preprocessing.channels
    expected_input, expected_output = {bundle.input_name: [channels, size, size]}, [len(bundle.labels)]
    if inputs != expected_input or outputs.get(bundle.output_name) != expected_output:
        raise BundleInvalid(
            f"{file} takes {inputs} and gives {outputs}; its manifest says {expected_input} and "
            f"{{'{bundle.output_name}': {expected_output}}}",
            path=str(file),
        )
