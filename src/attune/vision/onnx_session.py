"""onnxruntime sessions, opened one way everywhere."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from attune.vision.errors import DetectorCorrupt, DetectorMissing

if TYPE_CHECKING:
    import onnxruntime


WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path"
"""Where onnxruntime looks for weights that are not in the model itself; without it, in the working directory."""

NO_FOLDER = f"{os.devnull}/none"


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    """Open a model on the CPU with one thread; `run` may then be called from any thread.

    One thread: these networks are too small to share out, and a server runs one session per request thread anyway.
    A model whose weights lie in another file is refused: its hash says nothing about them, and which file is found
    would depend on the directory from which a command is run.

    Raises:
        onnxruntime's own errors: the bytes are not a model; callers name the file.
    """
    # imported late: onnxruntime then starts threads, and a worker forked after that aborts or hangs at its end
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry(WEIGHTS_FOLDER, NO_FOLDER)
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def open_verified(model: Path, expected: str, remedy: str) -> onnxruntime.InferenceSession:
    """Open a model file whose SHA-256 is known; remedy: how to get it.

    Raises:
        DetectorMissing: without the file.
        DetectorCorrupt: its bytes are others.
    """
    if not model.is_file():
        raise DetectorMissing(f"there is no detector at {model}; {remedy}", path=str(model))
    encoded = model.read_bytes()
    if sha256(encoded).hexdigest() != expected:
        raise DetectorCorrupt(f"{model} is damaged or of another version; {remedy}", path=str(model))
    return open_session(encoded)
