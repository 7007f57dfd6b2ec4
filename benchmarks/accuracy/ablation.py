"""What each part of the recipe is worth: the same small run, changed in one thing at a time.

Run: `python -m benchmarks.accuracy.ablation` (about half an hour on one CPU thread; `--seeds 0 1 2` for a spread).
Finished runs are kept in checkpoints/ and not repeated. Validation figures on PublicTest, protocol `majority`,
of the run's last epoch; without an average of weights, of the weights themselves.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attune.training.checkpoints.checkpoint import load_checkpoint
from attune.training.configuration.config import Config
from attune.training.configuration.config_file import load_config
from attune.training.errors import CheckpointError
from attune.training.loop.train import train

NO_AUGMENTATION = [
    f"augment.{name}=0"
    for name in (
        "flip",
        "rotate_degrees",
        "scale",
        "translate",
        "brightness",
        "contrast",
        "low_resolution",
        "noise",
        "erase",
    )
]
VARIANTS: dict[str, list[str]] = {
    "the recipe": [],
    "hard labels (majority) instead of votes": ["data.protocol=majority"],
    "no augmentation": NO_AUGMENTATION,
    "flips only": [line for line in NO_AUGMENTATION if "flip" not in line],
    "no average of weights (EMA)": ["optimizer.ema=0"],
    "no attention": ["model.options.attention=none"],
    "CBAM instead of squeeze-and-excitation": ["model.options.attention=cbam"],
    "taught by models/custom-cnn-48 (weight 0.5)": ["distillation.teachers=[models/custom-cnn-48]"],
    "mixup 0.2": ["mix.mixup=0.2"],
    "label smoothing 0.1": ["loss.smoothing=0.1"],
    "focal loss": ["loss.name=focal"],
    "AdamW": ["optimizer.name=adamw", "optimizer.lr=0.002", "optimizer.weight_decay=0.05"],
}


def main() -> None:
    """Run what has not been run yet and print one line a variant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("configs/ablation.yaml"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    arguments = parser.parse_args()
    console = Console()
    table = Table("changed", title=f"{arguments.config}, seeds {arguments.seeds}")
    for heading in ("accuracy", "spread", "against the recipe", "NLL"):
        table.add_column(heading, justify="right")
    reference = None
    for number, (name, overrides) in enumerate(VARIANTS.items()):
        results = [measured(load_config(arguments.config, overrides), number, seed) for seed in arguments.seeds]
        scores = [result["validation_accuracy"] for result in results]
        mean = sum(scores) / len(scores)
        reference = mean if reference is None else reference
        spread = f"{min(scores):.2%} to {max(scores):.2%}" if len(scores) > 1 else "one seed"
        nll = sum(result["validation_nll"] for result in results) / len(results)
        table.add_row(name, f"{mean:.2%}", spread, f"{100 * (mean - reference):+.2f}", f"{nll:.4f}")
        console.print(f"{name}: {mean:.2%}", highlight=False)
    console.print(table)


def measured(config: Config, number: int, seed: int) -> dict[str, float]:
    """Return the last epoch's figures of a variant, training it unless it is there already."""
    config = replace(config, name=f"{config.name}-{number:02}-{seed}", seed=seed)
    last = Path(config.run.checkpoints) / config.name / "last.pt"
    try:
        epoch = load_checkpoint(last)["epoch"]
    except CheckpointError:
        epoch = 0
    if epoch < config.optimizer.epochs:
        train(config, resume=epoch > 0)
    metrics: dict[str, float] = load_checkpoint(last)["metrics"]
    return metrics


if __name__ == "__main__":
    main()
