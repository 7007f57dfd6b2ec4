"""The architectures and their options as plain data, for whoever has to choose one."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from attune.expressions import EXPRESSIONS
from attune.training.models.profile import profile_layout
from attune.training.models.registry import Architecture, find_architecture, model_names


@dataclass(frozen=True)
class Entry:
    """An architecture at one of its published inputs, with eight classes. megabytes: float32 parameters, 1e6 bytes."""

    name: str
    family: str
    size: int
    channels: int
    options: Mapping[str, Any]
    parameters: int
    macs: int
    flops: int
    megabytes: float
    paper: str

    def as_data(self) -> dict[str, Any]:
        """Return plain data."""
        return {**asdict(self), "options": dict(self.options)}


@dataclass(frozen=True)
class Option:
    """An option of an architecture: what `model.options` may hold."""

    name: str
    default: Any
    meaning: str


def list_entries() -> list[Entry]:
    """Return every architecture at every input that it is published for; weights are counted, not allocated."""
    return [entry for name in model_names() for entry in entries_of(find_architecture(name))]


def entries_of(architecture: Architecture) -> list[Entry]:
    """Return one architecture at every input that it is published for."""
    entries = []
    for layout in architecture.layouts:
        cost = profile_layout(architecture, layout, len(EXPRESSIONS))
        entries.append(
            Entry(
                architecture.name,
                architecture.family,
                layout.size,
                layout.channels,
                layout.options,
                cost.parameters,
                cost.macs,
                cost.flops,
                round(cost.megabytes, 2),
                architecture.paper,
            )
        )
    return entries


def options_of(architecture: Architecture) -> list[Option]:
    """Return an architecture's options in order; their meanings are the `name: meaning` lines of its builder."""
    text = inspect.getdoc(architecture.builder) or ""
    meanings = dict(re.findall(r"^(\w+): (.+(?:\n(?!\w+: ).+)*)", text, re.MULTILINE))
    return [
        Option(name, default, " ".join(meanings.get(name, "").split()))
        for name, default in architecture.options.items()
    ]
