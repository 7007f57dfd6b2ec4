import csv
import io
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from rich.console import Console

from attune.training.configuration.config import Config, RunConfig
from attune.training.errors import ConfigError
from attune.training.loop.run_logger import CsvSink, RunLogger


def run_config(folder: Path, **changes) -> Config:
    return Config(name="smoke", run=replace(RunConfig(logs=str(folder), progress=False), **changes))


def test_every_epoch_is_a_line_in_the_file_and_on_the_console(tmp_path: Path):
    console = Console(file=io.StringIO(), width=200)
    logger = RunLogger(run_config(tmp_path), first_epoch=1, console=console)
    for epoch in (1, 2):
        logger.start_epoch(epoch, batches=1)
        logger.advance()
        logger.finish_epoch(epoch, {"loss": 1 / epoch})
    logger.close()
    with (tmp_path / "smoke" / "log.csv").open(newline="") as file:
        assert [line["loss"] for line in csv.DictReader(file)] == ["1.0", "0.5"]
    assert "epoch 2/33  loss 0.5" in console.file.getvalue()


def test_a_resumed_run_replaces_the_lines_it_computes_again(tmp_path: Path):
    path = tmp_path / "log.csv"
    first = CsvSink(path, first_epoch=1)
    for epoch in (1, 2, 3):
        first.write(epoch, {"loss": epoch})
    CsvSink(path, first_epoch=3).write(3, {"loss": 30})
    with path.open(newline="") as file:
        assert [line["loss"] for line in csv.DictReader(file)] == ["1", "2", "30"]


def test_a_log_that_is_being_written_is_the_former_one_until_it_is_whole(tmp_path: Path, monkeypatch):
    path = tmp_path / "log.csv"
    sink = CsvSink(path, first_epoch=1)
    sink.write(1, {"loss": 1})
    before = path.read_text()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        sink.write(2, {"loss": 2})
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("package", "changes"), [("tensorboard", {"tensorboard": True}), ("wandb", {"wandb": "offline"})]
)
def test_a_logger_without_its_package_says_so(tmp_path: Path, monkeypatch, package: str, changes: dict):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ConfigError, match=rf"run\.{package} is on, but {package} is not installed"):
        RunLogger(run_config(tmp_path, **changes), first_epoch=1)


def test_nobody_who_does_not_ask_for_them_needs_the_packages(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tensorboard", None)
    monkeypatch.setitem(sys.modules, "wandb", None)
    RunLogger(run_config(tmp_path), first_epoch=1).close()


def test_tensorboard_keeps_every_metric_and_hides_what_a_resumed_run_computes_again(tmp_path: Path):
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    interrupted = RunLogger(run_config(tmp_path, tensorboard=True), first_epoch=1)
    for epoch, loss in ((1, 3.0), (2, 2.0), (3, 9.0)):
        interrupted.finish_epoch(epoch, {"loss": loss})
    interrupted.close()
    resumed = RunLogger(run_config(tmp_path, tensorboard=True), first_epoch=3)
    resumed.finish_epoch(3, {"loss": 1.0})
    resumed.close()
    events = accumulator.EventAccumulator(str(tmp_path / "smoke" / "tensorboard")).Reload()
    assert [(event.step, event.value) for event in events.Scalars("loss")] == [(1, 3.0), (2, 2.0), (3, 1.0)]


def test_wandb_without_a_key_is_told_in_words(tmp_path: Path, monkeypatch):
    wandb = pytest.importorskip("wandb")

    def refuse(**_: object) -> None:
        raise wandb.errors.UsageError("No API key configured.")

    monkeypatch.setattr(wandb, "init", refuse)
    with pytest.raises(ConfigError, match=r"wandb does not begin: No API key.*write run\.wandb=offline"):
        RunLogger(run_config(tmp_path, wandb="online"), first_epoch=1)


def test_wandb_offline_writes_files_and_a_resumed_run_keeps_its_id(tmp_path: Path):
    pytest.importorskip("wandb")
    config = run_config(tmp_path, wandb="offline", wandb_project="faces", wandb_name="first try")
    first = RunLogger(config, first_epoch=1)
    first.finish_epoch(1, {"loss": 1.0})
    state = first.state()
    first.close()
    second = RunLogger(config, first_epoch=2, state=state)
    assert second.state() == state
    second.close()
    written = list((tmp_path / "smoke" / "wandb").glob(f"offline-run-*-{state['wandb']}/run-{state['wandb']}.wandb"))
    assert written
    assert any(b"faces" in file.read_bytes() for file in written)


@pytest.fixture
def plots(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / f"{name}.png" for name in ("curves", "most-confident-errors")}
    for path in paths.values():
        cv2.imwrite(str(path), np.full((6, 9, 3), (200, 100, 50), np.uint8))
    return paths


def test_tensorboard_keeps_plots_by_name(tmp_path: Path, plots: dict[str, Path]):
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    console = Console(file=io.StringIO(), width=200)
    logger = RunLogger(run_config(tmp_path, tensorboard=True), first_epoch=1, console=console)
    logger.plots(plots)
    logger.close()
    assert f"drew {plots['curves']}" in console.file.getvalue()
    events = accumulator.EventAccumulator(str(tmp_path / "smoke" / "tensorboard")).Reload()
    assert events.Tags()["images"] == ["curves"]  # no image of a person
    (image,) = events.Images("curves")
    decoded = cv2.imdecode(np.frombuffer(image.encoded_image_string, np.uint8), cv2.IMREAD_COLOR)
    assert (image.width, image.height, decoded[0, 0].tolist()) == (9, 6, [200, 100, 50])


def test_wandb_gets_diagrams_and_no_image_of_a_person(tmp_path: Path, plots: dict[str, Path], monkeypatch):
    wandb = pytest.importorskip("wandb")
    logger = RunLogger(run_config(tmp_path, wandb="offline"), first_epoch=1)
    logged = {}
    monkeypatch.setattr(logger.sinks[-1].run, "log", logged.update)
    logger.plots(plots)
    logger.close()
    assert list(logged) == ["curves"]
    assert isinstance(logged["curves"], wandb.Image)
