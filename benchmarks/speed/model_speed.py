"""How long a model takes for one face in Python: onnxruntime on one thread, every bundle and every file of it.

    python -m benchmarks.speed.model_speed [NAME | FILE.onnx ...] [--runs 200] [--json FILE]

Without names: every bundle in models/. A FILE.onnx may be untrained: the time depends on the architecture alone.
Prints p50 and p95 of wall time in milliseconds, the time to load, and the size. The files take turns, so that what else
the machine does falls on all of them alike.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from attune.training.evaluation.hardware import hardware
from attune.vision.models.bundle import file_of, load_bundle
from attune.vision.onnx_session import open_session

ROOT = Path(__file__).parents[2]
WARM_UP = 20


@dataclass(frozen=True)
class ModelFile:
    """A file to be timed; name is `<bundle>/<variant>`, or what was given on the command line."""

    name: str
    path: Path


def model_files(asked: Iterable[str]) -> list[ModelFile]:
    """List the files that were asked for, or every bundle's.

    Raises:
        VisionError: for a bundle that does not verify.
    """
    names = list(asked) or sorted(manifest.parent.name for manifest in (ROOT / "models").glob("*/model.json"))
    files = []
    for name in names:
        if name.endswith(".onnx"):
            files.append(ModelFile(name, Path(name).absolute()))
            continue
        folder = ROOT / "models" / name
        for variant in load_bundle(folder).variants:
            load_bundle(folder, variant)
            files.append(ModelFile(f"{name}/{variant}", folder / file_of(variant)))
    return files


def summary(milliseconds: Iterable[float], load_ms: float, path: Path) -> dict[str, float]:
    """Return the figures of one file; size in MB of 1,000,000 bytes."""
    p50, p95 = np.percentile(list(milliseconds), [50, 95])
    return {
        "p50_ms": round(float(p50), 2),
        "p95_ms": round(float(p95), 2),
        "load_ms": round(load_ms, 1),
        "megabytes": round(path.stat().st_size / 1e6, 2),
    }


def report(speeds: dict[str, dict[str, float]], where: str, json_file: Path | None) -> None:
    """Print one line a file, and write the JSON where asked."""
    print(f"one face, one thread, {where}, {hardware()}")
    width = max(map(len, speeds))
    for name, of in speeds.items():
        print(
            f"{name:{width}}  p50 {of['p50_ms']:6.2f} ms  p95 {of['p95_ms']:6.2f} ms  load {of['load_ms']:6.1f} ms  "
            f"{of['megabytes']:5.2f} MB"
        )
    if json_file:
        json_file.write_text(json.dumps(speeds, indent=2) + "\n", encoding="utf-8")


def parse_arguments(description: str, **more: Any) -> argparse.Namespace:  # noqa: ANN401
    """Read what both benchmarks of models take; `more` are further options with their defaults."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("models", nargs="*", metavar="NAME | FILE.onnx")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--json", type=Path)
    for name, default in more.items():
        parser.add_argument(f"--{name}", default=default)
    return parser.parse_args()


def measure(files: list[ModelFile], runs: int) -> dict[str, dict[str, float]]:
    """Load every file, then run them in turns."""
    sessions, loads = [], []
    for file in files:
        started = time.perf_counter()
        sessions.append(open_session(file.path.read_bytes()))
        loads.append((time.perf_counter() - started) * 1000)
    times: list[list[float]] = [[] for _ in files]
    rng = np.random.default_rng(0)
    for _ in range(WARM_UP + runs):
        for session, taken in zip(sessions, times, strict=True):
            (described,) = session.get_inputs()
            face = rng.normal(size=(1, *described.shape[1:])).astype(np.float32)
            started = time.perf_counter()
            session.run(None, {described.name: face})
            taken.append((time.perf_counter() - started) * 1000)
    return {
        file.name: summary(taken[WARM_UP:], load, file.path)
        for file, taken, load in zip(files, times, loads, strict=True)
    }


def main() -> None:
    """Measure and print."""
    arguments = parse_arguments("Speed of models in Python")
    speeds = measure(model_files(arguments.models), arguments.runs)
    report(speeds, f"onnxruntime {onnxruntime.__version__}", arguments.json)


if __name__ == "__main__":
    main()
