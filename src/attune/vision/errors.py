"""What can be wrong with a model or a detector; the code is part of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class VisionError(Exception):
    """Base of the vision errors: a stable code, a message that says what to do, and data."""

    code: ClassVar[str] = "vision_error"

    def __init__(self, message: str, **data: str) -> None:
        super().__init__(message)
        self.message = message
        self.data: Mapping[str, str] = data


class BundleMissing(VisionError):
    """There is no model.json or model.onnx in the folder."""

    code = "bundle_missing"


class BundleCorrupt(VisionError):
    """The model file is not the one its manifest describes: other bytes, or not ONNX at all."""

    code = "bundle_corrupt"


class BundleInvalid(VisionError):
    """The manifest is incomplete, or disagrees with itself or with the model's shapes."""

    code = "bundle_invalid"


class DetectorMissing(VisionError):
    """The model file of a detector, of faces or of occlusion, is not there."""

    code = "detector_missing"


class DetectorCorrupt(VisionError):
    """The model file of a detector is not the one that belongs to this version."""

    code = "detector_corrupt"
