import json
from dataclasses import astuple
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from click.testing import CliRunner, Result  # noqa: E402

from attune.expressions import EXPRESSIONS  # noqa: E402
from attune.training.cli.compare import command  # noqa: E402
from attune.training.comparison.comparison import Row, compare, open_candidate, read_browser_times, read_rows  # noqa: E402
from attune.training.comparison.onnx_costs import Speed  # noqa: E402
from attune.training.comparison.table import as_markdown  # noqa: E402
from attune.training.comparison.tradeoff import draw_tradeoff  # noqa: E402
from attune.training.configuration.data_config import DataConfig  # noqa: E402
from attune.training.errors import ConfigError  # noqa: E402
from attune.training.evaluation.hardware import processor  # noqa: E402
from attune.training.models import build_model  # noqa: E402
from attune.training.models.profile import profile_model  # noqa: E402
from tests.training.bundle_files import tiny_model, write_bundle  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch

SEVEN = [str(expression) for expression in EXPRESSIONS[:7]]


def row(name: str, accuracy: float, milliseconds: float, dataset: str = "FER+", **changes) -> Row:
    return Row(
        **{
            "name": name,
            "dataset": dataset,
            "protocol": "majority",
            "split": "PublicTest",
            "n": 3199,
            "accuracy": accuracy,
            "interval": (accuracy - 0.01, accuracy + 0.01),
            "flipped": accuracy + 0.005,
            "ece": 0.0123,
            "parameters": 1_090_000,
            "macs": 110_000_000,
            "megabytes": 4.4,
            "int8_megabytes": 1.2,
            "speed": Speed(milliseconds, 2 * milliseconds, 200),
            "int8_speed": Speed(milliseconds / 2, milliseconds, 200),
            "browser": 16.1,
            "int8_browser": None,
            "processor": processor(),
            **changes,
        }
    )


@pytest.fixture
def models(tmp_path: Path) -> Path:
    write_bundle(tmp_path / "models" / "eight", "eight")
    write_bundle(tmp_path / "models" / "seven", "seven", labels=SEVEN, dataset="fer2013", protocol="fer2013")
    (tmp_path / "models" / "blazeface").mkdir()
    return tmp_path / "models"


def run(data: Path, *arguments: object, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(command, [*map(str, arguments), "--data", str(data)])
    assert result.exit_code == exit_code, result.output
    return result


def test_each_model_is_scored_by_the_protocol_of_its_own_training(models: Path, data: Path):
    rows, _ = compare([open_candidate(models / name) for name in ("seven", "eight")], source(data), "PublicTest")
    assert [(one.name, one.dataset, one.protocol, one.n) for one in rows] == [
        ("eight", "FER+", "majority", 8),
        ("seven", "FER2013", "fer2013", 8),
    ]
    assert [(one.parameters, one.macs) for one in rows] == [(68, 24 * 24 * 36 + 32), (64, 24 * 24 * 36 + 28)]
    assert all(one.megabytes == len(tiny_model()) / 1e6 for one in rows[:1])


def test_all_can_be_scored_by_one_protocol(models: Path, data: Path):
    candidates = [open_candidate(models / name) for name in ("seven", "eight")]
    assert {one.protocol for one in compare(candidates, source(data), "PublicTest", "argmax")[0]} == {"argmax"}


def source(data: Path) -> DataConfig:
    return DataConfig(root=str(data))


def test_a_quantised_model_beside_the_other_is_measured_too(models: Path, data: Path):
    (models / "eight" / "model.int8.onnx").write_bytes(tiny_model())
    (found,), _ = compare(
        [open_candidate(models / "eight")], source(data), "PublicTest", None, {"eight": {"fp32": 3, "int8": 2}}
    )
    assert found.int8_megabytes == found.megabytes
    assert found.int8_speed is not None
    assert (found.browser, found.int8_browser) == (3, 2)


def test_a_checkpoint_is_compared_as_what_it_would_export_to(tmp_path: Path, data: Path):
    config = smoke_config(data, tmp_path)
    weights = build_model(config.model.name, 8, 48, config.model.options).state_dict()
    labels = [str(expression) for expression in EXPRESSIONS]
    torch.save({"config": config.as_dict(), "labels": labels, "ema": weights, "epoch": 2}, tmp_path / "last.pt")
    (found,), _ = compare([open_candidate(tmp_path / "last.pt")], source(data), "PublicTest")
    assert (found.name, found.dataset, found.protocol) == ("smoke (checkpoint)", "FER+", "majority")
    # the graph and the torch class count the same
    model = build_model(config.model.name, 8, 48, config.model.options)
    assert (found.macs, found.parameters) == astuple(profile_model(model, 48))[1::-1]


def test_the_command_prints_every_model_and_names_what_it_leaves_out(models: Path, data: Path, tmp_path: Path):
    result = run(
        data, *sorted(models.iterdir()), "--json", tmp_path / "new" / "rows.json", "--plot", tmp_path / "plot.svg"
    )
    assert "blazeface holds no bundle (no model.json): left out" in result.output
    assert "FER2013, fer2013" in result.output
    assert "median of 200" in result.output
    written = json.loads((tmp_path / "new" / "rows.json").read_text())
    assert [one["name"] for one in written["rows"]] == ["eight", "seven"]
    assert written["rows"][0]["speed"]["runs"] == 200
    assert "protocol fer2013" in (tmp_path / "plot.svg").read_text()


def test_a_model_that_cannot_be_measured_costs_no_other_row(models: Path, data: Path):
    candidate = open_candidate(models / "seven")._replace(name="broken", model=b"no graph")
    rows, faults = compare([candidate, open_candidate(models / "eight")], source(data), "PublicTest")
    assert [one.name for one in rows] == ["eight"]
    assert [fault.partition(" cannot be measured: ")[0] for fault in faults] == ["broken"]


def test_rows_that_were_kept_stand_beside_new_ones(models: Path, data: Path, tmp_path: Path):
    run(data, models / "eight", models / "seven", "--json", tmp_path / "kept.json")
    kept = json.loads((tmp_path / "kept.json").read_text())
    assert [one.as_data() for one in read_rows(tmp_path / "kept.json")] == [
        one | {"interval": tuple(one["interval"])} for one in kept["rows"]
    ]
    for one in kept["rows"]:
        one |= {"processor": "an old one", "accuracy": 0.125}
    (tmp_path / "kept.json").write_text(json.dumps(kept))

    result = run(data, tmp_path / "kept.json", models / "eight", "--json", tmp_path / "both.json", "--markdown")

    eight, seven = read_rows(tmp_path / "both.json")
    assert (eight.name, eight.processor) == ("eight", processor())  # measured anew
    assert (seven.name, seven.processor, seven.accuracy) == ("seven", "an old one", 0.125)
    assert "* measured on an old one." in result.output
    assert result.output.count("* |") == 1

    run(data, tmp_path / "both.json", "--plot", tmp_path / "kept.svg")
    assert "ms on an old one" in (tmp_path / "kept.svg").read_text()


@pytest.mark.parametrize("text", ["{", "[]", '{"rows": 3}', '{"rows": [{"name": "a"}]}', '{"rows": ["a"]}'])
def test_another_file_than_of_kept_rows_is_refused(models: Path, data: Path, tmp_path: Path, text: str):
    (tmp_path / "kept.json").write_text(text)
    result = run(data, models / "eight", tmp_path / "kept.json", exit_code=1)
    assert "kept.json" in result.output
    assert "as attune compare --json writes them" in result.output


def test_nothing_to_compare_is_said(models: Path, data: Path):
    assert "nothing to compare" in run(data, models / "blazeface", exit_code=1).output


def test_markdown_is_a_table_with_what_it_was_measured_on_under_it():
    text = as_markdown([row("small", 0.876, 2.81), row("large", 0.9, 12, int8_megabytes=None, int8_speed=None)])
    lines = text.splitlines()
    assert lines[0].startswith("| model | data set, protocol | n | accuracy (95 %) |")
    assert lines[2] == (
        "| small | FER+, majority | 3,199 | 87.6% (86.6 to 88.6) | 88.1% | 0.012 | 1.09 M | 220 | 4.4 / 1.2 "
        "| 2.8 / 1.4 | 16.1 |"
    )
    assert "| 4.4 | 12.0 |" in lines[3]
    assert lines[-1].startswith("PublicTest. Flip:")


def test_the_plot_has_a_panel_for_each_data_set_and_names_every_model(tmp_path: Path):
    rows = [row("small", 0.876, 2.8), row("large", 0.88, 9), row("small-7", 0.7, 3, "FER2013", protocol="fer2013")]
    text = draw_tradeoff(rows, "a machine, load 0.5", tmp_path / "plot.svg").read_text()
    for line in ("FER+, protocol majority", "FER2013, protocol fer2013", "n = 3,199", "large: 88.0%, 9.0 ms, 4.4 MB"):
        assert line in text
    assert "a machine, load 0.5" in text


def test_browser_times_are_read_and_another_file_is_refused(tmp_path: Path):
    file = tmp_path / "times.json"
    file.write_text('{"base/fp32": {"p50_ms": 16.1, "p95_ms": 20}, "base/int8": {"p50_ms": 8}}')
    assert read_browser_times(file) == {"base": {"fp32": 16.1, "int8": 8.0}}
    for text in ("[1, 2]", '{"a": 3}', "{", '{"a": {"fp32": 8}}', '{"a/fp32": {"p50_ms": "fast"}}'):
        file.write_text(text)
        with pytest.raises(ConfigError, match="must hold milliseconds as"):
            read_browser_times(file)
