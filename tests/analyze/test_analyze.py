"""`attune analyze` writes down what a model reads in pictures and videos, and says plainly what it cannot read."""

import csv
import json
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from attune.analyze.command import command
from attune.analyze.sources import SourceError, open_source
from attune.analyze.tables import COLUMNS, rows_of, write_csv
from attune.vision.bundle import load_bundle
from attune.vision.readings import AbstainReason, no_face

ROOT = Path(__file__).parents[2]
PORTRAIT = ROOT / "tests" / "contract" / "pictures" / "astronaut.png"
MODELS = ("--models", str(ROOT / "models"), "--model", "tiny")
FRAMES, RATE = 12, 10


def run(*arguments):
    result = CliRunner().invoke(command, [*MODELS, *map(str, arguments)])
    return result.exit_code, result.output


@pytest.fixture(scope="module")
def portrait():
    return cv2.imread(str(PORTRAIT))


@pytest.fixture
def video(tmp_path, portrait):
    """Six frames of the portrait, then six of nothing."""
    file = tmp_path / "video.avi"
    height, width = portrait.shape[:2]
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), RATE, (width, height))
    for number in range(FRAMES):
        writer.write(portrait if number < FRAMES / 2 else np.full_like(portrait, 90))
    writer.release()
    return file


def test_a_picture_is_read_and_drawn(tmp_path, portrait):
    code, output = run(PORTRAIT, "--annotated", tmp_path / "drawn.png")
    assert code == 0, output
    assert "astronaut.png: happiness" in output
    assert "1 of 1 readings usable" in output
    drawn = cv2.imread(str(tmp_path / "drawn.png"))
    assert drawn.shape == portrait.shape
    assert (drawn != portrait).any()


def test_a_folder_is_read_in_the_order_of_its_names_into_csv_and_json(tmp_path, portrait):
    folder = tmp_path / "faces"
    folder.mkdir()
    cv2.imwrite(str(folder / "b.jpg"), portrait)
    cv2.imwrite(str(folder / "a.png"), np.full((64, 64, 3), 90, np.uint8))
    (folder / "notes.txt").write_text("no picture")
    code, output = run(folder, "--csv", tmp_path / "out.csv", "--json", tmp_path / "out.json")
    assert code == 0, output
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text())))
    assert [(row["name"], row["expression"], row["abstain"]) for row in rows] == [
        ("a.png", "", "no_face"),
        ("b.jpg", "happiness", ""),
    ]
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["model"] == load_bundle(ROOT / "models" / "tiny").identity
    assert [row["name"] for row in written["readings"]] == ["a.png", "b.jpg"]
    assert written["readings"][1]["happiness"] == pytest.approx(float(rows[1]["happiness"]))


def test_a_video_becomes_a_table_a_picture_over_time_and_an_annotated_video(tmp_path, video):
    outputs = {name: tmp_path / f"out.{name}" for name in ("csv", "svg", "avi")}
    code, output = run(video, "--csv", outputs["csv"], "--plot", outputs["svg"], "--annotated", outputs["avi"])
    assert code == 0, output
    rows = list(csv.DictReader(StringIO(outputs["csv"].read_text())))
    assert [float(row["seconds"]) for row in rows] == pytest.approx([number / RATE for number in range(FRAMES)])
    assert [row["expression"] for row in rows] == ["happiness"] * 6 + [""] * 6
    ElementTree.parse(outputs["svg"])
    capture = cv2.VideoCapture(str(outputs["avi"]))
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == FRAMES
    assert capture.get(cv2.CAP_PROP_FPS) == pytest.approx(RATE)


def test_a_part_of_a_video_is_enough_where_that_is_asked(tmp_path, video):
    run(video, "--every", 4, "--csv", tmp_path / "out.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text())))
    assert [row["frame"] for row in rows] == ["0", "4", "8"]
    assert "2 frames" in run(video, "--frames", 2)[1]


def test_every_face_of_a_picture_is_read_where_that_is_asked(tmp_path, portrait):
    cv2.imwrite(str(tmp_path / "two.png"), np.hstack([portrait, portrait]))
    assert "2 of 2 readings usable" in run(tmp_path / "two.png", "--all-faces")[1]
    assert "1 of 1 readings usable" in run(tmp_path / "two.png")[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.png"], "there is no file or folder nowhere.png"),
        ([], "name one SOURCE, or a --camera"),
        ([PORTRAIT, "--camera", 0], "name one SOURCE, or a --camera"),
        (["--camera", 97], "there is no camera 97"),
        ([PORTRAIT, "--model", "bsae"], "model.json is not there"),
        ([PORTRAIT, "--detector", "yunet"], "YuNet does not come with Attune"),
        ([PORTRAIT, "--csv", PORTRAIT], "is there already; choose another name, or add --force"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, said):
    code, output = run(*arguments)
    assert code != 0
    assert said in output


def test_files_that_only_look_like_pictures_or_videos_are_named(tmp_path, video):
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "broken.avi").write_bytes(b"RIFF")
    for name, said in (("broken.png", "is no picture"), ("empty.jpg", "is no picture"), ("broken.avi", "is neither")):
        code, output = run(tmp_path / name)
        assert (code, f"{name} {said}" in output) == (1, True), output
    with pytest.raises(SourceError, match="holds no pictures"):
        open_source(ROOT / "docs" / "decisions")
    assert "end in .avi" in run(video, "--annotated", tmp_path / "out.mp4")[1]


def test_a_frame_without_a_face_has_its_row_with_its_reason(portrait):
    (frame,) = open_source(PORTRAIT).frames
    table = write_csv(rows_of(frame, [no_face(0.0, "m@1")]))
    (row,) = csv.DictReader(StringIO(table))
    assert tuple(row) == COLUMNS
    assert (row["abstain"], row["face"], row["x"]) == (AbstainReason.NO_FACE, "", "")
