"""A run on disk: all that the next step depends on, written so that a power cut leaves the old file or the new one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import torch
from torch import Tensor, nn

from attune.training.configuration.config import Config
from attune.training.configuration.config_file import parse_config
from attune.training.configuration.renamed_keys import rename_keys
from attune.training.errors import CheckpointError, ConfigError, ModelError, WeightsFileError
from attune.training.models import build_model
from attune.training.models.heads import AUXILIARY_CLASSES, keep_outputs
from attune.training.models.weights_file import EXPORT, read_data, weights_in

Head = Literal["votes", "fer2013"]
"""Which head of a model that was trained with two: that of FER+'s votes, or that of FER2013's own labels."""


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Write the state to a temporary file beside `path`, then move it into place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as file:
        torch.save(state, file)
        file.flush()
        os.fsync(file.fileno())  # or the name could reach the disk before what it stands for
    os.replace(temporary, path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint; only data is unpickled, never code, so a stranger's file cannot run anything.

    Raises:
        CheckpointError: there is none, it cannot be read, or it is no checkpoint of this program's.
    """
    if not path.is_file():
        raise CheckpointError(f"there is no checkpoint at {path}")
    try:
        data = read_data(path)
    except WeightsFileError as error:
        raise CheckpointError(str(error)) from error
    state = _with_present_keys(data) if isinstance(data, dict) else {}
    if {"config", "labels", "ema", "epoch"} <= state.keys():
        return state
    if weights_in(data) is None:
        raise CheckpointError(f"{path} is not a checkpoint of this program's version, and holds no weights by name")
    raise CheckpointError(
        f"{path} holds weights by name and not the network that they belong to. Build that in Python, give it the "
        f"weights and export it: {EXPORT}. A training starts from them with model.pretrained={path}, where the "
        "network is one of ours that names its weights as torchvision does"
    )


RENAMED = {"average": "ema", "random": "rng", "figures": "metrics"}
"""Keys of checkpoints that earlier releases wrote, and what they are called now."""


def _with_present_keys(state: dict[str, Any]) -> dict[str, Any]:
    """The state of an earlier release under the keys of this one, its configuration included."""
    renamed = {RENAMED.get(key, key): value for key, value in state.items()}
    if isinstance(renamed.get("config"), dict):
        renamed["config"], _ = rename_keys(renamed["config"])
    return renamed


def load_model(path: Path, head: Head = "votes") -> tuple[nn.Module, Config, dict[str, Any]]:
    """Rebuild the model of a checkpoint with its averaged (EMA) weights, ready to evaluate.

    Args:
        path: the checkpoint.
        head: which head to keep of a model that has two; a model with one is its only head.

    Returns:
        The model, its configuration and the whole state; labels and protocol are those of the head.

    Raises:
        CheckpointError: as load_checkpoint does, where the weights are not those of the model it describes, and for
            a head that it does not have.
    """
    state = load_checkpoint(path)
    try:
        config = parse_config(state["config"])
        described, classes = config.model, len(state["labels"])
        second = len(AUXILIARY_CLASSES) if config.data.auxiliary else 0
        model = build_model(described.name, classes + second, described.size, described.options, described.channels)
        model.load_state_dict(state["ema"])
    except (RuntimeError, ConfigError, ModelError) as error:
        raise CheckpointError(f"{path} is not a checkpoint of this program's version: {error}") from error
    if head == "votes":
        return (keep_outputs(model, 0, classes) if second else model).eval(), config, state
    if not second:
        raise CheckpointError(f"{path} was trained with one head; a second one comes with data.auxiliary=fer2013")
    config = replace(config, data=replace(config.data, protocol="fer2013", auxiliary=None))
    state = state | {"labels": [str(each) for each in AUXILIARY_CLASSES]}
    return keep_outputs(model, classes, classes + second).eval(), config, state


def require_unused(path: Path) -> None:
    """Refuse to begin a run under the name of another: its checkpoints and its log would be gone.

    path: where the new run would keep its last checkpoint.

    Raises:
        CheckpointError: there is one; it says how to go on.
    """
    if not path.exists():
        return
    state = load_checkpoint(path)
    raise CheckpointError(
        f"{path} is there already: epoch {state['epoch']} of {state['config']['optimizer']['epochs']} of a run of this "
        f"name. Go on with it (--resume), give the new run another name=…, or remove {path.parent}"
    )


def require_same_run(state: dict[str, Any], config: Config, path: Path) -> None:
    """Refuse to go on with another recipe: a loss curve of two recipes is the curve of none.

    Where and for how long a run goes on is free (`run.*`, `data.root`, `optimizer.epochs`, `optimizer.patience`).

    Raises:
        CheckpointError: another key has changed; it names every one.
    """
    old, new = (_flat(values) for values in (state["config"], config.as_dict()))
    changed = [
        f"{key} was {old.get(key)!r}, is {value!r}"
        for key, value in new.items()
        if old.get(key, value) != value and key not in FREE_TO_CHANGE and not key.startswith("run.")
    ]
    if changed:
        raise CheckpointError(
            f"{path} is of another recipe: {'; '.join(changed)}. "
            "Resume with the old values, or give the run a new name."
        )


FREE_TO_CHANGE = frozenset({"data.root", "optimizer.epochs", "optimizer.patience"})


def _flat(values: dict[str, Any], where: str = "") -> dict[str, Any]:
    """{"a": {"b": 1}} -> {"a.b": 1}; tuples and lists count as the same."""
    flat: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, dict) and key != "options":  # an option left out is a change, unlike a key that is new
            flat |= _flat(value, f"{where}{key}.")
        else:
            flat[f"{where}{key}"] = _as_lists(value)
    return flat


def _as_lists(value: object) -> object:
    """Tuples as lists, as YAML and an older checkpoint may have them, also within a dict."""
    if isinstance(value, dict):
        return {key: _as_lists(one) for key, one in value.items()}
    return [_as_lists(one) for one in value] if isinstance(value, list | tuple) else value


def rng_state(rng: torch.Generator) -> dict[str, Tensor]:
    """Collect the state of every generator that a step uses; rng: the run's own, on its device."""
    state = {"run": rng.get_state(), "torch": torch.get_rng_state()}
    if rng.device.type == "cuda":
        state["cuda"] = torch.cuda.get_rng_state(rng.device)
    return state


def restore_rng_state(rng: torch.Generator, state: dict[str, Tensor]) -> None:
    """Set every source of randomness as rng_state found it.

    Raises:
        CheckpointError: on another kind of device: its generators go on with other numbers.
    """
    try:
        rng.set_state(state["run"])
    except RuntimeError as error:
        raise CheckpointError(
            f"the run began on another kind of device than {rng.device.type}, where its random numbers cannot go "
            "on; resume it there, or start a new run from its weights with model.start"
        ) from error
    torch.set_rng_state(state["torch"])
    if rng.device.type == "cuda" and "cuda" in state:
        torch.cuda.set_rng_state(state["cuda"], rng.device)
