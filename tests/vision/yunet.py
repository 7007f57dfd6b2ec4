"""A stand-in for YuNet: an ONNX with its input and its twelve outputs, which sees one face wherever it is told to."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 320
STRIDES = (8, 16, 32)


def write_yunet(path: Path, cell: tuple[int, int], box: tuple[float, float, float, float], points: list[tuple]) -> None:
    """Write a model that reports, at a cell (row, column) of the coarsest grid, a box and five points.

    box: x, y, width, height; points: x, y each; all in pixels of a frame of 320 x 320.
    """
    nodes, initialisers, outputs = [], [], []
    nodes.append(helper.make_node("ReduceMean", ["input"], ["mean"], axes=[1, 2, 3], keepdims=0))
    nodes.append(helper.make_node("Mul", ["mean", "nothing"], ["zero"]))
    initialisers.append(numpy_helper.from_array(np.zeros(1, np.float32), "nothing"))
    for stride in STRIDES:
        for name, values in _head(stride, cell, box, points).items():
            initialisers.append(numpy_helper.from_array(values, f"{name}_values"))
            nodes.append(helper.make_node("Add", [f"{name}_values", "zero"], [name]))
            outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, values.shape))
    entry = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    graph = helper.make_graph(nodes, "yunet", [entry], outputs, initialisers)
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8), path)


def _head(stride: int, cell: tuple[int, int], box: tuple, points: list[tuple]) -> dict[str, np.ndarray]:
    """What one stride gives out: nothing, but at the cell of the coarsest. As YuNet's decoding reads it."""
    cells = SIDE // stride
    found = {f"{name}_{stride}": np.zeros((1, cells * cells, width), np.float32) for name, width in
             (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10))}  # fmt: skip
    if stride == STRIDES[-1]:
        row, column = cell
        at = row * cells + column
        x, y, width, height = box
        centre = ((x + width / 2) / stride - column, (y + height / 2) / stride - row)
        found[f"cls_{stride}"][0, at] = found[f"obj_{stride}"][0, at] = 0.98
        found[f"bbox_{stride}"][0, at] = (*centre, np.log(width / stride), np.log(height / stride))
        found[f"kps_{stride}"][0, at] = [v for px, py in points for v in (px / stride - column, py / stride - row)]
    return found
