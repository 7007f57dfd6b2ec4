"""A torch model as ONNX bytes that give the same logits in onnxruntime, on a server and in a browser."""

from __future__ import annotations

import logging
import warnings

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import nn

from attune.training.bundles.manifest import INPUT, OUTPUT
from attune.training.errors import ExportError
from attune.vision.onnx_session import open_session

OPSET = 20
TOLERANCE = 1e-5
"""Largest difference between torch and onnxruntime, in logits or as a share of the largest logit where that is over 1.

Float32 sums in another order differ by about 1e-6 of their size."""


def to_onnx(model: nn.Module, size: int, channels: int = 1) -> bytes:
    """Export a model of (N, channels, size, size) -> (N, classes), N free, and check it against torch.

    Raises:
        ExportError: the two disagree by more than TOLERANCE.
    """
    model = model.eval().to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    exported = without_metadata(_export(model, size, channels))
    onnx.checker.check_model(exported, full_check=True)
    data: bytes = exported.SerializeToString()
    difference = parity(model, data, size, channels)
    if difference > TOLERANCE:
        raise ExportError(f"torch and onnxruntime differ by {difference:.1e}, more than {TOLERANCE:.0e}")
    return data


def _export(model: nn.Module, size: int, channels: int) -> onnx.ModelProto:
    # the exporter mentions operators of torchvision, which no model here uses, and torch warns about torch
    logging.getLogger("torch.onnx._internal.exporter._registration").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        program = torch.onnx.export(
            model,
            (torch.zeros(2, channels, size, size),),
            dynamo=True,
            opset_version=OPSET,
            input_names=[INPUT],
            output_names=[OUTPUT],
            dynamic_shapes=({0: torch.export.Dim("batch", min=1)},),
            external_data=False,
            verbose=False,
        )
    if program is None:
        raise ExportError("torch.onnx.export gave no program")
    return program.model_proto


def without_metadata(model: onnx.ModelProto) -> onnx.ModelProto:
    """Drop the exporter's notes: they hold the paths of the machine that exported, and make the file larger."""
    for owner in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        owner.ClearField("metadata_props")
        owner.ClearField("doc_string")
    for value in (*model.graph.input, *model.graph.output):
        value.ClearField("metadata_props")
    return model


def parity(model: nn.Module, data: bytes, size: int, channels: int = 1, count: int = 64) -> float:
    """Return the largest difference between torch and onnxruntime on random inputs, as TOLERANCE counts it."""
    shape = (count, channels, size, size)
    inputs: NDArray[np.float32] = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    with torch.inference_mode():
        expected = model(torch.from_numpy(inputs)).numpy()
    (actual,) = open_session(data).run([OUTPUT], {INPUT: inputs})
    return float(np.abs(expected - actual).max() / max(1.0, np.abs(expected).max()))
