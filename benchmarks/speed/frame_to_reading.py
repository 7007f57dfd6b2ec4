"""Frame -> reading in Python: a 640x480 frame with one face through detector, crop, classifier and judgement.

    python -m benchmarks.speed.frame_to_reading [--model NAME] [--frames 300]

One thread. Prints two lines for each file of the model, one for frames that know nothing of each other and one for a
stream, in which the face is followed and detected on every fourth frame only: p50 and p95 of wall time in
milliseconds, the median of processor time (which a busy machine changes less), and the machine.
"""

import argparse
import platform
import time
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from benchmarks.speed.portrait import camera_frame

from attune import DEFAULT_MODEL
from attune.training.evaluation.hardware import hardware
from attune.vision.models.bundle import load_bundle
from attune.vision.pipeline import FaceStream, FrameAnalyzer

ROOT = Path(__file__).parents[2]
WARM_UP = 20
BETWEEN_MS = 125.0


def measure(analyzer: FrameAnalyzer | FaceStream, frames: int) -> np.ndarray:
    """(frames, 2): milliseconds of wall and processor time. The image moves, so that no two frames are alike."""
    image = camera_frame()
    milliseconds = []
    for i in range(WARM_UP + frames):
        frame = np.roll(image, i % 40, axis=1)
        started = np.array([time.perf_counter(), time.process_time()])
        reading = analyzer.analyze(frame, i * BETWEEN_MS)
        milliseconds.append((np.array([time.perf_counter(), time.process_time()]) - started) * 1000)
        if not reading.face:
            raise SystemExit("the face was not found: the figure would be that of an empty frame")
    return np.array(milliseconds[WARM_UP:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Frame -> reading in Python, 640x480, one thread")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--frames", type=int, default=300)
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    for variant in load_bundle(ROOT / "models" / arguments.model).variants:
        analyzer = FrameAnalyzer.load(arguments.model, variant=variant, models=ROOT / "models")
        for kind, reader in (("each frame alone", analyzer), ("a stream", analyzer.stream())):
            wall, busy = measure(reader, arguments.frames).T
            p50, p95 = np.percentile(wall, [50, 95])
            print(
                f"frame -> reading, Python, 640x480, one thread, {variant}, {kind}: p50 {p50:.1f} ms, "
                f"p95 {p95:.1f} ms, processor p50 {np.median(busy):.1f} ms (n = {arguments.frames}, "
                f"{analyzer.bundle.identity}, onnxruntime {onnxruntime.__version__}, "
                f"Python {platform.python_version()}, {hardware()})"
            )


if __name__ == "__main__":
    main()
