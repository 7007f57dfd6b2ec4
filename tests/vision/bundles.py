"""Small bundles with weights of no meaning, so that no test depends on which model is shipped."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from attune.expressions import EXPRESSIONS

SIZE = 48


def linear_model(
    classes: int,
    *,
    channels: int = 1,
    size: int = SIZE,
    seed: int = 0,
    batch: int | str = "batch",
    kind: int = TensorProto.FLOAT,
    inside: int = 0,
) -> bytes:
    """A linear layer over the pixels, as ONNX; its batch dimension is free, and its input float32, unless stated.

    inside: how many images it takes whatever it says of its input; with others it does not answer.
    """
    weights = np.random.default_rng(seed).normal(0, 0.02, (channels * size * size, classes)).astype(np.float32)
    graph = helper.make_graph(
        [
            helper.make_node("Cast", ["image"], ["real"], to=TensorProto.FLOAT),
            helper.make_node("Reshape", ["real", "shape"], ["flat"])
            if inside
            else helper.make_node("Flatten", ["real"], ["flat"]),
            helper.make_node("MatMul", ["flat", "weights"], ["logits"]),
        ],
        "linear",
        [helper.make_tensor_value_info("image", kind, [batch, channels, size, size])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [batch, classes])],
        [numpy_helper.from_array(weights, "weights")]
        + [numpy_helper.from_array(np.array([inside, channels * size * size]), "shape")] * bool(inside),
    )
    opset = helper.make_opsetid("", 17)
    return helper.make_model(graph, opset_imports=[opset], ir_version=8).SerializeToString()


def manifest(model: bytes, **changes: Any) -> dict[str, Any]:
    described = {
        "name": "linear",
        "version": "1",
        "task": "expression",
        "dataset": "none",
        "protocol": "none",
        "labels": [str(label) for label in EXPRESSIONS],
        "input": {
            "name": "image",
            "width": SIZE,
            "height": SIZE,
            "channels": 1,
            "scale": "0-1",
            "mean": [0],
            "std": [1],
        },
        "output": {"name": "logits", "temperature": 1.0},
        "temperature": 1.0,
        "crop": {"detector": "blazeface", "scale": 1.2, "shift_y": -0.11},
        "sha256": hashlib.sha256(model).hexdigest(),
        "metrics": {},
        "parameters": 18432,
        "trained": {"config": "none", "commit": "none", "seed": 0},
    }
    return described | changes


def int8_entry(model: bytes, **changes: Any) -> dict[str, Any]:
    """The manifest's section on a file model.int8.onnx."""
    described = {
        "file": "model.int8.onnx",
        "sha256": hashlib.sha256(model).hexdigest(),
        "bytes": len(model),
        "temperature": 2.0,
        "metrics": {"accuracy": 0.5},
    }
    return described | changes


def write_int8(folder: Path, model: bytes, **changes: Any) -> Path:
    """Give a bundle folder an int8 file (here any model: what counts is its entry); `changes` replace keys of it."""
    (folder / "model.int8.onnx").write_bytes(model)
    described = json.loads((folder / "model.json").read_text())
    described["variants"] = {"int8": int8_entry(model, **changes)}
    (folder / "model.json").write_text(json.dumps(described))
    return folder


def write_bundle(folder: Path, model: bytes | None = None, **changes: Any) -> Path:
    """Write a bundle folder; `changes` replace keys of its manifest."""
    model = model if model is not None else linear_model(len(changes.get("labels", EXPRESSIONS)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.onnx").write_bytes(model)
    (folder / "model.json").write_text(json.dumps(manifest(model, **changes)))
    return folder
