"""What every command does is said in a line, and its help needs no torch."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from attune.cli import COMMANDS, FORMER, main

ROOT = Path(__file__).parents[3]
TRAINING = [name for name, listed_command in COMMANDS.items() if listed_command.target.startswith("attune.training.")]


def run_without_torch(*arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{ROOT / 'tests' / 'without_torch'}:{ROOT / 'src'}"
    return subprocess.run(
        [sys.executable, "-m", "attune", *arguments],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_is_listed_with_a_line_about_it():
    output = CliRunner().invoke(main, ["--help"]).output
    for name, listed_command in COMMANDS.items():
        line = next(line for line in output.splitlines() if line.split()[:1] == [name])
        assert line.split(maxsplit=1)[1] == listed_command.summary, "it fits into a line of 80"


def test_every_command_is_where_the_list_says():
    for name, listed_command in COMMANDS.items():
        module, attribute = listed_command.target.split(":")
        assert isinstance(getattr(import_module(module), attribute), click.Command), name


def test_the_list_of_commands_imports_none_of_them():
    code = (
        "import sys; from attune.cli import main; "
        "main(['--help'], standalone_mode=False); "
        "found = [m for m in sys.modules if m.startswith(('attune.', 'torch', 'flask', 'numpy'))]; "
        "sys.exit(str(found) if set(found) - {'attune.cli', 'attune.nearest'} else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", TRAINING)
def test_the_help_of_a_training_command_needs_no_torch(name: str):
    done = run_without_torch(name, "--help")
    assert done.returncode == 0, done.stderr
    assert f"Usage: python -m attune {name}" in done.stdout or f"Usage: attune {name}" in done.stdout


@pytest.mark.parametrize(
    "arguments", [("targets", "collect"), ("targets", "weigh"), ("models", "list"), ("models", "add"), ("data", "pack")]
)
def test_nor_does_the_help_of_what_is_below_it(arguments: tuple[str, ...]):
    done = run_without_torch(*arguments, "--help")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["train", "train-occlusion", "export", "evaluate"])
def test_the_command_itself_says_what_is_missing(name: str):
    argument = {"train": [str(ROOT / "config.yaml")], "train-occlusion": []}.get(name, [str(ROOT / "models" / "tiny")])
    done = run_without_torch(name, *argument)
    assert done.returncode == 1
    assert f"'attune {name}' needs the package 'torch' of the training extra" in done.stderr


@pytest.mark.parametrize(("former", "present"), FORMER.items())
def test_a_command_by_its_former_name_is_run_with_a_note(former: str, present: str):
    result = CliRunner().invoke(main, [former, "--help"])
    assert result.exit_code == 0
    assert f"'attune {former}' is called 'attune {present}' now" in result.output
    assert f"Usage: main {present}" in result.output
    assert former not in CliRunner().invoke(main, ["--help"]).output
