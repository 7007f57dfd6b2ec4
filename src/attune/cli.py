"""The `attune` command. Each command lives with its feature and is imported only when it is called.

That keeps `attune serve` free of torch and `attune train` free of the web application.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from attune import __version__
from attune.nearest import nearest_name
from attune.training.cli.extra import TrainingExtraMissing

COMMANDS: Mapping[str, str] = {
    "serve": "attune.classroom.commands:serve",
    "migrate": "attune.classroom.commands:migrate",
    "demo": "attune.classroom.commands:demo",
    "users": "attune.classroom.commands:users",
    "openapi": "attune.classroom.commands:openapi",
    "purge": "attune.classroom.wellbeing.my_data.commands:purge",
    "rehearse": "attune.simulation.class_load.commands:rehearse",
    "replay": "attune.simulation.replay.command:command",
    "analyze": "attune.analyze.command:command",
    "train": "attune.training.loop.train:command",
    "train-all": "attune.training.loop.train_all:command",
    "train-covers": "attune.training.occlusion.network:command",
    "evaluate": "attune.training.evaluation.evaluate:command",
    "compare": "attune.training.cli.compare:command",
    "export": "attune.training.export.export:command",
    "targets": "attune.training.cli.targets:targets",
    "data": "attune.training.cli.data:data",
    "models": "attune.training.cli.models:models",
}

TRAINING_COMMANDS = frozenset(
    {"train", "train-all", "train-covers", "evaluate", "compare", "export", "targets", "data"}
)


class LazyGroup(click.Group):
    """A command group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order in which they are presented."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; a mistyped name is answered with the nearest one."""
        if cmd_name not in COMMANDS:
            ctx.fail(f"no command '{cmd_name}'; did you mean '{nearest_name(cmd_name, COMMANDS)}'?")
        module_name, attribute = COMMANDS[cmd_name].split(":")
        try:
            command: click.Command = getattr(import_module(module_name), attribute)
        except ModuleNotFoundError as missing:
            if cmd_name in TRAINING_COMMANDS and not (missing.name or "").startswith("attune"):
                raise TrainingExtraMissing(cmd_name, missing) from missing
            raise
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them all; `attune COMMAND --help` says more."""
        with formatter.section("Commands"):
            formatter.write_text(", ".join(COMMANDS))


@click.command(cls=LazyGroup)
@click.version_option(__version__, prog_name="attune")
def main() -> None:
    """Attune: run the platform, train and evaluate its models."""
