import io

import numpy as np
import pytest
from rich.console import Console

from attune.expressions import EXPRESSIONS
from attune.training.report import measure, print_report
from attune.training.sources import DatasetError


def sure_of(classes: list[int]) -> np.ndarray:
    return np.eye(len(EXPRESSIONS))[classes]


def test_soft_labels_are_scored_and_named_majority():
    report = measure(sure_of([0, 1, 1]), np.array([0, 1, 0]), "PublicTest", "soft")
    assert (report.protocol, report.n, round(report.accuracy, 3)) == ("majority", 3, 0.667)
    assert report.confusion[0, 1] == 1


def test_the_printed_report_fits_eighty_columns_and_marks_rare_classes():
    output = io.StringIO()
    report = measure(sure_of([0] * 40 + [1]), np.array([0] * 40 + [1]), "PublicTest", "majority")
    print_report(report, Console(file=output, width=80))
    assert "happiness *" in output.getvalue()
    assert "neutral *" not in output.getvalue()
    assert "fewer than 30 faces" in output.getvalue()


def test_nothing_to_measure_is_an_error():
    with pytest.raises(DatasetError, match="no face of PublicTest has a label under argmax"):
        measure(sure_of([]), np.array([], dtype=np.int64), "PublicTest", "argmax")
