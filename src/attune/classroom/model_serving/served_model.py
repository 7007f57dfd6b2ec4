"""The model bundle that browsers are given: which one, and what is wrong when there is none to give.

How a bundle is verified is handed in (`model_verification`): nothing below here depends on reading faces.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem

BUNDLE_FILES = ("model.json", "model.onnx", "model.int8.onnx")
Verify = Callable[[Path], ModelInfo | ModelProblem]
Stamps = tuple[tuple[int, int] | None, ...]


class ServedModel:
    """Which bundle of a folder browsers are given. Each is verified again only when one of its files has changed."""

    def __init__(self, models: Path, name: str, verify: Verify) -> None:
        """models: the folder of bundles.  name: of the one that is served until another is chosen."""
        self.default = name
        self._models, self._name, self._verify = models, name, verify
        self._lock = threading.Lock()
        self._seen: dict[str, tuple[Stamps, ModelInfo | ModelProblem]] = {}

    @property
    def name(self) -> str:
        """Of the bundle that is served now."""
        return self._name

    def choose(self, name: str | None) -> None:
        """Serve another bundle from now on; the default one for None. It is looked at when it is asked for."""
        self._name = name or self.default

    def names(self) -> list[str]:
        """Of every folder that holds a bundle, sound or not."""
        return sorted(manifest.parent.name for manifest in self._models.glob("[!.]*/model.json"))

    def look(self) -> ModelInfo | ModelProblem:
        """Return the served bundle's description, or the problem with it."""
        return self.look_at(self._name)

    def look_at(self, name: str) -> ModelInfo | ModelProblem:
        """Return a bundle's description, or the problem with it."""
        folder = self._models / name
        with self._lock:
            stamps = tuple(map(_stamp, (folder / file for file in BUNDLE_FILES)))
            if name not in self._seen or self._seen[name][0] != stamps:
                self._seen[name] = stamps, self._verify(folder)
            return self._seen[name][1]


def _stamp(file: Path) -> tuple[int, int] | None:
    """What changes when the file does; None when it is not there."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size
