"""Files that torch wrote: read as data, never as code, and refused with what would work instead."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from attune.training.errors import WeightsFileError

WRAPPED_UNDER = ("state_dict", "model_state_dict", "model", "net")
"""Keys under which other programs keep the weights of a checkpoint, beside its optimizer and its epoch."""

PARALLEL = "module."
"""What torch's DataParallel and DistributedDataParallel write before every name."""

EXPORT = (
    "torch.onnx.export(network.eval(), (image,), 'theirs.onnx', dynamic_shapes=({0: torch.export.Dim('N')},)), "
    "then `attune models add theirs.onnx --labels …`"
)


def read_data(path: Path) -> object:
    """Read what torch.save wrote, on the CPU; only data is unpickled, so a stranger's file cannot run anything.

    Raises:
        WeightsFileError: it is TorchScript, a whole pickled object, or damaged; the message says what would work.
    """
    if _is_torchscript(path):
        raise WeightsFileError(
            f"{path} is TorchScript, which is code that would run here. Where you trust it, load it with "
            f"torch.jit.load and export it: {EXPORT}"
        )
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds for a damaged file
        classes = _classes_in(path)
        if not classes:
            raise WeightsFileError(f"{path} is damaged, or is no file that torch.save wrote") from error
        raise WeightsFileError(
            f"{path} holds more than weights: an object of {', '.join(classes[:3])}, and unpickling that runs "
            f"whatever code it brings; it is not read. Where you trust it, load it in Python and export it: {EXPORT}. "
            "Its weights alone, torch.save(network.state_dict(), …), can start a training: model.pretrained"
        ) from error


def weights_in(data: object) -> dict[str, Tensor] | None:
    """The weights by name that data is or wraps, without the prefix of parallel training; None where it has none."""
    if not isinstance(data, Mapping):
        return None
    for key in WRAPPED_UNDER:
        if isinstance(data.get(key), Mapping):
            return weights_in(data[key])
    if not data or not all(isinstance(value, Tensor) for value in data.values()):
        return None
    parallel = all(str(name).startswith(PARALLEL) for name in data)
    return {str(name).removeprefix(PARALLEL) if parallel else str(name): value for name, value in data.items()}


def _classes_in(path: Path) -> list[str]:
    """The classes and functions that a file wants beside plain data; none where it is no file of torch's."""
    try:
        return sorted(torch.serialization.get_unsafe_globals_in_checkpoint(path))
    except Exception:  # as above
        return []


def _is_torchscript(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.partition("/")[2] == "constants.pkl" for name in archive.namelist())
