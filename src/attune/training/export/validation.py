"""The validation of an export: its temperature and every metric of a manifest, on the validation split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS, Expression
from attune.training.bundles.manifest import INPUT, OUTPUT
from attune.training.configuration.data_config import DataConfig, Protocol
from attune.training.data.dataset import Faces, duplicates_of, load_scored, load_training
from attune.training.evaluation.calibrated import Measured
from attune.training.evaluation.metrics import Labels, calibration_error, fit_temperature, probabilities_of
from attune.training.evaluation.report import Report, measure
from attune.training.export.quantise import CALIBRATION_FACES
from attune.training.models.inference import BATCH, in_canonical_columns
from attune.vision.models.bundle import Preprocessing
from attune.vision.models.classifier import Probabilities, preprocess
from attune.vision.onnx_session import open_session

Pixels = NDArray[np.uint8]
Logits = NDArray[np.float32]

DECIMALS = 4  # of a temperature: more than the faces can tell, and a file is quicker to compare


@dataclass(frozen=True)
class ExportValidation:
    """The faces that a model is measured on, and training faces by which the ranges of int8 are set."""

    faces: Faces
    new: NDArray[np.bool_]  # (N,) which faces have no duplicate in the training split
    ordinary: Pixels  # (M, S, S) training faces, chosen at random
    split: str
    protocol: Protocol

    def measure(
        self,
        model: bytes,
        labels: Sequence[Expression],
        contract: Preprocessing,
        temperature: float | None = None,
    ) -> Measured:
        """Measure an exported file as its users will run it.

        labels: in the order of its outputs.  temperature: fitted on these faces unless one is given.
        """
        logits = logits_of(model, self.faces.pixels, contract)
        columns = [EXPRESSIONS.index(label) for label in labels]
        fitted = round(_fit(logits, self.faces.labels, columns), DECIMALS)
        chosen = fitted if temperature is None else temperature
        calibrated, raw = (_canonical(logits, divisor, columns) for divisor in (chosen, 1.0))
        crossed = cross_validated(logits, self.faces.labels, columns)
        return Measured(
            chosen,
            self._report(calibrated, self.faces.labels),
            self._report(raw, self.faces.labels),
            self._report(calibrated[self.new], self.faces.labels[self.new]),
            calibration_error(crossed, self.faces.labels),
        )

    def _report(self, probabilities: Probabilities, labels: Labels) -> Report:
        return measure(probabilities, labels, self.split, self.protocol)


def load_export_validation(data: DataConfig, size: int) -> ExportValidation:
    """Load the validation split and some training faces, grey, as cameras give them.

    Raises:
        DatasetError: either cannot be read.
    """
    faces, training = load_scored(data, data.validation_split, size), load_training(data, size)
    count = min(CALIBRATION_FACES, len(training))
    chosen = np.sort(np.random.default_rng(0).choice(len(training), count, replace=False))
    new = ~duplicates_of(faces, training)
    return ExportValidation(faces, new, training.pixels[chosen], data.validation_split, data.protocol)


def logits_of(model: bytes, pixels: Pixels, contract: Preprocessing) -> Logits:
    """Run exported bytes over images (N, S, S) uint8.

    Returns:
        (N, classes) logits, before the temperature.
    """
    session = open_session(model)
    chunks = (pixels[start : start + BATCH] for start in range(0, len(pixels), BATCH))
    return np.concatenate([session.run([OUTPUT], {INPUT: preprocess(chunk, contract)})[0] for chunk in chunks])


def cross_validated(logits: Logits, labels: Labels, columns: Sequence[int], seed: int = 0) -> Probabilities:
    """Give each half of the faces the temperature that the other half asks for.

    logits: (N, C). labels: (N,) indices into EXPRESSIONS. columns: (C,) the same, of each output.

    Returns:
        (N, 8).
    """
    halves = np.array_split(np.random.default_rng(seed).permutation(len(labels)), 2)
    probabilities = np.zeros((len(labels), len(EXPRESSIONS)))
    for measured, fitted in (halves, reversed(halves)):
        probabilities[measured] = _canonical(logits[measured], _fit(logits[fitted], labels[fitted], columns), columns)
    return probabilities


def _canonical(logits: Logits, temperature: float, columns: Sequence[int]) -> Probabilities:
    return in_canonical_columns(probabilities_of(logits, temperature), columns)


def _fit(logits: Logits, labels: Labels, columns: Sequence[int]) -> float:
    """Fit on the faces whose label the model can give: of the others no temperature is better than another."""
    outputs = np.full(len(EXPRESSIONS), -1)
    outputs[list(columns)] = np.arange(len(columns))
    own = outputs[labels]
    return fit_temperature(logits[own >= 0], own[own >= 0])
