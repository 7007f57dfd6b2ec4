from pathlib import Path

import numpy as np
import pytest

from attune.training.sources import DatasetError, read_pictures
from tests.training.faces import (
    EXPRESSION_OF_CLASS,
    draw_face,
    encode,
    write_folders,
    write_kaggle_csv,
    write_zip,
)

ROWS = 20


@pytest.mark.parametrize("write", [write_zip, write_folders, write_kaggle_csv])
def test_every_format_gives_the_same_pictures(tmp_path: Path, write):
    pictures = list(read_pictures(write(tmp_path, ROWS), "PublicTest"))
    assert [picture.row for picture in pictures] == [7, 8, 17, 18]
    for row, pixels, label in pictures:
        assert np.array_equal(pixels, draw_face(row))
        assert label == EXPRESSION_OF_CLASS[row % 7]


def test_the_other_kaggle_file_is_read_by_its_column_names(tmp_path: Path):
    path = write_kaggle_csv(tmp_path, ROWS, "icml_face_data.csv")
    from_file, from_folder = list(read_pictures(path, "Training")), list(read_pictures(tmp_path, "Training"))
    assert [picture.row for picture in from_file] == [picture.row for picture in from_folder]
    assert np.array_equal(from_file[3].pixels, draw_face(from_file[3].row))


def test_a_split_that_is_not_there_is_named(tmp_path: Path):
    write_zip(tmp_path, 5)
    with pytest.raises(DatasetError, match=r"holds no PrivateTest picture\. It is the test set"):
        list(read_pictures(tmp_path, "PrivateTest"))


def test_a_place_without_data_says_what_was_looked_for(tmp_path: Path):
    with pytest.raises(DatasetError, match=r"neither images\.zip, nor Training/<class>/<row>\.png, nor fer2013\.csv"):
        list(read_pictures(tmp_path, "Training"))
    with pytest.raises(DatasetError, match=r"set data\.root"):
        list(read_pictures(tmp_path / "nowhere", "Training"))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("angry/face.png", encode(draw_face(0)), r"the file's name must be the row"),
        ("angry/00001.png", b"no picture", r"00001\.png: not a picture"),
        ("angry/00001.png", b"", r"00001\.png: not a picture"),
        ("angry/00001.png", encode(draw_face(0)[:40]), r"48x40 px, but FER2013 is 48x48"),
        ("angri/00001.png", encode(draw_face(0)), r"'angri' is not an expression; did you mean 'angry'"),
    ],
)
def test_a_damaged_picture_is_named(tmp_path: Path, name: str, content: bytes, message: str):
    file = tmp_path / "Training" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(DatasetError, match=message):
        list(read_pictures(tmp_path, "Training"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("7,1 2 3,Training", r"fer2013\.csv, row 0: emotion is '7'"),
        ("0,1 2 3,Training", r"row 0: 3 pixels, but a FER2013 picture has 2304"),
        ("0,1 2 grey,Training", r"row 0: pixels must be whole numbers from 0 to 255"),
        ("0,1 2 999,Training", r"row 0: pixels must be whole numbers from 0 to 255"),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, line: str, message: str):
    (tmp_path / "fer2013.csv").write_text(f"emotion,pixels,Usage\n{line}\n")
    with pytest.raises(DatasetError, match=message):
        list(read_pictures(tmp_path, "Training"))


def test_a_csv_of_something_else_says_which_columns_it_lacks(tmp_path: Path):
    (tmp_path / "fer2013.csv").write_text("image,label\n")
    with pytest.raises(DatasetError, match="the header lacks emotion, pixels, usage"):
        list(read_pictures(tmp_path, "Training"))


def test_half_a_zip_file_is_named(tmp_path: Path):
    whole = (write_zip(tmp_path, 5) / "images.zip").read_bytes()
    (tmp_path / "images.zip").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DatasetError, match=r"images\.zip is not a complete zip file"):
        list(read_pictures(tmp_path, "Training"))
