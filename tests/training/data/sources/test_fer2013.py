from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.training.data.sources import SIDE, Fault, open_source, read_images
from attune.training.data.sources.fer2013_csv import parse_pixels
from attune.training.errors import DatasetError
from tests.training.faces import (
    EXPRESSION_OF_CLASS,
    draw_face,
    encode,
    write_folders,
    write_image,
    write_image_folders,
    write_kaggle_csv,
    write_zip,
)

ROWS = 20
SEVEN = "neutral happiness surprise sadness anger disgust fear"


@pytest.mark.parametrize("write", [write_zip, write_folders, write_kaggle_csv])
def test_every_format_gives_the_same_images(tmp_path: Path, write):
    root = write(tmp_path, ROWS)
    images = list(read_images(root, "PublicTest"))
    assert [image.row for image in images] == [7, 8, 17, 18]
    for row, pixels, label in images:
        assert np.array_equal(pixels, draw_face(row))
        assert label == EXPRESSION_OF_CLASS[row % 7]
    source = open_source(root)
    assert source.is_fer2013
    assert source.keeps_rows
    assert " ".join(source.expressions) == SEVEN


def test_the_other_kaggle_file_is_read_by_its_column_names(tmp_path: Path):
    path = write_kaggle_csv(tmp_path, ROWS, "icml_face_data.csv")
    from_file, from_folder = list(read_images(path, "Training")), list(read_images(tmp_path, "Training"))
    assert [image.row for image in from_file] == [image.row for image in from_folder]
    assert np.array_equal(from_file[3].pixels, draw_face(from_file[3].row))


def test_the_competitions_file_without_usage_is_all_training(tmp_path: Path):
    (tmp_path / "train.csv").write_text(f"emotion,pixels\n3,{pixel_text()}\n4,{pixel_text()}\n")
    source = open_source(tmp_path / "train.csv")
    assert source.splits == ("Training",)
    assert [str(entry.label) for entry in source.entries("train")] == ["happiness", "sadness"]


def test_kaggles_image_copy_keeps_the_usage_in_its_file_names(tmp_path: Path):
    source = open_source(write_image_folders(tmp_path, ROWS))
    assert source.splits == ("Training", "PublicTest", "PrivateTest")
    assert source.is_fer2013
    assert not source.keeps_rows
    public = list(read_images(tmp_path, "PublicTest"))
    assert len(public) == 4
    assert np.abs(public[0].pixels.astype(int) - draw_face(7)).mean() < 6  # a JPEG
    with pytest.raises(DatasetError, match=r"holds no test image\. Its splits are Training, PublicTest, PrivateTest"):
        list(read_images(tmp_path, "test"))


def test_an_image_copy_without_usage_has_a_test_split_that_is_not_privatetest(tmp_path: Path):
    write_image_folders(tmp_path, ROWS, name=lambda row: f"im{row}.png")
    assert len(list(read_images(tmp_path, "Training"))) == 14
    assert len(list(read_images(tmp_path, "test"))) == 6
    with pytest.raises(DatasetError, match="PublicTest and PrivateTest mixed; measure on it by that name"):
        list(read_images(tmp_path, "PrivateTest"))
    with pytest.raises(DatasetError, match=r"Set data\.validation_split=holdout .* Its splits are train, test\."):
        list(read_images(tmp_path, "PublicTest"))


@pytest.mark.parametrize("name", ["validation", "val", "valid"])
def test_a_validation_folder_is_found_by_any_of_its_names(tmp_path: Path, name: str):
    folders = {"Training": "train", "PublicTest": "validation", "PrivateTest": "test"}
    write_image_folders(tmp_path / "images", ROWS, lambda row: f"{row}.jpg", folders)
    assert [image.row for image in read_images(tmp_path, name)] == [7, 8, 17, 18]


def test_class_folders_map_by_name_whatever_alias_they_have(tmp_path: Path):
    classes = ("Anger", "disgusted", "FEARFUL", "happiness", "sadness", "surprised", "neutral")
    write_image_folders(tmp_path, ROWS, classes=classes)
    labels = [image.label for image in read_images(tmp_path, "Training")]
    assert set(labels) == set(EXPRESSION_OF_CLASS)


def test_numbered_class_folders_are_never_guessed(tmp_path: Path):
    write_image_folders(tmp_path, ROWS, classes=tuple("0123456"))
    with pytest.raises(
        DatasetError, match=r"'0' is a number.*set data\.format=affectnet \(0 neutral.*=fer2013 \(0 anger"
    ):
        list(read_images(tmp_path, "Training"))
    for image, entry in zip(
        read_images(tmp_path, "Training", "fer2013"),
        open_source(tmp_path, "fer2013").entries("Training"),
        strict=True,
    ):
        assert image.label == EXPRESSION_OF_CLASS[int(Path(entry.where).parent.name)]


def test_a_split_that_is_not_there_is_named(tmp_path: Path):
    write_zip(tmp_path, 5)
    with pytest.raises(
        DatasetError, match=r"holds no PrivateTest image\. It is the test set .* Its splits are Training\."
    ):
        list(read_images(tmp_path, "PrivateTest"))


def test_a_place_without_data_says_what_was_looked_for(tmp_path: Path):
    with pytest.raises(DatasetError, match=r"neither images\.zip, nor <split>/<class>/<image>, .* nor fer2013\.csv"):
        list(read_images(tmp_path, "Training"))
    with pytest.raises(DatasetError, match=r"set data\.root"):
        list(read_images(tmp_path / "nowhere", "Training"))
    with pytest.raises(DatasetError, match=r"neither a folder, nor a \.zip, \.csv or \.npz"):
        list(read_images(write_image(tmp_path / "face.png", draw_face(0)), "Training"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("angry/face.png", encode(draw_face(0)), r"the file's name must be the row"),
        ("angry/00001.png", b"no image", r"00001\.png: not an image"),
        ("angry/00001.png", b"", r"00001\.png: not an image"),
        ("angry/00001.png", encode(draw_face(0))[:-20], r"00001\.png: the file ends before the image does"),
        ("angry/00001.jpg", encode(draw_face(0), ".jpg")[:-20], r"00001\.jpg: the file ends before the image does"),
        ("angry/00001.png", encode(draw_face(0)[:40]), r"48x40 px, but FER2013 is 48x48"),
        (
            "angri/00001.png",
            encode(draw_face(0)),
            r"angri.00001\.png: 'angri' is not an expression; did you mean 'angry'",
        ),
        ("contempt/00001.png", encode(draw_face(0)), r"FER2013 has no contempt; it has neutral, "),
    ],
)
def test_a_damaged_image_is_named(tmp_path: Path, name: str, content: bytes, message: str):
    file = tmp_path / "Training" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        list(read_images(tmp_path, "Training"))


def test_a_row_that_is_there_twice_is_named(tmp_path: Path):
    write_folders(tmp_path, ROWS)
    write_image(tmp_path / "Training" / "sad" / "00003.png", draw_face(3))
    with pytest.raises(
        DatasetError, match=r"sad.00003\.png: row 3 is there twice, the other time as .*happy.00003\.png"
    ):
        list(read_images(tmp_path, "Training"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("7,1 2 3,Training", r"fer2013\.csv, row 1: the label is 7, but fer2013 has 0 anger"),
        ("-1,1 2 3,Training", r"row 1: '-1' is not an expression"),
        ("0,1 2 3,Training", r"row 1: 3 pixels, but a FER2013 image has 2304"),
        ("0,1 2 grey,Training", r"row 1: pixels must be whole numbers from 0 to 255"),
        ("0,1 2 999,Training", r"row 1: pixels must be whole numbers from 0 to 255"),
        ("0,1 2 99999999999999999999,Training", r"row 1: pixels must be whole numbers from 0 to 255"),
        ("0,,Training", r"row 1: 0 pixels, but"),
        ("0,1 2 3", r"row 1: Usage is ''"),
        ("0,1 2 3,Trainig", r"row 1: Usage is 'trainig'; did you mean Training"),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, line: str, message: str):
    (tmp_path / "fer2013.csv").write_text(f"emotion,pixels,Usage\n0,{pixel_text()},Training\n{line}\n")
    with pytest.raises(DatasetError, match=message):
        list(read_images(tmp_path, "Training"))


def test_a_damaged_row_does_not_hide_those_after_it(tmp_path: Path):
    lines = ["emotion,pixels,Usage", f"9,{pixel_text()},Training", f"0,{pixel_text()},Training", "\xff\xfe,,Training"]
    (tmp_path / "fer2013.csv").write_bytes("\n".join(lines).encode("latin-1"))
    found = list(open_source(tmp_path).scan("Training"))
    assert [isinstance(entry, Fault) for entry in found] == [True, False, True]
    assert "row 2: not text of a CSV file" in found[2].message


def test_a_csv_of_something_else_says_which_columns_it_lacks(tmp_path: Path):
    (tmp_path / "fer2013.csv").write_text("id,age\n")
    with pytest.raises(DatasetError, match="the header lacks emotion, pixels; it must name emotion, pixels and Usage"):
        list(read_images(tmp_path, "Training"))


def test_half_a_zip_file_is_named(tmp_path: Path):
    whole = (write_zip(tmp_path, 5) / "images.zip").read_bytes()
    (tmp_path / "images.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatasetError, match=r"images\.zip is not a complete zip file"):
        list(read_images(tmp_path, "Training"))


def test_a_damaged_file_in_a_zip_is_named(tmp_path: Path):
    path = write_zip(tmp_path, 5) / "images.zip"
    damaged = bytearray(path.read_bytes())
    damaged[200] ^= 0xFF  # in the pixels of the first image
    path.write_bytes(damaged)
    with pytest.raises(DatasetError, match=r"images\.zip: Training/angry/00000\.png: damaged in the zip file"):
        list(read_images(tmp_path, "Training"))


@given(st.binary(min_size=SIDE * SIDE, max_size=SIDE * SIDE))
def test_pixels_are_read_as_they_were_written(levels: bytes):
    assert parse_pixels(" ".join(map(str, levels)), "here").tobytes() == levels


@given(st.text(alphabet="0123456789 .-+eExyz_", max_size=60))
def test_any_other_text_is_refused_by_name(text: str):
    with pytest.raises(DatasetError, match=r"^fer2013\.csv, row 4: "):
        parse_pixels(text, "fer2013.csv, row 4")


def pixel_text() -> str:
    return " ".join(["128"] * (SIDE * SIDE))
