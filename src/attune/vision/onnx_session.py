"""onnxruntime sessions, opened one way everywhere."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attune.vision.errors import DetectorCorrupt, DetectorMissing

if TYPE_CHECKING:
    import onnxruntime


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """Open a model on the CPU with one thread; `run` may then be called from any thread.

    One thread: these networks are too small to share out, and a server runs one session per request thread anyway.
    Raises onnxruntime's own errors when the bytes are not a model; callers name the file.
    """
    # imported late: onnxruntime then starts threads, and a worker forked after that aborts or hangs at its end
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def open_verified(model: Path, expected: str, remedy: str) -> onnxruntime.InferenceSession:
    """Open a model file whose SHA-256 is known; remedy: how to get it.

    Raises DetectorMissing without the file, DetectorCorrupt when its bytes are others.
    """
    if not model.is_file():
        raise DetectorMissing(f"there is no detector at {model}; {remedy}", path=str(model))
    encoded = model.read_bytes()
    if sha256(encoded).hexdigest() != expected:
        raise DetectorCorrupt(f"{model} is damaged or of another version; {remedy}", path=str(model))
    return open_session(encoded)
