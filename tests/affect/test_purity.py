"""`attune.affect` computes and nothing else: no clock, no chance of its own, no file, no network, no web."""

import ast
from pathlib import Path

import pytest

import attune.affect

FILES = sorted(Path(attune.affect.__path__[0]).rglob("*.py"))
ALLOWED = {
    "__future__",
    "attune",
    "bisect",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "fractions",
    "functools",  # a function of its arguments stays one when it is remembered
    "hashlib",
    "itertools",
    "json",  # makes text, not files
    "math",
    "numpy",  # computes on arrays: no file, no clock; its random module is not used, see IMPURE_CALLS
    "random",  # for the type of the generator that is handed in
    "re",
    "statistics",
    "string",
    "typing",
    "unicodedata",
    "uuid",  # for the type of an id that is handed in
    "yaml",  # reads text, not files
}
IMPURE_CALLS = {
    "now",
    "today",
    "utcnow",
    "open",
    "read_text",
    "print",
    "input",
    "SystemRandom",
    "default_rng",
    "uuid4",
}


def breaches(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found += [f"imports {name}" for name in names if name.split(".")[0] not in ALLOWED]
        found += [f"imports {name}" for name in names if name.startswith(("attune.classroom", "attune.training"))]
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            unseeded = called == "Random" and not node.args  # with a seed that is handed in it is a function of it
            found += [f"calls {called}"] if called in IMPURE_CALLS or unseeded else []
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_module_of_affect_is_pure(file):
    assert breaches(file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    ["import flask", "import time", "from attune.classroom import app", "datetime.now(UTC)", "open('x')", "Random()"],
)
def test_the_check_would_find_a_breach(source):
    assert breaches(source)
