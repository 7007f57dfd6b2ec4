"""Crop -> probabilities, on onnxruntime."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.vision.models.bundle import Bundle, Preprocessing
from attune.vision.onnx_session import open_session

Probabilities = NDArray[np.float64]


class ExpressionClassifier:
    """A bundle ready to classify; may be called from several threads at once."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._session = open_session(bundle.model)
        self._columns = [EXPRESSIONS.index(label) for label in bundle.labels]

    def classify(self, crops: NDArray[np.uint8]) -> Probabilities:
        """Calibrated probabilities of a batch of crops.

        crops: (N, S, S) uint8 grey, S the bundle's input size.  Returns (N, 8), columns in the order of EXPRESSIONS,
        rows summing to 1; an expression that the model does not know has probability 0.
        """
        tensor = preprocess(crops, self.bundle.preprocessing)
        (logits,) = self._session.run([self.bundle.output_name], {self.bundle.input_name: tensor})
        probabilities = np.zeros((len(crops), len(EXPRESSIONS)))
        probabilities[:, self._columns] = softmax(logits.astype(np.float64) / self.bundle.temperature)
        return probabilities


def preprocess(crops: NDArray[np.uint8], preprocessing: Preprocessing) -> NDArray[np.float32]:
    """Make a model's input of grey crops: (N, S, S) uint8 -> (N, C, S, S) float32, grey repeated for colour."""
    scaled = crops[:, None].astype(np.float32) / np.float32(255)
    mean, std = (
        np.array(values, np.float32)[None, :, None, None] for values in (preprocessing.mean, preprocessing.std)
    )
    return np.ascontiguousarray((scaled - mean) / std, dtype=np.float32)


def softmax(logits: Probabilities) -> Probabilities:
    """Softmax over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
