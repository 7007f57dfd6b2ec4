"""A model bundle: model.onnx with the manifest that says everything a program needs to use it."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, get_args

from attune.expressions import EXPRESSIONS, Expression, UnknownExpression, parse_expression
from attune.vision.errors import BundleCorrupt, BundleInvalid, BundleMissing
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, CropContract
from attune.vision.onnx_session import open_session

Variant = Literal["fp32", "int8"]
"""Files of one model: the weights as they were trained, or 8-bit integers, smaller and in browsers twice as fast."""

VARIANTS: tuple[Variant, ...] = get_args(Variant)
FLOAT32 = "tensor(float)"  # onnxruntime's name for it


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

    Raises:
        BundleMissing: one of its two files is not there, or the manifest does not name the variant.
        BundleCorrupt: the bytes are not those of the manifest.
        BundleInvalid: the manifest is incomplete, is not what browsers read (the rules are those of
            web/src/vision/models/bundle.ts), or disagrees with the model's inputs and outputs.
    """
    manifest_file, model_file = folder / "model.json", folder / file_of(variant)
    _require_file(manifest_file)
    try:
        manifest = json.loads(manifest_file.read_text(encoding="utf-8"), parse_constant=_refuse_constant)
        bundle = _parse(_section(manifest, "the manifest"), variant)
    except (KeyError, RecursionError, TypeError, ValueError) as problem:
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


def require_servable(bundle: Bundle) -> None:
    """Raise BundleInvalid for a bundle whose crop is stated for a detector that browsers and the server do not have."""
    if bundle.crop.detector != FER_FROM_BLAZEFACE.detector:
        raise BundleInvalid(
            f"the crop of {bundle.name} is stated for the detector '{bundle.crop.detector}', and what is served is cut "
            f"out with {FER_FROM_BLAZEFACE.detector}; state its crop for that one"
        )


def _parse(manifest: Mapping[str, Any], variant: Variant) -> Bundle:
    """Read a manifest as the given variant has it, without the model's bytes; a variant it lacks reads as fp32."""
    if manifest["task"] != "expression":
        raise ValueError(f"the task is '{manifest['task']}', not 'expression'")
    output, variants = _section(manifest["output"], "output"), _parse_variants(manifest)
    stated = {**manifest, **variants.get(variant, {})}
    return Bundle(
        name=_text(manifest["name"], "name"),
        version=_text(manifest["version"], "version"),
        labels=_parse_labels(manifest["labels"]),
        input_name=_text(_section(manifest["input"], "input")["name"], "input.name"),
        output_name=_text(output["name"], "output.name"),
        preprocessing=parse_preprocessing(manifest["input"]),
        temperature=_positive(stated["temperature"], "temperature"),
        crop=_parse_crop(_section(manifest["crop"], "crop")),
        sha256=_text(stated["sha256"], "sha256"),
        parameters=_whole(manifest["parameters"], "parameters"),
        metrics=_section(stated["metrics"], "metrics"),
        variant=variant,
        variants=("fp32", *variants),
        model=b"",
    )


def _parse_variants(manifest: Mapping[str, Any]) -> dict[Variant, dict[str, Any]]:
    """Check the optional section `variants`, and that output.temperature repeats the temperature of fp32."""
    stated = _section(manifest["output"], "output").get("temperature", manifest["temperature"])
    if stated != manifest["temperature"]:
        raise ValueError(
            f"temperature {manifest['temperature']} and output.temperature {stated} must be one positive number"
        )
    described = _section(manifest.get("variants", {}), "variants")
    allowed = VARIANTS[1:]
    for other in described:
        if other not in allowed:
            raise ValueError(f"variants: '{other}' is none of {', '.join(allowed)}")
    entries = {name: _section(described[name], f"variants.{name}") for name in allowed if name in described}
    for name, entry in entries.items():
        if entry["file"] != file_of(name):
            raise ValueError(f"variants.{name}.file is '{entry['file']}'; it must be '{file_of(name)}'")
        _positive(entry["temperature"], f"variants.{name}.temperature")
        _ = entry["sha256"], entry["metrics"]
    return entries


def _parse_labels(stated: object) -> tuple[Expression, ...]:
    """Read labels by their canonical names: whoever reads a manifest elsewhere, browsers first, knows no aliases."""
    labels = [_text(label, "labels") for label in _list(stated, "labels")]
    try:
        parsed = tuple(parse_expression(label) for label in labels)
    except UnknownExpression as problem:
        raise ValueError(f"labels: {problem}") from problem
    for label, expression in zip(labels, parsed, strict=True):
        if label != expression:
            raise ValueError(f"labels: '{label}' is written '{expression}' in a manifest")
    if len(set(parsed)) != len(parsed) or len(parsed) < 2:
        raise ValueError(
            f"labels: {', '.join(labels)} must be at least two different expressions of {len(EXPRESSIONS)}"
        )
    return parsed


def parse_preprocessing(described: Mapping[str, Any]) -> Preprocessing:
    """Read the section `input` of a manifest.

    Raises:
        KeyError: an entry is missing.
        ValueError: an entry cannot be meant.
    """
    width, height, channels = (_whole(described[key], f"input.{key}") for key in ("width", "height", "channels"))
    mean, std = (
        tuple(_number(value, f"input.{key}") for value in _list(described[key], f"input.{key}"))
        for key in ("mean", "std")
    )
    if width != height or width < 1 or channels not in (1, 3):
        raise ValueError(f"input: {width}x{height}x{channels}; the crop is square, with 1 or 3 channels")
    if described["scale"] != "0-1":
        raise ValueError(f"input.scale is '{described['scale']}'; only '0-1' (pixel / 255) is defined")
    if len(mean) != channels or len(std) != channels or min(std) <= 0:
        raise ValueError(f"input: mean and std must have {channels} values, and std must be positive")
    return Preprocessing(width, channels, mean, std)


def _parse_crop(described: Mapping[str, Any]) -> CropContract:
    return CropContract(
        _text(described["detector"], "crop.detector"),
        _positive(described["scale"], "crop.scale"),
        _number(described["shift_y"], "crop.shift_y"),
    )


def _refuse_constant(name: str) -> float:
    """NaN and Infinity are no JSON; Python reads and writes them all the same, a browser refuses the whole file."""
    raise ValueError(f"{name} is no JSON")


def _section(value: object, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{where} is {value!r}, not a section with keys")
    return value


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError(f"{where} is {value!r}, not a list")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{where} is {value!r}, not a text")
    return value


def _number(value: object, where: str) -> float:
    # compared, not converted: 1e999 is read as infinity, and a whole number may be longer than a float
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:
        raise ValueError(f"{where} is {value!r}, not a finite number")
    return float(value)


def _whole(value: object, where: str) -> int:
    if not (number := _number(value, where)).is_integer():
        raise ValueError(f"{where} is {value!r}, not a whole number")
    return int(number)


def _positive(value: object, where: str) -> float:
    if not (number := _number(value, where)) > 0:
        raise ValueError(f"{where} is {value!r}, not a positive number")
    return number


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
    kinds = {tensor.name: tensor.type for tensor in (*session.get_inputs(), *session.get_outputs())}
    for name in (bundle.input_name, bundle.output_name):
        if kinds.get(name, FLOAT32) != FLOAT32:
            raise BundleInvalid(f"{file}: '{name}' is {kinds[name]}, and only {FLOAT32} is served", path=str(file))
    for tensor in session.get_inputs():
        if isinstance(tensor.shape[0], int) and tensor.shape[0] != 1:
            raise BundleInvalid(
                f"{file} takes {tensor.shape[0]} images at a time, and a camera brings one; export it again with a "
                "number of images that is free",
                path=str(file),
            )
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
