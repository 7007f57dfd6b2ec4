"""A run small enough for a test: a tiny network on drawn faces, without augmentation."""

from pathlib import Path
from typing import Any

from attune.training.configuration.config import Config
from attune.training.configuration.config_file import parse_config

STILL = {
    "flip": 0,
    "rotate_degrees": 0,
    "scale": 0,
    "translate": 0,
    "brightness": 0,
    "contrast": 0,
    "low_resolution": 0,
    "noise": 0,
    "erase": 0,
}


def smoke_config(data: Path, folder: Path, **optimizer: Any) -> Config:
    return parse_config(
        {
            "name": "smoke",
            "data": {"root": str(data), "protocol": "majority"},
            "model": {"options": {"stem": 8, "widths": [16, 24], "depths": [1, 1], "dropout": 0.1}},
            "augment": STILL,
            "optimizer": {"epochs": 3, "batch": 7, "lr": 0.05, "warmup_epochs": 0, "ema": 0.5} | optimizer,
            "run": {
                "threads": 1,
                "checkpoints": str(folder / "checkpoints"),
                "logs": str(folder / "runs"),
                "progress": False,
            },
        }
    )
