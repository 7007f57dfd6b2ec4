"""Side by side with a library that a user would pick instead, on the same frames, one thread each, also where we lose.

    python -m venv /somewhere/peers && /somewhere/peers/bin/pip install fer==25.10.3
    python -m benchmarks.speed.peers --data FOLDER --python /somewhere/peers/bin/python [--limit 800]

`fer` is the one Python library of docs' list whose weights come in its package; the others fetch theirs when they run.
Both read PublicTest images on a camera's frame of 640 x 480, each with its own detector and preprocessing, and are
scored by the FER+ majority on the images whose label both know (contempt is ours alone). A face that is not found is
an answer that is wrong. Measured in a process of its own each: seconds to import and load, milliseconds a frame,
resident memory, and megabytes that its packages take on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WARM_UP = 5
NAMES = {"angry": "anger", "happy": "happiness", "sad": "sadness"}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"), "1")


def read_with_fer(frames: Any) -> dict[str, Any]:  # noqa: ANN401 - numpy may be another version in the peer's process
    """In the peer's process: what `fer` reads of each frame, and what that costs."""
    begun = time.perf_counter()
    from fer.fer import FER

    detector = FER()
    loaded = time.perf_counter() - begun

    def read(frame: Any) -> str | None:  # noqa: ANN401 - as above
        found = detector.detect_emotions(frame)
        if not found:
            return None
        largest = max(found, key=lambda face: face["box"][2] * face["box"][3])
        name: str = max(largest["emotions"], key=largest["emotions"].get)
        return NAMES.get(name, name)

    return measure(read, frames) | {"load_seconds": loaded}


def read_with_attune(frames: Any, variant: str) -> dict[str, Any]:  # noqa: ANN401 - as above
    """What we read of each frame, unsure or not, and what that costs."""
    begun = time.perf_counter()
    import cv2

    from attune import DEFAULT_MODEL
    from attune.expressions import EXPRESSIONS
    from attune.vision.pipeline import FrameAnalyzer

    cv2.setNumThreads(1)
    analyzer = FrameAnalyzer.load(DEFAULT_MODEL, variant=variant, models=ROOT / "models")  # type: ignore[arg-type]
    loaded = time.perf_counter() - begun

    def read(frame: Any) -> str | None:  # noqa: ANN401 - as above
        reading = analyzer.analyze(frame, 0.0)
        return str(EXPRESSIONS[reading.p.index(reading.confidence)]) if reading.face else None

    return measure(read, frames) | {"load_seconds": loaded}


def measure(read: Any, frames: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """Read every frame and time it."""
    for frame in frames[:WARM_UP]:
        read(frame)
    answers, times = [], []
    for frame in frames:
        begun = time.perf_counter()
        answers.append(read(frame))
        times.append((time.perf_counter() - begun) * 1000)
    return {"answers": answers, "milliseconds": sorted(times), "memory_mb": own_memory_mb()}


def own_memory_mb() -> float:
    """Memory that is this process's own, in MB: without files that are mapped, as the frames are."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def run(python: str, who: str, frames: Path) -> dict[str, Any]:
    """Measure one library in a process of its own."""
    command = [python, str(Path(__file__)), "--child", who, "--frames", str(frames)]
    environment = {**os.environ, **ONE_THREAD, "TF_CPP_MIN_LOG_LEVEL": "3"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{who} did not run:\n{result.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return answer


def packages_mb(python: str) -> float:
    """What the site-packages of an environment take on disk, without pip and setuptools."""
    code = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    folder = Path(subprocess.run([python, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout.strip())
    tools = ("pip", "setuptools", "wheel")
    files = (file for file in folder.rglob("*") if file.is_file() and file.relative_to(folder).parts[0] not in tools)
    return sum(file.stat().st_size for file in files) / 1e6


def compare(data: Path, python: str, limit: int | None) -> None:
    """Make the frames, run both, print."""
    import numpy as np
    from path_accuracy import as_camera

    from attune.expressions import EXPRESSIONS
    from attune.statistics import wilson_interval
    from attune.training.configuration.data_config import DataConfig
    from attune.training.data.dataset import load_scored

    faces = load_scored(DataConfig(root=str(data), protocol="majority", limit=limit), "PublicTest", 48)
    known = [place for place, label in enumerate(faces.labels) if EXPRESSIONS[label] != "contempt"]
    labels = [str(EXPRESSIONS[faces.labels[place]]) for place in known]
    print(f"PublicTest on 640 x 480, FER+ majority, seven labels, n = {len(known)}, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "frames.npy"
        np.save(file, np.stack([as_camera(faces.pixels[place]) for place in known]))
        for name, program, who in (
            ("attune, int8", sys.executable, "attune-int8"),
            ("attune, fp32", sys.executable, "attune-fp32"),
            ("fer", python, "fer"),
        ):
            found = run(program, who, file)
            correct = [answer == label for answer, label in zip(found["answers"], labels, strict=True)]
            accuracy = sum(correct) / len(correct)
            low, high = wilson_interval(sum(correct), len(correct))
            seen = 1 - found["answers"].count(None) / len(correct)
            times = found["milliseconds"]
            print(
                f"{name:>13}: {times[len(times) // 2]:6.1f} ms a frame (p95 {times[int(0.95 * len(times))]:.1f}), "
                f"found {seen:.1%}, right {accuracy:.1%} ({low:.1%} to {high:.1%}), "
                f"loads in {found['load_seconds']:.1f} s, {found['memory_mb']:.0f} MB of memory"
            )
    print(f"packages on disk: fer and what it needs {packages_mb(python):.0f} MB; ours: see requirements/runtime.txt")


def main() -> None:
    """Compare, or be one of those that are compared."""
    parser = argparse.ArgumentParser(description="Side by side with other libraries")
    parser.add_argument("--data", type=Path, help="folder with images.zip and fer2013new.csv")
    parser.add_argument("--python", help="the Python of an environment in which the peer is installed")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--child", choices=["attune-int8", "attune-fp32", "fer"], help=argparse.SUPPRESS)
    parser.add_argument("--frames", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        import numpy as np

        frames = np.load(arguments.frames, mmap_mode="r")
        who = arguments.child
        found = read_with_fer(frames) if who == "fer" else read_with_attune(frames, who.removeprefix("attune-"))
        print(json.dumps(found))
    elif arguments.data is None or arguments.python is None:
        parser.error("name --data and the peer's --python")
    else:
        compare(arguments.data, arguments.python, arguments.limit)


if __name__ == "__main__":
    main()
