from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from attune.cli import main
from attune.training.configuration.data_config import DataConfig
from attune.training.data.dataset import load_faces, load_training
from attune.training.data.packing import pack
from attune.training.data.sources import open_source
from attune.training.errors import DatasetError
from tests.training.faces import (
    draw_face,
    write_affectnet,
    write_data,
    write_image,
    write_image_folders,
    write_kaggle_csv,
)

OWN = DataConfig(votes=None, protocol="labels", validation_split="holdout")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["data", "pack", *map(str, arguments)])


@pytest.mark.parametrize("write", [write_data, write_image_folders, write_affectnet, write_kaggle_csv])
def test_a_packed_file_is_read_as_what_was_packed(tmp_path: Path, write):
    plain = replace(OWN, root=str(write(tmp_path / "data", 40)))
    packed = replace(OWN, root=str(tmp_path / "faces.npz"))
    pack(plain, tmp_path / "faces.npz")
    for split in (plain.training_split, "holdout"):
        expected, faces = load_faces(plain, split, 40), load_faces(packed, split, 40)
        assert faces.expressions == expected.expressions
        for name in ("pixels", "targets", "labels", "rows", "affect"):
            assert np.array_equal(getattr(faces, name), getattr(expected, name)), name
    assert open_source(tmp_path / "faces.npz").splits == open_source(Path(plain.root)).splits


def test_votes_travel_with_their_images(tmp_path: Path):
    result = run(write_data(tmp_path / "data", 40), tmp_path / "out" / "faces.npz")
    assert "faces.npz: 40 images, with FER+ votes" in result.output
    soft = DataConfig(root=str(tmp_path / "out" / "faces.npz"), protocol="soft")
    expected = load_training(replace(soft, root=str(tmp_path / "data")), 48)
    assert np.array_equal(load_training(soft, 48).targets, expected.targets)
    assert "│ majority" in CliRunner().invoke(main, ["data", "check", soft.root]).output


def test_a_data_set_without_votes_is_packed_without(tmp_path: Path):
    assert "without votes" in run(write_image_folders(tmp_path / "data", 40), tmp_path / "faces.npz").output
    with pytest.raises(DatasetError, match=r"does not keep the rows of fer2013\.csv"):
        load_training(DataConfig(root=str(tmp_path / "faces.npz")), 48)


def test_what_cannot_be_read_is_not_packed(tmp_path: Path):
    write_image(tmp_path / "data" / "happy" / "1.png", draw_face(1)).write_bytes(b"nothing")
    result = run(tmp_path / "data", tmp_path / "faces.npz")
    assert result.exit_code == 1
    assert "1.png: not an image that can be decoded" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_the_name_must_say_what_it_is(tmp_path: Path):
    result = run(write_data(tmp_path / "data", 10), tmp_path / "faces.zip")
    assert result.exit_code == 1
    assert "name it .npz" in result.output


def test_half_a_packed_file_is_named(tmp_path: Path):
    file = tmp_path / "faces.npz"
    run(write_data(tmp_path / "data", 20), file)
    file.write_bytes(file.read_bytes()[:2000])
    with pytest.raises(DatasetError, match=r"faces\.npz is not a whole file of `attune data pack`"):
        open_source(file)


def test_any_other_npz_is_refused(tmp_path: Path):
    np.savez(tmp_path / "other.npz", x=np.zeros(3))
    with pytest.raises(DatasetError, match="is not a whole file of `attune data pack`"):
        open_source(tmp_path / "other.npz")


def test_a_file_that_the_release_before_packed_is_read(tmp_path: Path):
    plain = replace(OWN, root=str(write_image_folders(tmp_path / "data", 40)))
    pack(plain, tmp_path / "faces.npz")
    with np.load(tmp_path / "faces.npz") as arrays:
        former = {"pictures" if name == "images" else name: arrays[name] for name in arrays.files}
    np.savez(tmp_path / "former.npz", **former)
    expected, faces = (
        load_faces(replace(OWN, root=str(tmp_path / name)), "train", 48) for name in ("faces.npz", "former.npz")
    )
    assert np.array_equal(faces.pixels, expected.pixels)
    assert np.array_equal(faces.labels, expected.labels)
