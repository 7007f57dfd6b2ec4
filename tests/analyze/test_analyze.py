"""`attune analyze` writes down what a model reads in images and videos, and says plainly what it cannot read."""

import csv
import json
import math
import os
import struct
import zlib
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest
from click.testing import CliRunner

from attune.analyze import sources
from attune.analyze.command import command
from attune.analyze.sources import SourceError, open_camera, open_source
from attune.analyze.tables import COLUMNS, Row, rows_of, write_csv
from attune.analyze.timeline import draw_timeline
from attune.vision.models.bundle import load_bundle
from attune.vision.readings.readings import AbstainReason, no_face

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


def test_an_image_is_read_and_drawn(tmp_path, portrait):
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
    (folder / "notes.txt").write_text("no image")
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


def test_a_video_becomes_a_table_an_image_over_time_and_an_annotated_video(tmp_path, video):
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


def test_every_face_of_an_image_is_read_where_that_is_asked(tmp_path, portrait):
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
        ([PORTRAIT, "--csv", PORTRAIT, "--force"], "is what is to be read; choose another name"),
        (
            [PORTRAIT, "--detector", "haar", "--detection", "far"],
            "--detection is for --detector blazeface, not for haar",
        ),
        ([PORTRAIT, "--detector-file", "yunet.onnx"], "--detector-file is for --detector yunet, not for blazeface"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, said):
    code, output = run(*arguments)
    assert code != 0
    assert said in output


def test_faces_of_a_group_photo_are_found_unless_only_near_ones_are_looked_for(tmp_path, portrait):
    group = np.full((960, 1280, 3), 120, np.uint8)
    for x, y in ((60, 60), (560, 300), (1000, 700)):
        group[y : y + 120, x : x + 160] = cv2.resize(portrait, (160, 120), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(tmp_path / "group.png"), group)
    code, output = run(tmp_path / "group.png", "--all-faces", "--csv", tmp_path / "group.csv")
    assert code == 0, output
    rows = csv.DictReader(StringIO((tmp_path / "group.csv").read_text("utf-8")))
    assert [row["face"] for row in rows] == ["0", "1", "2"]
    assert "--detection far looks" not in output
    code, output = run(tmp_path / "group.png", "--all-faces", "--detection", "near")
    assert code == 0, output
    assert "no face was found; --detection far looks for smaller ones" in output


def test_files_that_only_look_like_images_or_videos_are_named(tmp_path, video):
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "broken.avi").write_bytes(b"RIFF")
    for name, said in (("broken.png", "is no image"), ("empty.jpg", "is no image"), ("broken.avi", "is neither")):
        code, output = run(tmp_path / name)
        assert (code, f"{name} {said}" in output) == (1, True), output
    with pytest.raises(SourceError, match="holds no images"):
        open_source(ROOT / "docs" / "decisions")
    assert "end in .avi" in run(video, "--annotated", tmp_path / "out.mp4")[1]


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_an_output_goes_into_is_made_before_anything_is_read(tmp_path, monkeypatch):
    code, output = run(PORTRAIT, "--csv", tmp_path / "a" / "b" / "out.csv", "--annotated", tmp_path / "c" / "out.png")
    assert code == 0, output
    assert (names(tmp_path / "a" / "b"), names(tmp_path / "c")) == (["out.csv"], ["out.png"])
    (tmp_path / "file").touch()
    code, output = run(PORTRAIT, "--csv", tmp_path / "file" / "out.csv")
    assert (code, "out.csv cannot be written" in output, "astronaut.png" in output) == (1, True, False)
    really = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path and really(path, mode))
    code, output = run(PORTRAIT, "--csv", tmp_path / "out.csv")
    assert (code, "read-only" in output, "astronaut.png" in output) == (1, True, False)


def test_an_output_that_cannot_be_written_is_said_and_no_traceback(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    code, output = run(PORTRAIT, "--csv", tmp_path / "out.csv")
    assert (code, "No space left on device" in output) == (1, True)


def test_an_annotated_video_or_image_that_cannot_be_written_is_said(tmp_path, video):
    assert run(video, "--frames", 1, "--annotated", tmp_path / "made" / "out.avi")[0] == 0
    assert names(tmp_path / "made") == ["out.avi"]
    (tmp_path / "folder.avi").mkdir()
    code, output = run(video, "--annotated", tmp_path / "folder.avi", "--force")
    assert (code, "folder.avi cannot be written as a video" in output) == (1, True)
    code, output = run(PORTRAIT, "--annotated", tmp_path / "out.txt")
    assert (code, "let its name end in .png or .jpg" in output) == (1, True)


@pytest.fixture
def folder(tmp_path, portrait):
    """A folder with one image."""
    (tmp_path / "images").mkdir()
    cv2.imwrite(str(tmp_path / "images" / "a.jpg"), portrait)
    return tmp_path / "images"


def test_a_folder_of_one_image_is_a_folder(tmp_path, folder):
    code, output = run(folder, "--annotated", tmp_path / "read")
    assert code == 0, output
    assert names(tmp_path / "read") == ["a.jpg"]


def test_images_that_differ_only_in_their_kind_are_drawn_each_into_its_own(tmp_path, folder):
    cv2.imwrite(str(folder / "a.png"), np.full((64, 48, 3), 90, np.uint8))
    assert run(folder, "--annotated", tmp_path / "read")[0] == 0
    assert names(tmp_path / "read") == ["a.jpg", "a.png"]
    assert cv2.imread(str(tmp_path / "read" / "a.png")).shape == (64, 48, 3)
    code, output = run(folder, "--annotated", folder, "--force")
    assert (code, "is what is to be read" in output) == (1, True)


def stated_size(file, width, height):
    """Have the header of a PNG state another size."""
    encoded = file.read_bytes()
    header = b"IHDR" + struct.pack(">II", width, height) + encoded[24:29]
    file.write_bytes(encoded[:12] + header + struct.pack(">I", zlib.crc32(header)) + encoded[33:])


def test_one_image_that_cannot_be_decoded_costs_only_itself_and_is_named_at_the_end(tmp_path, folder, portrait):
    (folder / "b.jpg").write_bytes(b"broken")
    cv2.imwrite(str(folder / "c.png"), np.full((64, 64, 3), 90, np.uint8))
    stated_size(folder / "c.png", 40_000, 40_000)
    cv2.imwrite(str(folder / "d.jpg"), portrait)
    code, output = run(folder, "--csv", tmp_path / "out.csv")
    rows = list(csv.DictReader(StringIO((tmp_path / "out.csv").read_text())))
    assert [(row["name"], row["frame"]) for row in rows] == [("a.jpg", "0"), ("d.jpg", "3")]
    assert code == 1
    before, _, after = output.partition("2 frames, 2 of 2 readings usable")
    for name in ("b.jpg", "c.png"):
        assert f"{name} is no image" not in before
        assert f"{name} is no image" in after
    assert "OpenCV refuses the image" in after
    code, output = run(folder / "c.png")
    assert (code, "c.png is no image" in output) == (1, True)


class Timed:
    """A capture whose frames have times of their own: what a phone's video states, or a camera's frames."""

    def __init__(self, file, stated):
        self._capture, self._stated, self._taken = cv2.VideoCapture(str(file)), stated, 0

    def __getattr__(self, name):
        return getattr(self._capture, name)

    def grab(self):
        self._taken += 1
        return self._taken <= len(self._stated) and self._capture.grab()

    def get(self, what):
        return self._stated[self._taken - 1] if what == cv2.CAP_PROP_POS_MSEC else self._capture.get(what)


@pytest.mark.parametrize(
    ("stated", "every", "seconds"),
    [
        ([0, 40, 300, 310], 1, [0, 0.04, 0.3, 0.31]),
        ([0, 40, 300, 310], 2, [0, 0.3]),
        ([500, 600, 700], 1, [0, 0.1, 0.2]),
        ([0, 0, 0], 1, [0, 0.1, 0.2]),
        ([0, 250, 50, 60], 1, [0, 0.25, 0.25, 0.3]),
        ([math.nan, math.nan, math.inf], 1, [0, 0.1, 0.2]),
    ],
    ids=["uneven", "every second one", "from its middle", "not stated", "going back", "no numbers"],
)
def test_a_videos_frames_have_the_times_that_it_states_or_those_of_its_rate(video, monkeypatch, stated, every, seconds):
    capture = Timed(video, stated)
    monkeypatch.setattr(cv2, "VideoCapture", lambda _: capture)
    assert [frame.seconds for frame in open_source(video, every).frames] == pytest.approx(seconds)


def test_a_cameras_frames_have_the_times_at_which_they_came(video, monkeypatch):
    capture, ticks = Timed(video, [0, 0, 0]), iter([100.0, 100.5, 100.7, 103.0])
    monkeypatch.setattr(cv2, "VideoCapture", lambda _: capture)
    monkeypatch.setattr(sources, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
    assert [frame.seconds for frame in open_camera(0).frames] == pytest.approx([0.5, 0.7, 3.0])


def test_a_timeline_shows_each_frame_until_the_next_one():
    rows = [Row("m", number, seconds, 0, no_face(0.0, "m@1")) for number, seconds in enumerate((0.0, 1.0, 4.0))]
    bars = ElementTree.fromstring(draw_timeline(rows, "m")).iter("{http://www.w3.org/2000/svg}rect")
    places = [(float(bar.get("x")), float(bar.get("width"))) for bar in bars if bar.get("height") == "220.00"]
    assert [x for x, _ in places] == pytest.approx([20, 20 + 920 / 7, 20 + 4 * 920 / 7], abs=0.1)
    assert [width for _, width in places] == pytest.approx([920 / 7, 3 * 920 / 7, 3 * 920 / 7], abs=0.5)


def test_a_frame_without_a_face_has_its_row_with_its_reason(portrait):
    (frame,) = open_source(PORTRAIT).frames
    table = write_csv(rows_of(frame, [no_face(0.0, "m@1")]))
    (row,) = csv.DictReader(StringIO(table))
    assert tuple(row) == COLUMNS
    assert (row["abstain"], row["face"], row["x"]) == (AbstainReason.NO_FACE, "", "")
