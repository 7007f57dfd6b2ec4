"""A temperature for a bundle that came without one: fitted on half of a split, judged on the other half."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from attune.expressions import EXPRESSIONS
from attune.training.bundles.importing import write_whole
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import Faces, load_scored
from attune.training.errors import ExportError
from attune.training.evaluation.metrics import calibration_error, fit_temperature, probabilities_of
from attune.vision.models.bundle import Bundle, load_bundle
from attune.vision.models.classifier import ExpressionClassifier

FEWEST = 200  # faces in a split: half of them settle one number to about a tenth
DECIMALS = 4
UNCALIBRATED = "Its probabilities are not calibrated."
SECTION = re.compile(r"\n*## Calibration\n.*?(?=\n## |\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One file's temperature; ece_before and ece_after are expected calibration errors on the n measured faces."""

    variant: str
    temperature: float
    ece_before: float
    ece_after: float
    n: int
    fitted_on: int


def calibrate_bundle(folder: Path, data: DataConfig, split: str) -> list[Calibration]:
    """Fit the temperature of each file of an external bundle, and renew its manifest and card.

    Faces are halved by chance, always the same way: what is printed was measured on the half that nothing was fitted
    on. Faces whose label the model does not know take no part. The files, and so their SHA-256, stay as they are.

    Raises:
        ExportError: the bundle is one of ours, which its export calibrates; or the split has too few faces.
        DatasetError, VisionError: the data cannot be read, or the bundle does not verify.
    """
    bundle = load_bundle(folder)
    manifest: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
    if manifest.get("trained", {}).get("data") is not None:
        raise ExportError(
            f"{folder} was calibrated when it was exported; `attune export` of its checkpoint does it again"
        )
    columns = [EXPRESSIONS.index(label) for label in bundle.labels]
    faces = load_scored(data, split, bundle.preprocessing.size)
    faces = faces.keep(np.isin(faces.labels, columns))
    if len(faces) < FEWEST:
        raise ExportError(
            f"{split} has {len(faces)} faces whose label {bundle.name} knows; a temperature takes {FEWEST}"
        )
    found = [_calibrate(load_bundle(folder, variant), faces) for variant in bundle.variants]
    _store(folder, manifest, found, f"{split}, protocol `{data.protocol}`")
    return found


def _calibrate(bundle: Bundle, faces: Faces) -> Calibration:
    columns = [EXPRESSIONS.index(label) for label in bundle.labels]
    probabilities = ExpressionClassifier(replace(bundle, temperature=1.0)).classify(faces.pixels)[:, columns]
    logits = np.log(np.maximum(probabilities, np.finfo(np.float64).tiny))
    outputs = np.full(len(EXPRESSIONS), -1)
    outputs[columns] = np.arange(len(columns))
    labels = outputs[faces.labels]
    fitted, measured = np.array_split(np.random.default_rng(0).permutation(len(labels)), 2)
    temperature = round(fit_temperature(logits[fitted], labels[fitted]), DECIMALS)
    before, after = (
        calibration_error(probabilities_of(logits[measured], divisor), labels[measured])
        for divisor in (bundle.temperature, temperature)
    )
    return Calibration(bundle.variant, temperature, round(before, 4), round(after, 4), len(measured), len(fitted))


def _store(folder: Path, manifest: dict[str, Any], found: list[Calibration], measured_on: str) -> None:
    """Write temperatures and what they did into manifest and card; the other files are taken over."""
    for each in found:
        if each.variant == "fp32":
            manifest["temperature"] = manifest["output"]["temperature"] = each.temperature
        else:
            manifest["variants"][each.variant]["temperature"] = each.temperature
    manifest["metrics"]["calibration"] = {"on": measured_on, "files": [asdict(each) for each in found]}
    files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.name != "model.json"}
    card = files.get("CARD.md", f"# {manifest['name']}, version {manifest['version']}\n".encode()).decode()
    files["CARD.md"] = _with_calibration(card, found, measured_on).encode()
    write_whole(folder.parent, folder.name, files, manifest)


def _with_calibration(card: str, found: list[Calibration], measured_on: str) -> str:
    rows = [f"| {each.variant} | {each.temperature} | {each.ece_before:.3f} | {each.ece_after:.3f} |" for each in found]
    section = (
        f"## Calibration\n\nBy `attune models calibrate`: the temperature was fitted on {found[0].fitted_on:,} faces "
        f"of {measured_on}; its effect, the expected calibration error in 15 bins, is of {found[0].n:,} others.\n\n"
        "| file | temperature | ECE before | ECE after |\n|---|---:|---:|---:|\n" + "\n".join(rows) + "\n"
    )
    return (
        SECTION.sub("", card.replace(UNCALIBRATED, "Its probabilities are calibrated (below).")).rstrip()
        + "\n\n"
        + section
    )
