"""The model bundle that browsers are given: which one, and what is wrong when there is none to give.

How a bundle is verified is handed in (`model_verification`): nothing below here depends on reading faces.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class ModelProblemCode(StrEnum):
    """Why no model can be served."""

    MISSING = "bundle_missing"
    CORRUPT = "bundle_corrupt"
    INVALID = "bundle_invalid"


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why the camera has to stay off; the message is shown."""

    code: ModelProblemCode
    message: str


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What the manifest of a verified bundle says; sha256 and metrics are those of the file that browsers load."""

    name: str
    version: str
    sha256: str
    parameters: int
    metrics: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the client finds the bundle's files."""
        return f"/models/{self.name}/"


BUNDLE_FILES = ("model.json", "model.onnx", "model.int8.onnx")
Verify = Callable[[Path], ModelFacts | ModelProblem]
Stamps = tuple[tuple[int, int] | None, ...]


class ServedModel:
    """Looks at one bundle folder, verifying it again only when one of its files has changed."""

    def __init__(self, folder: Path, verify: Verify) -> None:
        self._folder, self._verify = folder, verify
        self._lock = threading.Lock()
        self._seen: tuple[Stamps, ModelFacts | ModelProblem] | None = None

    def look(self) -> ModelFacts | ModelProblem:
        """Return the bundle's facts, or the problem with it."""
        with self._lock:
            stamps = tuple(map(_stamp, (self._folder / file for file in BUNDLE_FILES)))
            if self._seen is None or self._seen[0] != stamps:
                self._seen = stamps, self._verify(self._folder)
            return self._seen[1]


def _stamp(file: Path) -> tuple[int, int] | None:
    """What changes when the file does; None when it is not there."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
