"""Random changes to a batch of faces, all in torch, a batch at a time.

The ranges imitate what stands between a face and the model at run time: a detector whose box moves and breathes by a
tenth of the face, heads that tilt, webcams that are dark, soft or noisy, and hands, hair and glasses in the way.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from attune.training.configuration.config import AugmentConfig


def augment(faces: Tensor, config: AugmentConfig, rng: torch.Generator) -> Tensor:
    """Change each face on its own; faces: (N, 1, S, S) float32 in 0..1.

    random: a generator on the device of the faces.

    Returns:
        The same shape and range.
    """
    faces = _move(faces, config, rng)
    faces = _relight(faces, config, rng)
    faces = _blur(faces, config, rng)
    if config.noise:
        strength = config.noise * torch.rand(len(faces), 1, 1, 1, generator=rng, device=faces.device)
        faces = faces + strength * torch.randn(faces.shape, generator=rng, device=faces.device)
    return _erase(faces.clamp(0, 1), config, rng)


def _uniform(count: int, reach: float, rng: torch.Generator) -> Tensor:
    return (torch.rand(count, generator=rng, device=rng.device) * 2 - 1) * reach


def _move(faces: Tensor, config: AugmentConfig, rng: torch.Generator) -> Tensor:
    """Flip, rotate, zoom and shift in one resampling, so that the face is softened only once.

    Outside the image its border is repeated, as the crop contract does at run time.
    """
    count = len(faces)
    angle = _uniform(count, math.radians(config.rotate_degrees), rng)
    zoom = 1 + _uniform(count, config.scale, rng)
    mirror = 1 - 2 * (torch.rand(count, generator=rng, device=rng.device) < config.flip).float()
    cos, sin = zoom * torch.cos(angle), zoom * torch.sin(angle)
    # grid coordinates run over -1..1, two units a side
    shift_x, shift_y = _uniform(count, 2 * config.translate, rng), _uniform(count, 2 * config.translate, rng)
    matrix = torch.stack([mirror * cos, -mirror * sin, shift_x, sin, cos, shift_y], dim=1).view(count, 2, 3)
    grid = functional.affine_grid(matrix, list(faces.shape), align_corners=False)
    return functional.grid_sample(faces, grid, mode="bilinear", padding_mode="border", align_corners=False)


def _relight(faces: Tensor, config: AugmentConfig, rng: torch.Generator) -> Tensor:
    """Stretch each face around its own mean, then make it brighter or darker."""
    gain = 1 + _uniform(len(faces), config.contrast, rng).view(-1, 1, 1, 1)
    offset = _uniform(len(faces), config.brightness, rng).view(-1, 1, 1, 1)
    mean = faces.mean((2, 3), keepdim=True)
    return (faces - mean) * gain + mean + offset


def _blur(faces: Tensor, config: AugmentConfig, rng: torch.Generator) -> Tensor:
    """Downsample some faces by two and enlarge them again: somebody far from the camera."""
    chosen = (torch.rand(len(faces), 1, 1, 1, generator=rng, device=faces.device) < config.low_resolution).float()
    small = functional.avg_pool2d(faces, 2)
    soft = functional.interpolate(small, size=list(faces.shape[2:]), mode="bilinear", align_corners=False)
    return torch.lerp(faces, soft, chosen)


def _erase(faces: Tensor, config: AugmentConfig, rng: torch.Generator) -> Tensor:
    """Occlude a rectangle of some faces with one random grey (Zhong et al. 2020)."""
    count, _, height, width = faces.shape
    low, high = config.erase_area
    area = low + (high - low) * torch.rand(count, generator=rng, device=rng.device)
    aspect = torch.exp(_uniform(count, math.log(3.0), rng))
    half_height, half_width = torch.sqrt(area * aspect) / 2, torch.sqrt(area / aspect) / 2
    # a rectangle that is not chosen gets no size
    chosen = (torch.rand(count, generator=rng, device=rng.device) < config.erase).float()
    centre_y, centre_x = torch.rand(2, count, 1, generator=rng, device=rng.device)
    inside_y = (torch.linspace(0, 1, height, device=faces.device) - centre_y).abs() < (half_height * chosen)[:, None]
    inside_x = (torch.linspace(0, 1, width, device=faces.device) - centre_x).abs() < (half_width * chosen)[:, None]
    mask = (inside_y[:, :, None] & inside_x[:, None, :])[:, None]
    grey = torch.rand(count, 1, 1, 1, generator=rng, device=rng.device)
    return torch.where(mask, grey, faces)
