"""AffectNet as its authors hand it out.

`train_set/images/<id>.jpg` lies beside `train_set/annotations/<id>_exp.npy`, `_val.npy`, `_aro.npy` and `_lnd.npy`
(which is not read), and the same under `val_set`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import numpy as np

from attune.expressions import Expression
from attune.training.data.progress import map_in_threads
from attune.training.data.sources.entries import Affect, Entry, Fault, Source
from attune.training.data.sources.labels import AFFECTNET_ORDER, UnreadableLabel, in_canonical_order, read_label
from attune.training.data.sources.ratings import BadRating, read_affect
from attune.training.data.sources.tree import Tree, is_image, read_image
from attune.training.errors import DatasetError

ANNOTATION = re.compile(r"(?P<split>.+)/annotations/(?P<id>[^/]+)_(?P<kind>exp|val|aro)\.npy")


class _Files(NamedTuple):
    """The files of one split by the id of their image."""

    images: dict[str, str]
    annotations: dict[tuple[str, str], str]  # (id, kind) -> name


def open_affectnet(root: Path, tree: Tree, names: Sequence[str]) -> Source | None:
    """Recognise the official layout among file names; None where there is no `annotations/<id>_exp.npy`.

    Raises:
        DatasetError: two splits have one name.
    """
    files: dict[str, _Files] = {}
    for name in names:
        if match := ANNOTATION.fullmatch(name):
            split = files.setdefault(match["split"], _Files({}, {}))
            split.annotations[match["id"], match["kind"]] = name
    if not files:
        return None
    for name in names:
        path = PurePosixPath(name)
        if is_image(name) and path.parent.name == "images" and str(path.parent.parent) in files:
            files[str(path.parent.parent)].images[path.stem] = name
    by_split: dict[str, _Files] = {}
    for folder, found in files.items():
        if by_split.setdefault(PurePosixPath(folder).name, found) is not found:
            raise DatasetError(
                f"{root}: two folders are called {PurePosixPath(folder).name}, one of them {folder}; name the folder "
                "above the images that you want, or merge the two"
            )
    return Source(
        root=root,
        format="AffectNet's official layout, by its <split>/annotations/<id>_exp.npy",
        expressions=in_canonical_order(AFFECTNET_ORDER),
        splits=tuple(sorted(by_split, key=lambda split: (not split.startswith("train"), split))),
        scan=lambda split: _scan(tree, by_split[split]),
    )


def _scan(tree: Tree, files: _Files) -> Iterator[Entry | Fault]:
    annotated = {identity for identity, kind in files.annotations if kind == "exp"}
    identities = sorted(annotated | set(files.images), key=_natural)
    numbered = list(enumerate(identities))
    return map_in_threads(lambda found: _entry(tree, files, *found), numbered, "Reading annotations")


def _entry(tree: Tree, files: _Files, row: int, identity: str) -> Entry | Fault:
    image, annotation = files.images.get(identity), files.annotations.get((identity, "exp"))
    if image is None:
        return Fault(f"{tree.where(str(annotation))}: the image that it labels, images/{identity}.jpg, is not there")
    if annotation is None:
        return Fault(f"{tree.where(image)}: its label, annotations/{identity}_exp.npy, is not there")
    try:
        label, affect = _label(tree, annotation), _affect(tree, files, identity)
    except DatasetError as error:
        return Fault(str(error))
    read, stamp = partial(read_image, tree, image), partial(tree.stamp, image)
    return Entry(row, label, tree.where(image), read, stamp, affect)


def _label(tree: Tree, name: str) -> Expression | None:
    value = _number(tree, name)
    try:
        return read_label(str(int(value)) if value.is_integer() else str(value), "affectnet")
    except UnreadableLabel as error:
        raise DatasetError(f"{tree.where(name)}: {error}") from None


def _affect(tree: Tree, files: _Files, identity: str) -> Affect | None:
    names = [files.annotations.get((identity, kind)) for kind in ("val", "aro")]
    present = [name for name in names if name]
    if not present:
        return None
    if len(present) == 1:
        raise DatasetError(f"{tree.where(present[0])}: only one of _val.npy and _aro.npy is there")
    try:
        return read_affect(*(_number(tree, name) for name in present))
    except BadRating as error:
        raise DatasetError(f"{tree.where(present[0])}: {error}") from None


def _number(tree: Tree, name: str) -> float:
    """Read the one number of a .npy file; AffectNet writes it as a number or as text.

    Raises:
        DatasetError: a data set that cannot be read; the message names the file, the row where there is one, and what
            to do.
    """
    try:
        array = np.load(io.BytesIO(tree.read(name)), allow_pickle=False)
    except (ValueError, EOFError, OSError):
        raise DatasetError(f"{tree.where(name)}: not a .npy file that can be read; copy it again") from None
    if array.size != 1:
        raise DatasetError(f"{tree.where(name)}: its shape is {array.shape}, but it must hold one number")
    try:
        return float(array.item())
    except ValueError:
        raise DatasetError(f"{tree.where(name)}: '{array.item()}' is not a number") from None


def _natural(identity: str) -> tuple[bool, int, str]:
    """Sort 2 before 10, and numbers before names."""
    return (not identity.isdecimal(), int(identity) if identity.isdecimal() else 0, identity)
