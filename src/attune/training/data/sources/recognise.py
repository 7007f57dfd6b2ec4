"""Recognise how a data set is laid out, by its files and never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from attune.training.configuration.data_config import DataFormat
from attune.training.data.sources.affectnet import open_affectnet
from attune.training.data.sources.entries import FaceImage, Source
from attune.training.data.sources.fer2013_csv import open_fer2013_csv, read_header
from attune.training.data.sources.folders import open_class_folders
from attune.training.data.sources.listing import NAMES, PATHS, open_listing
from attune.training.data.sources.packed import open_packed
from attune.training.data.sources.tree import FolderTree, Tree, ZipTree
from attune.training.errors import DatasetError

CSV_NAMES = ("fer2013.csv", "icml_face_data.csv")


def open_source(root: Path, data_format: DataFormat = "auto") -> Source:
    """Recognise the data set under `root`: a folder, a zip, a CSV or what `attune data pack` wrote.

    data_format: what it is where the layout does not tell ("affectnet" and "fer2013" also say what numbers mean).

    Raises:
        DatasetError: there is nothing, or nothing that can be recognised.
    """
    if not root.exists():
        raise DatasetError(f"there is no data at {root}; set data.root to the folder or file that holds it")
    if root.suffix == ".csv":
        return _open_csv(root, data_format)
    if root.suffix == ".zip":
        return _open_tree(root, ZipTree(root), data_format)
    if root.suffix == ".npz":
        return open_packed(root)
    if root.is_file():
        raise DatasetError(f"{root} is neither a folder, nor a .zip, .csv or .npz; set data.root to one of these")
    if (root / "images.zip").is_file():
        return _open_tree(root, ZipTree(root / "images.zip"), data_format)
    return _open_tree(root, FolderTree(root), data_format)


def read_images(root: Path, split: str, data_format: DataFormat = "auto") -> Iterator[FaceImage]:
    """Read the labelled images of one split, whatever the format under `root`.

    Raises:
        DatasetError: a data set that cannot be read; the message names the file, the row where there is one, and what
            to do.
    """
    for entry in open_source(root, data_format).entries(split):
        if entry.label is not None:
            yield FaceImage(entry.row, entry.read(), entry.label)


def _open_csv(path: Path, data_format: DataFormat) -> Source:
    header = read_header(path)
    if "pixels" not in header and set(PATHS) & set(header):
        tree = FolderTree(path.parent)
        return open_listing(path, tree, path.name, tree.names(), data_format)
    return open_fer2013_csv(path)


def _open_tree(root: Path, tree: Tree, data_format: DataFormat) -> Source:
    names = tree.names()
    if data_format in {"auto", "affectnet"}:
        official = open_affectnet(root, tree, names)
        if official:
            return official
        listing = next((name for name in NAMES if name in names), None)
        if listing:
            return open_listing(root, tree, listing, names, data_format)
    folders = open_class_folders(root, tree, names, data_format)
    if folders:
        return folders
    for name in CSV_NAMES:
        if (root / name).is_file() and data_format in {"auto", "fer2013"}:
            return open_fer2013_csv(root / name)
    found = sorted({PurePosixPath(name).parts[0] for name in names})[:8]
    raise DatasetError(
        f"{root} holds {', '.join(found) or 'nothing'}, but neither images.zip, nor <split>/<class>/<image>, nor "
        f"<class>/<image>, nor {' or '.join(CSV_NAMES)}, nor {NAMES[0]}, nor train_set/annotations/<id>_exp.npy"
    )
