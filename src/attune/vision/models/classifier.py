"""Crop -> probabilities, on onnxruntime."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.vision.models.bundle import Bundle, Preprocessing
from attune.vision.onnx_session import open_session

Probabilities = NDArray[np.float64]
BEST_BATCH = 32
"""Images at a time: more of them fall out of a processor's cache, and each takes longer (benchmarks/speed/batches)."""


class ExpressionClassifier:
    """A bundle ready to classify; may be called from several threads at once."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle
        self._session = open_session(bundle.model)
        self._columns = [EXPRESSIONS.index(label) for label in bundle.labels]
        taken = self._session.get_inputs()[0].shape[0]
        self._batch = taken if isinstance(taken, int) else BEST_BATCH  # a model may take no more than one at a time

    def classify(self, crops: NDArray[np.uint8]) -> Probabilities:
        """Calibrated probabilities of a batch of crops.

        Args:
            crops: (N, S, S) uint8 grey, S the bundle's input size.

        Returns:
            (N, 8), columns in the order of EXPRESSIONS, rows summing to 1; an expression that the model does not know
            has probability 0.
        """
        probabilities = np.zeros((len(crops), len(EXPRESSIONS)))
        for start in range(0, len(crops), self._batch):
            chunk = slice(start, start + self._batch)
            tensor = preprocess(crops[chunk], self.bundle.preprocessing)
            (logits,) = self._session.run([self.bundle.output_name], {self.bundle.input_name: tensor})
            probabilities[chunk, self._columns] = softmax(logits.astype(np.float64) / self.bundle.temperature)
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
