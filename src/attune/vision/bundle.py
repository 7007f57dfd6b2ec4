"""A model bundle: model.onnx with the manifest that says everything a program needs to use it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from attune.expressions import EXPRESSIONS, Expression, UnknownExpression, parse_expression
from attune.vision.crop import CropContract
from attune.vision.errors import BundleCorrupt, BundleInvalid, BundleMissing
from attune.vision.onnx_session import open_session

Variant = Literal["fp32", "int8"]
"""Files of one model: the weights as they were trained, or 8-bit integers, smaller and in browsers twice as fast."""

VARIANTS: tuple[Variant, ...] = get_args(Variant)


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """How pixels become the input: (pixel / 255 - mean) / std, NCHW float32. size: pixels of the square input."""

    size: int
    channels: int
    mean: tuple[float, ...]
    std: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified model. labels: in the order of the model's outputs.

    variant: the one that was asked for; temperature, sha256, metrics and model (the bytes of its file) are that one's.
    variants: all that the manifest names.
    """

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
    variant: Variant
    variants: tuple[Variant, ...]
    model: bytes = field(repr=False)

    @property
    def identity(self) -> str:
        """Name and version, as readings and windows carry them."""
        return f"{self.name}@{self.version}"


def file_of(variant: Variant) -> str:
    """Name the file of a variant; the manifest may only name this one."""
    return "model.onnx" if variant == "fp32" else f"model.{variant}.onnx"


def load_bundle(folder: Path, variant: Variant = "fp32") -> Bundle:
    """Read a bundle folder and verify the manifest and the file of one variant; there is no fallback to another.

    Raises BundleMissing without its two files, or when the manifest does not name the variant; BundleCorrupt when the
    bytes are not those of the manifest; BundleInvalid when the manifest is incomplete or disagrees with the model's
    inputs and outputs.
    """
    manifest_file, model_file = folder / "model.json", folder / file_of(variant)
    _require_file(manifest_file)
    try:
        bundle = _parse(json.loads(manifest_file.read_text(encoding="utf-8")), variant)
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as problem:
        detail = f"{problem} is missing" if isinstance(problem, KeyError) else str(problem)
        raise BundleInvalid(f"{manifest_file}: {detail}; export the model again", path=str(manifest_file)) from problem
    if variant not in bundle.variants:
        raise BundleMissing(
            f"{manifest_file} names no variant '{variant}', only {', '.join(bundle.variants)}; "
            f"`attune export {folder} --int8-only` adds int8",
            path=str(model_file),
        )
    _require_file(model_file)
    bundle = replace(bundle, model=model_file.read_bytes())
    _verify_hash(bundle, model_file)
    _verify_shapes(bundle, model_file)
    return bundle


def _require_file(file: Path) -> None:
    if not file.is_file():
        raise BundleMissing(f"{file} is not there; `attune export` writes it", path=str(file))


def _parse(manifest: Mapping[str, Any], variant: Variant) -> Bundle:
    """Read a manifest as the given variant has it, without the model's bytes; a variant it lacks reads as fp32."""
    if manifest["task"] != "expression":
        raise ValueError(f"the task is '{manifest['task']}', not 'expression'")
    variants = _parse_variants(manifest)
    stated = {**manifest, **variants.get(variant, {})}
    return Bundle(
        name=str(manifest["name"]),
        version=str(manifest["version"]),
        labels=_parse_labels(manifest["labels"]),
        input_name=str(manifest["input"]["name"]),
        output_name=str(manifest["output"]["name"]),
        preprocessing=parse_preprocessing(manifest["input"]),
        temperature=_parse_temperature(stated["temperature"]),
        crop=CropContract(
            str(manifest["crop"]["detector"]), float(manifest["crop"]["scale"]), float(manifest["crop"]["shift_y"])
        ),
        sha256=str(stated["sha256"]),
        parameters=int(manifest["parameters"]),
        metrics=dict(stated["metrics"]),
        variant=variant,
        variants=("fp32", *variants),
        model=b"",
    )


def _parse_variants(manifest: Mapping[str, Any]) -> dict[Variant, dict[str, Any]]:
    """Check the optional section `variants`, and that output.temperature repeats the temperature of fp32."""
    stated = manifest["output"].get("temperature", manifest["temperature"])
    if stated != manifest["temperature"]:
        raise ValueError(
            f"temperature {manifest['temperature']} and output.temperature {stated} must be one positive number"
        )
    described = dict(manifest.get("variants", {}))
    allowed = VARIANTS[1:]
    for name, entry in described.items():
        if name not in allowed:
            raise ValueError(f"variants: '{name}' is none of {', '.join(allowed)}")
        if entry["file"] != file_of(name):
            raise ValueError(f"variants.{name}.file is '{entry['file']}'; it must be '{file_of(name)}'")
        _parse_temperature(entry["temperature"])
        _ = entry["sha256"], entry["metrics"]
    return described


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


def parse_preprocessing(described: Mapping[str, Any]) -> Preprocessing:
    """Read the section `input` of a manifest; raises KeyError or ValueError when it cannot be meant."""
    width, height, channels = int(described["width"]), int(described["height"]), int(described["channels"])
    mean, std = tuple(map(float, described["mean"])), tuple(map(float, described["std"]))
    if width != height or width < 1 or channels not in (1, 3):
        raise ValueError(f"input: {width}x{height}x{channels}; the crop is square, with 1 or 3 channels")
    if described["scale"] != "0-1":
        raise ValueError(f"input.scale is '{described['scale']}'; only '0-1' (pixel / 255) is defined")
    if len(mean) != channels or len(std) != channels or min(std) <= 0:
        raise ValueError(f"input: mean and std must have {channels} values, and std must be positive")
    return Preprocessing(width, channels, mean, std)


def _parse_temperature(value: float) -> float:
    temperature = float(value)
    if not math.isfinite(temperature) or temperature <= 0:
        raise ValueError(f"temperature {temperature} must be a positive number")
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
