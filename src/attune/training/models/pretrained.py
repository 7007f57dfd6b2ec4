"""Weights that somebody else trained, by name: from a file, or from the hub where torchvision publishes its models.

The layout `stem: imagenet` has the parameter names of torchvision, so its files load without a table of renamings. A
classifier of another number of classes keeps its random weights, and a first convolution on grey images gets the sum
of the three colours' weights: grey repeated three times would give the same. Everything else must fit exactly.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.request import urlopen

import torch
from torch import Tensor, nn

from attune.nearest import nearest_name
from attune.training.errors import PretrainedError, WeightsFileError
from attune.training.models.weights_file import WRAPPED_UNDER, read_data, weights_in

HUB = "https://download.pytorch.org/models/"
HUB_PREFIX = "torchvision:"
TIMEOUT = 10.0
"""Seconds without an answer after which the network counts as not there."""

HUB_FILES = {
    "resnet18.IMAGENET1K_V1": "resnet18-f37072fd.pth",
    "resnet34.IMAGENET1K_V1": "resnet34-b627a593.pth",
    "resnet50.IMAGENET1K_V1": "resnet50-0676ba61.pth",
    "resnet50.IMAGENET1K_V2": "resnet50-11ad3fa6.pth",
    "vgg13_bn.IMAGENET1K_V1": "vgg13_bn-abd245e5.pth",
    "vgg16_bn.IMAGENET1K_V1": "vgg16_bn-6c64b313.pth",
    "vgg19_bn.IMAGENET1K_V1": "vgg19_bn-c79401a0.pth",
    "efficientnet_b0.IMAGENET1K_V1": "efficientnet_b0_rwightman-7f5810bc.pth",
    "efficientnet_b1.IMAGENET1K_V1": "efficientnet_b1_rwightman-bac287d4.pth",
    "efficientnet_b1.IMAGENET1K_V2": "efficientnet_b1-c27df63c.pth",
    "efficientnet_b2.IMAGENET1K_V1": "efficientnet_b2_rwightman-c35c1473.pth",
}
"""File of every published set of weights; the part after the dash begins the file's sha256."""


def load_pretrained(model: nn.Module, source: str) -> None:
    """Give a model the weights of a file, or of a hub name such as `torchvision:resnet18.IMAGENET1K_V1`.

    Raises:
        PretrainedError: there is no such source or no network, or a weight, which it names, is missing, has no place
            or has another shape.
    """
    file = fetch(source.removeprefix(HUB_PREFIX)) if source.startswith(HUB_PREFIX) else Path(source)
    found, target = _read_weights(file), model.state_dict()
    first, classifier = _first_and_last(model)
    if _is_colour_for_grey(found.get(first), target[first]):
        found[first] = found[first].sum(1, keepdim=True)
    for name in (f"{classifier}.weight", f"{classifier}.bias"):
        if name in found and _has_other_classes(found[name], target[name]):
            found[name] = target[name]
    _refuse_misfits(found, target, file)
    model.load_state_dict({**target, **found})


def fetch(name: str) -> Path:
    """Return the file of a hub name, downloaded unless torch's hub folder already has it.

    Raises:
        PretrainedError: an unknown name, no network, or a damaged download.
    """
    if name not in HUB_FILES:
        raise PretrainedError(
            f"there are no weights '{HUB_PREFIX}{name}'; did you mean '{HUB_PREFIX}{nearest_name(name, HUB_FILES)}'?"
        )
    file = Path(torch.hub.get_dir()) / "checkpoints" / HUB_FILES[name]
    if not file.is_file():
        _download(HUB + file.name, file)
    return file


def _download(url: str, file: Path) -> None:
    """Download to a temporary file beside `file`, and move it into place once its hash is the one in its name."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    try:
        with urlopen(url, timeout=TIMEOUT) as answer, temporary.open("wb") as copy:  # noqa: S310 (always https)
            while chunk := answer.read(1 << 20):
                digest.update(chunk)
                copy.write(chunk)
        if not digest.hexdigest().startswith(file.stem.rpartition("-")[2]):
            raise PretrainedError(f"what {url} gave is not the published file (another sha256); try again")
        os.replace(temporary, file)
    except OSError as error:
        raise PretrainedError(
            f"{url} cannot be downloaded: {error}. Download it on a machine that can, and write the path of the file "
            "in model.pretrained."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _read_weights(file: Path) -> dict[str, Tensor]:
    """Read weights by name: a state dict, bare or as other programs wrap and prefix it."""
    if not file.is_file():
        raise PretrainedError(
            f"there is no file of weights at {file}; write a path, or a hub name such as "
            f"{HUB_PREFIX}{next(iter(HUB_FILES))}"
        )
    try:
        data = read_data(file)
    except WeightsFileError as error:
        raise PretrainedError(str(error)) from error
    ours = isinstance(data, dict) and "ema" in data
    weights = None if ours else weights_in(data)
    if weights is None:
        raise PretrainedError(
            f"{file} is a checkpoint of this program, which belongs in model.start"
            if ours
            else f"{file} holds no weights by name: neither bare, nor under {', '.join(WRAPPED_UNDER)}"
        )
    return weights


def _first_and_last(model: nn.Module) -> tuple[str, str]:
    """Return the name of the first convolution's weights, and the name of the classifier: the last linear layer."""
    modules = list(model.named_modules())
    first = next(name for name, module in modules if isinstance(module, nn.Conv2d))
    last = next(name for name, module in reversed(modules) if isinstance(module, nn.Linear))
    return f"{first}.weight", last


def _is_colour_for_grey(found: Tensor | None, target: Tensor) -> bool:
    return found is not None and found.ndim == target.ndim == 4 and found.shape[1] == 3 and target.shape[1] == 1


def _has_other_classes(found: Tensor, target: Tensor) -> bool:
    return found.shape[0] != target.shape[0] and found.shape[1:] == target.shape[1:]


def _refuse_misfits(found: dict[str, Tensor], target: dict[str, Tensor], file: Path) -> None:
    """Raise PretrainedError for the first weight that does not fit; torch's old files lack the counters of batches."""
    missing = [name for name in target if name not in found and not name.endswith(".num_batches_tracked")]
    unexpected = [name for name in found if name not in target]
    misshaped = [name for name in found if name in target and found[name].shape != target[name].shape]
    if missing:
        problem = f"it has no {missing[0]}, which the model needs"
    elif unexpected:
        problem = f"its {unexpected[0]} has no place in the model"
    elif misshaped:
        name = misshaped[0]
        problem = f"its {name} is {tuple(found[name].shape)}, the model's {tuple(target[name].shape)}"
    else:
        return
    count = len(missing) + len(unexpected) + len(misshaped)
    raise PretrainedError(
        f"{file} does not fit: {problem} ({count} such weights in all). Weights of ImageNet need the same model with "
        "model.options.stem: imagenet and its other options at their defaults."
    )
