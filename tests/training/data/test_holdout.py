from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import duplicates_of, load_faces, load_scored, load_training
from attune.training.data.holdout import hold_out
from attune.training.data.sources import open_source
from attune.training.errors import ConfigError, DatasetError
from tests.training.faces import (
    draw_face,
    write_folders,
    write_image,
    write_image_folders,
    write_kaggle_csv,
    write_votes,
    write_zip,
)

ROWS = 200  # 140 of them Training, 20 of each class
HELD = DataConfig(votes=None, protocol="labels", validation_split="holdout")


def test_a_fifth_of_every_class_is_held_out_and_not_trained_on(tmp_path: Path):
    data = replace(HELD, root=str(write_zip(tmp_path, ROWS)))
    training, held = load_training(data, 48), load_scored(data, "holdout", 48)
    assert sorted([*training.rows, *held.rows]) == [row for row in range(ROWS) if row % 10 < 7]
    assert set(Counter(held.labels.tolist()).values()) == {4}


def test_the_same_faces_are_held_out_in_every_format(tmp_path: Path):
    roots = [
        write_zip(tmp_path / "zip", ROWS),
        write_folders(tmp_path / "folders", ROWS),
        write_kaggle_csv(tmp_path / "csv", ROWS),
        write_image_folders(tmp_path / "images", ROWS, lambda row: f"{row}.png"),
    ]
    held = [load_faces(replace(HELD, root=str(root)), "holdout", 48).rows.tolist() for root in roots]
    assert held[0] == held[1] == held[2] == held[3]


def test_another_seed_holds_out_others(tmp_path: Path):
    data = replace(HELD, root=str(write_zip(tmp_path, ROWS)))
    first, second = (load_faces(replace(data, holdout_seed=seed), "holdout", 48).rows for seed in (0, 1))
    assert len(first) == len(second)
    assert set(first) != set(second)


def test_duplicates_of_an_image_stay_on_one_side(tmp_path: Path):
    for number in range(60):
        write_image(tmp_path / ("happy", "sad")[number % 2] / f"{number}.png", draw_face(number % 20))
    data = replace(HELD, root=str(tmp_path))
    assert not duplicates_of(load_scored(data, "holdout", 48), load_training(data, 48)).any()


def test_every_training_face_is_learnt_from_where_nothing_is_held_out(tmp_path: Path):
    data = replace(HELD, root=str(write_zip(tmp_path, ROWS)), validation_split="PublicTest")
    assert len(load_training(data, 48)) == 140


def test_votes_are_matched_after_holding_out_too(tmp_path: Path):
    write_votes(tmp_path, ROWS)
    data = replace(HELD, root=str(write_zip(tmp_path, ROWS)), votes="fer2013new.csv", protocol="majority")
    held = load_scored(data, "holdout", 48)
    own = load_scored(replace(data, protocol="labels"), "holdout", 48)
    assert np.array_equal(held.labels, own.labels)


def test_a_face_without_a_class_counts_as_one_of_its_own(tmp_path: Path):
    entries = [entry._replace(label=None) for entry in open_source(write_zip(tmp_path, ROWS)).entries("Training")]
    assert hold_out(entries, 0.2, 0).sum() == 28


def test_a_split_without_official_validation_says_how_to_hold_one_out(tmp_path: Path):
    root = write_image_folders(tmp_path, 20, lambda row: f"{row}.png")
    with pytest.raises(DatasetError, match=r"Set data\.validation_split=holdout"):
        load_scored(DataConfig(root=str(root), protocol="labels"), "PublicTest", 48)


def fold_of(root: Path, fold: int) -> DataConfig:
    return replace(HELD, root=str(root), validation_split="fold", folds=4, fold=fold)


def test_every_training_image_is_in_exactly_one_fold_with_its_share_of_every_class(tmp_path: Path):
    root = write_zip(tmp_path, ROWS)
    parts = [load_faces(fold_of(root, fold), "fold", 48) for fold in range(4)]
    assert sorted(row for part in parts for row in part.rows) == [row for row in range(ROWS) if row % 10 < 7]
    assert all(set(Counter(part.labels.tolist()).values()) == {5} for part in parts)
    for fold, part in enumerate(parts):
        trained_on = load_training(fold_of(root, fold), 48)
        assert not set(trained_on.rows) & set(part.rows)
        assert len(trained_on) + len(part) == 140


def test_duplicates_of_an_image_are_in_one_fold(tmp_path: Path):
    for row in range(40):
        write_image(tmp_path / "Training" / "happy" / f"{row:05d}.png", draw_face(7 * (row // 2) + 3))
    write_image(tmp_path / "PublicTest" / "happy" / "00040.png", draw_face(3))
    for fold in range(4):
        rows = load_faces(fold_of(tmp_path, fold), "fold", 48).rows
        assert sorted(rows) == sorted({row ^ 1 for row in rows})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"validation_split": "fold"}, "needs the number of the part"),
        ({"fold": 1}, "needs data.fold null"),
        ({"validation_split": "fold", "fold": 5}, "write 0 to 4"),
        ({"folds": 1}, "2 or more"),
    ],
)
def test_folds_that_cannot_be_are_refused(changes: dict[str, object], message: str):
    with pytest.raises(ConfigError, match=message):
        DataConfig(**changes)
