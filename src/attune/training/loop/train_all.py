"""Train several configurations side by side, each as soon as what it learns from is there.

`attune train-all configs/base.yaml configs/tiny.yaml run.device=cuda` also trains the teachers that those name: a start
or a teacher `checkpoints/NAME/last.pt` is the run of `configs/**/NAME.yaml`. A run with all its epochs is left as it
is, and one that was cut off goes on. A small network leaves most of a GPU idle, so several share it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, NamedTuple

from attune.training.checkpoints.checkpoint import load_checkpoint
from attune.training.configuration.config import Config
from attune.training.configuration.config_file import load_config
from attune.training.errors import CheckpointError, ConfigError

RECIPES = Path("configs")

KEEP_MEMORY = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=100000000000"
"""Tells glibc to keep what a step has freed for the next one, in large pages. Otherwise every step on a CPU fetches its
hundreds of megabytes from the system anew, page by page. It is read when a process starts, so it is set here."""


class Run(NamedTuple):
    """A recipe and what it says, overrides included."""

    recipe: Path
    config: Config


def needed_by(config: Config) -> list[Path]:
    """Return the checkpoints that a run starts from or learns from."""
    return [path for path in map(Path, (*config.distillation.teachers, *config.model.starts)) if path.suffix == ".pt"]


def with_teachers(
    recipes: Iterable[Path], overrides: tuple[str, ...], folder: Path = RECIPES, learning: tuple[Path, ...] = ()
) -> dict[Path, Run]:
    """Return every run that is needed, by the folder of its checkpoints, teachers first.

    folder: where the recipes of teachers are.  learning: the runs that wait for these.
    A checkpoint without a recipe has to be there: somebody gave it.

    Raises:
        ConfigError: it is not there, a recipe cannot be used, or runs learn from each other.
    """
    runs: dict[Path, Run] = {}
    for recipe in recipes:
        config = load_config(recipe, overrides)
        home = Path(config.run.checkpoints) / config.name
        if home in learning:
            raise ConfigError(f"{recipe}: {config.name} learns from itself, by way of what it learns from")
        for checkpoint in needed_by(config):
            if checkpoint.parent in runs:
                continue
            found = sorted(folder.rglob(f"{checkpoint.parent.name}.yaml"))
            if found:
                runs |= with_teachers(found[:1], overrides, folder, (*learning, home))
            if checkpoint.parent not in runs and not checkpoint.is_file():
                raise ConfigError(
                    f"{recipe} needs {checkpoint}, which is not there, and no {checkpoint.parent.name}.yaml "
                    f"in {folder} writes it"
                )
        runs[home] = Run(recipe, config)
    return runs


def train_all(runs: dict[Path, Run], overrides: tuple[str, ...], jobs: int, say: Callable[[str], None]) -> list[Path]:
    """Train runs, at most `jobs` at a time; say: told a line when one ends.

    A failed run stops none that does not learn from it.

    Returns:
        The folders of those that are not trained in the end.
    """
    waiting, trained = dict(runs), set[Path]()
    running: dict[Future[str], Path] = {}
    with ThreadPoolExecutor(jobs) as pool:
        while True:
            needs = {home: {path.parent for path in needed_by(run.config)} & set(runs) for home, run in waiting.items()}
            ready = [home for home in waiting if needs[home] <= trained]
            for home in ready[: jobs - len(running)]:
                running[pool.submit(_train, home / "last.pt", waiting.pop(home), overrides)] = home
            if not running:
                return [home for home in runs if home not in trained]
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                home = running.pop(future)
                try:
                    say(future.result())
                    trained.add(home)
                except CheckpointError as error:
                    say(str(error))


def _train(checkpoint: Path, run: Run, overrides: tuple[str, ...]) -> str:
    """Train one configuration in a process of its own, from where it stood.

    Returns:
        A line about it.
    """
    config, started = run.config, time.monotonic()
    begun = load_checkpoint(checkpoint) if checkpoint.is_file() else None
    if begun and _is_done(begun, config):
        return f"{config.name}: already trained"
    command = [sys.executable, "-m", "attune", "train", str(run.recipe), *overrides, "run.progress=false"]
    log = Path(config.run.logs) / config.name / "output.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as output:
        code = subprocess.call(  # noqa: S603
            [*command, *(["--resume"] if begun else [])],
            stdout=output,
            stderr=output,
            env={"GLIBC_TUNABLES": KEEP_MEMORY, **os.environ},
        )
    if code:
        raise CheckpointError(f"{config.name} failed; {log} says why")
    metrics, seconds = load_checkpoint(checkpoint)["metrics"], time.monotonic() - started
    return f"{config.name}: {100 * metrics['validation_accuracy']:.2f} % after {seconds:.0f} s"


def _is_done(state: dict[str, Any], config: Config) -> bool:
    """Whether a run has all its epochs, or was ended by its patience."""
    patience = config.optimizer.patience
    return state["epoch"] >= config.optimizer.epochs or bool(patience and state["since_best"] >= patience)
