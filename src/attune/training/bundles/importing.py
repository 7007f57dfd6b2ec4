"""An external model as a bundle of ours: checked, run once, and written whole or not at all.

Needs onnxruntime and onnx, not torch.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from attune import DEFAULT_MODEL
from attune.expressions import EXPRESSIONS, Expression
from attune.training.bundles.external_onnx import ExternalModel, Fitted, fit_to_contract, open_external
from attune.training.configuration.config import NAME
from attune.training.errors import ModelImportError
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, CropContract
from attune.vision.models.bundle import Preprocessing, load_bundle, require_servable
from attune.vision.models.classifier import preprocess
from attune.vision.models.occlusion import FORMER_MODEL, OCCLUSION_MODEL
from attune.vision.pipeline import DETECTOR_MODEL

OutputKind = Literal["auto", "logits", "probabilities"]
NOT_STATED = "not stated"
PROBES = 8  # images on which a model is tried
DETECTORS = frozenset(str(model.parent) for model in (DETECTOR_MODEL, OCCLUSION_MODEL, FORMER_MODEL))


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """What the file of an external model does not say itself.

    labels: in the order of its outputs.  preprocessing: of its input.  output: what it gives out; `auto` looks.
    """

    name: str
    labels: tuple[Expression, ...]
    preprocessing: Preprocessing
    output: OutputKind = "auto"
    version: str = "1"
    crop: CropContract = FER_FROM_BLAZEFACE


@dataclass(frozen=True, slots=True)
class ImportedModel:
    """A bundle that was written. probabilities: whether the model gave those, and was turned to logits."""

    folder: Path
    parameters: int
    milliseconds: float
    probabilities: bool


def import_onnx(
    source: Path, described: ModelDescription, models: Path, *, replace: bool = False, force: bool = False
) -> ImportedModel:
    """Import an external ONNX model as a bundle, below `models`; nothing is written unless it answers as described.

    Args:
        source: the file; weights that lie beside it come along.
        described: what it does not say itself.
        models: the folder of bundles.
        replace: a model of the same name.
        force: also where that is the one that is served by default.

    Raises:
        ModelImportError: something does not fit; it names what, and what to do.
    """
    refuse_taken(models, described.name, replace=replace, force=force)
    external = open_external(source, described.preprocessing, len(described.labels))
    tensor = preprocess(probe_images(described.preprocessing.size), described.preprocessing)
    outputs = _try(external, tensor)
    probabilities = _gives_probabilities(outputs, described.output)
    fitted = _fit(external, described, outputs, tensor, probabilities)
    milliseconds = _time(external, tensor)
    manifest = _manifest(described, fitted.external.model, fitted.parameters, external)
    card = _card(described, fitted.parameters, probabilities)
    files = {"model.onnx": fitted.external.model, "CARD.md": card.encode()}
    folder = write_whole(models, described.name, files, manifest)
    return ImportedModel(folder, fitted.parameters, milliseconds, probabilities)


def import_bundle(
    source: Path, models: Path, name: str | None = None, *, replace: bool = False, force: bool = False
) -> Path:
    """Import a bundle folder, every file of which verifies, below `models`.

    Args:
        source: the folder.
        models: the folder of bundles.
        name: what it is called there, if not as it was.
        replace: a model of the same name.
        force: also where that is the one that is served by default.

    Returns:
        The folder that was written.

    Raises:
        ModelImportError: the name is none, or taken.
        VisionError: the bundle does not verify, or cannot be served.
    """
    bundle = load_bundle(source)
    require_servable(bundle)
    for variant in bundle.variants:
        load_bundle(source, variant)
    name = name or bundle.name
    refuse_taken(models, name, replace=replace, force=force)
    files = {file.name: file.read_bytes() for file in source.iterdir() if file.suffix in (".onnx", ".md")}
    if "CARD.md" in files:
        files["CARD.md"] = _with_name(files["CARD.md"], bundle.name, name)
    manifest = json.loads((source / "model.json").read_text("utf-8"))
    return write_whole(models, name, files, manifest | {"name": name})


def _with_name(card: bytes, old: str, new: str) -> bytes:
    """A card with another name where ours have it: in the heading, and in the command that measures the model again."""
    for before, after in ((f"# {old}, version", f"# {new}, version"), (f"models/{old} ", f"models/{new} ")):
        card = card.replace(before.encode(), after.encode())
    return card


def folder_of(models: Path, name: str) -> Path:
    """The folder of a bundle.

    Raises:
        ModelImportError: a name that might be a path out of `models`, or no name.
    """
    if not NAME.fullmatch(name):
        raise ModelImportError(
            f"'{name}' is no name for a model: it takes up to 64 letters, digits, dots, hyphens and underscores, and "
            "begins with a letter or a digit; give another --name"
        )
    return models / name


def refuse_taken(models: Path, name: str, *, replace: bool, force: bool) -> None:
    """Raise ModelImportError where no bundle may be written: no name, a detector's, a taken one, the default one."""
    folder = folder_of(models, name)
    if name in DETECTORS:
        raise ModelImportError(f"{name} is the folder of a detector that every model needs; give another --name")
    if folder.exists() and not replace:
        raise ModelImportError(f"there is a model {name} in {models} already; give a --name, or add --replace")
    if folder.exists() and name == DEFAULT_MODEL and not force:
        raise ModelImportError(f"{name} is what the platform serves by default; add --force if that is meant")


def write_whole(models: Path, name: str, files: dict[str, bytes], manifest: dict[str, Any]) -> Path:
    """Write a bundle beside its folder, verify it, then move it there.

    Raises:
        ModelImportError: the name is none that a bundle may have.
        VisionError: what was written does not verify.
    """
    target = folder_of(models, name)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=models) as workplace:
        made = Path(workplace) / name
        made.mkdir()
        for file, content in files.items():
            (made / file).write_bytes(content)
        (made / "model.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
        for variant in load_bundle(made).variants:
            load_bundle(made, variant)
        if target.exists():
            shutil.move(target, Path(workplace) / "former")
        made.rename(target)
    return target


def probe_images(size: int) -> NDArray[np.uint8]:
    """(PROBES, size, size) uint8 images that have nothing in common: flat ones, ramps, and noise."""
    ramp = np.linspace(0, 255, size).astype(np.uint8)
    noise = np.random.default_rng(0).integers(0, 256, (PROBES - 4, size, size), dtype=np.uint8)
    flat = [np.full((size, size), level, np.uint8) for level in (0, 255)]
    return np.stack([*flat, np.tile(ramp, (size, 1)), np.tile(ramp[:, None], (1, size)), *noise])


def _try(external: ExternalModel, tensor: NDArray[np.float32]) -> NDArray[np.float64]:
    """What the model answers to the probes, (PROBES, labels); refuses what is no answer."""
    outputs = _answers(external, tensor)
    if not np.isfinite(outputs).all():
        raise ModelImportError("the model answers with numbers that are not finite; is its --mean or --std right?")
    if np.ptp(outputs, axis=0).max() < 1e-6:
        raise ModelImportError(
            "the model answers the same to every image: its --scale, --mean or --std is not what it wants"
        )
    return outputs


def _answers(external: ExternalModel, tensor: NDArray[np.float32]) -> NDArray[np.float64]:
    """(N, labels) of (N, C, S, S) images, one at a time as a camera brings them."""
    return np.concatenate([external.run(tensor[index : index + 1]) for index in range(len(tensor))]).astype(np.float64)


def _fit(
    external: ExternalModel,
    described: ModelDescription,
    outputs: NDArray[np.float64],
    tensor: NDArray[np.float32],
    probabilities: bool,
) -> Fitted:
    """The model as a bundle has it, which takes any number of images, or one; it answers what it answered before."""
    size, labels = described.preprocessing, len(described.labels)
    try:
        fitted = fit_to_contract(external, size, labels, probabilities)
        _require_same_answers(fitted, outputs, tensor, probabilities)
    except ModelImportError as problem:
        if external.batch is None:
            raise
        if external.batch != 1:
            raise ModelImportError(
                f"the model takes exactly {external.batch} images at a time, and a camera brings one; export it again "
                'with a free number of images, in torch with dynamic_shapes or dynamic_axes={"input": {0: "N"}}'
            ) from problem
        fitted = fit_to_contract(external, size, labels, probabilities, free_batch=False)
        _require_same_answers(fitted, outputs, tensor, probabilities)
    return fitted


def _require_same_answers(
    fitted: Fitted, outputs: NDArray[np.float64], tensor: NDArray[np.float32], probabilities: bool
) -> None:
    """Raise ModelImportError unless the fitted model answers to the probes what the model it was made of answered.

    One by one and all together: a graph that mixes up the images of a batch is right for one.
    """
    slack = 1e-4 * max(1.0, np.abs(outputs).max())  # kernels of another layout round otherwise
    for answers in (_answers(fitted.external, tensor), fitted.external.run(tensor).astype(np.float64)):
        given = np.exp(answers) if probabilities else answers
        if given.shape != outputs.shape or not np.allclose(given, outputs, rtol=1e-3, atol=slack):
            raise ModelImportError(
                "the model answers differently once its graph is fitted to a bundle's contract; export it again with "
                "a newer opset, as one graph with one input and one output"
            )


def _gives_probabilities(outputs: NDArray[np.float64], kind: OutputKind) -> bool:
    looks = bool((outputs >= 0).all() and np.allclose(outputs.sum(axis=1), 1, atol=1e-3))
    if kind == "probabilities" and not looks:
        raise ModelImportError(
            "its outputs are no probabilities: they do not add up to 1; leave --output out, or say logits"
        )
    return looks if kind == "auto" else kind == "probabilities"


def _time(external: ExternalModel, tensor: NDArray[np.float32]) -> float:
    """The median milliseconds of one image."""
    times = []
    for _ in range(9):
        begun = time.perf_counter()
        external.run(tensor[:1])
        times.append((time.perf_counter() - begun) * 1000)
    return sorted(times)[len(times) // 2]


def _manifest(described: ModelDescription, model: bytes, parameters: int, external: ExternalModel) -> dict[str, Any]:
    size, channels = described.preprocessing.size, described.preprocessing.channels
    mean, std = described.preprocessing.mean, described.preprocessing.std
    image = {"name": external.input_name, "width": size, "height": size, "channels": channels, "scale": "0-1"}
    return {
        "name": described.name,
        "version": described.version,
        "task": "expression",
        "dataset": NOT_STATED,
        "protocol": NOT_STATED,
        "labels": list(described.labels),
        "input": image | {"mean": list(mean), "std": list(std)},
        "output": {"name": external.output_name, "temperature": 1.0},
        "temperature": 1.0,
        "crop": {"detector": described.crop.detector, "scale": described.crop.scale, "shift_y": described.crop.shift_y},
        "sha256": hashlib.sha256(model).hexdigest(),
        "bytes": len(model),
        "metrics": {},
        "parameters": parameters,
        "trained": {"config": NOT_STATED, "commit": NOT_STATED, "seed": NOT_STATED},
    }


CARD = """# {name}, version {version}

An external model, added with `attune models add`. What it was trained on, under which licence, and how well it
reads, its file does not say, and nothing was measured here: `attune evaluate` does that where a data set is at hand.
Its probabilities are not calibrated.

- Labels: {labels}.{missing}
- Input: {size} x {size}, {channels} channels; a colour model is given grey faces.
- {parameters:,} parameters.{turned}

Not for grades, decisions about people, comparisons of groups, or saying what somebody feels.
"""


def _card(described: ModelDescription, parameters: int, probabilities: bool) -> str:
    missing = [label for label in EXPRESSIONS if label not in described.labels]
    return CARD.format(
        name=described.name,
        version=described.version,
        labels=", ".join(described.labels),
        missing=f" It has no class for {', '.join(missing)}." if missing else "",
        size=described.preprocessing.size,
        channels=described.preprocessing.channels,
        parameters=parameters,
        turned=" Its probabilities were turned to logits by their logarithm." if probabilities else "",
    )


def parse_numbers(written: str | None, channels: int, default: float, scale: float) -> tuple[float, ...]:
    """`0.5` or `0.485,0.456,0.406` as one number a channel, divided by `scale`.

    Raises:
        ModelImportError: an external model that cannot be taken as it is described; the message says what does not fit
            and what to do.
    """
    try:
        values: Sequence[float] = [float(part) for part in written.split(",")] if written else [default]
    except ValueError:
        raise ModelImportError(f"'{written}' is not a number, nor numbers with commas between them") from None
    if not all(map(math.isfinite, values)):
        raise ModelImportError(f"'{written}' has a number that is not finite")
    if len(values) not in (1, channels):
        raise ModelImportError(
            f"'{written}' has {len(values)} numbers for {channels} channels; give one, or one for each"
        )
    spread = list(values) * (channels if len(values) == 1 else 1)
    return tuple(value / scale for value in spread)
