"""Drawn faces, so that no test needs the real data: each expression has its own mouth and brows, each row its noise."""

import csv
import zipfile
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.votes import COLUMNS

CLASSES = ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
EXPRESSION_OF_CLASS = ("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral")
MOUTHS = (-6, -2, 2, 8, -9, 0, 0)
BROWS = (5, 3, -3, 0, -5, -6, 0)


def draw_face(row: int) -> NDArray[np.uint8]:
    """(48, 48) uint8; the expression of a row is row % 7, an index into CLASSES."""
    kind = row % len(CLASSES)
    face = np.random.default_rng(row).normal(128, 8, (48, 48)).clip(0, 255).astype(np.uint8)
    cv2.circle(face, (15, 18), 3, 20, -1)
    cv2.circle(face, (33, 18), 3, 20, -1)
    cv2.line(face, (10, 11 - BROWS[kind]), (20, 11 + BROWS[kind]), 30, 2)
    cv2.line(face, (28, 11 + BROWS[kind]), (38, 11 - BROWS[kind]), 30, 2)
    mouth = np.array([[14, 36 - MOUTHS[kind] // 2], [24, 36 + MOUTHS[kind] // 2], [34, 36 - MOUTHS[kind] // 2]])
    cv2.polylines(face, [mouth.astype(np.int32)], isClosed=False, color=30, thickness=2)
    if CLASSES[kind] == "surprise":
        cv2.ellipse(face, (24, 36), (6, 8), 0, 0, 360, 20, -1)
    return face


def split_of(row: int) -> str:
    """Of every ten rows, seven are Training, two PublicTest, one PrivateTest."""
    place = row % 10
    return "Training" if place < 7 else "PublicTest" if place < 9 else "PrivateTest"


def write_zip(folder: Path, rows: int) -> Path:
    """Write images.zip in the shared layout."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "images.zip", "w") as archive:
        for row in range(rows):
            archive.writestr(f"{split_of(row)}/{CLASSES[row % 7]}/{row:05d}.png", encode(draw_face(row)))
    return folder


def write_folders(folder: Path, rows: int) -> Path:
    """Write the shared layout, unzipped."""
    for row in range(rows):
        file = folder / split_of(row) / CLASSES[row % 7] / f"{row:05d}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(encode(draw_face(row)))
    return folder


def write_kaggle_csv(folder: Path, rows: int, name: str = "fer2013.csv") -> Path:
    """Write Kaggle's fer2013.csv, or icml_face_data.csv with its other order of columns and spaces in the header."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = ["emotion", "pixels", "Usage"] if name == "fer2013.csv" else ["emotion", " Usage", " pixels"]
    with (folder / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        for row in range(rows):
            values = {
                "emotion": row % 7,
                "pixels": " ".join(map(str, draw_face(row).ravel().tolist())),
                "Usage": split_of(row),
            }
            writer.writerow({column: values[column.strip()] for column in columns})
    return folder / name


def write_votes(folder: Path, rows: int) -> Path:
    """Write fer2013new.csv: nine of ten taggers see the drawn expression, one sees `neutral` or, if that, `fear`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "fer2013new.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, ["Usage", "Image name", *COLUMNS])
        writer.writeheader()
        for row in range(rows):
            seen = EXPRESSION_OF_CLASS[row % 7]
            votes = dict.fromkeys(COLUMNS, 0) | {"fear" if seen == "neutral" else "neutral": 1}
            votes[seen] = 9
            writer.writerow({"Usage": split_of(row), "Image name": f"fer{row:07d}.png", **votes})
    return folder / "fer2013new.csv"


def write_data(folder: Path, rows: int) -> Path:
    """Write pictures and votes."""
    write_votes(folder, rows)
    return write_zip(folder, rows)


def encode(face: NDArray[np.uint8]) -> bytes:
    return cv2.imencode(".png", face)[1].tobytes()


def expected_label(row: int) -> int:
    return EXPRESSIONS.index(EXPRESSION_OF_CLASS[row % 7])
