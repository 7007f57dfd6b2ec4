"""Does the way through a camera cost accuracy? FER2013 images bare, and as a camera would show them.

    python -m benchmarks.accuracy.path_accuracy --data FOLDER [--model NAME] [--limit N]

Each PublicTest image is enlarged to 240 px on a grey 640x480 frame and goes through detector, crop, classifier and
judgement. Prints the share found, where the detector's boxes lie, the share that abstains and why, and the accuracy
under the FER+ majority protocol, bare and through the path. PublicTest is a validation split, not a test set.
"""

import argparse
from collections import Counter
from pathlib import Path

import cv2
import numpy as np

from attune import DEFAULT_MODEL
from attune.statistics import wilson_interval
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import Faces, load_scored
from attune.vision.models.classifier import ExpressionClassifier
from attune.vision.pipeline import FrameAnalyzer
from attune.vision.readings.readings import Reading

ROOT = Path(__file__).parents[2]
WIDTH, HEIGHT, SIDE = 640, 480, 240
LEFT, TOP = (WIDTH - SIDE) // 2, (HEIGHT - SIDE) // 2


def as_camera(image: np.ndarray) -> np.ndarray:
    """(48, 48) grey -> (480, 640, 3) BGR: the image enlarged, on grey."""
    frame = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    large = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    frame[TOP : TOP + SIDE, LEFT : LEFT + SIDE] = large[:, :, None]
    return frame


def open_arguments(description: str) -> tuple[FrameAnalyzer, Faces]:
    """The analyzer and the PublicTest images that the command line names."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder with images.zip and fer2013new.csv")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    analyzer = FrameAnalyzer.load(arguments.model, models=ROOT / "models")
    data = DataConfig(root=str(arguments.data), protocol="majority", limit=arguments.limit)
    return analyzer, load_scored(data, "PublicTest", 48)


def share(hits: np.ndarray) -> str:
    """A share of a boolean array with its 95 % interval and n."""
    low, high = wilson_interval(int(hits.sum()), len(hits))
    return f"{hits.mean():.1%} ({low:.1%} to {high:.1%}, n = {len(hits)})"


def print_boxes(readings: list[Reading]) -> None:
    """Print the median box in units of the image: what the crop contract undoes."""
    boxes = [(r.box.x - LEFT, r.box.y - TOP, r.box.width, r.box.height) for r in readings if r.box]
    x, y, width, height = np.median(boxes, axis=0) / SIDE
    print(f"box, median of the image's frame: x {x:.3f}, y {y:.3f}, width {width:.3f}, height {height:.3f}")


def print_accuracy(faces: Faces, readings: list[Reading], bare: np.ndarray) -> None:
    """Print the shares found and used, and the accuracies, all on the same images."""
    found = np.array([reading.face for reading in readings])
    used = np.array([reading.abstain is None for reading in readings])
    through = np.array([np.argmax(reading.p) for reading in readings]) == faces.labels
    reasons = Counter(str(reading.abstain) for reading in readings if reading.abstain)
    print(f"found:  {share(found)}")
    print(f"usable: {share(used)}; abstained: {dict(reasons.most_common())}")
    print(f"accuracy bare, all:            {share(bare)}")
    print(f"accuracy bare, found:          {share(bare[found])}")
    print(f"accuracy through path, found:  {share(through[found])}")
    print(f"accuracy bare, usable:         {share(bare[used])}")
    print(f"accuracy through path, usable: {share(through[used])}")


def main() -> None:
    """Read every image both ways and print."""
    analyzer, faces = open_arguments("Accuracy bare and through the camera's path")
    classifier = ExpressionClassifier(analyzer.bundle)
    readings = [analyzer.analyze(as_camera(image), 0.0) for image in faces.pixels]
    bare = np.concatenate([classifier.classify(part) for part in np.array_split(faces.pixels, 20)]).argmax(axis=1)
    print(f"{analyzer.bundle.identity}, FER2013 PublicTest, FER+ majority")
    print_boxes(readings)
    print_accuracy(faces, readings, bare == faces.labels)


if __name__ == "__main__":
    main()
