"""Which version of the code a model comes from, and which recipe."""

from __future__ import annotations

import subprocess
from pathlib import Path


def current_commit() -> str:
    """Return the short hash of the checked-out commit, or `uncommitted` where there is no repository or no commit."""
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "uncommitted"


def recipe_file(name: str, recipes: Path = Path("configs")) -> str:
    """Return where the recipe of a run lies: the file of its name somewhere in `recipes`, or where it belongs."""
    return next(iter(sorted(recipes.rglob(f"{name}.yaml"))), recipes / f"{name}.yaml").as_posix()
