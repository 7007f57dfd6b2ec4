from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.expressions import EXPRESSIONS
from attune.training.config import DataConfig
from attune.training.dataset import copies_of, expressions_of, load_faces, load_scored, load_training, resize_picture
from attune.training.sources import DatasetError
from tests.training.faces import draw_face, expected_label, write_data, write_kaggle_csv, write_votes


def test_pictures_meet_their_own_votes(data: Path):
    faces = load_scored(DataConfig(root=str(data)), "PublicTest", 48)
    assert len(faces) == 8
    for pixels, label, row in zip(faces.pixels, faces.labels, faces.rows, strict=True):
        assert np.array_equal(pixels, draw_face(row))
        assert label == expected_label(row)


def test_the_votes_lie_beside_a_data_file_too(tmp_path: Path):
    write_votes(tmp_path, 20)
    path = write_kaggle_csv(tmp_path, 20)
    faces = load_training(DataConfig(root=str(path)), 48)
    assert faces.rows.tolist() == [0, 1, 2, 3, 4, 5, 6, 10, 11, 12, 13, 14, 15, 16]


def test_a_row_without_a_majority_is_learnt_from_softly_but_not_scored(tmp_path: Path):
    write_data(tmp_path, 10)
    path = tmp_path / "fer2013new.csv"
    lines = path.read_text().splitlines()
    lines[1] = "Training,fer0000000.png,5,5,0,0,0,0,0,0,0,0"
    path.write_text("\n".join(lines))
    soft = DataConfig(root=str(tmp_path), protocol="soft")
    assert len(load_training(soft, 48)) == 7
    assert len(load_scored(soft, "Training", 48)) == 6
    assert len(load_training(replace(soft, protocol="majority"), 48)) == 6


def test_the_original_seven_labels_need_no_votes(data: Path):
    faces = load_faces(DataConfig(root=str(data), votes=None, protocol="fer2013"), "Training", 48)
    assert [str(EXPRESSIONS[label]) for label in faces.labels[:3]] == ["anger", "disgust", "fear"]
    assert (faces.targets.argmax(axis=1) == faces.labels).all()


def test_a_data_set_names_the_expressions_that_it_labels(data: Path):
    seven = DataConfig(root=str(data), votes=None, protocol="fer2013")
    assert " ".join(expressions_of(seven)) == "neutral happiness surprise sadness anger disgust fear"
    faces = load_faces(seven, "Training", 48)
    assert faces.expressions == faces.keep(faces.rows < 9).expressions == expressions_of(seven)
    assert not faces.targets[:, EXPRESSIONS.index("contempt")].any()
    assert load_training(DataConfig(root=str(data)), 48).expressions == EXPRESSIONS


def test_votes_of_another_order_are_refused(tmp_path: Path):
    write_data(tmp_path, 10)
    path = tmp_path / "fer2013new.csv"
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(lines)]))
    with pytest.raises(DatasetError, match=r"row 0: these votes are of PrivateTest, but the picture of that row is of"):
        load_training(DataConfig(root=str(tmp_path)), 48)


def test_votes_that_end_too_soon_are_refused(tmp_path: Path):
    write_data(tmp_path, 20)
    write_votes(tmp_path, 10)
    with pytest.raises(DatasetError, match="ends at row 9, but there is a picture of row 10"):
        load_training(DataConfig(root=str(tmp_path)), 48)


def test_limit_reads_only_the_first_pictures(data: Path):
    assert len(load_training(DataConfig(root=str(data), limit=3), 48)) == 3


def test_another_input_size_is_resampled_as_the_crop_contract_does(data: Path):
    assert load_training(DataConfig(root=str(data)), 64).pixels.shape == (28, 64, 64)
    half = resize_picture(draw_face(3), 24)
    reference = cv2.resize(draw_face(3), (24, 24), interpolation=cv2.INTER_AREA)
    assert np.abs(half.astype(int) - reference.astype(int)).max() <= 1


def test_copies_are_found_pixel_for_pixel(data: Path):
    training = load_training(DataConfig(root=str(data)), 48)
    validation = load_scored(DataConfig(root=str(data)), "PublicTest", 48)
    assert not copies_of(validation, training).any()
    training.pixels[4] = validation.pixels[2]
    assert copies_of(validation, training).tolist() == [False, False, True] + [False] * 5
