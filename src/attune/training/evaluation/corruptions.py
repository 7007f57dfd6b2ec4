"""What a camera and a room do to a face, in named and repeatable amounts (in the manner of Hendrycks et al. 2019).

They happen to the face as the camera gives it, 48 px a side, before it is enlarged to what a model takes: so models of
all input sizes meet the very same images. Lengths and greys are relative to the side and to white.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

SEVERITIES = (1, 2, 3)


class Corruption(NamedTuple):
    """One way to corrupt an image.

    parameter: what the amounts are, with `{}` for the number.  amounts: one for each of SEVERITIES, growing stronger.
    apply: (N, S, S) uint8, amount, generator -> the same shape and type.
    """

    parameter: str
    amounts: tuple[float, float, float]
    apply: Callable[[Pixels, float, np.random.Generator], Pixels]

    def describe(self, severity: int) -> str:
        """Word the amount of a severity, as `sigma 3 % of side`."""
        return self.parameter.format(f"{self.amounts[severity - 1]:g}")

    def describe_all(self) -> str:
        """Word all its amounts, as `sigma 1.5, 3, 5 % of side`."""
        return self.parameter.format(", ".join(f"{amount:g}" for amount in self.amounts))


def corrupt(pixels: Pixels, name: str, severity: int, seed: int = 0) -> Pixels:
    """Corrupt images (N, S, S) uint8; the same arguments give the same pixels. Severity 0 leaves them as they are.

    name: a key of CORRUPTIONS.  severity: 0, or one of SEVERITIES.
    """
    if severity == 0:
        return pixels
    corruption = CORRUPTIONS[name]
    rng = np.random.default_rng([seed, list(CORRUPTIONS).index(name), severity])
    return corruption.apply(pixels, corruption.amounts[severity - 1], rng)


def _to_uint8(values: NDArray[np.floating]) -> Pixels:
    """Round to what eight bits hold; below black and above white is lost, as in a camera."""
    return np.asarray(np.clip(np.rint(values), 0, 255), dtype=np.uint8)


def _stack(images: Iterable[Any], like: Pixels) -> Pixels:
    return np.array(list(images), dtype=np.uint8).reshape(like.shape)


def _blur(pixels: Pixels, percent: float, rng: np.random.Generator) -> Pixels:
    sigma = percent / 100 * pixels.shape[1]
    return _stack((cv2.GaussianBlur(one, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE) for one in pixels), pixels)


def _noise(pixels: Pixels, percent: float, rng: np.random.Generator) -> Pixels:
    return _to_uint8(pixels + rng.normal(0, percent / 100 * 255, pixels.shape))


def _expose(pixels: Pixels, gain: float, rng: np.random.Generator) -> Pixels:
    return _to_uint8(pixels * np.float64(gain))


def _flatten(pixels: Pixels, percent: float, rng: np.random.Generator) -> Pixels:
    mean = pixels.mean(axis=(1, 2), keepdims=True)
    return _to_uint8(mean + (pixels - mean) * percent / 100)


def _occlude(pixels: Pixels, percent: float, rng: np.random.Generator) -> Pixels:
    """Occlude a square with one random grey, wholly inside the image."""
    count, side, _ = pixels.shape
    length = round(side * np.sqrt(percent / 100))
    corners, greys = rng.integers(0, side - length + 1, (count, 2)), rng.integers(0, 256, (count,))
    occluded = pixels.copy()
    for image, (top, left), grey in zip(occluded, corners, greys, strict=True):
        image[top : top + length, left : left + length] = grey
    return occluded


def _shrink(pixels: Pixels, length: float, rng: np.random.Generator) -> Pixels:
    """Average a face down to a few pixels and enlarge it again: somebody far from the camera."""
    side = pixels.shape[1]
    small, full = (min(side, int(length)),) * 2, (side, side)
    shrunk = (cv2.resize(one, small, interpolation=cv2.INTER_AREA) for one in pixels)
    return _stack((cv2.resize(one, full, interpolation=cv2.INTER_LINEAR) for one in shrunk), pixels)


def _compress(pixels: Pixels, quality: float, rng: np.random.Generator) -> Pixels:
    files = (cv2.imencode(".jpg", one, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])[1] for one in pixels)
    return _stack((cv2.imdecode(file, cv2.IMREAD_GRAYSCALE) for file in files), pixels)


def _rotate(pixels: Pixels, degrees: float, rng: np.random.Generator) -> Pixels:
    """Turn each face left or right at random; the border is repeated, as the crop contract does."""
    side = pixels.shape[1]
    centre = ((side - 1) / 2, (side - 1) / 2)
    turns = degrees * rng.choice([-1, 1], len(pixels))
    matrices = (cv2.getRotationMatrix2D(centre, float(turn), 1.0) for turn in turns)
    turned = (
        cv2.warpAffine(one, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for one, matrix in zip(pixels, matrices, strict=True)
    )
    return _stack(turned, pixels)


CORRUPTIONS: Mapping[str, Corruption] = {
    "blur": Corruption("sigma {} % of side", (1.5, 3, 5), _blur),
    "noise": Corruption("sigma {} % of white", (5, 10, 20), _noise),
    "darkness": Corruption("light x {}", (0.5, 0.25, 0.1), _expose),
    "overexposure": Corruption("light x {}", (1.5, 2, 3), _expose),
    "low contrast": Corruption("{} % of contrast", (50, 25, 10), _flatten),
    "occlusion": Corruption("{} % of image", (5, 15, 30), _occlude),
    "low resolution": Corruption("{} px a side", (24, 16, 12), _shrink),
    "JPEG": Corruption("quality {}", (40, 20, 8), _compress),
    "rotation": Corruption("{} degrees", (10, 20, 30), _rotate),
}
