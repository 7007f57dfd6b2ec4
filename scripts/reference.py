"""The reference pages, written from the code: commands, settings, the HTTP API, the Python API."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from pydantic_core import PydanticUndefined

from attune.classroom.app import create_app
from attune.classroom.platform.settings import PREFIX, Settings
from attune.cli import COMMANDS, main

SOURCES = Path(__file__).resolve().parents[1] / "src"
# Packages whose modules are documented, with what their page is called; the platform is reached over HTTP instead.
PACKAGES: Mapping[str, str] = {
    "vision": "Reading faces",
    "affect": "Learning states and support",
    "simulation": "Synthetic students",
    "analyze": "Analyzing images and videos",
    "training": "Training",
}


def commands_page() -> str:
    """Return what `attune --help` and the help of every command say, as Markdown."""
    context = click.Context(main, info_name="attune")
    lines = ["# Commands", "", "`attune` is in `.venv/bin`. What follows is what each command says of itself.", ""]
    for name in COMMANDS:
        command = main.get_command(context, name)
        if command is not None:
            lines += _describe_command(command, name, context)
    return "\n".join(lines)


def _describe_command(command: click.Command, name: str, parent: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100)
    level = "#" * min(2 + context.command_path.count(" ") - 1, 4)
    yield from (f"{level} {context.command_path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _describe_command(found, child, context)


def settings_page() -> str:
    """Return a table of every setting of the platform, as Markdown."""
    lines = [
        "# Settings",
        "",
        "The platform reads these from the environment; an unknown `ATTUNE_…` name is refused with the nearest valid",
        "one. Without any it serves on SQLite: [look after the database](../how-to/look-after-the-database.md).",
        "",
        "| variable | default | what it is |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        lines.append(f"| `{PREFIX}{name.upper()}` | {_default(name, field.default)} | {_about(field)} |")
    return "\n".join([*lines, ""])


def _default(name: str, default: Any) -> str:  # noqa: ANN401 - a setting may be of any type
    if name == "frame_places":
        return "one a core"
    if default is PydanticUndefined:
        return "required"
    text = getattr(default, "value", default)
    return f"`{text}`" if text not in ("", None) else "–"


def _about(field: Any) -> str:  # noqa: ANN401 - pydantic's FieldInfo
    bounds = {type(each).__name__: each for each in field.metadata}
    limits = [
        f"{words} {getattr(bounds[kind], kind.lower())}"
        for kind, words in (("Ge", "at least"), ("Le", "at most"))
        if kind in bounds
    ]
    choices = getattr(field.annotation, "__members__", {})
    text = (field.description or "").rstrip(".")
    said = [
        text,
        ", ".join(limits),
        "one of " + ", ".join(f"`{each.value}`" for each in choices.values()) if choices else "",
    ]
    return "; ".join(part for part in said if part).replace("|", "\\|")


def http_page() -> str:
    """Return every operation of the HTTP API, as Markdown, from the OpenAPI document."""
    document = read_openapi()
    lines = [
        "# HTTP API",
        "",
        "Written from the OpenAPI document, which `attune openapi` prints and from which the client's types are",
        "generated. Requests that change something carry the CSRF token of `GET /api/v1/session`. An error has a code,",
        "on which programs switch, and a message.",
        "",
    ]
    tags: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if method in {"get", "post", "put", "patch", "delete"}:
                tag = (operation.get("tags") or ["Other"])[0]
                tags.setdefault(tag, []).extend(_describe_operation(method, path, operation))
    for tag in sorted(tags):
        lines += [f"## {tag}", "", *tags[tag]]
    lines += ["## Schemas", ""]
    for name, schema in sorted(document["components"]["schemas"].items()):
        lines += _describe_schema(name, schema)
    return "\n".join(lines)


def _describe_schema(name: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from (f"### {name}", "")
    if schema.get("description"):
        yield from (" ".join(schema["description"].split()), "")
    if "enum" in schema:
        yield from ("One of " + ", ".join(f"`{value}`" for value in schema["enum"]) + ".", "")
    rows = [
        f"| `{field}` | {_kind_of(kind)} | {'' if field in schema.get('required', []) else 'optional'} |"
        for field, kind in schema.get("properties", {}).items()
    ]
    if rows:
        yield from ("| field | type | |", "|---|---|---|", *rows, "")


def read_openapi() -> dict[str, Any]:
    """Return the OpenAPI document of a platform on an empty database, made for this."""
    with TemporaryDirectory() as scratch:
        app = create_app(Settings(state_dir=Path(scratch), secret_key="x" * 8 + "for the reference only"))
        with app.app_context():
            document: dict[str, Any] = json.loads(json.dumps(app.spec))
        app.extensions["attune"].database.dispose()
    return document


def _describe_operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield from (f"### `{method.upper()} {path}`", "")
    for text in (operation.get("summary"), operation.get("description")):
        if text:
            yield from (" ".join(text.split()), "")
    rows = [
        (f"`{each['name']}`", each["in"], _kind_of(each.get("schema", {})), "required" if each.get("required") else "")
        for each in operation.get("parameters", [])
    ]
    if rows:
        yield from ("| parameter | in | type | |", "|---|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows), "")
    for kind, body in operation.get("requestBody", {}).get("content", {}).items():
        yield from (f"Body: `{kind}`, {_kind_of(body.get('schema', {}))}", "")
    for status, answer in sorted(operation.get("responses", {}).items()):
        kinds = [_kind_of(body.get("schema", {})) for body in answer.get("content", {}).values()]
        kind = next((f": {each}" for each in kinds if each), "")
        yield f"- {status} {' '.join(answer.get('description', '').split())}{kind}"
    yield ""


def _kind_of(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rsplit('/', 1)[1]}`"
    if "anyOf" in schema:
        return " or ".join(kind for each in schema["anyOf"] if (kind := _kind_of(each)))
    if schema.get("type") == "array":
        return f"list of {_kind_of(schema.get('items', {}))}"
    return f"`{schema['type']}`" if isinstance(schema.get("type"), str) else ""


def python_page(package: str, title: str) -> str:
    """Return a page that mkdocstrings fills: every public module of a package, in the order of the tree."""
    folder = SOURCES / "attune" / package
    lines = [f"# {title}", "", f"::: attune.{package}", "    options:", "      members: false", ""]
    for path in sorted(folder.rglob("[!_]*.py")):
        name = ".".join(path.relative_to(SOURCES).with_suffix("").parts)
        lines += [f"## {name.removeprefix('attune.')}", "", f"::: {name}", ""]
    return "\n".join(lines)


def pages() -> Mapping[str, Callable[[], str]]:
    """Return how each page is written, by its path below docs/."""
    python = {
        f"reference/python-{package}.md": partial(python_page, package, title) for package, title in PACKAGES.items()
    }
    return {
        "reference/commands.md": commands_page,
        "reference/settings.md": settings_page,
        "reference/http-api.md": http_page,
        **python,
    }
