"""Drawn faces, so that no test needs the real data: each expression has its own mouth and brows, each row its noise."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.expressions import EXPRESSIONS
from attune.training.data.votes import COLUMNS

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
        write_image(folder / split_of(row) / CLASSES[row % 7] / f"{row:05d}.png", draw_face(row))
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
    """Write images and votes."""
    write_votes(folder, rows)
    return write_zip(folder, rows)


IMAGE_FOLDERS = {"Training": "train", "PublicTest": "test", "PrivateTest": "test"}
AFFECTNET_CLASSES = ("neutral", "happy", "sad", "surprise", "fear", "disgust", "anger", "contempt")


def write_image_folders(
    folder: Path,
    rows: int,
    name: Callable[[int], str] = lambda row: f"{split_of(row)}_{row * 7919 + 3908}.jpg",
    folders: dict[str, str] = IMAGE_FOLDERS,
    classes: tuple[str, ...] = CLASSES,
) -> Path:
    """Write FER2013 as Kaggle's image copy has it: train/angry/Training_3908.jpg, test/happy/PublicTest_31665.jpg."""
    for row in range(rows):
        file = folder / folders[split_of(row)] / classes[row % 7] / name(row)
        write_image(file, draw_face(row))
    return folder


def draw_colour_face(number: int, side: int = 96) -> NDArray[np.uint8]:
    """(side, side, 3) uint8, blue, green, red; nowhere grey."""
    large = cv2.resize(draw_face(number), (side, side)).astype(int)
    return np.stack([large // 3, large * 2 // 3, large], axis=2).astype(np.uint8)


def write_affectnet(folder: Path, count: int, split: str = "train_set") -> Path:
    """Write AffectNet's official layout: image N shows class N % 8, numbers are kept as text as the original does."""
    for number in range(count):
        annotations = folder / split / "annotations"
        write_image(folder / split / "images" / f"{number}.jpg", draw_colour_face(number))
        annotations.mkdir(exist_ok=True)
        np.save(annotations / f"{number}_exp.npy", np.array(str(number % 8)))
        np.save(annotations / f"{number}_val.npy", np.array(str(number / count - 0.5)))
        np.save(annotations / f"{number}_aro.npy", np.array(str(0.5 - number / count)))
        np.save(annotations / f"{number}_lnd.npy", np.zeros(136))
    return folder


def write_affectnet_list(folder: Path, count: int) -> Path:
    """Write Kaggle's copy: a folder per class, and labels.csv, which is right where the two differ (every eighth)."""
    lines = [",pth,label,relFCs"]
    for number in range(count):
        path = f"{AFFECTNET_CLASSES[number % 8]}/image{number:07d}.jpg"
        write_image(folder / path, draw_colour_face(number))
        label = "sad" if number % 8 == 0 else AFFECTNET_CLASSES[number % 8]
        lines.append(f"{number},{path},{label},0.8{number}")
    (folder / "labels.csv").write_text("\n".join(lines))
    return folder


def write_image(file: Path, face: NDArray[np.uint8]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(encode(face, file.suffix))
    return file


def encode(face: NDArray[np.uint8], suffix: str = ".png") -> bytes:
    return cv2.imencode(suffix, face)[1].tobytes()


def expected_label(row: int) -> int:
    return EXPRESSIONS.index(EXPRESSION_OF_CLASS[row % 7])
