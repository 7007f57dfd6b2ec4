import json
import os
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from attune.cli import main
from tests.training.faces import (
    draw_face,
    write_affectnet,
    write_data,
    write_folders,
    write_image,
    write_image_folders,
    write_kaggle_csv,
    write_votes,
)

REAL = Path(os.environ.get("ATTUNE_DATA", "../shared/data/fer2013"))


def check(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, ["data", "check", *map(str, arguments)], env={"COLUMNS": "200"})
    assert result.exit_code in {0, 1}, result.output
    return result


def found(*arguments: str | Path) -> dict:
    return json.loads(check(*arguments, "--json").stdout)


def test_a_sound_data_set_is_counted_and_passes(tmp_path: Path):
    result = check(write_data(tmp_path, 70))
    assert result.exit_code == 0
    output = " ".join(result.stdout.split())
    assert "FER2013 by its splits (Training, PublicTest, PrivateTest)" in output
    assert "│ happiness │ 7 14.3% │ 2 14.3% │ 1 14.3% │" in output
    assert "70 of 48x48 grey" in output
    assert "│ majority │ 49 │ 14 │ 7 │" in output
    assert "No faults." in output


def test_json_says_the_same(tmp_path: Path):
    data = found(write_data(tmp_path, 70))
    assert data["splits"]["PublicTest"]["images"] == 14
    assert data["splits"]["PublicTest"]["protocols"] == {"majority": 14, "argmax": 14, "soft (learnt from)": 14}
    assert data["splits"]["Training"]["agreement_with_votes"] == 1.0
    assert data["sizes"] == {"48x48 grey": 70}
    assert data["exact_duplicates"]["between"][0] == {"first": "Training", "second": "PublicTest", "images": 0}
    assert data["faults"] == []


def test_every_fault_is_listed_and_the_check_fails(tmp_path: Path):
    path = write_kaggle_csv(tmp_path, 40)
    lines = path.read_text().splitlines()
    lines[3] = "9" + lines[3][1:]  # row 2
    lines[8] = lines[8].replace(" ", "", 1)  # row 7
    lines[11] = lines[11].replace("Training", "Trainig")  # row 10
    path.write_text("\n".join(lines))
    result = check(path)
    assert result.exit_code == 1
    faults = found(path)["faults"]
    assert [fault.split(", ")[1].split(":")[0] for fault in faults] == ["row 2", "row 10", "row 7"]
    assert all(fault in result.stdout.replace("\n", "") for fault in faults)


def test_more_faults_than_a_screen_holds_are_counted(tmp_path: Path):
    for number in range(25):
        write_image(tmp_path / "train" / "happy" / f"{number}.png", draw_face(number)).write_bytes(b"nothing")
    result = check(tmp_path)
    assert result.stdout.count("Fault:") == 20
    assert "and 5 faults more" in result.stdout
    assert len(found(tmp_path)["faults"]) == 25


def test_repeated_images_and_conflicting_labels_are_counted(tmp_path: Path):
    write_folders(tmp_path, 40)
    write_image(tmp_path / "PublicTest" / "sad" / "00101.png", draw_face(3))
    data = found(tmp_path)
    assert data["exact_duplicates"]["between"][0]["images"] == 1
    assert data["conflicting_labels"] == {"images": 1, "entries": 2}
    assert data["faults"] == []


def test_shifted_votes_are_a_fault(tmp_path: Path):
    write_data(tmp_path, 100)
    path = tmp_path / "fer2013new.csv"
    header, *lines = path.read_text().splitlines()
    usages, votes = zip(*(line.split(",", 1) for line in lines), strict=True)
    shifted = [*votes[1:], votes[0]]
    path.write_text("\n".join([header, *map(",".join, zip(usages, shifted, strict=True))]))
    result = check(tmp_path)
    assert result.exit_code == 1
    assert "the votes are shifted against the images" in result.stdout


def test_votes_that_end_too_soon_are_a_fault(tmp_path: Path):
    write_data(tmp_path, 40)
    write_votes(tmp_path, 30)
    assert "ends at row 29" in check(tmp_path).stdout


def test_votes_that_are_named_but_missing_are_a_fault(tmp_path: Path):
    write_folders(tmp_path, 20)
    assert check(tmp_path).exit_code == 0
    assert "there are no FER+ votes at" in check(tmp_path, "--votes", "mine.csv").stdout


def test_votes_beside_a_copy_without_rows_are_noted(tmp_path: Path):
    write_votes(tmp_path, 20)
    data = found(write_image_folders(tmp_path, 20))
    assert "fer2013new.csv is not read: this data set does not keep the rows of fer2013.csv" in data["notes"]


def test_affectnet_is_counted_with_its_ratings(tmp_path: Path):
    write_affectnet(tmp_path, 16)
    np.save(tmp_path / "train_set/annotations/3_val.npy", np.array(-2))
    np.save(tmp_path / "train_set/annotations/4_exp.npy", np.array(10))
    data = found(write_affectnet(tmp_path, 8, "val_set"))
    assert data["splits"]["train_set"]["classes"]["contempt"] == 2
    assert data["splits"]["train_set"]["classes"]["no expression"] == 1
    assert data["splits"]["train_set"]["rated"] == 15
    assert "96x96 colour" in data["sizes"]


def test_numbered_folders_pass_once_their_order_is_declared(tmp_path: Path):
    for number in range(16):
        write_image(tmp_path / "train" / str(number % 8) / f"{number}.png", draw_face(number))
    assert len(found(tmp_path)["faults"]) == 9  # every folder, and that nothing is left to train on
    assert found(tmp_path, "--format", "affectnet")["faults"] == []


def test_what_is_missing_is_noted(tmp_path: Path):
    write_image(tmp_path / "test" / "happy" / "1.png", draw_face(1))
    write_image(tmp_path / "train" / "sad" / "1.png", draw_face(2))
    notes = " ".join(found(tmp_path)["notes"])
    assert "no validation split: data.validation_split=holdout" in notes
    assert "train has no image of happiness" in notes


def test_a_data_set_without_training_images_is_a_fault(tmp_path: Path):
    write_image(tmp_path / "test" / "happy" / "1.png", draw_face(1))
    assert "holds no image to train on: it has test" in check(tmp_path).stdout


def test_a_place_without_data_is_an_error(tmp_path: Path):
    result = check(tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "there is no data at" in result.stderr


@pytest.mark.skipif(not REAL.is_dir(), reason="FER2013 is not on this machine (ATTUNE_DATA)")
def test_fer2013_has_the_counts_that_the_documentation_quotes():
    data = found(REAL)
    training, public = data["splits"]["Training"], data["splits"]["PublicTest"]
    assert (training["images"], public["images"]) == (28_709, 3_589)
    assert (training["protocols"]["majority"], public["protocols"]["majority"]) == (25_060, 3_199)
    assert data["exact_duplicates"]["within"] == {"Training": 1_238, "PublicTest": 26}
    assert data["exact_duplicates"]["between"][0]["images"] == 280
    assert data["faults"] == []
