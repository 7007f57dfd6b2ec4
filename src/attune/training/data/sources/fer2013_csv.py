"""FER2013 as Kaggle ships it.

`fer2013.csv` (emotion,pixels,Usage), `icml_face_data.csv` (emotion, Usage, pixels) and the competition's `train.csv`
(emotion,pixels: the rows of Training). Columns are found by name; a row is one line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from attune.nearest import nearest_name
from attune.training.data.sources.entries import Entry, Fault, ImageArray, Source
from attune.training.data.sources.labels import (
    FER2013_ORDER,
    SIDE,
    USAGES,
    UnreadableLabel,
    in_canonical_order,
    read_label,
)
from attune.training.data.sources.tree import file_stamp
from attune.training.errors import DatasetError

DIGITS = re.compile(r"[0-9 ]*")


class _Line(NamedTuple):
    row: int
    offset: int
    fields: dict[str, str]


def open_fer2013_csv(path: Path) -> Source:
    """Recognise a FER2013 CSV by its header.

    Raises:
        DatasetError: for columns that are missing.
    """
    header = read_header(path)
    missing = [name for name in ("emotion", "pixels") if name not in header]
    if missing:
        raise DatasetError(f"{path}: the header lacks {', '.join(missing)}; it must name emotion, pixels and Usage")
    return Source(
        root=path,
        format=f"FER2013 CSV, by its columns {', '.join(header)}",
        expressions=in_canonical_order(FER2013_ORDER),
        splits=USAGES if "usage" in header else USAGES[:1],
        scan=partial(_scan, path, header),
        keeps_rows=True,
        is_fer2013=True,
    )


def read_header(path: Path) -> list[str]:
    """Return the column names of a CSV, lower case and without spaces.

    Raises:
        DatasetError: for a file that is none.
    """
    with path.open("rb") as file:
        return _split_line(file.readline(1 << 16), path, "the header", strip_mark=True)


def _split_line(line: bytes, path: Path, where: str, strip_mark: bool = False) -> list[str]:
    try:
        text = line.decode("utf-8-sig" if strip_mark else "utf-8")
        return [field.strip().lower() for field in next(csv.reader([text]), [])]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{path}, {where}: not text of a CSV file ({error})") from None


def _lines(path: Path, header: list[str]) -> Iterator[_Line | Fault]:
    """Walk the lines; only their offsets are kept, because the pixels are 280 MB of text."""
    with path.open("rb") as file:
        offset = len(file.readline())
        for row, line in enumerate(file):
            try:
                yield _Line(row, offset, dict(zip(header, _split_line(line, path, f"row {row}"), strict=False)))
            except DatasetError as error:
                yield Fault(str(error))
            offset += len(line)


def _scan(path: Path, header: list[str], split: str) -> Iterator[Entry | Fault]:
    # walked to its end at once, so that a fault in the middle leaves no file open
    return iter(list(_walk(path, header, split)))


def _walk(path: Path, header: list[str], split: str) -> Iterator[Entry | Fault]:
    for line in _lines(path, header):
        if isinstance(line, Fault):
            yield line
            continue
        where = f"{path}, row {line.row}"
        usage = line.fields.get("usage", "" if "usage" in header else USAGES[0].lower())
        if usage not in map(str.lower, USAGES):
            yield Fault(
                f"{where}: Usage is '{usage}'; did you mean {nearest_name(usage, USAGES)}? A cut line has none."
            )
        elif usage == split.lower():
            yield _entry(line, where, path, header)


def _entry(line: _Line, where: str, path: Path, header: list[str]) -> Entry | Fault:
    try:
        label = read_label(line.fields.get("emotion", ""), "fer2013")
    except UnreadableLabel as error:
        return Fault(f"{where}: {error}")
    read = partial(_read_row, path, header, line.offset, where)
    return Entry(line.row, label, where, read, partial(file_stamp, path))


def _read_row(path: Path, header: list[str], offset: int, where: str) -> ImageArray:
    with path.open("rb") as file:
        file.seek(offset)
        fields = dict(zip(header, _split_line(file.readline(), path, where), strict=False))
    return parse_pixels(fields.get("pixels", ""), where)


def parse_pixels(text: str, where: str) -> ImageArray:
    """Parse 48 x 48 grey levels, separated by spaces.

    Returns:
        (48, 48) uint8.

    Raises:
        DatasetError: it is something else; the message names the row.
    """
    # five times as fast as Python's int, and sure of its ground once nothing but digits and spaces is there
    levels = np.fromstring(text, dtype=np.int64, sep=" ") if DIGITS.fullmatch(text) else None
    if levels is None or levels.max(initial=0) > 255:
        raise DatasetError(f"{where}: pixels must be whole numbers from 0 to 255, separated by spaces")
    if levels.size != SIDE * SIDE:
        raise DatasetError(f"{where}: {levels.size} pixels, but a FER2013 image has {SIDE * SIDE}")
    return levels.astype(np.uint8).reshape(SIDE, SIDE)
