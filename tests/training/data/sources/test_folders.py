import gc
import zipfile
from pathlib import Path

import numpy as np
import pytest

from attune.training.data.sources import open_source, read_images
from attune.training.data.sources.tree import ZipTree
from attune.training.errors import DatasetError
from tests.training.faces import draw_colour_face, draw_face, encode, write_image


@pytest.mark.parametrize("suffix", [".jpg", ".jpeg", ".png", ".webp", ".JPG"])
def test_any_folder_of_classes_is_a_data_set(tmp_path: Path, suffix: str):
    for number, name in enumerate(("happy", "Sadness", "contempt")):
        write_image(tmp_path / name / f"face{number}{suffix}", draw_colour_face(number, 60))
    source = open_source(tmp_path)
    assert source.splits == ("train",)
    assert " ".join(source.expressions) == "happiness sadness contempt"
    assert not source.is_fer2013
    assert not source.keeps_rows
    assert [str(image.label) for image in read_images(tmp_path, "train")] == ["sadness", "contempt", "happiness"]


def test_colour_and_grey_are_yielded_as_they_are(tmp_path: Path):
    write_image(tmp_path / "happy" / "a.png", draw_colour_face(3, 60))
    write_image(tmp_path / "happy" / "b.png", draw_face(3))
    colour, grey = (image.pixels for image in read_images(tmp_path, "train"))
    assert np.array_equal(colour, draw_colour_face(3, 60))
    assert np.array_equal(grey, draw_face(3))


def test_a_zip_is_read_like_the_folder_it_was_packed_from(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "faces.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"faces/train/{('happy', 'sad')[number % 2]}/{number}.png", encode(draw_face(number)))
            archive.writestr(f"__MACOSX/faces/train/happy/._{number}.png", b"")
    assert [image.row for image in read_images(tmp_path / "faces.zip", "train")] == [0, 1, 2, 3]


def test_a_zip_is_closed_by_the_collector_before_its_file_complains(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "faces.zip", "w"):
        pass
    tree = ZipTree(tmp_path / "faces.zip")
    archive, kept = tree._archive, [tree]
    kept.append(kept)  # as an error holds its own frame
    del tree, kept
    gc.collect()
    assert archive.fp is None


def test_files_that_are_no_images_and_hidden_ones_are_left_out(tmp_path: Path):
    write_image(tmp_path / "train" / "happy" / "1.png", draw_face(1))
    write_image(tmp_path / "train" / "happy" / ".cache" / "1.png", draw_face(1))
    write_image(tmp_path / "cover.png", draw_face(2))
    (tmp_path / "train" / "happy" / "notes.txt").write_text("mine")
    assert len(list(read_images(tmp_path, "train"))) == 1
    assert open_source(tmp_path).ignored == 1


def test_an_unknown_class_is_one_fault_for_the_whole_folder(tmp_path: Path):
    for number in range(3):
        write_image(tmp_path / "train" / "hapy" / f"{number}.png", draw_face(number))
        write_image(tmp_path / "train" / "sad" / f"{number}.png", draw_face(number))
    faults = [entry for entry in open_source(tmp_path).scan("train") if hasattr(entry, "message")]
    assert len(faults) == 1
    with pytest.raises(DatasetError, match=r"hapy.0\.png: 'hapy' is not .*did you mean 'happy'.*\(3 images in that"):
        list(read_images(tmp_path, "train"))


def test_the_order_does_not_depend_on_the_file_system(tmp_path: Path):
    names = ["b.png", "a.png", "10.png", "9.png"]
    for name in names:
        write_image(tmp_path / "happy" / name, draw_face(1))
    found = [Path(entry.where).name for entry in open_source(tmp_path, "folder").entries("train")]
    assert found == ["a.png", "b.png", "9.png", "10.png"]


def test_a_folder_that_is_linked_here_is_read(tmp_path: Path):
    write_image(tmp_path / "disk" / "happy" / "1.png", draw_face(1))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "train").symlink_to(tmp_path / "disk")
    assert len(list(read_images(tmp_path / "data", "train"))) == 1


def test_numbers_that_start_again_in_every_class_are_no_rows(tmp_path: Path):
    for name in ("happy", "sad"):
        for number in range(3):
            write_image(tmp_path / name / f"{number}.png", draw_face(number))
    assert [image.row for image in read_images(tmp_path, "train")] == list(range(6))
    assert not open_source(tmp_path).keeps_rows


def test_declaring_a_folder_lifts_what_fer2013_demands(tmp_path: Path):
    write_image(tmp_path / "Training" / "happy" / "large.png", draw_colour_face(1, 60))
    with pytest.raises(DatasetError, match="must be the row"):
        list(read_images(tmp_path, "Training"))
    assert len(list(read_images(tmp_path, "Training", "folder"))) == 1
