"""What to say where the training extra (torch) is not installed."""

from __future__ import annotations

import click


class TrainingExtraMissing(click.ClickException):
    """A command that needs a package of the training extra, on a machine without it."""

    def __init__(self, command: str, missing: ModuleNotFoundError) -> None:
        super().__init__(
            f"'attune {command}' needs the package '{missing.name}' of the training extra; "
            "install it with 'make training'."
        )
