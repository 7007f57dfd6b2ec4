"""The served model as an analyzer in this process, for students whose devices are too weak to run it themselves."""

from __future__ import annotations

import threading
from pathlib import Path

from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem
from attune.classroom.model_serving.served_model import ServedModel
from attune.classroom.platform.errors import ApiError
from attune.vision.errors import VisionError
from attune.vision.geometry.faces import Box, Image
from attune.vision.models.bundle import Variant, load_bundle
from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import Reading


class ModelNotServed(ApiError):
    """There is no sound model, so nothing is read; there is no fallback."""

    code, status = "model_not_served", 503


class FrameAnalysis:
    """Reads frames with the model that browsers are given, from the same file; loaded when the first frame comes."""

    def __init__(self, served: ServedModel, models: Path) -> None:
        self._served, self._models = served, models
        self._lock = threading.Lock()
        self._loaded: tuple[ModelInfo, FrameAnalyzer] | None = None

    def read(self, frame: Image, t: float, last: Box | None) -> Reading:
        """Read the face that was at `last`, else the nearest one, as frames.Analysis says.

        Raises:
            ModelNotServed: there is no sound model, so nothing is read; there is no fallback.
        """
        return self._analyzer().analyze(frame, t, last)

    def try_model(self, name: str) -> None:
        """Load a model and have it answer once, as if it were served.

        Raises:
            ModelNotServed: it does not.
        """
        self._load(name)

    def _analyzer(self) -> FrameAnalyzer:
        model = self._served.look()
        if isinstance(model, ModelProblem):
            raise ModelNotServed(model.message, reason=model.code)
        with self._lock:
            if self._loaded is None or self._loaded[0] != model:
                self._loaded = model, self._load(model.name)
            return self._loaded[1]

    def _load(self, name: str) -> FrameAnalyzer:
        folder = self._models / name
        try:
            variant: Variant = "int8" if "int8" in load_bundle(folder).variants else "fp32"
            analyzer = FrameAnalyzer.load(folder, variant=variant, models=self._models)
            analyzer.warm_up()  # also of one that nobody tried, ATTUNE_MODEL's: a frame must not be what it fails on
            return analyzer
        except VisionError as problem:
            raise ModelNotServed(problem.message, reason=problem.code) from problem
