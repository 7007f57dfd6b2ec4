import math
from pathlib import Path

import numpy as np
import pytest

from attune.expressions import EXPRESSIONS, parse_expression
from attune.training.data.sources import Fault, open_source, read_images
from attune.training.errors import DatasetError
from tests.training.faces import (
    AFFECTNET_CLASSES,
    draw_colour_face,
    write_affectnet,
    write_affectnet_list,
    write_image,
)

LABELS = [parse_expression(name) for name in AFFECTNET_CLASSES]


def test_the_official_layout_is_read_with_valence_and_arousal(tmp_path: Path):
    write_affectnet(tmp_path, 12)
    write_affectnet(tmp_path, 4, "val_set")
    source = open_source(tmp_path)
    assert source.expressions == EXPRESSIONS
    assert source.splits == ("train_set", "val_set")
    entries = list(source.entries("Training"))
    assert [entry.label for entry in entries] == [LABELS[number % 8] for number in range(12)]
    assert entries[10].affect == pytest.approx((10 / 12 - 0.5, 0.5 - 10 / 12))
    assert entries[10].read().shape == (96, 96, 3)
    assert len(list(source.entries("validation"))) == 4


def test_a_rating_of_minus_two_is_missing(tmp_path: Path):
    write_affectnet(tmp_path, 2)
    np.save(tmp_path / "train_set/annotations/0_val.npy", np.array(-2.0))
    valence, arousal = next(open_source(tmp_path).entries("train_set")).affect
    assert math.isnan(valence)
    assert arousal == 0.5


def test_classes_that_are_no_expression_have_no_label(tmp_path: Path):
    write_affectnet(tmp_path, 2)
    np.save(tmp_path / "train_set/annotations/0_exp.npy", np.array(9))
    assert [entry.label for entry in open_source(tmp_path).entries("train_set")] == [None, LABELS[1]]
    assert len(list(read_images(tmp_path, "train_set"))) == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        (
            "1_exp.npy",
            np.array(11),
            r"1_exp\.npy: the label is 11, but affectnet has 0 neutral, 1 happiness, 2 sadness",
        ),
        ("1_exp.npy", np.array(1.5), r"1_exp\.npy: '1\.5' is not an expression"),
        ("1_exp.npy", np.array([1, 2]), r"1_exp\.npy: its shape is \(2,\), but it must hold one number"),
        ("1_exp.npy", np.array("happy"), r"1_exp\.npy: 'happy' is not a number"),
        ("1_val.npy", np.array(1.2), r"1_val\.npy: valence is 1\.2; it must lie from -1 to 1, or be -2"),
        ("1_aro.npy", np.array(math.nan), r"1_val\.npy: arousal is nan; it must lie from -1 to 1"),
    ],
)
def test_a_bad_annotation_is_named_and_the_others_are_read(tmp_path: Path, name: str, value: np.ndarray, message: str):
    write_affectnet(tmp_path, 3)
    np.save(tmp_path / "train_set/annotations" / name, value)
    assert [isinstance(entry, Fault) for entry in open_source(tmp_path).scan("train_set")] == [False, True, False]
    with pytest.raises(DatasetError, match=message):
        list(open_source(tmp_path).entries("train_set"))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("images/1.jpg", r"1_exp\.npy: the image that it labels, images/1\.jpg, is not there"),
        ("annotations/1_exp.npy", r"1\.jpg: its label, annotations/1_exp\.npy, is not there"),
        ("annotations/1_aro.npy", r"1_val\.npy: only one of _val\.npy and _aro\.npy is there"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, name: str, message: str):
    write_affectnet(tmp_path, 3)
    (tmp_path / "train_set" / name).unlink()
    with pytest.raises(DatasetError, match=message):
        list(open_source(tmp_path).entries("train_set"))


def test_two_folders_of_one_split_are_not_taken_for_each_other(tmp_path: Path):
    for labelled in ("auto", "manual"):
        write_affectnet(tmp_path / labelled, 3)
    with pytest.raises(DatasetError, match="two folders are called train_set, one of them manual/train_set"):
        open_source(tmp_path)


def test_half_an_annotation_is_named(tmp_path: Path):
    write_affectnet(tmp_path, 3)
    (tmp_path / "train_set/annotations/1_exp.npy").write_bytes(b"\x93NUMPY")
    with pytest.raises(DatasetError, match=r"1_exp\.npy: not a \.npy file that can be read"):
        list(open_source(tmp_path).entries("train_set"))


def test_numbered_folders_are_in_affectnets_own_order_once_that_is_declared(tmp_path: Path):
    for number in range(16):
        write_image(tmp_path / "train" / str(number % 8) / f"{number}.png", draw_colour_face(number))
    with pytest.raises(DatasetError, match="'0' is a number"):
        list(open_source(tmp_path).entries("train"))
    for entry in open_source(tmp_path, "affectnet").entries("train"):
        assert entry.label == LABELS[int(Path(entry.where).parent.name)]


def test_named_folders_map_by_name(tmp_path: Path):
    for number in range(16):
        write_image(
            tmp_path / "train" / AFFECTNET_CLASSES[number % 8].title() / f"{number}.png", draw_colour_face(number)
        )
    source = open_source(tmp_path)
    assert source.expressions == EXPRESSIONS
    assert [entry.label for entry in source.entries("train")] == [LABELS[number % 8] for number in range(16)]


def test_the_list_is_right_where_folder_and_list_differ(tmp_path: Path):
    source = open_source(write_affectnet_list(tmp_path, 16))
    labels = [str(entry.label) for entry in source.entries("train")]
    assert labels[0] == labels[8] == "sadness"
    assert labels[1] == "happiness"
    assert source.expressions == EXPRESSIONS
    by_file = open_source(tmp_path / "labels.csv")
    assert [str(entry.label) for entry in by_file.entries("train")] == labels
    in_folders = open_source(tmp_path, "folder")
    assert [str(entry.label) for entry in in_folders.entries("train")].count("neutral") == 2


def test_a_list_finds_its_images_under_the_split_folders(tmp_path: Path):
    write_affectnet_list(tmp_path, 16)
    for split, classes in (("Train", AFFECTNET_CLASSES[:6]), ("Test", AFFECTNET_CLASSES[6:])):
        (tmp_path / split).mkdir()
        for name in classes:
            (tmp_path / name).rename(tmp_path / split / name)
    source = open_source(tmp_path)
    assert source.splits == ("Train", "Test")
    assert len(list(source.entries("Training"))) == 12


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pth,label\nhappy/none.jpg,happy", r"labels\.csv, row 0: there is no image at 'happy/none\.jpg'"),
        ("pth,label\nhappy/1.jpg,hapy", r"labels\.csv, row 0: 'hapy' is not an expression; did you mean 'happy'"),
        ("pth,label\nhappy/1.jpg,3", r"row 0: the label '3' is a number"),
        ("pth,label\nhappy/1.jpg,happy\nhappy/1.jpg,sad", r"row 1: 'happy/1\.jpg' stands in row 0 already"),
        ("pth,label,split\nhappy/1.jpg,happy,", r"row 0: its split is empty; write one, or delete the row"),
        ("path,label,set\nhappy/1.jpg,happy", r"row 0: its set is empty"),
        ("pth,label\nhappy/1.jpg", r"row 0: '' is not an expression"),
        (
            "pth,label,valence,arousal\nhappy/1.jpg,happy,high,0",
            r"row 0: valence 'high' and arousal '0' must be numbers",
        ),
        ("pth,label,valence,arousal\nhappy/1.jpg,happy,0,1.5", r"row 0: arousal is 1\.5"),
        ("name,label\nhappy/1.jpg,happy", r"the header is 'name,label'; a list of images needs a column"),
        (
            "subDirectory_filePath,face_x,expression\nhappy/1.jpg,3,1",
            r"AffectNet's uncropped images; use the cropped",
        ),
    ],
)
def test_a_bad_line_of_a_list_is_named(tmp_path: Path, text: str, message: str):
    write_image(tmp_path / "happy" / "1.jpg", draw_colour_face(1))
    (tmp_path / "labels.csv").write_text(text)
    with pytest.raises(DatasetError, match=message):
        list(open_source(tmp_path).entries("train"))


def test_a_list_may_number_its_labels_and_name_its_splits(tmp_path: Path):
    for number in range(4):
        write_image(tmp_path / f"{number}.png", draw_colour_face(number))
    lines = [
        "image,expression,valence,arousal,split",
        *(f"{n}.png,{n},0.5,-2,{'val' if n == 3 else 'train'}" for n in range(4)),
    ]
    (tmp_path / "labels.csv").write_text("\n".join(lines))
    source = open_source(tmp_path, "affectnet")
    assert source.splits == ("train", "val")
    assert [entry.label for entry in source.entries("train")] == LABELS[:3]
    valence, arousal = next(source.entries("validation")).affect
    assert valence == 0.5
    assert math.isnan(arousal)
