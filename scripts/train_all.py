"""Train several configurations side by side, each as soon as what it learns from is there.

`python scripts/train_all.py configs/base.yaml configs/tiny.yaml run.device=cuda` also trains the teachers that those
name: a start or a teacher `checkpoints/NAME/last.pt` is the run of `configs/**/NAME.yaml`. A run with all its epochs is
left as it is, and one that was cut off goes on. A small network leaves most of a GPU idle, so several share it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import click

from attune.training.checkpoint import load_checkpoint
from attune.training.config import Config
from attune.training.config_file import load_config

RECIPES = Path("configs")


def needed_by(config: Config) -> list[Path]:
    """Return the checkpoints that a run starts from or learns from."""
    sources = [*config.distillation.teachers, *([config.model.start] if config.model.start else [])]
    return [path for path in map(Path, sources) if path.suffix == ".pt"]


def with_teachers(recipes: Iterable[Path], overrides: tuple[str, ...]) -> dict[Path, tuple[Path, Config]]:
    """Return every run that is needed, by its last checkpoint: its recipe and configuration, teachers first."""
    runs: dict[Path, tuple[Path, Config]] = {}
    for recipe in recipes:
        config = load_config(recipe, overrides)
        for checkpoint in needed_by(config):
            if checkpoint not in runs:
                runs |= with_teachers([recipe_of(checkpoint)], overrides)
        runs[Path(config.run.checkpoints) / config.name / "last.pt"] = (recipe, config)
    return runs


def recipe_of(checkpoint: Path) -> Path:
    """Return the recipe of the run that a checkpoint belongs to; raises ClickException where there is none."""
    name = checkpoint.parent.name
    found = sorted(RECIPES.rglob(f"{name}.yaml"))
    if not found:
        raise click.ClickException(f"{checkpoint} is needed, but no {name}.yaml in {RECIPES} says how it is trained")
    return found[0]


def epochs_done(checkpoint: Path) -> int:
    """Return how many epochs a run has behind it."""
    return int(load_checkpoint(checkpoint)["epoch"]) if checkpoint.is_file() else 0


def run(checkpoint: Path, recipe: Path, config: Config, overrides: tuple[str, ...]) -> str:
    """Train one configuration in a process of its own, from where it stood.  Returns a line about it."""
    done, started = epochs_done(checkpoint), time.monotonic()
    if done >= config.optimizer.epochs:
        return f"{config.name}: already trained"
    command = [sys.executable, "-m", "attune.training.train", str(recipe), *overrides, "run.progress=false"]
    log = Path(config.run.logs) / config.name / "output.txt"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a") as output:
        code = subprocess.call([*command, *(["--resume"] if done else [])], stdout=output, stderr=output)
    if code:
        raise click.ClickException(f"{config.name} ended with {code}; {log} says why")
    figures = load_checkpoint(checkpoint)["figures"]
    seconds = time.monotonic() - started
    return f"{config.name}: {100 * figures['validation_accuracy']:.2f} % after {seconds:.0f} s"


@click.command()
@click.argument("recipes", nargs=-1, required=True)
@click.option("--jobs", default=8, show_default=True, help="How many runs share the machine.")
def main(recipes: tuple[str, ...], jobs: int) -> None:
    """Train RECIPES (configuration files, and overrides such as run.device=cuda) and all that they learn from."""
    overrides = tuple(word for word in recipes if "=" in word)
    waiting = with_teachers([Path(word) for word in recipes if "=" not in word], overrides)
    trained: set[Path] = set()
    failed: list[str] = []
    running: dict[Future[str], Path] = {}
    with ThreadPoolExecutor(jobs) as pool:
        while True:
            ready = [path for path, (_, config) in waiting.items() if trained.issuperset(needed_by(config))]
            for checkpoint in ready[: jobs - len(running)]:
                running[pool.submit(run, checkpoint, *waiting.pop(checkpoint), overrides)] = checkpoint
            if not running:
                break
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                checkpoint = running.pop(future)
                try:
                    click.echo(future.result())
                    trained.add(checkpoint)
                except click.ClickException as error:
                    failed.append(error.message)
                    click.echo(error.message, err=True)
    if failed:
        raise click.ClickException(f"{len(failed)} runs failed; {len(waiting)} that learn from them were not begun")


if __name__ == "__main__":
    main()
