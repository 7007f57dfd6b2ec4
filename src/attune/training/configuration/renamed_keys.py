"""Keys of earlier releases, which configuration files and checkpoints of users still have.

They are read for one release, with a note, and then go: they last worked under these names in version 0.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from attune.training.errors import ConfigError


class Renamed(NamedTuple):
    """Where a key has gone, and what its values are called there; values that are not named stay as they are."""

    key: str
    values: Mapping[str, str] = {}


RENAMED: Mapping[str, Renamed] = {
    "distillation.opinions": Renamed("distillation.mode", {"once": "precomputed", "every-step": "online"}),
    "mix.share": Renamed("mix.probability"),
    "run.pictures": Renamed("run.plots"),
}


def rename_key(key: str, value: object) -> tuple[str, object, str | None]:
    """Return a dotted key and its value as this release calls them, and a note where that is something else."""
    if key not in RENAMED:
        return key, value, None
    renamed = RENAMED[key]
    value = renamed.values.get(value, value) if isinstance(value, str) else value
    return renamed.key, value, f"{key} is now {renamed.key}: write {renamed.key}={_as_yaml(value)}"


def rename_keys(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of a configuration under the keys of this release, and a note for each that was renamed.

    Raises:
        ConfigError: a value stands there under both its names.
    """
    renamed = {name: dict(inner) if isinstance(inner, Mapping) else inner for name, inner in values.items()}
    notes = []
    for old in RENAMED:
        section, name = old.split(".")
        inner = renamed.get(section)
        if not isinstance(inner, dict) or name not in inner:
            continue
        key, value, note = rename_key(old, inner.pop(name))
        new = key.split(".")[1]
        if new in inner:
            raise ConfigError(f"{old} and {key} are both set, and are the same; leave {old} out")
        inner[new] = value
        notes.append(str(note))
    return renamed, notes


def _as_yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
