"""The golden files: what Python and the browser must both make of the same pictures and sequences.

    python -m tests.contract.golden

writes them anew from the Python side; do that when the shipped model or a contract changes on purpose, and read the
difference. tests/contract/test_golden.py and web/src/vision/contract.test.ts check both sides against them.
"""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from attune import DEFAULT_MODEL
from attune.affect.windows import close_window, quantise
from attune.vision.detection.detectors import BlazeFace
from attune.vision.geometry.crop import FER_FROM_BLAZEFACE, CropContract, crop_face
from attune.vision.geometry.faces import Box, Image
from attune.vision.geometry.pose import head_pose
from attune.vision.geometry.tracking import begin_track, follow
from attune.vision.models.bundle import Bundle, Variant, load_bundle
from attune.vision.models.classifier import ExpressionClassifier
from attune.vision.models.occlusion import OCCLUSION_MODEL, OCCLUSION_SIDE, OcclusionDetector
from attune.vision.pipeline import DETECTOR_MODEL, FrameAnalyzer
from attune.vision.readings.quality import sharpness
from attune.vision.readings.readings import NOTHING_SEEN, AbstainReason, Reading
from attune.vision.readings.smoothing import Smoother

FOLDER = Path(__file__).parent
MODELS = FOLDER.parents[1] / "models"
PICTURES = ("astronaut", "border", "pattern")
WHOLE = CropContract("blazeface", 1.0, 0.0)
PATTERN_CROPS = [
    (Box(30.25, 20.5, 21.7, 21.7), FER_FROM_BLAZEFACE, 48),  # enlarged
    (Box(10.0, 8.0, 48.0, 48.0), WHOLE, 48),  # as it is
    (Box(20.4, 7.9, 101.3, 101.3), FER_FROM_BLAZEFACE, 48),  # shrunk, over the upper border
    (Box(-31.5, 70.2, 90.9, 90.9), FER_FROM_BLAZEFACE, 64),  # over the left and lower borders
    (Box(120.0, -20.0, 75.5, 75.5), FER_FROM_BLAZEFACE, 48),  # over the right and upper borders
    (Box(-40.0, -60.0, 240.0, 240.0), WHOLE, 48),  # the frame lies inside of the square
]

# top, bottom, left and right of what is covered, as shares of a crop: nothing, the mouth, the lower half, each side
OCCLUSIONS = [(0, 0, 0, 0), (0.625, 0.875, 0.25, 0.75), (0.5, 1, 0, 1), (0, 1, 0, 0.5), (0, 1, 0.5, 1)]

# how far the astronaut moves, in pixels to the right and down, and milliseconds after it was detected
MOVES = [(0, 0, 125), (1, 0, 125), (7, -5, 250), (-13, 9, 399), (3, 14, 167), (0, 0, 400), (60, 0, 125), (0, -30, 125)]


def read(name: str) -> Image:
    return cv2.imread(str(FOLDER / "pictures" / f"{name}.png"))


def golden_faces() -> list[dict[str, Any]]:
    """What the detector finds, and how far each picture of a face can be trusted."""
    detector = BlazeFace(MODELS / DETECTOR_MODEL)
    faces = [(name, face) for name in PICTURES for face in detector.detect(read(name))]
    return [{"picture": name, "pose": asdict(head_pose(face.keypoints)), **asdict(face)} for name, face in faces]


def golden_crops() -> list[dict[str, Any]]:
    """Grey crops, byte for byte, at the detector's boxes and at boxes that try every branch of the resampling."""
    found = [(face["picture"], Box(**face["box"]), FER_FROM_BLAZEFACE, 48) for face in golden_faces()]
    return [
        {
            "picture": name,
            "box": asdict(box),
            "contract": asdict(contract),
            "size": size,
            "pixels": base64.b64encode(crop_face(read(name), box, contract, size).tobytes()).decode(),
        }
        for name, box, contract, size in found + [("pattern", *crop) for crop in PATTERN_CROPS]
    ]


def decode_pixels(crop: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(crop["pixels"]), np.uint8).reshape(crop["size"], crop["size"])


def golden_readings(variant: Variant = "fp32") -> dict[str, Any]:
    """What the shipped model reads in the pictures and in the crops of its size; only these files depend on it."""
    bundle = load_bundle(MODELS / DEFAULT_MODEL, variant)
    analyzer = FrameAnalyzer(bundle, BlazeFace(MODELS / DETECTOR_MODEL), OcclusionDetector(MODELS / OCCLUSION_MODEL))
    readings = {name: asdict(analyzer.analyze(read(name), 0.0)) for name in PICTURES}
    return {
        "model": DEFAULT_MODEL,
        "variant": variant,
        "sha256": bundle.sha256,
        "pictures": readings,
        "crops": crop_probabilities(bundle),
    }


def crop_probabilities(bundle: Bundle) -> list[list[float] | None]:
    """Probabilities of each golden crop of the model's size, None for the others."""
    classifier = ExpressionClassifier(bundle)
    fitting = [crop if crop["size"] == bundle.preprocessing.size else None for crop in golden_crops()]
    return [classifier.classify(decode_pixels(crop)[None])[0].tolist() if crop else None for crop in fitting]


def reading(t: float, p: list[float] | None, quality: float, reason: str | None) -> Reading:
    abstain = AbstainReason(reason) if reason else None
    return Reading(t, p is not None, None, tuple(p or NOTHING_SEEN), 0.0, 0.0, quality, abstain, "golden@1")


def sequences() -> Iterator[list[dict[str, Any]]]:
    """Made-up runs of readings: faces that change, hesitate, turn away and come back."""
    for seed in range(6):
        rng = np.random.default_rng(seed)
        t, run, leading = 1_760_000_000_000, [], 0
        for _ in range(60):
            t += int(rng.integers(90, 600 if seed % 2 else 200))
            leading = int(rng.integers(0, 8)) if rng.random() < 0.1 else leading
            p = rng.dirichlet(0.4 + np.eye(8)[leading] * rng.uniform(0, 6))
            reason = str(rng.choice(list(AbstainReason))) if rng.random() < 0.05 + 0.12 * seed else None
            seen = None if reason == AbstainReason.NO_FACE else [round(float(each), 5) for each in p]
            quality = 0.0 if seen is None else round(float(rng.uniform(0, 1)), 3)
            run.append({"t": t, "p": seen, "quality": quality, "abstain": reason})
        yield run


def golden_sequences() -> list[dict[str, Any]]:
    """What is displayed after each reading of a run, and the window that the run makes."""
    golden = []
    for run in sequences():
        readings = [reading(each["t"], each["p"], each["quality"], each["abstain"]) for each in run]
        smoother = Smoother()
        window = close_window(
            readings,
            id="golden",
            started_at=datetime(2026, 1, 1, tzinfo=UTC),
            seconds=10,
            lesson_id=None,
            block_id=None,
            model="golden@1",
            source="on_device",
        )
        summary = {key: getattr(window, key) for key in ("p", "coverage", "quality", "state")}
        golden.append({"readings": run, "displayed": [asdict(smoother.update(r)) for r in readings], "window": summary})
    return golden


def golden_tracks() -> list[dict[str, Any]]:
    """Where a face is followed to in a picture that moves (what leaves on one side comes in on the other), or null."""
    picture = read("astronaut")
    (face,) = BlazeFace(MODELS / DETECTOR_MODEL).detect(picture)
    track, golden = begin_track(picture, face, 0.0), []
    for x, y, t in MOVES:
        followed = follow(track, np.roll(picture, (y, x), axis=(0, 1)), t)
        golden.append({"x": x, "y": y, "t": t, "face": asdict(followed.face) if followed else None})
    return golden


def golden_occlusion() -> list[dict[str, Any]]:
    """Detail of each golden crop, and of the same partly under a plain surface, and the probability of a cover.

    Rows and columns of the surface are shares; a crop of another size than the network's has no probability.
    """
    detector = OcclusionDetector(MODELS / OCCLUSION_MODEL)
    return [
        {
            "crop": at,
            "cover": where,
            "sharpness": sharpness(occluded),
            "covered": detector.probability(occluded) if len(occluded) == OCCLUSION_SIDE else None,
        }
        for at, crop in enumerate(load("crops"))
        for where in OCCLUSIONS
        for occluded in [occlude(decode_pixels(crop), *where)]
    ]


def occlude(crop: np.ndarray, top: float, bottom: float, left: float, right: float) -> np.ndarray:
    side = len(crop)
    occluded = crop.copy()
    occluded[int(top * side) : int(bottom * side), int(left * side) : int(right * side)] = 90
    return occluded


def golden_quantised() -> list[dict[str, Any]]:
    """Distributions rounded to 1/255: ties, certainties and the ordinary."""
    rng = np.random.default_rng(8)
    given = [[1.0] * 8, [1.0] + [0.0] * 7, [0.5, 0.5] + [0.0] * 6, *rng.dirichlet([0.5] * 8, 12).tolist()]
    return [{"p": p, "levels": quantise(p)} for p in given]


GOLDEN = {
    "faces": golden_faces,
    "crops": golden_crops,
    "readings": golden_readings,
    "readings-int8": partial(golden_readings, "int8"),
    "occlusion": golden_occlusion,
    "tracks": golden_tracks,
    "sequences": golden_sequences,
    "quantised": golden_quantised,
}


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def main() -> None:
    """Write every golden file anew."""
    for name, make in GOLDEN.items():
        text = json.dumps(make(), indent=None if name == "sequences" else 1)
        (FOLDER / f"{name}.json").write_text(text.replace('}, {"readings"', '},\n{"readings"') + "\n")


if __name__ == "__main__":
    main()
