"""A CSV that lists images and their labels, as the Kaggle copy of AffectNet has it (`,pth,label,relFCs`).

There the list and not the folder is right: labels were revised after the images had been sorted into folders.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from attune.expressions import Expression
from attune.training.configuration.data_config import DataFormat
from attune.training.configuration.splits import TRAINING, split_meaning
from attune.training.data.sources.entries import Affect, Entry, Fault, Source
from attune.training.data.sources.labels import (
    AFFECTNET_ORDER,
    UnreadableLabel,
    in_canonical_order,
    read_label,
)
from attune.training.data.sources.ratings import BadRating, read_affect
from attune.training.data.sources.tree import Tree, read_image
from attune.training.errors import DatasetError

NAMES = ("labels.csv", "label.csv")
PATHS = ("pth", "path", "image", "image_path", "img_path", "filename", "file_name", "file")
LABELS = ("label", "expression", "emotion", "class")
SPLITS = ("split", "usage", "set")


class _Columns(NamedTuple):
    """Which column holds what; split, valence and arousal may be missing."""

    path: str
    label: str
    split: str | None
    affect: bool


class _Row(NamedTuple):
    """One line of the list; name: the image's file, None with a message where there is none."""

    number: int
    split: str | None
    name: str | None
    fields: Mapping[str, str]
    message: str = ""


def open_listing(root: Path, tree: Tree, file: str, names: Sequence[str], data_format: DataFormat) -> Source:
    """Read a list of images and labels; where it names no split, the folder in which an image lies does.

    Raises:
        DatasetError: columns that are missing, or the uncropped release of AffectNet.
    """
    lines = _read_lines(tree, file)
    header = list(lines[0]) if lines else []
    columns = _find_columns(header, tree.where(file))
    is_affectnet = data_format == "affectnet" or "relfcs" in header
    rows = _locate(lines, columns, set(names), tree.where(file))
    labels = [_label_or_none(row.fields[columns.label], data_format) for row in rows]
    return Source(
        root=root,
        format=f"{'AffectNet as a list' if is_affectnet else 'a list'} of images, by the columns "
        f"{columns.path} and {columns.label} of {file}",
        expressions=in_canonical_order(AFFECTNET_ORDER if is_affectnet else labels),
        splits=tuple(sorted({row.split for row in rows if row.split}, key=_training_first)) or (TRAINING,),
        scan=partial(_scan, tree, tree.where(file), rows, columns, data_format),
    )


def _read_lines(tree: Tree, file: str) -> list[dict[str, str]]:
    try:
        text = tree.read(file).decode("utf-8-sig")
        lines = csv.reader(io.StringIO(text))
        header = [name.strip().lower() for name in next(lines, [])]
        return [dict(zip(header, [*line, *[""] * len(header)], strict=False)) for line in lines if line]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DatasetError(f"{tree.where(file)}: not text of a CSV file ({error})") from None


def _find_columns(header: Sequence[str], where: str) -> _Columns:
    if "face_x" in header:
        raise DatasetError(
            f"{where}: this list is of AffectNet's uncropped images; use the cropped release, with "
            "train_set/images and train_set/annotations"
        )
    path = next((name for name in PATHS if name in header), None)
    label = next((name for name in LABELS if name in header), None)
    if path is None or label is None:
        raise DatasetError(
            f"{where}: the header is '{','.join(header)}'; a list of images needs a column for the file "
            f"({', '.join(PATHS)}) and one for the label ({', '.join(LABELS)})"
        )
    split = next((name for name in SPLITS if name in header), None)
    return _Columns(path, label, split, {"valence", "arousal"} <= set(header))


def _locate(lines: Sequence[Mapping[str, str]], columns: _Columns, names: set[str], where: str) -> list[_Row]:
    """Find each image: where the list says, or under one of the split folders."""
    folders = sorted({name.split("/")[0] for name in names if split_meaning(name.split("/")[0])})
    rows: list[_Row] = []
    seen: dict[str | None, int] = {}
    for number, line in enumerate(lines):
        path = line[columns.path].strip().replace("\\", "/").removeprefix("./")
        found = [name for name in (path, *(f"{folder}/{path}" for folder in folders)) if name in names]
        name, message = (found[0] if len(found) == 1 else None), ""
        if not found:
            message = f"{where}, row {number}: there is no image at '{path}'"
        elif len(found) > 1:
            message = f"{where}, row {number}: '{path}' is in {' and in '.join(found)}; write the split into the path"
        elif seen.setdefault(name, number) != number:
            name, message = None, f"{where}, row {number}: '{path}' stands in row {seen[name]} already; delete one"
        top = found[0].split("/")[0] if found else ""
        split = line[columns.split].strip() if columns.split else top if split_meaning(top) else TRAINING
        if not split and not message:
            name, message = None, f"{where}, row {number}: its {columns.split} is empty; write one, or delete the row"
        rows.append(_Row(number, split if found and split else None, name, line, message))
    return rows


def _scan(
    tree: Tree, where: str, rows: Sequence[_Row], columns: _Columns, data_format: DataFormat, split: str
) -> Iterator[Entry | Fault]:
    for row in rows:
        if row.split not in {split, None}:
            continue
        if row.name is None:
            yield Fault(row.message)
            continue
        try:
            label = read_label(row.fields[columns.label], data_format)
            affect = _affect(row.fields) if columns.affect else None
        except (UnreadableLabel, BadRating) as error:
            yield Fault(f"{where}, row {row.number}: {error}")
            continue
        location = f"{tree.where(row.name)} ({where}, row {row.number})"
        yield Entry(
            row.number, label, location, partial(read_image, tree, row.name), partial(tree.stamp, row.name), affect
        )


def _affect(fields: Mapping[str, str]) -> Affect:
    try:
        valence, arousal = float(fields["valence"]), float(fields["arousal"])
    except ValueError:
        raise BadRating(f"valence '{fields['valence']}' and arousal '{fields['arousal']}' must be numbers") from None
    return read_affect(valence, arousal)


def _label_or_none(text: str, data_format: DataFormat) -> Expression | None:
    try:
        return read_label(text, data_format)
    except UnreadableLabel:
        return None


def _training_first(split: str) -> tuple[bool, str]:
    return (split_meaning(split) != TRAINING, split)
