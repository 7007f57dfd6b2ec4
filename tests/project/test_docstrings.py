"""What a function returns and raises stands in sections, which the documentation site reads, and not in its prose."""

import ast
import re
from pathlib import Path

import pytest

SECTIONS = re.compile(r"^(Args|Attributes|Example|Examples|Note|Raises|Returns|Yields):\n", re.MULTILINE)
IN_PROSE = re.compile(r"(?:^|[.;:!?]\s+|, (?:and )?)(?:[Rr]eturns|[Rr]aises)\s")


def prose_of(docstring):
    """What comes before the first section."""
    return SECTIONS.split(docstring, maxsplit=1)[0]


def told_in_prose(source):
    """(line, name) of what tells in its prose what it returns or raises."""
    documented = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, documented)]
    return [(node.lineno, node.name) for node in found if IN_PROSE.search(prose_of(ast.get_docstring(node) or ""))]


def test_what_is_returned_and_raised_stands_in_sections():
    files = [file for folder in ("src", "scripts", "benchmarks") for file in sorted(Path(folder).rglob("*.py"))]
    assert len(files) > 700, "the sources were not found"
    assert {str(file): told for file in files if (told := told_in_prose(file.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("docstring", "told"),
    [
        ("Read a course; raises NotFound.", True),
        ("Read a course. Raises NotFound.", True),
        ("Put students in; returns how many.", True),
        ("Read a course.\n\nReturns its lessons.", True),
        ("Read a course.\n\nReturns:\n    Its lessons; returns to none.", False),
        ("Read a course.\n\nRaises:\n    NotFound: there is none.", False),
        ("Return a course, whatever a handler raises.", False),
        ("Note what the view returns and what it raises there.", False),
    ],
)
def test_prose_and_sections_are_told_apart(docstring, told):
    assert told_in_prose(f"def read():\n    {docstring!r}\n") == ([(1, "read")] if told else [])
