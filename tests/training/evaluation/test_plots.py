from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.training.evaluation.plots import (
    draw_confusion,
    draw_curves,
    draw_errors,
    draw_reliability,
    most_confident_errors,
    read_log,
    write_evaluation_plots,
    write_run_plots,
)
from attune.training.evaluation.report import measure
from tests.training.faces import draw_face, expected_label

ROWS = range(14)
PIXELS = np.stack([draw_face(row) for row in ROWS])
LABELS = np.array([expected_label(row) for row in ROWS])
CORRECT = 0.9 * np.eye(8)[LABELS] + 0.1 / 8
# the faces of rows 3 and 5 are read as neutral, the second one more surely
WRONG = CORRECT.copy()
WRONG[3], WRONG[5] = 0.6 * np.eye(8)[0] + 0.05, 0.8 * np.eye(8)[0] + 0.025
LOG = """epoch,loss,validation_accuracy,validation_nll,lr,seconds
1,1.9,0.5,1.5,0.1,3
2,1.2,0.75,,0.05,6
3,1.1,0.7,1.1,0,9
"""


@pytest.fixture
def report():
    return measure(WRONG, LABELS, "PublicTest", "soft")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "log.csv").write_text(LOG)
    return tmp_path / "log.csv"


def test_a_log_is_read_by_column_and_a_missing_figure_is_a_gap(log: Path):
    columns = read_log(log)
    assert columns["validation_accuracy"].tolist() == [0.5, 0.75, 0.7]
    assert np.isnan(columns["validation_nll"]).tolist() == [False, True, False]


def test_curves_name_the_best_epoch_and_what_was_measured(log: Path, report, tmp_path: Path):
    text = draw_curves(read_log(log), "smoke", report, tmp_path / "curves.svg").read_text()
    assert "best: 75.0% after epoch 2" in text
    assert "Training: smoke" in text
    assert "PublicTest, protocol majority, n = 14, accuracy 85.7%" in text


def test_the_confusion_matrix_has_shares_counts_and_only_what_occurs(report, tmp_path: Path):
    text = draw_confusion(report, "smoke", tmp_path / "confusion.svg").read_text()
    assert "happiness (n = 2)*" in text
    assert "contempt" not in text
    assert text.count(">50%<") == 4  # half of happiness and half of surprise, right and wrong
    assert "fewer than 30 faces" in text


def test_the_reliability_diagram_says_errors_and_counts(report, tmp_path: Path):
    text = draw_reliability(report, "smoke", tmp_path / "reliability.svg").read_text()
    assert f"ECE {report.ece:.3f} (equal width), {report.ece_equal_mass:.3f} (equal n)" in text
    assert ">12<" in text
    assert "95 % interval" in text


def test_the_most_confident_errors_come_first():
    assert most_confident_errors(WRONG, LABELS).tolist() == [5, 3]
    assert most_confident_errors(WRONG, LABELS, count=1).tolist() == [5]
    assert most_confident_errors(CORRECT, LABELS).tolist() == []


def test_a_mistake_shows_label_answer_and_how_sure_it_was(report, tmp_path: Path):
    worst = most_confident_errors(WRONG, LABELS)
    text = draw_errors(PIXELS[worst], WRONG[worst], LABELS[worst], "smoke", report, tmp_path / "worst.svg").read_text()
    for line in ("label surprise", "says neutral,", "82% sure", "65% sure"):
        assert line in text


def test_a_run_has_all_its_plots_and_git_ignores_those_of_people(log: Path, tmp_path: Path):
    folder = tmp_path / "runs" / "smoke"
    paths = write_run_plots(folder, log, WRONG, LABELS, PIXELS, name="smoke", split="PublicTest", protocol="soft")
    assert list(paths) == ["curves", "confusion", "reliability", "most-confident-errors"]
    assert all(cv2.imread(str(path)) is not None for path in paths.values())
    assert "most-confident-errors.png" in (folder / ".gitignore").read_text().splitlines()


def test_without_a_mistake_no_face_is_written(tmp_path: Path):
    report = measure(CORRECT, LABELS, "PublicTest", "majority")
    paths = write_evaluation_plots(tmp_path, report, CORRECT, LABELS, PIXELS, "perfect")
    assert list(paths) == ["confusion", "reliability"]
    assert not (tmp_path / "most-confident-errors.png").exists()
