"""The addresses of the client's pages, read from the tables in which its features declare them."""

from __future__ import annotations

import re

from tests.e2e.conftest import ROOT

FEATURES = ROOT / "web" / "src" / "features"
_PATH = re.compile(r"(?:path: |page(?:WithMore)?\((?:\w+|\[[^\]]*\]), )'(/[^']*)'")
_LAZY_PAGE = re.compile(r"await import\('")


def declared_routes() -> set[str]:
    """Return the patterns of all pages, such as `/courses/:courseId`.

    Raises ValueError where a table has a page whose address is written in a way that is not understood here.
    """
    found: set[str] = set()
    for table in sorted(FEATURES.rglob("feature.ts")):
        text = table.read_text(encoding="utf-8")
        paths = _PATH.findall(text)
        if len(paths) != len(_LAZY_PAGE.findall(text)):
            raise ValueError(f"{table.relative_to(ROOT)} has a page without an address that could be read")
        found.update(paths)
    return found


def route_of(path: str, routes: set[str]) -> str | None:
    """Return the route that an address, with ids or with {places} in it, leads to; the one without parameters first."""
    parts = path.split("/")
    fitting = [
        route
        for route in routes
        if len(route.split("/")) == len(parts)
        and all(part.startswith(":") or part == there for part, there in zip(route.split("/"), parts, strict=True))
    ]
    return min(fitting, key=lambda route: route.count(":"), default=None)
