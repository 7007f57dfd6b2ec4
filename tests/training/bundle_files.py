"""A bundle of a handful of weights, made without torch: for what is about bundles and not about what they know."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from attune.expressions import EXPRESSIONS


def tiny_model(classes: int = 8) -> bytes:
    """(N, 1, 48, 48) -> (N, classes): a 3x3 convolution with stride 2, the mean of each channel, a linear layer."""
    rng = np.random.default_rng(0)
    weights = {"kernel": (4, 1, 3, 3), "linear": (classes, 4)}
    tensors = [
        numpy_helper.from_array(rng.normal(size=shape).astype(np.float32), name) for name, shape in weights.items()
    ]
    nodes = [
        helper.make_node("Conv", ["image", "kernel"], ["features"], strides=[2, 2], pads=[1, 1, 1, 1]),
        helper.make_node("GlobalAveragePool", ["features"], ["pooled"]),
        helper.make_node("Flatten", ["pooled"], ["flat"]),
        helper.make_node("Gemm", ["flat", "linear"], ["logits"], transB=1),
    ]
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["batch", 1, 48, 48])
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", classes])
    graph = helper.make_graph(nodes, "tiny", [image], [logits], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10).SerializeToString()


def write_bundle(folder: Path, name: str = "tiny", **manifest: Any) -> Path:
    """Write a bundle that verifies; manifest: what differs from a model of FER+."""
    folder.mkdir(parents=True)
    labels = manifest.get("labels", [str(expression) for expression in EXPRESSIONS])
    model = tiny_model(len(labels))
    described = {
        "name": name,
        "version": "1",
        "task": "expression",
        "dataset": "ferplus",
        "protocol": "soft",
        "labels": labels,
        "input": {
            "name": "image",
            "width": 48,
            "height": 48,
            "channels": 1,
            "scale": "0-1",
            "mean": [0.5],
            "std": [0.25],
        },
        "output": {"name": "logits", "temperature": 1.0},
        "temperature": 1.0,
        "crop": {"detector": "blazeface", "scale": 1.2, "shift_y": -0.11},
        "sha256": hashlib.sha256(model).hexdigest(),
        "metrics": {},
        "parameters": 4 * 9 + len(labels) * 4,
    }
    (folder / "model.onnx").write_bytes(model)
    (folder / "model.json").write_text(json.dumps(described | manifest), encoding="utf-8")
    return folder
