"""Architectures by name: `@register("custom-cnn", …)` above a builder makes `model.name: custom-cnn` work."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from torch import nn

from attune.nearest import nearest_name
from attune.training.errors import ModelError

Builder = Callable[..., nn.Module]

FIXED = ("classes", "size", "channels")
"""The arguments of a builder that follow from the data; all others are the options of the architecture."""


@dataclass(frozen=True)
class Layout:
    """An input that an architecture is published for: pixels of the side, channels, and the options that go with it."""

    size: int
    channels: int
    options: Mapping[str, Any] = field(default_factory=dict)


SMALL_GREY = Layout(48, 1)
"""A face as FER2013 has it, which is also what the camera's crop gives."""

IMAGENET_RGB = Layout(224, 3, {"stem": "imagenet"})
"""An image as ImageNet's models take it: their published weights load by name."""


@dataclass(frozen=True)
class Architecture:
    """A registered architecture. paper: where it was published.  layouts: the inputs it is published for."""

    name: str
    family: str
    paper: str
    builder: Builder
    layouts: tuple[Layout, ...]

    @property
    def options(self) -> dict[str, Any]:
        """The names of its options and their defaults."""
        parameters = inspect.signature(self.builder).parameters
        return {name: parameter.default for name, parameter in parameters.items() if name not in FIXED}


_ARCHITECTURES: dict[str, Architecture] = {}


def register(
    name: str, *, family: str, paper: str, layouts: tuple[Layout, ...] = (SMALL_GREY,)
) -> Callable[[Builder], Builder]:
    """Return a decorator that files a builder `(classes, size, channels, **options) -> nn.Module` under `name`.

    Raises:
        ModelError: the name is taken: two models of one name would make published metrics ambiguous.
    """

    def decorate(builder: Builder) -> Builder:
        if name in _ARCHITECTURES:
            taken = _ARCHITECTURES[name].builder.__name__
            raise ModelError(f"the model name '{name}' is used twice: by {taken} and {builder.__name__}")
        _ARCHITECTURES[name] = Architecture(name, family, paper, builder, layouts)
        return builder

    return decorate


def model_names() -> list[str]:
    """Return the registered names, sorted."""
    return sorted(_ARCHITECTURES)


def find_architecture(name: str) -> Architecture:
    """Return a registered architecture.

    Raises:
        ModelError: for an unknown name, naming the nearest valid one.
    """
    if name not in _ARCHITECTURES:
        raise ModelError(f"no model is called '{name}'; did you mean '{nearest_name(name, _ARCHITECTURES)}'?")
    return _ARCHITECTURES[name]


def build_model(name: str, classes: int, size: int, options: Mapping[str, Any], channels: int = 1) -> nn.Module:
    """Build the named model: (N, channels, size, size) float32 -> (N, classes) logits.

    Raises:
        ModelError: an unknown name or option (it names the nearest valid one), or a value that no network can be
            built with.
    """
    architecture = find_architecture(name)
    valid = list(architecture.options)
    for option in options:
        if option not in valid:
            raise ModelError(
                f"model '{name}' has no option '{option}'; did you mean '{nearest_name(option, valid)}'? "
                f"It takes {', '.join(valid)}."
            )
    written = ", ".join(f"{option}: {value}" for option, value in options.items())
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Initializing zero-element tensors")  # which is refused below
            model = architecture.builder(classes=classes, size=size, channels=channels, **options)
    except ModelError:
        raise
    except (TypeError, ValueError, RuntimeError, IndexError, ZeroDivisionError) as error:
        raise ModelError(f"no '{name}' can be built with {{{written}}}: {error}") from error
    if any(0 in weights.shape for weights in model.parameters()):
        raise ModelError(f"a '{name}' with {{{written}}} would have layers without channels; write 1 or more")
    return model


def require_downsampling(name: str, size: int, downsamplings: int) -> None:
    """Refuse a size that the stride of so many downsamplings by two does not divide.

    Raises:
        ModelError: naming the sizes that it divides.
    """
    stride = 2**downsamplings
    if size % stride:
        raise ModelError(f"{name}: its stride of {stride} does not divide {size} px; use a multiple of {stride}")


def check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Refuse a value that is none of an option's choices.

    Raises:
        ModelError: it is none; the message names the nearest valid one.
    """
    if value not in choices:
        raise ModelError(
            f"{option} is '{value}'; did you mean '{nearest_name(str(value), choices)}'? "
            f"Choose from {', '.join(choices)}."
        )
