"""Where the pixels come from: one reader per file format that users of FER2013 have.

Every reader yields the same thing, a FacePicture with the row it has in the original `fer2013.csv`, because the FER+
votes are matched by that row and by nothing else.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from attune.expressions import Expression, UnknownExpression, parse_expression

# FER2013's own indices 0 to 6 (Goodfellow et al. 2013)
FER2013_ORDER = tuple(map(parse_expression, ("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")))
CSV_NAMES = ("fer2013.csv", "icml_face_data.csv")
SIDE = 48

Picture = NDArray[np.uint8]


class DatasetError(ValueError):
    """A data set that cannot be read; the message names the file, the row where there is one, and what to do."""


class FacePicture(NamedTuple):
    """One face: `row` in the original CSV, (48, 48) uint8 pixels, and its FER2013 label."""

    row: int
    pixels: Picture
    label: Expression


def read_pictures(root: Path, split: str) -> Iterator[FacePicture]:
    """Read the pictures of one split (`Training`, `PublicTest`, `PrivateTest`), whatever the format under `root`.

    root: a folder with `images.zip`, with `<split>/<class>/<row>.png`, or with a FER2013 CSV; or the zip or CSV itself.
    Raises DatasetError when nothing readable is there or when the split is empty.
    """
    found = 0
    for picture in _reader(root, split):
        found += 1
        yield picture
    if not found:
        hint = " It is the test set and is often left out on purpose." if split == "PrivateTest" else ""
        raise DatasetError(f"{root} holds no {split} picture.{hint}")


def _reader(root: Path, split: str) -> Iterator[FacePicture]:
    if not root.exists():
        raise DatasetError(f"there is no data at {root}; set data.root to the folder or file that holds FER2013")
    if root.suffix == ".zip":
        return _read_zip(root, split)
    if root.suffix == ".csv":
        return _read_csv(root, split)
    if (root / "images.zip").is_file():
        return _read_zip(root / "images.zip", split)
    if (root / split).is_dir():
        return _read_folder(root, split)
    for name in CSV_NAMES:
        if (root / name).is_file():
            return _read_csv(root / name, split)
    raise DatasetError(f"{root} holds neither images.zip, nor {split}/<class>/<row>.png, nor {' or '.join(CSV_NAMES)}")


def _read_zip(path: Path, split: str) -> Iterator[FacePicture]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise DatasetError(f"{path} is not a complete zip file; copy it again") from None
    with archive:
        names = [name for name in archive.namelist() if name.startswith(f"{split}/") and name.endswith(".png")]
        for name in sorted(names, key=_row_of_name):
            yield _decode(archive.read(name), f"{path}: {name}", name)


def _read_folder(root: Path, split: str) -> Iterator[FacePicture]:
    for path in sorted((root / split).glob("*/*.png"), key=lambda path: _row_of_name(path.name)):
        yield _decode(path.read_bytes(), str(path), path.relative_to(root).as_posix())


def _row_of_name(name: str) -> int:
    """`Training/angry/00042.png` -> 42; a name without a number sorts first and is refused when it is decoded."""
    stem = Path(name).stem
    return int(stem) if stem.isdecimal() else -1


def _decode(data: bytes, where: str, name: str) -> FacePicture:
    row, class_name = _row_of_name(name), Path(name).parent.name
    if row < 0:
        raise DatasetError(f"{where}: the file's name must be the row of the picture in fer2013.csv, as in 00042.png")
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE) if data else None
    if pixels is None:
        raise DatasetError(f"{where}: not a picture that can be decoded")
    if pixels.shape != (SIDE, SIDE):
        raise DatasetError(f"{where}: {pixels.shape[1]}x{pixels.shape[0]} px, but FER2013 is {SIDE}x{SIDE}")
    try:
        label = parse_expression(class_name)
    except UnknownExpression as error:
        raise DatasetError(f"{where}: {error}") from None
    return FacePicture(row, pixels.astype(np.uint8, copy=False), label)


def _read_csv(path: Path, split: str) -> Iterator[FacePicture]:
    """Read Kaggle's `emotion,pixels,Usage` or `emotion, Usage, pixels`: columns by name, spaces ignored."""
    with path.open(newline="", encoding="utf-8") as file:
        lines = csv.reader(file)
        header = [name.strip().lower() for name in next(lines, [])]
        missing = [name for name in ("emotion", "pixels", "usage") if name not in header]
        if missing:
            raise DatasetError(f"{path}: the header lacks {', '.join(missing)}; it must name emotion, pixels and Usage")
        for row, line in enumerate(lines):
            record = dict(zip(header, line, strict=False))
            if record.get("usage", "").strip() == split:
                yield _parse_record(record, row, f"{path}, row {row}")


def _parse_record(record: dict[str, str], row: int, where: str) -> FacePicture:
    emotion = record["emotion"].strip()
    if not emotion.isdecimal() or int(emotion) >= len(FER2013_ORDER):
        raise DatasetError(f"{where}: emotion is '{emotion}', but FER2013 has 0 to {len(FER2013_ORDER) - 1}")
    try:
        pixels = np.array(record["pixels"].split(), dtype=np.uint8)
    except (ValueError, OverflowError):
        raise DatasetError(f"{where}: pixels must be whole numbers from 0 to 255, separated by spaces") from None
    if pixels.size != SIDE * SIDE:
        raise DatasetError(f"{where}: {pixels.size} pixels, but a FER2013 picture has {SIDE * SIDE}")
    return FacePicture(row, pixels.reshape(SIDE, SIDE), FER2013_ORDER[int(emotion)])
