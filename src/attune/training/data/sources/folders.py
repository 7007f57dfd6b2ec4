"""Pictures in a folder for each class: `<split>/<class>/<file>` or `<class>/<file>`, in a folder or in a zip.

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
from attune.training.configuration.config import DataFormat
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
from attune.training.data.sources.tree import Tree, is_picture, read_picture

# Kaggle's image copy of FER2013 keeps the usage in the file name: test/happy/PublicTest_1234.jpg
USAGE_IN_NAME = re.compile(rf"({'|'.join(USAGES)})_\d+\.")


class Place(NamedTuple):
    """Where one picture lies; folder: the name of its class."""

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
    places: tuple[Place, ...]
    data_format: DataFormat
    is_fer2013: bool
    named_by_row: bool  # every file must be named by its row in fer2013.csv
    keeps_rows: bool  # every file is named by a number of its own, so that this may be its row


def open_class_folders(root: Path, tree: Tree, names: Sequence[str], data_format: DataFormat) -> Source | None:
    """Recognise class folders among file names; None where there are none."""
    pictures = [name for name in names if is_picture(name)]
    places = _places(pictures)
    classes = {place.folder: _label_or_none(place.folder, data_format) for place in places}
    if not any(classes.values()) and not any(name.isdecimal() for name in classes) and not _has_splits(places):
        return None
    by_usage = data_format != "folder" and all(USAGE_IN_NAME.match(PurePosixPath(place.name).name) for place in places)
    if by_usage:
        places = [place._replace(split=PurePosixPath(place.name).name.partition("_")[0]) for place in places]
    splits = sorted({place.split for place in places}, key=_split_order)
    official = data_format in {"auto", "fer2013"} and set(splits) <= set(USAGES)
    is_fer2013 = official or data_format == "fer2013"
    named_by_row = official and not by_usage
    keeps_rows = named_by_row or (data_format in {"auto", "fer2013"} and _are_rows(places))
    labelled = FER2013_ORDER if is_fer2013 else ORDERS.get(data_format, classes.values())
    return Source(
        root=root,
        format=_describe(by_usage, named_by_row, keeps_rows, data_format, _has_splits(places)),
        expressions=in_canonical_order(labelled),
        splits=tuple(splits),
        scan=partial(_scan, _Layout(tree, tuple(places), data_format, is_fer2013, named_by_row, keeps_rows)),
        keeps_rows=keeps_rows,
        is_fer2013=is_fer2013,
        ignored=len(pictures) - len(places),
    )


def _places(pictures: Sequence[str]) -> list[Place]:
    """Find split and class of every picture; what lies at another depth has none and is left out."""
    paths = [name.split("/") for name in pictures]
    while paths and all(len(path) > 2 for path in paths) and len({path[0] for path in paths}) == 1:
        if split_meaning(paths[0][0]):
            break
        paths = [path[1:] for path in paths]  # the folder that a zip was packed with
    split_depth = any(len(path) == 3 and split_meaning(path[0]) for path in paths)
    found = []
    for name, path in zip(pictures, paths, strict=True):
        if len(path) == 3 and split_depth:
            found.append(Place(path[0], path[1], name))
        elif len(path) == 2 and not split_depth:
            found.append(Place(TRAINING, path[0], name))
    return found


def _has_splits(places: Sequence[Place]) -> bool:
    return any(place.name.split("/")[-3:-2] == [place.split] for place in places)


def _label_or_none(folder: str, data_format: DataFormat) -> Expression | None:
    try:
        return read_label(folder, data_format)
    except UnreadableLabel:
        return None


def _are_rows(places: Sequence[Place]) -> bool:
    numbers = {place.number for place in places}
    return None not in numbers and len(numbers) == len(places)


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
    places = [place for place in layout.places if place.split == split]
    labels: dict[str, Expression | None] = {}
    for folder, count in sorted(Counter(place.folder for place in places).items()):
        try:
            labels[folder] = _label_of(folder, layout)
        except UnreadableLabel as error:
            example = next(place.name for place in places if place.folder == folder)
            yield Fault(f"{layout.tree.where(example)}: {error} ({count} pictures in that folder)")
    seen: dict[int, str] = {}
    ordered = sorted(
        (place for place in places if place.folder in labels), key=lambda place: (place.number or 0, place.name)
    )
    for index, place in enumerate(ordered):
        where = layout.tree.where(place.name)
        row = place.number if layout.keeps_rows else index
        if row is None:
            yield Fault(f"{where}: the file's name must be the row of the picture in fer2013.csv, as in 00042.png")
            continue
        if seen.setdefault(row, where) != where:
            yield Fault(f"{where}: row {row} is there twice, the other time as {seen[row]}; delete one of them")
            continue
        read = partial(read_picture, layout.tree, place.name, SIDE if layout.is_fer2013 else None)
        yield Entry(
            index if row is None else row, labels[place.folder], where, read, partial(layout.tree.stamp, place.name)
        )


def _label_of(folder: str, layout: _Layout) -> Expression | None:
    label = read_label(folder, layout.data_format)
    if layout.is_fer2013 and label not in FER2013_ORDER:
        raise UnreadableLabel(f"FER2013 has no {label}; it has {', '.join(in_canonical_order(FER2013_ORDER))}")
    return label
