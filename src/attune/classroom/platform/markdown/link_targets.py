"""Names in a text that stand for something in its course, and where that is."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


class LinkTarget(NamedTuple):
    """Where something is that a text names; width and height in pixels for a picture."""

    name: str
    url: str
    width: int | None = None
    height: int | None = None


LinkTargets = tuple[LinkTarget, ...]


def name_of(address: str) -> str | None:
    """The name in the course that an address means, decoded and composed (NFC); None when it leads elsewhere."""
    if _SCHEME.match(address):
        return None
    return unicodedata.normalize("NFC", unquote(address))
