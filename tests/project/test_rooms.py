"""Every feature of the classroom is built alike: tables, rules, routes, bodies and events are where names say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

CLASSROOM = Path(__file__).parents[2] / "src/attune/classroom"
NOT_FEATURES = {"backup", "commands", "platform", "migrations", "demo"}
FEATURES = sorted(
    folder for folder in CLASSROOM.iterdir() if (folder / "__init__.py").is_file() and folder.name not in NOT_FEATURES
)
MODULES = sorted(file for feature in FEATURES for file in feature.rglob("*.py") if file.name != "__init__.py")

# What a feature does without, or has under a name that says more.
ELSEWHERE: dict[tuple[str, str], str] = {}
# Where a request is at hand by nature: the files that say who asks and from where, and what the application holds.
AT_THE_EDGE = {
    "accounts/devices.py": "the signed cookie of a device",
    "accounts/guard.py": "counts tries by the request's address",
    "accounts/identity.py": "the signed-in user of a request",
    "model_serving/wiring.py": "the served model of the application",
    "wellbeing/learner_state/current.py": "the study sessions of the application",
}
PLACES = {
    "Base": "models",
    "Incoming": "schemas",
    "Outgoing": "schemas",
    "DomainEvent": "events",
    "PushedEvent": "events",
}
WEB = {"flask", "apiflask", "flask_login"}
REQUEST = "attune.classroom.platform.context"


def name_of(module: Path) -> str:
    return module.relative_to(CLASSROOM).as_posix()


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def imports_of(module: Path) -> Iterator[str]:
    """Every imported module, and every imported name as if it were one."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def aliases_from(module: Path, package: str) -> Iterator[ast.alias]:
    """What is imported from a package by name."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and node.module == package:
            yield from node.names


def bases_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from ((node.name, ast.unparse(base).rsplit(".", 1)[-1]) for base in node.bases)


def is_route_file(module: Path) -> bool:
    return module.stem == "api"


@pytest.mark.parametrize("feature", FEATURES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("part", ["models", "service", "api", "schemas"])
def test_a_feature_has_every_part_or_rooms_that_have_it(feature, part):
    has_it = any(module.stem == part for module in MODULES if feature in module.parents)
    assert has_it != ((feature.name, part) in ELSEWHERE)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_what_a_file_holds_is_what_its_name_says(module):
    stray = [
        f"{name} belongs into {PLACES[base]}.py"
        for name, base in bases_of(tree_of(module))
        if base in PLACES and not module.stem.endswith(PLACES[base])
    ]
    routes = any(isinstance(node, ast.Name) and node.id == "APIBlueprint" for node in ast.walk(tree_of(module)))
    assert stray == []
    assert not routes or is_route_file(module), "routes belong into api.py"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_routes_know_the_request(module):
    """A rule gets the session, the actor and the time handed in; so it can be called by a test, a job or a command."""
    known = set(imports_of(module))
    web = {name for name in known if name.split(".")[0] in WEB}
    request = {name for name in known if name.startswith(f"{REQUEST}.") and not name.endswith(".Services")}
    if any(alias.name == "context" for alias in aliases_from(module, REQUEST.rpartition(".")[0])):
        request.add(REQUEST)
    if is_route_file(module) or module.stem == "wiring" or name_of(module) in AT_THE_EDGE:
        return
    assert web | request == set()


def test_every_exception_is_needed():
    for name in AT_THE_EDGE:
        assert any(found.split(".")[0] in WEB for found in imports_of(CLASSROOM / name)), name


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_no_feature_ends_a_transaction(module):
    """One transaction a request, ended in `platform.context`; jobs and commands end theirs by a `with` block."""
    calls = [node.func.attr for node in ast.walk(tree_of(module)) if _is_method_call(node)]
    assert {"commit", "rollback"}.isdisjoint(calls)


def _is_method_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_routes_know_rules_and_rules_know_tables_and_never_the_other_way(module):
    stems = {name.rsplit(".", 1)[-1] for name in imports_of(module) if name.startswith("attune.classroom.")}
    if module.stem not in ("api", "wiring"):
        assert "api" not in stems
    if module.stem.endswith(("models", "schemas", "events")):
        assert stems.isdisjoint({"service", "api", "wiring"})


@pytest.mark.parametrize("module", [each for each in MODULES if is_route_file(each)], ids=name_of)
def test_routes_are_thin(module):
    """Parse, authorise, one service call, answer: what loops belongs into the service."""
    loops = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
    thick = [
        node.name
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any("blueprint" in ast.unparse(decorator) for decorator in node.decorator_list)
        and any(isinstance(inner, loops) for inner in ast.walk(node))
    ]
    assert thick == []


def test_the_checks_see_what_they_look_for():
    route = ast.parse(
        "@blueprint.get('/')\ndef f():\n    return [x for x in y]\nclass A(Outgoing): pass\n"
        "class B(schemas.Outgoing): pass\nsession.commit()"
    )
    assert list(bases_of(route)) == [("A", "Outgoing"), ("B", "Outgoing")]
    assert any(_is_method_call(node) and node.func.attr == "commit" for node in ast.walk(route))
