"""What an exported model costs, read from its graph and measured on this hardware; no torch class is needed."""

from __future__ import annotations

import time
from math import prod
from typing import NamedTuple

import numpy as np
import onnx

from attune.vision.onnx_session import open_session

WARM_UP = 20
RUNS = 200


class Speed(NamedTuple):
    """Milliseconds of processor time for one image on one thread: median and 95th percentile of `runs`.

    Processor time is what a clock on the wall shows on idle hardware, and a busy one changes it least.
    """

    p50: float
    p95: float
    runs: int


def multiply_accumulates(model: bytes) -> int:
    """Count the multiply-accumulates of one image in convolutions and matrix products, where nearly all the work is.

    The count agrees with attune.training.models.profile.  FLOPs are twice as many.

    Raises:
        ValueError: a graph whose shapes cannot be inferred.
    """
    graph = onnx.shape_inference.infer_shapes(onnx.load_from_string(model)).graph
    shapes = {value.name: _dimensions(value) for value in (*graph.input, *graph.value_info, *graph.output)}
    shapes |= {weights.name: list(weights.dims) for weights in graph.initializer}
    return sum(_macs(node, shapes) for node in graph.node if node.op_type in ("Conv", "Gemm", "MatMul"))


def _dimensions(value: onnx.ValueInfoProto) -> list[int]:
    """Return a tensor's sizes, 0 for one that is free, as the number of images is."""
    return [size.dim_value for size in value.type.tensor_type.shape.dim]


def _macs(node: onnx.NodeProto, shapes: dict[str, list[int]]) -> int:
    """Every output value is a sum over one row of the weights."""
    result, weights = shapes.get(node.output[0], [])[1:], shapes.get(node.input[1], [])
    if not result or not weights or not all((*result, *weights)):
        raise ValueError(f"the shapes of {node.op_type} '{node.name}' cannot be inferred")
    if node.op_type == "Conv":
        return prod(result) * prod(weights[1:])
    transposed = any(attribute.name == "transB" and attribute.i for attribute in node.attribute)
    return prod(result) * (weights[-1] if transposed else weights[-2])


def time_model(model: bytes, runs: int = RUNS) -> Speed:
    """Run a model on one image at a time, one thread, after a warm-up."""
    session = open_session(model)
    (tensor,) = session.get_inputs()
    image = np.random.default_rng(0).normal(size=(1, *tensor.shape[1:])).astype(np.float32)
    milliseconds = []
    for _ in range(WARM_UP + runs):
        started = time.thread_time()
        session.run(None, {tensor.name: image})
        milliseconds.append(1000 * (time.thread_time() - started))
    p50, p95 = np.percentile(milliseconds[WARM_UP:], [50, 95])
    return Speed(float(p50), float(p95), runs)
