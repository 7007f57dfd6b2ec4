"""Verify a bundle as whoever reads faces with it would: complete, unchanged, and of the shapes it promises."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import structlog

from attune.classroom.model_serving.schemas import ModelInfo, ModelProblem, ModelProblemCode
from attune.vision.errors import BundleCorrupt, BundleInvalid, BundleMissing
from attune.vision.models.bundle import Bundle, load_bundle, require_servable

log = structlog.get_logger("attune.models")

# What students and administrators read; where on the server the files lie is for the log.
MESSAGES: Mapping[ModelProblemCode, str] = {
    ModelProblemCode.MISSING: "There is no model '{name}' on the server; export one with `attune export`.",
    ModelProblemCode.CORRUPT: "The file of the model '{name}' is not the one its manifest describes; export it again.",
    ModelProblemCode.INVALID: "The manifest of the model '{name}' is incomplete or wrong; export the model again.",
}


def verify_bundle(folder: Path) -> ModelInfo | ModelProblem:
    """Describe the bundle in `folder`, or the problem with it; never a model that is not sound.

    Every file that the manifest names is verified. Browsers load int8 where there is one
    (web/src/vision/models/bundle.ts).
    """
    try:
        variants = [load_bundle(folder, variant) for variant in load_bundle(folder).variants]
        require_servable(variants[0])
    except (BundleMissing, BundleCorrupt, BundleInvalid) as problem:
        log.warning("model_not_served", code=problem.code, reason=problem.message)
        return _problem(ModelProblemCode(problem.code), folder.name)
    bundle = next((each for each in variants if each.variant == "int8"), variants[0])
    if bundle.name != folder.name:
        log.warning("model_not_served", code="bundle_invalid", reason=f"{folder} holds a model named {bundle.name}")
        return _problem(ModelProblemCode.INVALID, folder.name)
    return ModelInfo(
        name=bundle.name,
        version=bundle.version,
        url=f"/models/{bundle.name}/",
        sha256=bundle.sha256,
        parameters=bundle.parameters,
        precision="int8" if bundle.variant == "int8" else "float32",
        float_accuracy=_accuracy(variants[0]),
        metrics=dict(bundle.metrics),
    )


def _accuracy(bundle: Bundle) -> float | None:
    accuracy = bundle.metrics.get("accuracy")
    return float(accuracy) if isinstance(accuracy, int | float) else None


def _problem(code: ModelProblemCode, name: str) -> ModelProblem:
    return ModelProblem(code=code, message=MESSAGES[code].format(name=name))
