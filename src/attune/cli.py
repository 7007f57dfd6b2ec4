"""The `attune` command. Each command lives with its feature and is imported only when it is called.

That keeps `attune serve` free of torch and `attune train` free of the web application; and `attune --help` says what
every command does without importing any.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import click

from attune import __version__
from attune.nearest import nearest_name


class Listed(NamedTuple):
    """Where a command is, as `module:attribute`, and what it does, in a line."""

    target: str
    summary: str


COMMANDS: Mapping[str, Listed] = {
    "serve": Listed("attune.classroom.commands:serve", "Serve the platform."),
    "worker": Listed("attune.classroom.commands:worker", "Run what one process does for all, apart from serving."),
    "migrate": Listed("attune.classroom.commands:migrate", "Bring the database to the newest version."),
    "backup": Listed("attune.classroom.commands:backup", "Write everything into one file, while serving."),
    "restore": Listed("attune.classroom.commands:restore_backup", "Put a backup back where nothing is."),
    "demo": Listed("attune.classroom.commands:demo", "Load the demo data."),
    "courses": Listed("attune.classroom.commands:courses", "Check, import, export, list and fill courses with people."),
    "users": Listed("attune.classroom.commands:users", "Manage accounts."),
    "openapi": Listed("attune.classroom.commands:openapi", "Print the OpenAPI document."),
    "purge": Listed("attune.classroom.wellbeing.my_data.commands:purge", "Delete what is past its retention."),
    "recount": Listed("attune.classroom.insight.facts.commands:recount", "Recount the facts about study sessions."),
    "simulate": Listed("attune.classroom.commands:simulate", "Let simulated students study, live or a term."),
    "replay": Listed(
        "attune.simulation.replay.command:command",
        "Replay a session and explain each decision.",
    ),
    "analyze": Listed("attune.analyze.command:command", "Read expressions in images, videos or from a camera."),
    "train": Listed("attune.training.cli.train:command", "Train a model from a configuration file."),
    "train-all": Listed("attune.training.cli.train_all:command", "Train several configurations and their teachers."),
    "train-occlusion": Listed("attune.training.cli.train_occlusion:command", "Train the occlusion detector."),
    "evaluate": Listed("attune.training.cli.evaluate:command", "Measure a model on a split of a data set."),
    "compare": Listed("attune.training.cli.compare:command", "Compare models: accuracy, calibration, size and time."),
    "export": Listed("attune.training.cli.export:command", "Turn a checkpoint into a model bundle."),
    "targets": Listed(
        "attune.training.cli.targets:targets", "Collect and weigh out-of-fold predictions to learn from."
    ),
    "data": Listed("attune.training.cli.data:data", "Validate a data set, or pack it into one file."),
    "models": Listed("attune.training.cli.models:models", "List, import and remove models."),
}

FORMER: Mapping[str, str] = {"rehearse": "simulate", "train-covers": "train-occlusion"}
"""Names of commands in earlier releases: they are run for one release, with a note."""


class LazyGroup(click.Group):
    """A command group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the command names in the order in which they are presented."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; a mistyped name is answered with the nearest one."""
        if cmd_name not in COMMANDS:
            ctx.fail(f"no command '{cmd_name}'; did you mean '{nearest_name(cmd_name, COMMANDS)}'?")
        module_name, attribute = COMMANDS[cmd_name].target.split(":")
        command: click.Command = getattr(import_module(module_name), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of a command line; its former name stands for its present one, with a note."""
        if args[0] in FORMER:
            present = FORMER[args[0]]
            click.echo(f"'attune {args[0]}' is called 'attune {present}' now", err=True)
            args = [present, *args[1:]]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands, each with its summary; `attune COMMAND --help` says more."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.summary) for name, listed in COMMANDS.items()])


@click.command(cls=LazyGroup)
@click.version_option(__version__, prog_name="attune")
def main() -> None:
    """Attune: run the platform, train and evaluate its models."""
