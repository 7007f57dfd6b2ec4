"""The nearest valid name to a mistyped one, for error messages that say what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_name(name: str, valid: Iterable[str]) -> str:
    """Return the name among `valid` that is closest to `name`.

    Raises:
        ValueError: there is none to choose from.
    """
    candidates = [str(candidate) for candidate in valid]
    if not candidates:
        raise ValueError("there is no valid name to choose from")
    return get_close_matches(name, candidates, n=1, cutoff=0.0)[0]
