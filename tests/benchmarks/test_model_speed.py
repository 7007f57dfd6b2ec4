import json
from pathlib import Path

import pytest
from benchmarks.speed import model_speed

from attune.vision.errors import BundleCorrupt
from tests.vision.bundles import linear_model, write_bundle, write_int8


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(model_speed, "ROOT", tmp_path)
    write_bundle(tmp_path / "models" / "plain")
    write_int8(write_bundle(tmp_path / "models" / "both"), linear_model(8, seed=1))
    return tmp_path / "models"


@pytest.mark.usefixtures("models")
def test_every_file_of_every_bundle_is_timed_unless_some_are_named():
    assert [file.name for file in model_speed.model_files([])] == ["both/fp32", "both/int8", "plain/fp32"]
    assert [file.name for file in model_speed.model_files(["plain"])] == ["plain/fp32"]


def test_an_untrained_file_is_timed_by_its_path(tmp_path: Path):
    path = tmp_path / "wide.onnx"
    path.write_bytes(linear_model(7, channels=3, size=32))
    (file,) = model_speed.model_files([str(path)])
    assert (file.name, file.path) == (str(path), path)
    figures = model_speed.measure([file], runs=3)[str(path)]
    assert 0 < figures["p50_ms"] <= figures["p95_ms"]
    assert figures["load_ms"] > 0
    assert figures["megabytes"] == round(path.stat().st_size / 1e6, 2)


def test_a_damaged_file_is_not_timed(models: Path):
    (models / "both" / "model.int8.onnx").write_bytes(b"damaged")
    with pytest.raises(BundleCorrupt):
        model_speed.model_files(["both"])


def test_figures_are_printed_with_the_machine_and_written_for_compare(tmp_path: Path, capsys):
    figures = {"base/int8": {"p50_ms": 8.0, "p95_ms": 9.5, "load_ms": 30.0, "megabytes": 1.2}}
    model_speed.report(figures, "somewhere", tmp_path / "speed.json")
    printed = capsys.readouterr().out
    assert "one face, one thread, somewhere, " in printed
    assert "p50   8.00 ms  p95   9.50 ms" in printed
    assert json.loads((tmp_path / "speed.json").read_text()) == figures
