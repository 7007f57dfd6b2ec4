"""`attune replay`, as somebody at a terminal uses it."""

import json
from uuid import UUID

import pytest
from click.testing import CliRunner

from attune.affect.experiment.assignment import assign
from attune.simulation.replay.command import command
from attune.simulation.replay.recording import read_recording
from tests.simulation.stories import FOLDER, ROOT


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_timeline_says_what_was_said_and_why():
    done = run(FOLDER / "stuck-with-wrong-answers.yaml")
    assert done.exit_code == 0, done.output
    assert "06:30  pause video_pause: wrong_answers at quiz, did (item_wrong 2) → says: " in done.output
    assert "       why: A question here was not right yet after 2 tries" in done.output
    assert "silent: confusion_waits, until 06:25" in done.output
    assert "pauses, by rule" in done.output
    assert "label changes a minute" in done.output


def test_every_window_is_printed_where_asked():
    few = run(FOLDER / "calm.yaml").output
    all_of_them = run("--every-window", FOLDER / "calm.yaml").output
    assert all_of_them.count("window neutral") > 60 > few.count("window neutral")


def test_json_lines_hold_windows_decisions_and_the_figures():
    lines = [json.loads(line) for line in run("--json", FOLDER / "camera-covered.yaml").output.splitlines()]
    windows = [line for line in lines if "window" in line]
    assert windows[0]["doubt"] == "little_readable"
    assert windows[0]["state"]["reasons"] == {"little_readable": 1}
    (said,) = [line for line in lines if line.get("text")]
    assert (said["seconds"], said["decision"]["rule"]) == (675.0, "speak")
    assert lines[-1]["summary"]["rules"] == {"nothing_to_say": 3, "speak": 1}


def test_a_class_of_students_gets_a_line_each_and_figures_together():
    done = run("--students", 3, FOLDER / "confusion-resolves-itself.yaml")
    assert done.exit_code == 0, done.output
    assert "3, 32.2 min" in done.output
    together = json.loads(run("--json", "--students", 3, FOLDER / "confusion-resolves-itself.yaml").output)
    assert together["summary"]["sessions"] == 3


def test_a_control_arm_is_shown_what_it_was_not_told(tmp_path):
    scenario = (FOLDER / "stuck-with-wrong-answers.yaml").read_text("utf-8") + "policy: {control_arm_share: 0.5}\n"
    seed = next(each for each in range(50) if not assign(f"student-{each}:{UUID(int=4)}", 0.5).speak)
    (tmp_path / "control.yaml").write_text(scenario.replace("seed: 2", f"seed: {seed}"), "utf-8")
    output = run(tmp_path / "control.yaml").output
    assert "silent: control_arm" in output
    assert "withheld: " in output


def test_a_session_is_recorded_and_replays_alike(tmp_path):
    recorded = tmp_path / "session.jsonl"
    first = run("--record", recorded, FOLDER / "self-report-only.yaml")
    assert first.exit_code == 0, first.output
    assert run(recorded).output == first.output
    assert "needs a scenario" in run("--students", 2, recorded).output


def test_earlier_names_of_numbers_are_read_with_a_note(tmp_path):
    scenario = (FOLDER / "calm.yaml").read_text(
        "utf-8"
    ) + "policy: {triggers: {windows_over: 2, baseline: {spreads: 3}}}\n"
    (tmp_path / "old.yaml").write_text(scenario, "utf-8")
    done = run("--record", tmp_path / "new.jsonl", tmp_path / "old.yaml")
    assert done.exit_code == 0, done.output
    assert "old.yaml: 'windows_over' is now called 'min_windows_over_threshold'" in done.stderr
    recorded = (tmp_path / "new.jsonl").read_text("utf-8")
    assert '"min_windows_over_threshold": 2' in recorded
    old = recorded.replace("min_windows_over_threshold", "windows_over").replace("mad_multiplier", "spreads")
    (tmp_path / "old.jsonl").write_text(old, "utf-8")
    again = run("--record", tmp_path / "again.jsonl", tmp_path / "old.jsonl")
    assert "old.jsonl: 'spreads' is now called 'mad_multiplier'" in again.stderr
    assert read_recording((tmp_path / "again.jsonl").read_text("utf-8").splitlines()) == read_recording(
        recorded.splitlines()
    )


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("bad.yaml", "title: [", "bad.yaml: "),
        ("bad.yaml", "title: x", "a scenario has either segments or sessions"),
        ("bad.yaml", "title: x\nsegments: [{for: 3 s}]\nlanguage: fr", "no messages in 'fr'; there are de, en"),
        ("bad.yaml", "title: x\nsegments: [{for: 3 s}]\npolicy: {limits: {per_day: 41}}", "per_day is 41"),
        ("bad.jsonl", "{}", "line 1"),
    ],
)
def test_what_cannot_be_replayed_is_said_and_not_shown_as_a_trace(tmp_path, name, text, complaint):
    (tmp_path / name).write_text(text, "utf-8")
    done = run(tmp_path / name)
    assert done.exit_code == 1
    assert complaint in done.output
    assert "Traceback" not in done.output


def test_pictures_go_through_the_real_detector_and_model(monkeypatch):
    monkeypatch.chdir(ROOT)
    done = run("--every-window", FOLDER / "pictures.yaml")
    assert done.exit_code == 0, done.output
    assert done.output.count("window happiness, coverage 100%") == 5


def test_a_picture_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    (tmp_path / "lost.yaml").write_text("title: x\nsegments: [{for: 3 s, pictures: [lost.png]}]", "utf-8")
    assert "lost.png is not there" in run(tmp_path / "lost.yaml").output
    assert "models/none/model.json is not there" in run("--model", "none", tmp_path / "lost.yaml").output
