from pathlib import Path

from attune.training.checkpoints.provenance import recipe_file


def test_a_recipe_is_found_in_the_folder_of_its_family(tmp_path: Path):
    (tmp_path / "families").mkdir()
    (tmp_path / "families" / "vgg.yaml").touch()
    (tmp_path / "tiny.yaml").touch()
    assert recipe_file("vgg", tmp_path) == (tmp_path / "families" / "vgg.yaml").as_posix()
    assert recipe_file("tiny", tmp_path) == (tmp_path / "tiny.yaml").as_posix()


def test_a_recipe_that_is_not_there_yet_is_named_where_it_belongs(tmp_path: Path):
    assert recipe_file("mine", tmp_path) == (tmp_path / "mine.yaml").as_posix()
