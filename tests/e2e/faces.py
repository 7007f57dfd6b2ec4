"""A video of real faces as Chromium's camera: FER2013 pictures, or the one public-domain portrait scikit-image ships.

Chromium plays a file of concatenated JPEG pictures at 30 frames a second and starts over at its end.
"""

from __future__ import annotations

import csv
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

FRAMES_PER_SECOND = 30
WIDTH, HEIGHT, FACE = 640, 480, 300
VOTES = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt", "unknown", "NF")


def unanimous_rows(votes_csv: Path, expression: str, at_least: int) -> list[int]:
    """Rows of PublicTest on which at least `at_least` of the ten FER+ taggers chose the expression."""
    with votes_csv.open(encoding="utf-8") as file:
        return [
            row
            for row, record in enumerate(csv.DictReader(file))
            if record["Usage"] == "PublicTest" and int(record[expression]) >= at_least
        ]


def fer_faces(data: Path, expression: str, count: int) -> list[Picture]:
    """Read `count` (48, 48) grey PublicTest faces whose taggers agree on the expression."""
    rows = unanimous_rows(data / "fer2013new.csv", expression, at_least=8)[:count]
    with zipfile.ZipFile(data / "images.zip") as archive:
        by_row = {Path(name).stem: name for name in archive.namelist() if name.endswith(".png")}
        blobs = [archive.read(by_row[f"{row:05d}"]) for row in rows]
    return [cv2.imdecode(np.frombuffer(blob, np.uint8), cv2.IMREAD_GRAYSCALE) for blob in blobs]


def on_canvas(face: Picture, sway: float) -> Picture:
    """Put an enlarged grey face on a grey camera frame, swaying a little as a person does."""
    large = cv2.resize(face, (FACE, FACE), interpolation=cv2.INTER_CUBIC)
    frame = np.full((HEIGHT, WIDTH), 110, np.uint8)
    left = (WIDTH - FACE) // 2 + round(12 * math.sin(sway))
    top = (HEIGHT - FACE) // 2 + 30
    frame[top : top + FACE, left : left + FACE] = large
    return frame


def scene(faces: Sequence[Picture], seconds: float, seconds_per_face: float = 1.5) -> Iterator[Picture]:
    """Yield the frames of one scene: the faces in turn, for as long as the scene lasts."""
    for index in range(round(seconds * FRAMES_PER_SECOND)):
        at = index / FRAMES_PER_SECOND
        yield on_canvas(faces[int(at / seconds_per_face) % len(faces)], sway=at)


def write_mjpeg(frames: Iterable[Picture], path: Path) -> None:
    """Write the frames as concatenated JPEG pictures."""
    with path.open("wb") as file:
        for frame in frames:
            file.write(cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes())


def portrait_face() -> Picture:
    """Return the grey, smiling face of the public-domain portrait (NASA) of the golden files, as (250, 250) uint8."""
    path = Path(__file__).parents[1] / "contract" / "pictures" / "astronaut.png"
    portrait = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return portrait[20:270, 100:350]
