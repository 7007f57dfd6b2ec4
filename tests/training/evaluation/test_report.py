import io

import numpy as np
import pytest
from rich.console import Console

from attune.expressions import EXPRESSIONS
from attune.training.errors import DatasetError
from attune.training.evaluation.report import measure, print_report


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


def test_only_expressions_that_occur_or_are_answered_are_reported():
    report = measure(sure_of([0, 1, 7]), np.array([0, 0, 1]), "PublicTest", "fer2013")
    assert [str(EXPRESSIONS[index]) for index in report.occurring] == ["neutral", "happiness", "contempt"]
    output = io.StringIO()
    print_report(report, Console(file=output, width=80))
    assert "contempt *" in output.getvalue()
    assert "disgust" not in output.getvalue()
    assert list(report.as_metrics()["classes"]) == ["neutral", "happiness", "contempt"]


def test_as_data_holds_what_the_printed_report_shows():
    data = measure(sure_of([0, 1, 1]), np.array([0, 1, 0]), "PublicTest", "soft").as_data()
    assert data["confusion"]["counts"] == [[1, 1], [0, 1]]
    assert data["confusion"]["rows_are_labels_columns_are_predictions"] == ["neutral", "happiness"]
    assert [(one["n"], one["accuracy"]) for one in data["reliability"]] == [(3, 0.6667)]
    assert data["brier"] == pytest.approx(2 / 3, abs=1e-4)
