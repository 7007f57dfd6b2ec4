"""Is a followed face read as well as a detected one, and is it let go when it should be?

    python -m benchmarks.accuracy.tracking --data FOLDER [--model NAME] [--limit N]

Each FER2013 PublicTest image is enlarged to 240 px on a grey 640x480 frame and detected there; a moment later it has
moved by up to 30 px each way (an eighth of it), is 3 % larger or smaller and noisy. Prints how often it is followed,
the accuracy of followed and detected on the same frames (FER+ majority; a validation split, not a test set), how often
it is followed when it changes instead (another's face, the face tilted by 15 degrees, the occlusions of
occluded_faces.py), and processor time.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import cv2
import numpy as np
from benchmarks.accuracy.occluded_faces import OCCLUSIONS, occlude, plain
from benchmarks.accuracy.path_accuracy import HEIGHT, SIDE, WIDTH, open_arguments

from attune.training.data.dataset import Faces
from attune.training.evaluation.hardware import hardware
from attune.vision.geometry.faces import Image, nearest_face
from attune.vision.geometry.tracking import begin_track, follow

FACE_SIDE = 48
LATER_MS = 167.0  # six frames a second
REACH = 30.0

RandomNumbers = np.random.Generator


def show(image: np.ndarray, x: float = 0.0, y: float = 0.0, zoom: float = 1.0, degrees: float = 0.0) -> Image:
    """(48, 48) grey -> (480, 640, 3) BGR: the image on grey, moved from the middle, zoomed and turned."""
    half = FACE_SIDE / 2
    matrix = cv2.getRotationMatrix2D((half, half), degrees, SIDE / FACE_SIDE * zoom).astype(np.float64)
    matrix[:, 2] += np.array([WIDTH / 2 - half + x, HEIGHT / 2 - half + y])
    grey = cv2.warpAffine(image, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_CONSTANT, borderValue=128)
    return cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR).astype(np.uint8, copy=False)


def moved(image: np.ndarray, rng: RandomNumbers) -> Image:
    """The same face a moment later."""
    x, y = rng.uniform(-REACH, REACH, 2)
    frame = show(image, x, y, rng.choice([0.97, 1.03]))
    return np.clip(frame + rng.normal(0, 3, frame.shape), 0, 255).astype(np.uint8)


def changed(faces: Faces, index: int, rng: RandomNumbers) -> dict[str, Image]:
    """What is no longer the same face in the same place: another's, the face tilted, the face with a part occluded."""
    image = faces.pixels[index]
    frames = {"another's": show(faces.pixels[index - 7]), "tilted": show(image, degrees=rng.choice([-15, 15]))}
    return frames | {f"{name} occluded": occlude(show(image), part, plain, rng) for name, part in OCCLUSIONS.items()}


@contextmanager
def timed(seconds: list[float]) -> Iterator[None]:
    """Write down the processor time of what is done inside."""
    begun = time.process_time()
    yield
    seconds.append(time.process_time() - begun)


def main() -> None:
    """Follow every face and print."""
    cv2.setNumThreads(1)
    analyzer, faces = open_arguments("Following a face between detections")
    rng = np.random.default_rng(0)
    following: list[float] = []
    detecting: list[float] = []
    correct: list[tuple[bool, bool, bool]] = []
    kept: defaultdict[str, list[bool]] = defaultdict(list)
    for index, image in enumerate(faces.pixels):
        first = show(image)
        face = nearest_face(analyzer.detect(first))
        if face is None:
            continue
        track = begin_track(first, face, 0.0)
        frame = moved(image, rng)
        with timed(following):
            followed = follow(track, frame, LATER_MS)
        with timed(detecting):
            found = nearest_face(analyzer.detect(frame), face.box)
        kept["moved"].append(followed is not None)
        for name, change in changed(faces, index, rng).items():
            kept[name].append(follow(track, change, LATER_MS) is not None)
        if followed and found:
            ours, theirs = (np.argmax(analyzer.read(frame, at, 0.0).p) for at in (followed.face, found))
            correct.append((ours == faces.labels[index], theirs == faces.labels[index], ours == theirs))
    print_result(analyzer.bundle.identity, kept, np.array(correct), (following, detecting))


def print_result(
    model: str, kept: dict[str, list[bool]], correct: np.ndarray, seconds: tuple[list[float], list[float]]
) -> None:
    """Print the shares that are followed, the accuracies and the times."""
    print(f"{model}, FER2013 PublicTest, FER+ majority, {hardware()}")
    for name, hits in kept.items():
        print(f"followed, {name}: {np.mean(hits):.1%} (n = {len(hits)})")
    ours, theirs, same = correct.mean(axis=0)
    print(f"accuracy followed {ours:.1%}, detected {theirs:.1%}; the same answer: {same:.1%} (n = {len(correct)})")
    follow_ms, detect_ms = (np.median(each) * 1000 for each in seconds)
    print(f"processor p50: following {follow_ms:.2f} ms, detecting {detect_ms:.2f} ms")


if __name__ == "__main__":
    main()
