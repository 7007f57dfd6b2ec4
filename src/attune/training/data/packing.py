"""Write a data set into one file that is a `data.root` itself: `attune data pack`."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from attune.expressions import EXPRESSIONS
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import votes_of
from attune.training.data.progress import map_in_threads
from attune.training.data.sources import Entry, Fault, Source, open_source
from attune.training.data.sources.packed import NO_LABEL, VERSION, Packed, encode_image
from attune.training.data.votes import COLUMNS, Votes
from attune.training.errors import DatasetError


def pack(data: DataConfig, out: Path) -> int:
    """Pack every split of a data set, with its votes where data.votes names them.

    The file appears when it is whole.

    Returns:
        The number of images.

    Raises:
        DatasetError: the first thing that cannot be read, so that a packed data set is a sound one.
    """
    source = open_source(Path(data.root), data.format)
    splits = {split: _entries(source, split) for split in source.splits}
    votes, usages, _ = votes_of(data) if data.votes is not None else (np.empty((0, len(COLUMNS)), np.int64), [], out)
    packed = _pack(source, splits, votes, usages)
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out.parent) as folder:
        part = Path(folder) / out.name
        with part.open("wb") as file:
            np.savez(file, **packed._asdict())
        os.replace(part, out)
    return len(packed.rows)


def _entries(source: Source, split: str) -> list[Entry]:
    entries = []
    for entry in source.scan(split):
        if isinstance(entry, Fault):
            raise DatasetError(entry.message)
        entries.append(entry)
    return entries


def _pack(source: Source, splits: dict[str, list[Entry]], votes: Votes, usages: list[str]) -> Packed:
    entries = [entry for found in splits.values() for entry in found]
    encoded, grey = [], []
    for image, is_grey in map_in_threads(_encode, entries, "Packing images"):
        encoded.append(image)
        grey.append(is_grey)
    rated = any(entry.affect for entry in entries)
    return Packed(
        version=np.array(VERSION),
        images=np.frombuffer(b"".join(encoded), np.uint8),
        ends=np.cumsum([len(image) for image in encoded], dtype=np.int64),
        grey=np.array(grey, np.bool_),
        labels=np.array([EXPRESSIONS.index(entry.label) if entry.label else NO_LABEL for entry in entries], np.int8),
        splits=np.repeat(np.arange(len(splits), dtype=np.int8), [len(found) for found in splits.values()]),
        rows=np.array([entry.row for entry in entries], np.int64),
        affect=np.array([entry.affect or (np.nan, np.nan) for entry in entries if rated], np.float32).reshape(-1, 2),
        votes=votes.astype(np.uint8),
        usages=np.array(usages, np.str_),
        split_names=np.array(list(splits)),
        expressions=np.array(list(map(str, source.expressions))),
        keeps_rows=np.array(source.keeps_rows),
        is_fer2013=np.array(source.is_fer2013),
    )


def _encode(entry: Entry) -> tuple[bytes, bool]:
    image = entry.read()
    try:
        return encode_image(image), image.ndim == 2
    except DatasetError as error:
        raise DatasetError(f"{entry.where}: {error}") from None
