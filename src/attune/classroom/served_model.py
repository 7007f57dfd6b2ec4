"""The model bundle that browsers are given: which one, and what is wrong when there is none to give."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class ModelProblemCode(StrEnum):
    """Why no model can be served."""

    MISSING = "bundle_missing"
    CORRUPT = "bundle_corrupt"


@dataclass(frozen=True, slots=True)
class ModelProblem:
    """Why the camera has to stay off; the message is shown."""

    code: ModelProblemCode
    message: str


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What a manifest says of a bundle whose file has the hash it promises."""

    name: str
    version: str
    sha256: str
    parameters: int
    metrics: dict[str, Any]

    @property
    def url(self) -> str:
        """Where the client finds the bundle's files."""
        return f"/models/{self.name}/"


class ServedModel:
    """Looks at one bundle folder, verifying the hash again only when a file has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[tuple[int, int], ...] | None = None
        self._found: ModelFacts | ModelProblem = self._missing()

    def look(self) -> ModelFacts | ModelProblem:
        """Return the bundle's facts, or the problem with it. Never raises."""
        files = [self._folder / "model.json", self._folder / "model.onnx"]
        with self._lock:
            if not all(file.is_file() for file in files):
                self._seen = None
                return self._missing()
            stamps = tuple((stat.st_mtime_ns, stat.st_size) for stat in map(Path.stat, files))
            if stamps != self._seen:
                self._found, self._seen = self._verify(*files), stamps
            return self._found

    def _missing(self) -> ModelProblem:
        return ModelProblem(
            ModelProblemCode.MISSING,
            f"There is no model bundle '{self._folder.name}': it takes model.json and model.onnx to read expressions.",
        )

    def _verify(self, manifest_file: Path, model_file: Path) -> ModelFacts | ModelProblem:
        try:
            manifest = json.loads(manifest_file.read_bytes())
            facts = ModelFacts(
                name=manifest["name"],
                version=str(manifest["version"]),
                sha256=manifest["sha256"],
                parameters=int(manifest["parameters"]),
                metrics=dict(manifest["metrics"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            return self._corrupt(f"its model.json cannot be read ({error!r})")
        if facts.name != self._folder.name:
            return self._corrupt(f"its model.json says '{facts.name}'")
        if hashlib.sha256(model_file.read_bytes()).hexdigest() != facts.sha256:
            return self._corrupt("model.onnx is not the file that model.json describes (sha256 differs)")
        return facts

    def _corrupt(self, why: str) -> ModelProblem:
        return ModelProblem(
            ModelProblemCode.CORRUPT, f"The model bundle '{self._folder.name}' cannot be used: {why}. Export it again."
        )
