"""What `make check` runs comes from a measured list: it names files that are there, and every room has its share."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from scripts.quick_tests import IN_LINE, LEFT_OUT, LIST, Measurement, room_of, seconds_taken

CHOSEN = LIST.read_text("utf-8").split()
FILES = [each.split("::")[0] for each in CHOSEN]


def test_the_list_is_in_order_and_names_what_is_there():
    assert sorted(set(CHOSEN)) == CHOSEN
    assert [file for file in FILES if not Path(file).is_file()] == []
    tests = [each.split("::") for each in CHOSEN if "::" in each]
    assert [each for each in tests if f"def {each[-1]}(" not in Path(each[0]).read_text("utf-8")] == []


def test_what_is_a_longer_job_is_not_in_it():
    assert [file for file in FILES if f"{file}/".startswith(tuple(f"tests/{each}/" for each in LEFT_OUT))] == []


@pytest.mark.parametrize(
    "folder", ["affect", "architecture", "classroom", "contract", "project", "simulation", "vision"]
)
def test_every_part_that_needs_no_torch_is_covered(folder):
    assert any(file.startswith(f"tests/{folder}/") for file in FILES)


def test_every_feature_of_the_classroom_is_covered():
    features = {path.parent.name for path in Path("src/attune/classroom").glob("*/api.py")} | {"platform", "wellbeing"}
    listed = {Path(file).parts[2] for file in FILES if file.startswith("tests/classroom/")}
    assert sorted(features - listed) == []


class Item:
    def __init__(self, file, *fixtures):
        self.nodeid, self.fixturenames = f"{file}::test_it", fixtures


def test_a_room_sends_its_smallest_file_of_those_that_need_the_application_and_all_others():
    small, large = "tests/classroom/help/test_a.py", "tests/classroom/help/test_b.py"
    pure, elsewhere = "tests/classroom/help/test_c.py", "tests/classroom/learning/quiz/test_d.py"
    items = [Item(large, "app"), Item(large), Item(small, "app"), Item(pure), Item(elsewhere, "settings")]
    Measurement().pytest_collection_modifyitems(items)
    assert {item.nodeid.split("::")[0] for item in items} == {small, pure, elsewhere}


def play(measurement, monkeypatch, *tests):
    """Run tests through the measurement; each is its name and the seconds that it takes."""
    clock = [0.0]
    monkeypatch.setattr("scripts.quick_tests.seconds_taken", lambda: clock[0])
    for name, seconds in tests:
        item = Item("tests/vision/test_a.py")
        item.nodeid = f"tests/vision/test_a.py::{name}"
        with contextlib.suppress(pytest.skip.Exception):
            measurement.pytest_runtest_setup(item)
        run = measurement.pytest_runtest_protocol(item)
        next(run)
        clock[0] += seconds
        with contextlib.suppress(StopIteration):
            run.send(None)


@pytest.mark.parametrize(
    ("tests", "quick"),
    [
        ([("test_b", 0.2), ("test_a", 0.1)], ["tests/vision/test_a.py"]),
        (
            [("test_b", 0.2), ("test_a", 0.1), ("test_c", 0.2)],
            ["tests/vision/test_a.py::test_a", "tests/vision/test_a.py::test_b"],
        ),
        ([("test_b[1]", 0.3), ("test_b[2]", 0.6)], []),
    ],
)
def test_a_longer_file_sends_its_first_tests(monkeypatch, tests, quick):
    measurement = Measurement()
    play(measurement, monkeypatch, *tests)
    assert measurement.quick() == quick
    measurement.failed = {"tests/vision/test_a.py"}
    assert measurement.quick() == []


@pytest.mark.parametrize(
    ("tests", "quick"),
    [
        ([("test_a", 1.9), ("test_b", 0.1)], ["tests/vision/test_a.py::test_a"]),
        (
            [("test_a", 0.2), ("test_b", 0.1), ("test_c", 0.2)],
            [f"tests/vision/test_a.py::test_{each}" for each in "ab"],
        ),
        ([("test_a", 2.1)], []),
    ],
)
def test_a_room_whose_tests_need_the_application_sends_its_first(monkeypatch, tests, quick):
    measurement = Measurement()
    measurement.with_application = {"tests/vision/test_a.py"}
    play(measurement, monkeypatch, *tests)
    assert measurement.quick() == quick


def test_the_rest_of_a_file_that_is_too_long_is_not_run(monkeypatch):
    measurement = Measurement()
    play(measurement, monkeypatch, ("test_b", 1.5))
    with pytest.raises(pytest.skip.Exception):
        measurement.pytest_runtest_setup(Item("tests/vision/test_a.py"))


def test_rooms_are_told_apart_in_the_classroom():
    assert room_of("tests/classroom/wellbeing/support/test_a.py") == "classroom/wellbeing/support"
    assert room_of("tests/vision/geometry/test_a.py") == "vision/geometry"


def test_time_in_line_for_a_processor_is_not_a_tests_own_and_a_wait_is(monkeypatch, tmp_path):
    monkeypatch.setattr("scripts.quick_tests.IN_LINE", tmp_path / "schedstat")
    (tmp_path / "schedstat").write_text("0 0 0\n", "ascii")
    before = seconds_taken()
    time.sleep(0.05)
    assert seconds_taken() - before >= 0.05
    (tmp_path / "schedstat").write_text("0 3600000000000 0\n", "ascii")
    assert seconds_taken() - before < -3000
    (tmp_path / "schedstat").unlink()
    assert seconds_taken() - before >= 0.05


@pytest.mark.skipif(not IN_LINE.is_file(), reason="this machine does not tell what a thread stands in line for")
def test_the_machine_tells_it_as_it_is_read():
    assert int(IN_LINE.read_text("ascii").split()[1]) >= 0
