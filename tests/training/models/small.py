"""Every architecture at its default, but narrow or shallow enough for a test."""

from typing import Any

SMALL: dict[str, dict[str, Any]] = {
    "custom-cnn": {"stem": 4, "widths": [32, 32], "depths": [1, 1]},
    "vgg13": {"width": 0.125},
    "vgg16": {"width": 0.125},
    "vgg19": {"width": 0.125},
    "vgg-compact": {"width": 0.25},
    "resnet18": {"width": 0.125},
    "resnet34": {"width": 0.125},
    "resnet50": {"width": 0.125},
    "efficientnet-b0": {"width": 0.25, "depth": 0.3},
    "efficientnet-b1": {"width": 0.25, "depth": 0.3},
    "efficientnet-b2": {"width": 0.25, "depth": 0.3},
}
