"""A command that says what is missing where torch is not installed, and answers the errors of training by name.

The modules of the commands import what computes only when a command runs, so that `--help` needs no torch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from attune.training.configuration.data_config import DATA_VARIABLE, DataConfig
from attune.training.errors import TrainingError
from attune.vision.errors import VisionError


class TrainingExtraMissing(click.ClickException):
    """A command that needs a package of the training extra, where that is not installed."""

    def __init__(self, command: str, missing: ModuleNotFoundError) -> None:
        super().__init__(
            f"'attune {command}' needs the package '{missing.name}' of the training extra; "
            "install it with 'make training'."
        )


class TrainingCommand(click.Command):
    """A command whose imports happen when it runs.

    former_options: names of options in the release before, and what they are called now; read with a note.
    """

    def __init__(self, *args: Any, former_options: Mapping[str, str] | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(*args, **kwargs)
        self.former_options = former_options or {}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the command line, with present options for former ones."""
        present = []
        for argument in args:
            name, equals, value = argument.partition("=")
            if name in self.former_options:
                click.echo(f"{name} is called {self.former_options[name]} now", err=True)
                name = self.former_options[name]
            present.append(f"{name}{equals}{value}")
        return super().parse_args(ctx, present)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - what a command's function returns
        """Run the command.

        Raises:
            TrainingExtraMissing: a package of the training extra is not installed.
            ClickException: a TrainingError or a VisionError, with its message.
        """
        try:
            return super().invoke(ctx)
        except ModuleNotFoundError as missing:
            if (missing.name or "").startswith("attune"):
                raise
            raise TrainingExtraMissing(_name_of(ctx), missing) from missing
        except (TrainingError, VisionError) as error:
            raise click.ClickException(str(error)) from error


def data_option(meaning: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --data, which ATTUNE_DATA gives, too; meaning: its help."""
    return click.option(
        "--data", envvar=DATA_VARIABLE, show_envvar=True, default=DataConfig.root, show_default=True, help=meaning
    )


def _name_of(ctx: click.Context) -> str:
    """Name a command below `attune`, as in `models list`."""
    names = [str(ctx.info_name)]
    while ctx.parent is not None and ctx.parent.parent is not None:
        ctx = ctx.parent
        names.insert(0, str(ctx.info_name))
    return " ".join(names)
