"""Which faces are found, by size and turn, and what is found where there is none.

    pip download --no-deps -d PACKAGES scikit-image==0.26.0 scikit-learn==1.9.1 gradio==6.31.0 ultralytics==8.4.190
    pip download --no-deps --no-binary insightface -d PACKAGES insightface==2.1
    (cd PACKAGES && npm pack @vladmandic/face-api@1.7.15)
    python -m benchmarks.accuracy.far_faces --data FOLDER --packages PACKAGES [--scenes N] [--detection near]

400 scenes of FER2013 PublicTest faces (those with an FER+ majority) on the backgrounds of `backgrounds.csv`, the same
backgrounds without a face, and photographs with people. A face is found when what the crop contract cuts out around a
detection shares half of it and its FER2013 frame. PublicTest is a validation split, not a test set.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
import yaml
from benchmarks.accuracy.far_faces.backgrounds import Background, read_list, read_member
from benchmarks.accuracy.far_faces.scenes import SCENES, Placed, Scene, draw_scenes

from attune.statistics import wilson_interval
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import load_scored
from attune.vision.detection.policy import DETECTIONS, open_detection
from attune.vision.geometry.crop import CropContract, crop_square
from attune.vision.geometry.faces import Box, Face, Image
from attune.vision.pipeline import DETECTOR_MODEL

ROOT = Path(__file__).parents[3]
SHARED = 0.5  # of a face's frame and the crop, for the face to be found
SHARES = (("2 to 2.5 %", 0.025), ("2.5 to 5 %", 0.05), ("5 to 10 %", 0.1), ("10 to 25 %", 0.25), ("25 to 90 %", 1.0))
TURNS = (("turned by 0 to 10", 10.0), ("turned by 10 to 20", 20.0), ("turned by 20 to 30", 30.1))
Detect = Callable[[Image], list[Face]]


def match(squares: Sequence[Box], crops: Sequence[Box], shared: float = SHARED) -> tuple[list[bool], int]:
    """Which squares have a crop of their own, the best pairs first, and how many crops are left over."""
    pairs = [(square.overlap(crop), i, j) for i, square in enumerate(squares) for j, crop in enumerate(crops)]
    found, used = [False] * len(squares), set[int]()
    for overlap, i, j in sorted(pairs, reverse=True):
        if overlap >= shared and not found[i] and j not in used:
            found[i] = True
            used.add(j)
    return found, len(crops) - len(used)


def bins(face: Placed) -> list[str]:
    """The lines that a face is counted in; the turns are of the faces above 2.5 %, uncut."""
    size = next(name for name, limit in SHARES if face.share < limit)
    if face.cut:
        return [f"{size}, cut"]
    turn = next(name for name, limit in TURNS if abs(face.turn) < limit)
    return [size] if face.share < SHARES[0][1] else [size, turn]


def score_scenes(scenes: Iterable[Scene], detect: Detect, framing: CropContract) -> tuple[dict[str, list[bool]], int]:
    """Found or not, by size, by turn and for those that are cut, and how many detections are no face."""
    counted: dict[str, list[bool]] = defaultdict(list)
    false = 0
    for scene in scenes:
        crops = [crop_square(face.box, framing) for face in detect(scene.frame)]
        found, over = match([face.square for face in scene.faces], crops)
        false += over
        for face, hit in zip(scene.faces, found, strict=True):
            for name in bins(face):
                counted[name].append(hit)
            if not face.cut:
                counted["above 5 %" if face.share >= 0.05 else "under 5 %"].append(hit)
    return counted, false


def print_scenes(counted: dict[str, list[bool]], false: int, count: int) -> None:
    """A line for each size, turn and cut."""
    for name in sorted(counted, key=lambda key: (key.count("turn"), "cut" in key, "above" in key or "under" in key)):
        hits = counted[name]
        low, high = wilson_interval(sum(hits), len(hits))
        print(f"{name:>20}: found {np.mean(hits):6.1%} ({low:.1%} to {high:.1%}, n = {len(hits)})")
    print(f"{'in the scenes':>20}: {false} detections are no face, {100 * false / count:.1f} in 100 scenes")


def print_backgrounds(backgrounds: list[Background], detect: Detect, packages: Path) -> None:
    """How many detections the backgrounds without a face give, by kind."""
    counted: dict[str, list[int]] = defaultdict(list)
    for background in backgrounds:
        counted[background.kind].append(len(detect(background.draw(1280, 960, packages))))
    animals = counted.pop("animal")
    together = sum(map(sum, counted.values()))
    number = sum(map(len, counted.values()))
    kinds = ", ".join(f"{kind} {sum(found)} of {len(found)}" for kind, found in counted.items())
    print(f"backgrounds: {together} false faces in {number}, {100 * together / number:.2f} in 100 ({kinds})")
    print(f"heads of animals, apart: {sum(animals)} false faces in {len(animals)}")


def print_photographs(detect: Detect, framing: CropContract, packages: Path) -> None:
    """What is found in photographs with people; a face counts where the crop shares 0.3 with the rough label."""
    hits, total, over = 0, 0, 0
    for entry in yaml.safe_load(Path(__file__).with_name("photographs.yaml").read_text("utf-8")):
        encoded = read_member(packages, entry["package"], entry["file"])
        frame = np.asarray(cv2.imdecode(np.frombuffer(encoded, np.uint8), cv2.IMREAD_COLOR), dtype=np.uint8)
        unit = max(frame.shape[:2]) / 1000
        squares = [Box((x - w / 2) * unit, (y - w / 2) * unit, w * unit, w * unit) for x, y, w in entry["faces"]]
        found, false = match(squares, [crop_square(face.box, framing) for face in detect(frame)], shared=0.3)
        hits, total, over = hits + sum(found), total + len(found), over + false
        print(f"{Path(entry['file']).name:>20}: {sum(found)} of {len(found)} faces, {false} more detections")
    print(f"photographs: {hits} of {total} faces, {over} more detections")


def print_time(name: str, frames: list[Image], detect: Detect, repeats: int) -> None:
    """Processor time of this process for a picture: the median, so that what else the machine does matters little."""
    times = []
    for frame in frames * repeats:
        begun = time.process_time()
        detect(frame)
        times.append((time.process_time() - begun) * 1000)
    print(f"{name}: {np.median(times):.1f} ms of processor time (95 % under {np.percentile(times, 95):.1f})")


def main() -> None:
    """Print what is found, what is not there, and what it costs."""
    parser = argparse.ArgumentParser(description="Faces from afar")
    parser.add_argument("--data", type=Path, required=True, help="folder with images.zip and fer2013new.csv")
    parser.add_argument("--packages", type=Path, required=True, help="folder with the packages' archives")
    parser.add_argument("--scenes", type=int, default=SCENES)
    parser.add_argument("--detection", choices=DETECTIONS, default="far")
    arguments = parser.parse_args()
    cv2.setNumThreads(1)
    detector = open_detection(arguments.detection, (ROOT / "models" / DETECTOR_MODEL).parent)
    backgrounds = read_list()
    images = load_scored(DataConfig(root=str(arguments.data), protocol="majority"), "PublicTest", 48).pixels
    plain = [background for background in backgrounds if background.kind != "animal"]
    drawn = draw_scenes(images, plain, arguments.packages, arguments.scenes)
    print_scenes(*score_scenes(drawn, detector.detect, detector.framing), arguments.scenes)
    print_backgrounds(backgrounds, detector.detect, arguments.packages)
    print_photographs(detector.detect, detector.framing, arguments.packages)
    near = [scene_of_one(images[i]) for i in range(20)]
    print_time("a near face in 640x480", near, detector.detect, 10)
    drawn = draw_scenes(images, plain, arguments.packages, 40)
    large = [scene.frame for scene in drawn if scene.frame.shape[1] == 4000]
    print_time("a photo of 12 megapixels", large, detector.detect, 5)


def scene_of_one(image: np.ndarray) -> Image:
    """A face of 240 px in the middle of a grey 640x480, as a camera sees who sits before it."""
    frame = np.full((480, 640, 3), 128, np.uint8)
    frame[120:360, 200:440] = cv2.resize(image, (240, 240), interpolation=cv2.INTER_LINEAR)[:, :, None]
    return frame


if __name__ == "__main__":
    main()
