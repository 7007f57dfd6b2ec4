import io

import numpy as np
import pytest
from rich.console import Console

from attune.training.evaluation.corruptions import CORRUPTIONS, SEVERITIES
from attune.training.evaluation.robustness import Robustness, measure_robustness, print_robustness

CELLS = len(CORRUPTIONS) * len(SEVERITIES)


def reads_brightness(faces: np.ndarray) -> np.ndarray:
    """Answer 1 for a bright image, 0 for a dark one."""
    bright = faces.mean(axis=(1, 2)) > 128
    return np.eye(8)[bright.astype(int)]


def test_a_model_that_reads_brightness_fails_in_the_dark_and_nowhere_else():
    faces = np.full((10, 8, 8), 160, np.uint8)
    found = measure_robustness(reads_brightness, faces, np.ones(10, dtype=np.int64))
    rows = dict(zip(CORRUPTIONS, found.accuracies.tolist(), strict=True))
    assert rows["darkness"] == [0, 0, 0]
    assert rows["blur"] == rows["JPEG"] == rows["overexposure"] == [1, 1, 1]
    assert found.n == 10


def test_the_mean_and_its_interval_are_over_faces():
    correct = np.zeros((len(CORRUPTIONS), len(SEVERITIES), 4), dtype=np.bool_)
    correct[:, :, :2] = True
    mean, low, high = Robustness(correct, 0).mean()
    # two faces always right, two never: a spread of 0.5 over four faces
    assert mean == 0.5
    assert high - low == pytest.approx(2 * 1.959964 * 0.5 / 2)


def test_the_printed_table_has_every_cell_with_its_interval_in_eighty_columns():
    correct = np.ones((len(CORRUPTIONS), len(SEVERITIES), 50), dtype=np.bool_)
    output = io.StringIO()
    print_robustness(Robustness(correct, 0), 0.9, Console(file=output, width=80))
    text = output.getvalue()
    assert text.count("92.9 to 100.0") == CELLS
    for phrase in ("n = 50 each", "sigma 1.5, 3, 5 % of side", f"mean of the {CELLS}: 100.00%", "no abstention"):
        assert phrase in text


def test_plain_data_names_every_amount():
    data = Robustness(np.ones((len(CORRUPTIONS), len(SEVERITIES), 5), dtype=np.bool_), 3).as_data()
    assert (data["n"], data["seed"], data["mean_accuracy"]) == (5, 3, 1.0)
    assert [cell["amount"] for cell in data["corruptions"]["rotation"]] == ["10 degrees", "20 degrees", "30 degrees"]
