"""CONTRIBUTING leads somewhere: its first change is made in a copy, its commands are run there, every target exists."""

import os
import re
import shutil
import subprocess

import pytest
from tests.project.pages import ROOT, code_of

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def marked(text, mark, language):
    """The one fenced block after a comment."""
    (found,) = re.findall(rf"<!-- {mark} -->\n```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return found


def run(command, folder, **more):
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        shell=True,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        **more,
    )


@pytest.fixture
def copy(tmp_path):
    """What the first change needs of the repository, in which it may be made."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    for name in (
        "pyproject.toml",
        "tests/test_expressions.py",
        "tests/__init__.py",
        "tests/conftest.py",
        "tests/ports.py",
    ):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


def test_the_first_change_is_made_and_works(copy):
    commands = marked(TEXT, "a test runs this", "sh").splitlines()
    assert len(commands) == 3
    assert run(commands[0], copy).returncode == 1  # not yet
    patched = run("git apply --unidiff-zero -", copy, input=marked(TEXT, "a test applies this", "diff"))
    assert patched.returncode == 0, patched.stderr
    for command in commands:
        done = run(command, copy)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        says = re.search(r"#\s*(\S.*)$", command)
        assert says is None or done.stdout.strip() == says[1]


def test_every_target_can_be_made():
    named = {name for code, _ in code_of(TEXT) for name in re.findall(r"\bmake ([a-z][a-z-]+)", code)}
    assert {"run", "check", "test", "format", "migration", "docs", "hooks"} <= named
    for name in sorted(named):
        done = run(f"make --dry-run {name} m=Rooms", ROOT)
        assert done.returncode == 0, f"make {name}: {done.stderr}"


def test_a_target_that_is_gone_would_be_noticed():
    assert run("make --dry-run build-everything", ROOT).returncode == 2


def test_help_lists_what_contributing_names():
    listed = run("make help", ROOT).stdout
    for name in ("run", "dev", "check", "test", "format", "migration", "hooks", "docs", "sizes"):
        assert re.search(rf"^{name}\s", listed, re.MULTILINE), f"make help does not list {name}"


def test_continuous_integration_is_a_program():
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=False).returncode == 0
