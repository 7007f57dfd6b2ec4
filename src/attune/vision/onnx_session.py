"""onnxruntime sessions, opened one way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
