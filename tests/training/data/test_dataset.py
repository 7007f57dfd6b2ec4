from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.expressions import EXPRESSIONS
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import (
    duplicates_of,
    expressions_of,
    load_faces,
    load_scored,
    load_training,
    resize_image,
)
from attune.training.errors import DatasetError
from tests.training.faces import (
    IMAGE_FOLDERS,
    draw_face,
    expected_label,
    write_affectnet,
    write_data,
    write_image_folders,
    write_kaggle_csv,
    write_votes,
)


def test_images_meet_their_own_votes(data: Path):
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
    with pytest.raises(DatasetError, match=r"row 0: these votes are of PrivateTest, but the image of that row is of"):
        load_training(DataConfig(root=str(tmp_path)), 48)


@pytest.mark.parametrize("shift", [1, -1, 3])
def test_votes_that_are_shifted_by_a_row_are_refused(tmp_path: Path, shift: int):
    write_data(tmp_path, 100)
    path = tmp_path / "fer2013new.csv"
    header, *lines = path.read_text().splitlines()
    usages = [line.split(",")[0] for line in lines]
    votes = [line.partition(",")[2] for line in lines]
    shifted = votes[shift:] + votes[:shift]
    path.write_text("\n".join([header, *map(",".join, zip(usages, shifted, strict=True))]))
    with pytest.raises(
        DatasetError, match=r"fer2013new\.csv, rows 0 to 96: .* agrees with FER2013's label for \d+% of 70"
    ):
        load_training(DataConfig(root=str(tmp_path)), 48)


def test_votes_that_slip_in_the_middle_are_refused_where_they_slip(tmp_path: Path):
    write_data(tmp_path, 1000)
    path = tmp_path / "fer2013new.csv"
    header, *lines = path.read_text().splitlines()
    usages, votes = zip(*(line.split(",", 1) for line in lines), strict=True)
    slipped = [*votes[:500], votes[0], *votes[500:-1]]
    path.write_text("\n".join([header, *map(",".join, zip(usages, slipped, strict=True))]))
    with pytest.raises(DatasetError, match=r"rows 571 to 854: the majority .* shifted against the images"):
        load_training(DataConfig(root=str(tmp_path)), 48)


def test_votes_need_a_copy_that_keeps_the_rows(tmp_path: Path):
    write_votes(tmp_path, 20)
    write_image_folders(tmp_path, 20)
    with pytest.raises(DatasetError, match=r"does not keep the rows of fer2013\.csv.*or data\.protocol=labels"):
        load_training(DataConfig(root=str(tmp_path)), 48)
    own = DataConfig(root=str(tmp_path), protocol="labels")
    assert len(load_training(own, 48)) == 14
    assert len(load_scored(own, "PublicTest", 48)) == 4


def test_votes_lie_beside_image_folders_that_are_named_by_row(tmp_path: Path):
    write_votes(tmp_path, 20)
    write_image_folders(tmp_path, 20, lambda row: f"{row}.png", {**IMAGE_FOLDERS, "PublicTest": "validation"})
    faces = load_training(DataConfig(root=str(tmp_path), validation_split="validation"), 48)
    assert faces.labels.tolist() == [expected_label(row) for row in faces.rows]


def test_affectnet_is_loaded_with_its_eight_classes_and_ratings(tmp_path: Path):
    data = DataConfig(root=str(write_affectnet(tmp_path, 20)), protocol="labels", validation_split="holdout")
    faces = load_training(data, 64)
    assert faces.pixels.shape == (len(faces), 64, 64)
    assert faces.expressions == expressions_of(data) == EXPRESSIONS
    assert faces.affect is not None
    assert faces.affect[:, 0] == pytest.approx(faces.rows / 20 - 0.5)
    assert load_scored(data, "holdout", 64).affect.shape == (20 - len(faces), 2)


def test_faces_that_affectnet_calls_no_expression_are_neither_learnt_from_nor_scored(tmp_path: Path):
    write_affectnet(tmp_path, 4)
    np.save(tmp_path / "train_set/annotations/1_exp.npy", np.array(8))
    data = DataConfig(root=str(tmp_path), protocol="labels")
    assert load_training(data, 48).rows.tolist() == [0, 2, 3]
    assert load_scored(data, "train", 48).rows.tolist() == [0, 2, 3]


def test_labels_of_another_data_set_are_not_called_fer2013(tmp_path: Path):
    data = DataConfig(root=str(write_affectnet(tmp_path, 4)), protocol="fer2013")
    with pytest.raises(DatasetError, match=r"labels contempt, so it is not FER2013; set data\.protocol=labels"):
        load_training(data, 48)


def test_a_cache_changes_nothing_but_where_the_pixels_lie(data: Path, tmp_path: Path):
    plain, cached = DataConfig(root=str(data)), DataConfig(root=str(data), cache=str(tmp_path / "cache"))
    for _ in range(2):
        assert np.array_equal(load_training(cached, 40).pixels, load_training(plain, 40).pixels)


def test_votes_that_end_too_soon_are_refused(tmp_path: Path):
    write_data(tmp_path, 20)
    write_votes(tmp_path, 10)
    with pytest.raises(DatasetError, match="ends at row 9, but there is an image of row 10"):
        load_training(DataConfig(root=str(tmp_path)), 48)


def test_limit_reads_only_the_first_images(data: Path):
    assert len(load_training(DataConfig(root=str(data), limit=3), 48)) == 3


def test_another_input_size_is_resampled_as_the_crop_contract_does(data: Path):
    assert load_training(DataConfig(root=str(data)), 64).pixels.shape == (28, 64, 64)
    half = resize_image(draw_face(3), 24)
    reference = cv2.resize(draw_face(3), (24, 24), interpolation=cv2.INTER_AREA)
    assert np.abs(half.astype(int) - reference.astype(int)).max() <= 1


def test_duplicates_are_found_pixel_for_pixel(data: Path):
    training = load_training(DataConfig(root=str(data)), 48)
    validation = load_scored(DataConfig(root=str(data)), "PublicTest", 48)
    assert not duplicates_of(validation, training).any()
    training.pixels[4] = validation.pixels[2]
    assert duplicates_of(validation, training).tolist() == [False, False, True] + [False] * 5
