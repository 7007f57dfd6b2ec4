import csv
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

torch = pytest.importorskip("torch")

from click.testing import CliRunner  # noqa: E402

from attune.training.checkpoints.checkpoint import load_checkpoint, load_model, save_checkpoint  # noqa: E402
from attune.training.cli.train import command  # noqa: E402
from attune.training.configuration.config import Config, MixConfig  # noqa: E402
from attune.training.data import dataset  # noqa: E402
from attune.training.data.dataset import load_training  # noqa: E402
from attune.training.errors import CheckpointError, DatasetError  # noqa: E402
from attune.training.loop.augment import AugmentConfig  # noqa: E402
from attune.training.loop.train import train  # noqa: E402
from attune.training.models.inference import predict  # noqa: E402
from tests.training.smoke import smoke_config  # noqa: E402

pytestmark = pytest.mark.torch


def test_a_handful_of_faces_is_memorised(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=60)
    model, _, state = load_model(train(config))
    faces = load_training(config.data, 48)
    predicted = predict(model, faces.pixels, config.model).argmax(axis=1)
    assert (predicted == faces.labels).mean() == 1
    assert state["metrics"]["loss"] < 0.4


def test_a_resumed_run_ends_exactly_where_an_uninterrupted_one_does(data: Path, tmp_path: Path):
    whole = with_augmentation(smoke_config(data, tmp_path / "whole"))
    uninterrupted = load_checkpoint(train(whole))

    broken = with_augmentation(smoke_config(data, tmp_path / "broken"))
    stop_after_epochs(broken, 2)
    torch.rand(7)  # whatever else used the random numbers in between does not matter
    resumed = load_checkpoint(train(broken, resume=True))

    for key in ("model", "ema"):
        for name, weights in uninterrupted[key].items():
            assert torch.equal(weights, resumed[key][name]), f"{key}: {name}"
    assert resumed["metrics"]["validation_nll"] == uninterrupted["metrics"]["validation_nll"]
    assert torch.equal(resumed["rng"]["run"], uninterrupted["rng"]["run"])
    assert [line["epoch"] for line in log_of(broken)] == ["1", "2", "3"]


def test_a_killed_run_loses_no_finished_epoch_and_ends_as_an_uninterrupted_one(data: Path, tmp_path: Path):
    epochs = 30
    whole = with_augmentation(smoke_config(data, tmp_path / "whole", epochs=epochs))
    train(whole)
    killed = with_augmentation(smoke_config(data, tmp_path / "killed", epochs=epochs))
    file = tmp_path / "killed.yaml"
    file.write_text(yaml.safe_dump(plain(killed.as_dict())))
    process = subprocess.Popen([sys.executable, "-m", "attune", "train", str(file)], stdout=subprocess.DEVNULL)
    last = tmp_path / "killed" / "checkpoints" / "smoke" / "last.pt"
    deadline = time.monotonic() + 300
    while not last.is_file() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 1 <= load_checkpoint(last)["epoch"] < epochs
    train(killed, resume=True)
    assert curve_of(killed) == curve_of(whole)


def plain(values):
    """Tuples as lists, so that YAML can write them."""
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    return [plain(value) for value in values] if isinstance(values, tuple | list) else values


def curve_of(config: Config) -> list[tuple[str, str]]:
    return [(line["loss"], line["validation_nll"]) for line in log_of(config)]


@pytest.mark.parametrize(
    "optimizer",
    [
        {"name": "adamw", "lr": 0.003},
        {"name": "nadam", "lr": 0.003, "schedule": "one-cycle"},
        {"schedule": "plateau", "plateau_patience": 0},
    ],
)
def test_every_optimizer_and_schedule_resumes_exactly(data: Path, tmp_path: Path, optimizer: dict):
    whole, broken = (
        with_augmentation(smoke_config(data, tmp_path / name, **optimizer)) for name in ("whole", "broken")
    )
    mixing = {"mix": MixConfig(mixup=0.4, cutmix=1.0, probability=1.0)}
    whole, broken = replace(whole, **mixing), replace(broken, **mixing)
    train(whole)
    stop_after_epochs(broken, 2)
    train(broken, resume=True)
    assert curve_of(broken) == curve_of(whole)


def test_a_run_is_not_resumed_with_another_recipe(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=1)
    train(config)
    with pytest.raises(CheckpointError, match=r"optimizer\.lr was 0\.05, is 0\.1.*give the run a new name"):
        train(replace(config, optimizer=replace(config.optimizer, lr=0.1)), resume=True)
    for options in ({"stem": 8, "widths": [16, 24], "depths": [1, 1]}, {**config.model.options, "attention": "cbam"}):
        with pytest.raises(CheckpointError, match=r"model\.options was"):
            train(replace(config, model=replace(config.model, options=options)), resume=True)
    longer = replace(config, optimizer=replace(config.optimizer, epochs=2), run=replace(config.run, threads=2))
    assert load_checkpoint(train(longer, resume=True))["epoch"] == 2


def test_every_so_many_epochs_a_checkpoint_is_kept(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=5)
    folder = train(replace(config, run=replace(config.run, save_every=2))).parent
    assert sorted(file.name for file in folder.glob("epoch-*.pt")) == ["epoch-0002.pt", "epoch-0004.pt"]


def test_a_run_that_asks_for_plots_ends_with_them(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=2)
    train(replace(config, run=replace(config.run, plots=True)))
    images = {file.name for file in (tmp_path / "runs" / "smoke").glob("*.png")}
    assert images == {"curves.png", "confusion.png", "reliability.png", "most-confident-errors.png"}


STEP = """
import sys, torch
from pathlib import Path
from attune.training.configuration.config import LossConfig
from attune.training.loop.process_group import process_group
from attune.training.loop.losses import loss_of

with process_group(8) as processes:
    torch.manual_seed(0)
    model, faces, wanted = torch.nn.Linear(3, 2), torch.randn(8, 3), torch.softmax(torch.randn(8, 2), dim=1)
    loss = loss_of(model(processes.shard(faces)), processes.shard(wanted), LossConfig())
    loss.backward()
    processes.average_gradients(model)
    mean = processes.mean(loss.detach().clone())
    processes.broadcast(0.5)
threads = [file.read_text().strip() for file in Path("/proc/self/task").glob("*/comm")]
torch.save({"gradient": model.weight.grad, "loss": mean, "threads": threads}, f"{sys.argv[1]}-{processes.rank}.pt")
"""


def test_a_step_of_two_processes_is_the_step_of_one(tmp_path: Path):
    """Of a model without batch normalisation, which sees only its own shard."""
    script = tmp_path / "step.py"
    script.write_text(STEP)
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    subprocess.run([sys.executable, str(script), str(tmp_path / "one")], check=True)
    subprocess.run([*launcher, str(script), str(tmp_path / "two")], check=True, capture_output=True, timeout=900)
    alone, first, second = (torch.load(tmp_path / name) for name in ("one-0.pt", "two-0.pt", "two-1.pt"))
    for key in ("gradient", "loss"):
        assert torch.allclose(first[key], alone[key], atol=1e-6)
        assert torch.equal(first[key], second[key])
    # one that the group left behind could wake while the interpreter ends, which aborts the process
    assert not [name for name in (*first["threads"], *second["threads"]) if "gloo" in name]


def test_two_processes_train_to_the_end(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path / "two", epochs=40, batch=14)
    file = tmp_path / "two.yaml"
    file.write_text(yaml.safe_dump(plain(config.as_dict())))
    launcher = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    result = subprocess.run(
        [*launcher, "-m", "attune", "train", str(file)], capture_output=True, text=True, timeout=900
    )
    assert result.returncode == 0, result.stderr[-8000:]
    assert [line["epoch"] for line in log_of(config)] == [str(epoch) for epoch in range(1, 41)]
    model, _, _ = load_model(tmp_path / "two" / "checkpoints" / "smoke" / "last.pt")
    faces = load_training(config.data, 48)
    assert (predict(model, faces.pixels, config.model).argmax(axis=1) == faces.labels).mean() > 0.9


def test_seven_expressions_make_a_model_of_seven_classes(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=60)
    config = replace(config, data=replace(config.data, protocol="fer2013", votes=None))
    model, _, state = load_model(train(config))
    assert state["labels"] == ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear"]
    faces = load_training(config.data, 48)
    assert (predict(model, faces.pixels, config.model).argmax(axis=1) == faces.labels).mean() == 1


def with_augmentation(config: Config) -> Config:
    return replace(config, augment=AugmentConfig())


def stop_after_epochs(config: Config, epochs: int) -> None:
    """Train, and lose the power after some epochs: the third checkpoint is never written."""

    class PowerCut(Exception):
        pass

    def save(path: Path, state: dict) -> None:
        if state["epoch"] > epochs:
            raise PowerCut
        save_checkpoint(path, state)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("attune.training.loop.train.save_checkpoint", save)
        with pytest.raises(PowerCut):
            train(config)


def log_of(config: Config) -> list[dict[str, str]]:
    with (Path(config.run.logs) / config.name / "log.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_a_name_in_use_is_refused_and_nothing_of_its_run_is_touched(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=2)
    folder = train(config).parent
    kept = {file: file.read_bytes() for file in (*folder.iterdir(), Path(config.run.logs) / config.name / "log.csv")}
    with pytest.raises(CheckpointError, match=r"epoch 2 of 2 of a run of this name\. Go on with it \(--resume\)"):
        train(config)
    assert {file: file.read_bytes() for file in kept} == kept


def test_a_run_says_how_it_ended_and_where_its_best_epoch_is(data: Path, tmp_path: Path, capsys):
    config = smoke_config(data, tmp_path, epochs=30, lr=1e-9, patience=2)
    best = load_checkpoint(train(config).with_name("best.pt"))
    *_, stopped, last = capsys.readouterr().out.splitlines()
    assert stopped == f"stopped after epoch {best['epoch'] + 2} of 30: none of the last 2 was better"
    written = tmp_path / "checkpoints" / "smoke" / "best.pt"
    percent = f"{100 * best['best']:.2f} %"
    assert last == f"best: {written}, epoch {best['epoch']}, {percent}; last: epoch {best['epoch'] + 2}"
    train(config, resume=True)
    *_, nothing, again = capsys.readouterr().out.splitlines()
    assert nothing == f"nothing to train: epoch {best['epoch'] + 2} of 30 was the last one of this run"
    assert again == last


def test_training_stops_early_when_nothing_improves(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=30, lr=1e-9, patience=2)
    epochs = [int(line["epoch"]) for line in (train(config), log_of(config))[1]]
    best = load_checkpoint(tmp_path / "checkpoints" / "smoke" / "best.pt")["epoch"]
    assert epochs[-1] == best + 2 < 30


def test_a_run_that_stopped_early_has_nothing_to_resume(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=30, lr=1e-9, patience=2)
    config = replace(config, run=replace(config.run, plots=True))
    last = train(config)
    stopped = last.read_bytes()
    assert train(config, resume=True).read_bytes() == stopped


def test_a_run_of_another_kind_of_device_is_not_resumed(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=1)
    last = train(config)
    state = torch.load(last, weights_only=True)
    state["rng"]["run"] = torch.zeros(16, dtype=torch.uint8)  # as long as the state of a GPU's generator is
    save_checkpoint(last, state)
    longer = replace(config, optimizer=replace(config.optimizer, epochs=2))
    with pytest.raises(CheckpointError, match="began on another kind of device than cpu"):
        train(longer, resume=True)


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("run.device=gpu", "run.device is gpu, which this machine does not have"),
        ("model.options={dropout: 1.5}", "no 'custom-cnn' can be built with {dropout: 1.5}"),
        ("model.options={widths: 48}", "no 'custom-cnn' can be built with {widths: 48}"),
        ("model.options={stem: 0}", "would have layers without channels"),
    ],
)
def test_what_a_run_cannot_be_made_of_is_told_before_data_is_read(tmp_path: Path, override: str, message: str):
    file = tmp_path / "config.yaml"
    file.write_text("data: {root: nowhere}\n")
    result = CliRunner().invoke(command, [str(file), override])
    assert result.exit_code == 1
    assert message in result.output


@pytest.mark.parametrize("split", ["Training", "PublicTest"])
def test_a_split_without_a_face_is_refused(data: Path, tmp_path: Path, monkeypatch, split: str):
    read = dataset.load_faces

    def without_labels(plan, wanted, *size):
        faces = read(plan, wanted, *size)
        return replace(faces, targets=faces.targets * 0, labels=faces.labels * 0 - 1) if wanted == split else faces

    monkeypatch.setattr(dataset, "load_faces", without_labels)
    with pytest.raises(DatasetError, match=f"no face of {split} is left under data.protocol majority"):
        train(smoke_config(data, tmp_path))


def test_the_best_checkpoint_is_the_one_of_the_best_epoch(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path, epochs=6)
    last = train(config)
    accuracies = [float(line["validation_accuracy"]) for line in log_of(config)]
    best = load_checkpoint(last.with_name("best.pt"))
    assert best["epoch"] == accuracies.index(max(accuracies)) + 1
    assert load_checkpoint(last)["best"] == pytest.approx(max(accuracies))


def test_bfloat16_learns_too(data: Path, tmp_path: Path):
    config = smoke_config(data, tmp_path)
    config = replace(config, run=replace(config.run, precision="bfloat16"))
    losses = [float(line["loss"]) for line in (train(config), log_of(config))[1]]
    assert losses[-1] < losses[0]


def test_no_half_written_checkpoint_is_left_behind(data: Path, tmp_path: Path):
    folder = train(smoke_config(data, tmp_path, epochs=1)).parent
    assert sorted(file.name for file in folder.iterdir()) == ["best.pt", "last.pt"]


def test_checkpoints_that_cannot_be_used_are_refused(data: Path, tmp_path: Path):
    with pytest.raises(CheckpointError, match="there is no checkpoint at"):
        train(smoke_config(data, tmp_path), resume=True)
    (tmp_path / "damaged.pt").write_bytes(b"nothing")
    with pytest.raises(CheckpointError, match=r"is damaged, or is no file that torch\.save wrote"):
        load_checkpoint(tmp_path / "damaged.pt")
    config = smoke_config(data, tmp_path)
    by_name = r"holds weights by name .* model\.pretrained="
    for content, said in (({"weights": torch.zeros(1)}, by_name), ([torch.zeros(1)], "holds no weights by name")):
        torch.save(content, tmp_path / "other.pt")
        for use in (
            lambda: load_model(tmp_path / "other.pt"),
            lambda: train(replace(config, model=replace(config.model, start=str(tmp_path / "other.pt")))),
        ):
            with pytest.raises(CheckpointError, match=said):
                use()


def test_the_command_trains_and_reports_mistakes_in_one_line(data: Path, tmp_path: Path):
    file = tmp_path / "config.yaml"
    file.write_text(f"name: cli\ndata: {{root: {data}, protocol: majority}}\n")
    small = ["model.options={stem: 8, widths: [8], depths: [1]}", "optimizer.epochs=1", "optimizer.batch=14"]
    folders = [f"run.checkpoints={tmp_path / 'c'}", f"run.logs={tmp_path / 'r'}", "run.threads=1"]
    result = CliRunner().invoke(command, [str(file), *small, *folders])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "c" / "cli" / "last.pt").is_file()

    result = CliRunner().invoke(command, [str(file), "optimizer.rate=1"])
    assert result.exit_code == 1
    assert "did you mean 'optimizer." in result.output
    assert "Traceback" not in result.output
