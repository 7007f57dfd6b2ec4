"""The words of a Python file: the names that it defines, and the texts that the command line prints."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scripts.glossary.rows import Kind, Word

_HELP_ARGUMENTS = {"help", "short_help", "epilog", "description", "prompt", "metavar"}
_COMMANDS = {"command", "group"}


def python_words(path: str, source: str) -> Iterator[Word]:
    """Yield what a Python file names and prints."""
    for node in ast.walk(ast.parse(source)):
        for kind, line, text in _words_of(node, is_test=path.startswith("tests/")):
            yield Word(kind, path, line, text)


def _words_of(node: ast.AST, is_test: bool) -> Iterator[tuple[Kind, int, str]]:
    line = getattr(node, "lineno", 1)
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield (Kind.TEST if is_test and name.startswith("test_") else Kind.IDENTIFIER), line, name
            if _is_command(node) and (text := ast.get_docstring(node)):
                yield Kind.HELP, line, text
        case ast.ClassDef(name=name):
            yield Kind.IDENTIFIER, line, name
            yield Kind.CLASS, line, name
            if _is_enum(node):
                yield from ((Kind.IDENTIFIER, at, text) for at, text in _assigned_texts(node))
        case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
            yield Kind.IDENTIFIER, line, name
        case ast.alias(asname=str() as name) | ast.ExceptHandler(name=str() as name):
            yield Kind.IDENTIFIER, line, name
        case ast.Subscript(value=ast.Name(id="Literal"), slice=choices):
            yield from ((Kind.IDENTIFIER, at, text) for at, text in _texts(choices))
        case ast.Assign(targets=[ast.Name(id="__tablename__")], value=ast.Constant(value=str() as name)):
            yield Kind.IDENTIFIER, line, name
        case ast.Raise(exc=ast.expr() as error) if not is_test:
            yield from ((Kind.HELP, at, text) for at, text in _texts(error))
        case ast.Call() if not is_test:
            yield from ((Kind.HELP, at, text) for at, text in _printed(node))


def _is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = [each.func for each in node.decorator_list if isinstance(each, ast.Call)]
    return any(isinstance(call, ast.Attribute) and call.attr in _COMMANDS for call in calls)


def _is_enum(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id.endswith("Enum") for base in node.bases)


def _assigned_texts(node: ast.ClassDef) -> Iterator[tuple[int, str]]:
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            yield from _texts(statement.value)


def _printed(call: ast.Call) -> Iterator[tuple[int, str]]:
    """Yield what a call gives to the command line: options, their help, and lines that it prints."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for keyword in call.keywords:
        if keyword.arg in _HELP_ARGUMENTS:
            yield from _texts(keyword.value)
    if name in {"option", "argument", "echo", "command", "group", "add_argument"}:
        for argument in call.args:
            yield from _texts(argument)


def _texts(node: ast.AST) -> Iterator[tuple[int, str]]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.lineno, part.value
