"""`config.yaml` and dotted overrides -> Config, with errors that say what to write instead.

Configuration is closed: a key that nobody reads is a typing mistake, and one that trains for an hour is expensive.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import yaml

from attune.nearest import nearest_name
from attune.training.configuration.config import Config
from attune.training.configuration.data_config import DATA_VARIABLE, DataConfig
from attune.training.configuration.renamed_keys import rename_key, rename_keys
from attune.training.errors import ConfigError


def load_config(path: Path, overrides: Iterable[str] = ()) -> Config:
    """Read a YAML file and apply overrides such as `optimizer.lr=0.05`, in order.

    ATTUNE_DATA stands for the default data.root, so that no recipe has to be changed where the data is elsewhere.
    A key of an earlier release is read, with a FutureWarning that names its successor.

    Raises:
        ConfigError: a missing file, an unknown key (with the nearest valid one) or a value that cannot be.
    """
    if not path.is_file():
        raise ConfigError(f"there is no configuration file at {path}")
    values = _read_yaml(path.read_text(encoding="utf-8"), str(path)) or {}
    if not isinstance(values, dict):
        raise ConfigError(f"{path} must hold `key: value` lines, not a {type(values).__name__}")
    values, notes = rename_keys(values)
    _apply_environment(values)
    notes += [note for override in overrides if (note := _apply_override(values, override))]
    for note in notes:
        warnings.warn(note, FutureWarning, stacklevel=2)
    return parse_config(values)


def _apply_environment(values: dict[str, Any]) -> None:
    root, data = os.environ.get(DATA_VARIABLE), values.setdefault("data", {})
    if root and isinstance(data, dict) and data.get("root", DataConfig.root) == DataConfig.root:
        data["root"] = root


def parse_config(values: Mapping[str, Any]) -> Config:
    """Turn plain data, under the keys of this release, into a Config.

    Raises:
        ConfigError: an unknown key (with the nearest valid one) or a value that cannot be.
    """
    return cast(Config, _build(Config, values, ""))


def _read_yaml(text: str, where: str) -> object:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError(f"{where} is not YAML: {error}") from None


def _apply_override(values: dict[str, Any], override: str) -> str | None:
    """Write an override over the values.

    Returns:
        A note where its key has another name now.
    """
    key, equals, text = override.partition("=")
    if not equals or not key:
        raise ConfigError(f"'{override}' is not an override; write key=value, as in optimizer.lr=0.05")
    key, value, note = rename_key(key, _read_yaml(text, f"the value of {key}"))
    *sections, last = key.split(".")
    for section in sections:
        inner = values.setdefault(section, {})
        if not isinstance(inner, dict):
            raise ConfigError(f"'{key}': {section} is a value, not a section with keys of its own")
        values = inner
    values[last] = value
    return note


def _build(cls: type, values: object, where: str) -> object:
    if not isinstance(values, Mapping):
        raise ConfigError(f"{where} must be a section with keys of its own, not {values!r}")
    types = get_type_hints(cls)
    names = [item.name for item in fields(cls)]
    for key in values:
        if key not in names:
            nearest = _dotted(where, nearest_name(str(key), names))
            raise ConfigError(
                f"unknown key '{_dotted(where, key)}'; did you mean '{nearest}'? "
                f"{where or 'The top level'} takes {', '.join(names)}."
            )
    return cls(**{key: _convert(types[key], value, _dotted(where, key)) for key, value in values.items()})


def _convert(kind: object, value: object, where: str) -> object:
    """Check one value against its field's annotation."""
    if isinstance(kind, type) and is_dataclass(kind):
        return _build(kind, value, where)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (UnionType, Union):  # `Literal[…] | None` is the latter
        return (
            None if value is None and NoneType in arguments else _convert(_choice_for(value, arguments), value, where)
        )
    if origin is Literal:
        return _choose(arguments, value, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise ConfigError(f"{where} is {value!r}; write a list, as in [1, 2]")
        return tuple(_convert(arguments[0], item, where) for item in value)
    return _scalar(cast(type, origin or kind), value, where)


def _choice_for(value: object, choices: tuple[Any, ...]) -> object:
    """Return the choice of a union for a value: its tuple for a list, the first of the others for all else."""
    wants_list = isinstance(value, list | tuple)
    fitting = [choice for choice in choices if choice is not NoneType]
    return next((choice for choice in fitting if (get_origin(choice) is tuple) == wants_list), fitting[0])


def _scalar(kind: type, value: object, where: str) -> object:
    """YAML reads 5e-4 as text, so a number in text is a number here."""
    if kind is float and isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return float(value)
        except ValueError:
            raise ConfigError(f"{where} is {value!r}; write a number") from None
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ConfigError(f"{where} is {value!r}; write a value of type {kind.__name__}")
    return value


def _choose(choices: tuple[Any, ...], value: object, where: str) -> object:
    if value not in choices:
        nearest = nearest_name(str(value), choices)
        raise ConfigError(f"{where} is {value!r}; did you mean '{nearest}'? Choose from {', '.join(choices)}.")
    return value


def _dotted(where: str, key: object) -> str:
    return f"{where}.{key}" if where else str(key)
