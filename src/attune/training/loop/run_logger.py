"""Where a run's metrics go: a CSV file, TensorBoard and Weights & Biases behind one interface, and a progress bar.

TensorBoard and wandb are imported only when the configuration asks for them. wandb sends a run's metrics to its
makers only under `run.wandb: online`; `offline` keeps them in files. None of them ever gets an image of a person.
"""

from __future__ import annotations

import csv
import importlib
import os
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import cv2
import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from attune.training.configuration.config import Config
from attune.training.errors import ConfigError
from attune.training.evaluation.plots import FACES

Metrics = Mapping[str, float]


class Sink(Protocol):
    """Something that keeps one set of figures per epoch."""

    def write(self, epoch: int, metrics: Metrics) -> None:
        """Keep the figures of an epoch (1 is the first)."""

    def state(self) -> dict[str, str]:
        """Return what a resumed run needs to go on with the same log."""

    def plots(self, paths: Mapping[str, Path]) -> None:
        """Keep plots that are on disk, by name; called once, before close."""

    def close(self) -> None:
        """Finish; called once."""


class CsvSink:
    """One line an epoch. A resumed run continues the file from the epoch it resumes at."""

    def __init__(self, path: Path, first_epoch: int) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.lines: list[dict[str, Any]] = []
        if first_epoch > 1 and path.is_file():
            with path.open(newline="", encoding="utf-8") as file:
                self.lines = [line for line in csv.DictReader(file) if int(line["epoch"]) < first_epoch]

    def write(self, epoch: int, metrics: Metrics) -> None:
        """Rewrite the file with one more line; it has one line an epoch, so this stays cheap."""
        self.lines.append({"epoch": epoch, **metrics})
        whole = self.path.with_name(f".{self.path.name}.part")
        with whole.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, fieldnames=list(self.lines[-1]), restval="", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(self.lines)
        os.replace(whole, self.path)  # whoever is killed here leaves the former log, not half a one

    def state(self) -> dict[str, str]:
        """Nothing: the file is found by its name."""
        return {}

    def plots(self, paths: Mapping[str, Path]) -> None:
        """Nothing to keep: the plots are files beside the log."""

    def close(self) -> None:
        """Nothing to finish: every line is on disk already."""


class TensorBoardSink:
    """Scalars for `tensorboard --logdir runs`."""

    def __init__(self, folder: Path, first_epoch: int) -> None:
        _import("tensorboard", "run.tensorboard")
        writer = _import("torch.utils.tensorboard", "run.tensorboard").SummaryWriter
        # what an interrupted run wrote after its last checkpoint is hidden, so that no epoch is drawn twice
        self.writer: Any = writer(str(folder), purge_step=first_epoch if first_epoch > 1 else None)

    def write(self, epoch: int, metrics: Metrics) -> None:
        """Keep each figure as a scalar of its name."""
        for name, value in metrics.items():
            self.writer.add_scalar(name, value, epoch)

    def state(self) -> dict[str, str]:
        """Nothing: the folder is found by its name."""
        return {}

    def plots(self, paths: Mapping[str, Path]) -> None:
        """Keep each diagram as an image of its name; images of people stay where they were drawn."""
        for name, path in paths.items():
            if name == FACES:
                continue
            self.writer.add_image(name, np.asarray(cv2.imread(str(path), cv2.IMREAD_COLOR_RGB)), dataformats="HWC")

    def close(self) -> None:
        """Flush to disk."""
        self.writer.close()


class WandbSink:
    """Weights & Biases, `offline` (files under `runs/`) or `online`."""

    def __init__(self, folder: Path, config: Config, run_id: str | None) -> None:
        wandb = _import("wandb", "run.wandb")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            self.run: Any = wandb.init(
                project=config.run.wandb_project,
                name=config.run.wandb_name or config.name,
                dir=str(folder),
                mode=config.run.wandb,
                config=config.as_dict(),
                id=run_id,
                resume="allow" if run_id else None,
            )
        except wandb.Error as error:
            raise ConfigError(
                f"run.wandb is {config.run.wandb}, and wandb does not begin: {error}. Sign in with `wandb login`, or "
                "write run.wandb=offline, which keeps the metrics in files"
            ) from error

    def write(self, epoch: int, metrics: Metrics) -> None:
        """Keep the figures as one step."""
        self.run.log(dict(metrics), step=epoch)

    def state(self) -> dict[str, str]:
        """Return the run's id, so that a resumed run draws on in the same curve."""
        return {"wandb": str(self.run.id)}

    def plots(self, paths: Mapping[str, Path]) -> None:
        """Keep the diagrams; images of people stay on this computer, whatever the mode."""
        image = _import("wandb", "run.wandb").Image
        self.run.log({name: image(str(path)) for name, path in paths.items() if name != FACES})

    def close(self) -> None:
        """Finish the run."""
        self.run.finish()


def _import(module: str, setting: str) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise ConfigError(
            f"{setting} is on, but {package} is not installed: `pip install {package}`, or turn it off"
        ) from None


class RunLogger:
    """Every sink of a run, a line an epoch on the console, and a progress bar where somebody is watching."""

    def __init__(
        self, config: Config, first_epoch: int, state: Mapping[str, str] | None = None, console: Console | None = None
    ) -> None:
        """first_epoch and state: where and as what an interrupted run goes on."""
        folder = Path(config.run.logs) / config.name
        self.console = console or Console()
        self.sinks: list[Sink] = []
        if config.run.csv:
            self.sinks.append(CsvSink(folder / "log.csv", first_epoch))
        if config.run.tensorboard:
            self.sinks.append(TensorBoardSink(folder / "tensorboard", first_epoch))
        if config.run.wandb != "disabled":
            self.sinks.append(WandbSink(folder, config, (state or {}).get("wandb")))
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        watched = config.run.progress and self.console.is_terminal
        self.progress = Progress(*columns, console=self.console, transient=True, disable=not watched)
        self.task: TaskID | None = None
        self.epochs, self.patience = config.optimizer.epochs, config.optimizer.patience

    def start_epoch(self, epoch: int, batches: int) -> None:
        """Show a fresh bar; epoch: 1 is the first."""
        self.progress.start()
        if self.task is not None:
            self.progress.remove_task(self.task)
        self.task = self.progress.add_task(f"epoch {epoch}/{self.epochs}", total=batches)

    def advance(self) -> None:
        """Count one batch."""
        if self.task is not None:
            self.progress.advance(self.task)

    def finish_epoch(self, epoch: int, metrics: Metrics) -> None:
        """Send the figures everywhere and print them on one line."""
        for sink in self.sinks:
            sink.write(epoch, metrics)
        text = "  ".join(f"{name} {value:.4g}" for name, value in metrics.items())
        self.console.print(f"epoch {epoch}/{self.epochs}  {text}", highlight=False, soft_wrap=True)

    def plots(self, paths: Mapping[str, Path]) -> None:
        """Hand plots of the finished run to every sink, and say where they are; called once, before close."""
        for sink in self.sinks:
            sink.plots(paths)
        for path in paths.values():
            self.console.print(f"drew {path}", highlight=False, soft_wrap=True)

    def state(self) -> dict[str, str]:
        """Return what goes into a checkpoint, so that every sink continues where it was."""
        return {key: value for sink in self.sinks for key, value in sink.state().items()}

    def finish(self, first_epoch: int, last_epoch: int, best_epoch: int, best: float, folder: Path) -> None:
        """Say how the run ended and where its best epoch is, and close.

        Args:
            first_epoch: the one that this process began with.
            last_epoch: the last one of the run; before `first_epoch` where there was none to train.
            best_epoch: that of `best.pt`.
            best: its validation accuracy.
            folder: of the checkpoints.
        """
        if last_epoch < first_epoch:
            self._say(f"nothing to train: epoch {last_epoch} of {self.epochs} was the last one of this run")
        elif last_epoch < self.epochs:
            self._say(f"stopped after epoch {last_epoch} of {self.epochs}: none of the last {self.patience} was better")
        self._say(f"best: {folder / 'best.pt'}, epoch {best_epoch}, {100 * best:.2f} %; last: epoch {last_epoch}")
        self.close()

    def _say(self, line: str) -> None:
        self.console.print(line, highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Stop the bar and finish every sink."""
        self.progress.stop()
        for sink in self.sinks:
            sink.close()
