"""How many faces a model should be given at a time: onnxruntime on one thread, milliseconds of processor time a face.

    python -m benchmarks.speed.batches [NAME ...] [--runs 5]

Without names: every bundle in models/. The sizes take turns, so that what else the machine does falls on all alike; of
each the median of the runs is printed, and in the last column what `ExpressionClassifier` takes for the largest, which
it cuts into batches of its own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from attune.vision.models.bundle import load_bundle
from attune.vision.models.classifier import BEST_BATCH, ExpressionClassifier, preprocess
from attune.vision.onnx_session import open_session

ROOT = Path(__file__).parents[2]
SIZES = (1, 8, BEST_BATCH, 128, 400)


def measure(folder: Path, runs: int) -> list[float]:
    """Milliseconds a face for each of SIZES, and for the largest through the classifier."""
    bundle = load_bundle(folder)
    session, classifier = open_session(bundle.model), ExpressionClassifier(bundle)
    size = bundle.preprocessing.size
    crops = np.random.default_rng(0).integers(0, 256, (SIZES[-1], size, size), dtype=np.uint8)

    def whole(count: int) -> Callable[[], object]:
        tensor: NDArray[np.float32] = preprocess(crops[:count], bundle.preprocessing)
        return lambda: session.run([bundle.output_name], {bundle.input_name: tensor})

    ways = [(count, whole(count)) for count in SIZES] + [(SIZES[-1], lambda: classifier.classify(crops))]
    times: list[list[float]] = [[] for _ in ways]
    for _ in range(runs + 1):  # the first is the warm-up
        for kept, (count, way) in zip(times, ways, strict=True):
            started = time.thread_time()
            way()
            kept.append(1000 * (time.thread_time() - started) / count)
    return [float(np.median(kept[1:])) for kept in times]


def main() -> None:
    """Print a row for each model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    names = arguments.names or sorted(manifest.parent.name for manifest in (ROOT / "models").glob("*/model.json"))
    print("ms a face by faces at a time:", *(f"{count:>7}" for count in SIZES), "classify", sep="  ")
    for name in names:
        print(f"{name:>28}", *(f"{found:7.2f}" for found in measure(ROOT / "models" / name, arguments.runs)), sep="  ")


if __name__ == "__main__":
    main()
