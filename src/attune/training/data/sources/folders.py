"""Images in a folder for each class: `<split>/<class>/<file>` or `<class>/<file>`, in a folder or in a zip.

Three data sets come so: FER2013 (with its rows as file names, or as Kaggle's copies have it), processed copies of
AffectNet, and whatever somebody has collected.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from attune.expressions import Expression
from attune.training.configuration.data_config import DataFormat
from attune.training.configuration.splits import TRAINING, split_meaning
from attune.training.data.sources.entries import Entry, Fault, Source
from attune.training.data.sources.labels import (
    FER2013_ORDER,
    ORDERS,
    SIDE,
    USAGES,
    UnreadableLabel,
    in_canonical_order,
    read_label,
)
from attune.training.data.sources.tree import Tree, is_image, read_image

# Kaggle's image copy of FER2013 keeps the usage in the file name: test/happy/PublicTest_1234.jpg
USAGE_IN_NAME = re.compile(rf"({'|'.join(USAGES)})_\d+\.")


class ImageFile(NamedTuple):
    """One image file; folder: the name of its class."""

    split: str
    folder: str
    name: str

    @property
    def number(self) -> int | None:
        """The file's name as a number: 00042.png -> 42."""
        stem = PurePosixPath(self.name).stem
        return int(stem) if stem.isdecimal() else None


@dataclass(frozen=True)
class _Layout:
    """What was recognised: how classes are named, and what FER2013 demands where it is FER2013."""

    tree: Tree
    files: tuple[ImageFile, ...]
    data_format: DataFormat
    is_fer2013: bool
    named_by_row: bool  # every file must be named by its row in fer2013.csv
    keeps_rows: bool  # every file is named by a number of its own, so that this may be its row


def open_class_folders(root: Path, tree: Tree, names: Sequence[str], data_format: DataFormat) -> Source | None:
    """Recognise class folders among file names; None where there are none."""
    images = [name for name in names if is_image(name)]
    files = _image_files(images)
    classes = {file.folder: _label_or_none(file.folder, data_format) for file in files}
    if not any(classes.values()) and not any(name.isdecimal() for name in classes) and not _has_splits(files):
        return None
    by_usage = data_format != "folder" and all(USAGE_IN_NAME.match(PurePosixPath(file.name).name) for file in files)
    if by_usage:
        files = [file._replace(split=PurePosixPath(file.name).name.partition("_")[0]) for file in files]
    splits = sorted({file.split for file in files}, key=_split_order)
    official = data_format in {"auto", "fer2013"} and set(splits) <= set(USAGES)
    is_fer2013 = official or data_format == "fer2013"
    named_by_row = official and not by_usage
    keeps_rows = named_by_row or (data_format in {"auto", "fer2013"} and _are_rows(files))
    labelled = FER2013_ORDER if is_fer2013 else ORDERS.get(data_format, classes.values())
    return Source(
        root=root,
        format=_describe(by_usage, named_by_row, keeps_rows, data_format, _has_splits(files)),
        expressions=in_canonical_order(labelled),
        splits=tuple(splits),
        scan=partial(_scan, _Layout(tree, tuple(files), data_format, is_fer2013, named_by_row, keeps_rows)),
        keeps_rows=keeps_rows,
        is_fer2013=is_fer2013,
        ignored=len(images) - len(files),
    )


def _image_files(images: Sequence[str]) -> list[ImageFile]:
    """Find split and class of every image; what lies at another depth has none and is left out."""
    paths = [name.split("/") for name in images]
    while paths and all(len(path) > 2 for path in paths) and len({path[0] for path in paths}) == 1:
        if split_meaning(paths[0][0]):
            break
        paths = [path[1:] for path in paths]  # the folder that a zip was packed with
    split_depth = any(len(path) == 3 and split_meaning(path[0]) for path in paths)
    found = []
    for name, path in zip(images, paths, strict=True):
        if len(path) == 3 and split_depth:
            found.append(ImageFile(path[0], path[1], name))
        elif len(path) == 2 and not split_depth:
            found.append(ImageFile(TRAINING, path[0], name))
    return found


def _has_splits(files: Sequence[ImageFile]) -> bool:
    return any(file.name.split("/")[-3:-2] == [file.split] for file in files)


def _label_or_none(folder: str, data_format: DataFormat) -> Expression | None:
    try:
        return read_label(folder, data_format)
    except UnreadableLabel:
        return None


def _are_rows(files: Sequence[ImageFile]) -> bool:
    numbers = {file.number for file in files}
    return None not in numbers and len(numbers) == len(files)


def _split_order(split: str) -> tuple[int, str]:
    known = ("train", "validation", "publictest", "test", "privatetest")
    meaning = split_meaning(split)
    return (known.index(meaning) if meaning else len(known), split)


def _describe(by_usage: bool, named_by_row: bool, keeps_rows: bool, data_format: DataFormat, has_splits: bool) -> str:
    if by_usage:
        return "FER2013 as image folders, by its file names (PublicTest_1234.jpg): the split is the one that they name"
    if named_by_row:
        return f"FER2013 by its splits ({', '.join(USAGES)}): a file's name is its row in fer2013.csv"
    kinds = {"affectnet": "AffectNet as image folders", "fer2013": "FER2013 as image folders"}
    declared = f", as data.format={data_format} says" if data_format in kinds else ""
    layout = "<split>/<class>/<file>" if has_splits else "<class>/<file>, without splits"
    rows = "; the files are numbered through, so the numbers may be rows of fer2013.csv" if keeps_rows else ""
    return f"{kinds.get(data_format, 'image folders')}, {layout}{declared}{rows}"


def _scan(layout: _Layout, split: str) -> Iterator[Entry | Fault]:
    files = [file for file in layout.files if file.split == split]
    labels: dict[str, Expression | None] = {}
    for folder, count in sorted(Counter(file.folder for file in files).items()):
        try:
            labels[folder] = _label_of(folder, layout)
        except UnreadableLabel as error:
            example = next(file.name for file in files if file.folder == folder)
            yield Fault(f"{layout.tree.where(example)}: {error} ({count} images in that folder)")
    seen: dict[int, str] = {}
    ordered = sorted((file for file in files if file.folder in labels), key=lambda file: (file.number or 0, file.name))
    for index, file in enumerate(ordered):
        where = layout.tree.where(file.name)
        row = file.number if layout.keeps_rows else index
        if row is None:
            yield Fault(f"{where}: the file's name must be the row of the image in fer2013.csv, as in 00042.png")
            continue
        if seen.setdefault(row, where) != where:
            yield Fault(f"{where}: row {row} is there twice, the other time as {seen[row]}; delete one of them")
            continue
        read = partial(read_image, layout.tree, file.name, SIDE if layout.is_fer2013 else None)
        yield Entry(
            index if row is None else row, labels[file.folder], where, read, partial(layout.tree.stamp, file.name)
        )


def _label_of(folder: str, layout: _Layout) -> Expression | None:
    label = read_label(folder, layout.data_format)
    if layout.is_fer2013 and label not in FER2013_ORDER:
        raise UnreadableLabel(f"FER2013 has no {label}; it has {', '.join(in_canonical_order(FER2013_ORDER))}")
    return label
