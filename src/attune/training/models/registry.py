"""Architectures by name: `@register("custom-cnn")` above a builder makes `model.name: custom-cnn` work."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from torch import nn

from attune.nearest import nearest_name

Builder = Callable[..., nn.Module]

_BUILDERS: dict[str, Builder] = {}


class ModelError(ValueError):
    """An architecture that does not exist, exists twice, or does not take an option."""


def register(name: str) -> Callable[[Builder], Builder]:
    """Return a decorator that files a builder `(classes, size, **options) -> nn.Module` under `name`.

    Raises ModelError when the name is taken: two models of one name would make published figures ambiguous.
    """

    def decorate(builder: Builder) -> Builder:
        if name in _BUILDERS:
            raise ModelError(
                f"the model name '{name}' is used twice: by {_BUILDERS[name].__name__} and {builder.__name__}"
            )
        _BUILDERS[name] = builder
        return builder

    return decorate


def model_names() -> list[str]:
    """Return the registered names, sorted."""
    return sorted(_BUILDERS)


def build_model(name: str, classes: int, size: int, options: Mapping[str, Any]) -> nn.Module:
    """Build the named model: (N, 1, size, size) float32 -> (N, classes) logits.

    Raises ModelError for an unknown name or option, naming the nearest valid one.
    """
    if name not in _BUILDERS:
        raise ModelError(f"no model is called '{name}'; did you mean '{nearest_name(name, _BUILDERS)}'?")
    builder = _BUILDERS[name]
    valid = [key for key in inspect.signature(builder).parameters if key not in ("classes", "size")]
    for option in options:
        if option not in valid:
            raise ModelError(
                f"model '{name}' has no option '{option}'; did you mean '{nearest_name(option, valid)}'? "
                f"It takes {', '.join(valid)}."
            )
    return builder(classes=classes, size=size, **options)
