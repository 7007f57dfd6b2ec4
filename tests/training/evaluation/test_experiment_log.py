import csv
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch")

from attune.training.cli.evaluate import command  # noqa: E402
from attune.training.evaluation.experiment_log import COLUMNS  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def test_every_look_is_a_row_with_what_was_looked_at(data: Path, tmp_path: Path):
    checkpoint = train(replace(smoke_config(data, tmp_path, epochs=2), seed=5, name="candidate"))
    log = tmp_path / "docs" / "experiments.csv"
    for options in ([], ["--flip", "--note", "both views, averaged"]):
        looked = CliRunner().invoke(command, [str(checkpoint), "--data", str(data), "--log", str(log), *options])
        assert looked.exit_code == 0, looked.output
    with log.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["flip"] for row in rows] == ["no", "yes"]
    assert {(row["model"], row["epochs"], row["seed"], row["split"], row["n"]) for row in rows} == {
        ("candidate", "2", "5", "PublicTest", "8")
    }
    assert [row["note"] for row in rows] == ["", "both views, averaged"]
