"""Rooms and textures that are drawn from a random generator, for backgrounds that no photograph has."""

from __future__ import annotations

import cv2
import numpy as np

from attune.vision.geometry.faces import Image


def draw_room(width: int, height: int, rng: np.random.Generator) -> Image:
    """A wall in light that falls off, a floor, and furniture: shelves, windows, doors, frames, lamps, plants."""
    room = np.zeros((height, width, 3), np.float32)
    horizon = int(height * rng.uniform(0.55, 0.9))
    room[:horizon], room[horizon:] = rng.uniform(60, 235, 3), rng.uniform(30, 170, 3)
    for _ in range(rng.integers(4, 14)):
        FURNITURE[rng.integers(len(FURNITURE))](room, horizon, rng)
    light = np.hypot(
        (np.arange(width) / width - rng.uniform())[None], (np.arange(height) / height - rng.uniform())[:, None]
    )
    room *= (1.15 - rng.uniform(0.1, 0.7) * light)[..., None]
    return finish(cv2.GaussianBlur(room, (0, 0), max(width / 1280 * rng.uniform(0.5, 3), 0.3)), rng)


def _area(room: np.ndarray, rng: np.random.Generator, low: float, high: float) -> tuple[int, int, int, int]:
    height, width = room.shape[:2]
    w, h = int(width * rng.uniform(low, high)), int(width * rng.uniform(low, high))
    return int(rng.uniform(-0.1, 1) * width), int(rng.uniform(-0.1, 0.9) * height), max(w, 4), max(h, 4)


def _window(room: np.ndarray, _horizon: int, rng: np.random.Generator) -> None:
    x, y, w, h = _area(room, rng, 0.08, 0.3)
    cv2.rectangle(room, (x, y), (x + w, y + h), rng.uniform(150, 255, 3).tolist(), -1)
    for at in np.linspace(0, 1, rng.integers(2, 5)):
        cv2.line(room, (x + int(at * w), y), (x + int(at * w), y + h), (90, 90, 90), max(w // 40, 1))
        cv2.line(room, (x, y + int(at * h)), (x + w, y + int(at * h)), (90, 90, 90), max(w // 40, 1))


def _shelf(room: np.ndarray, _horizon: int, rng: np.random.Generator) -> None:
    x, y, w, h = _area(room, rng, 0.1, 0.4)
    cv2.rectangle(room, (x, y), (x + w, y + h), rng.uniform(20, 110, 3).tolist(), -1)
    rows, book = int(rng.integers(2, 6)), max(w // 25, 2)
    for row in range(rows):
        bottom, at = y + (row + 1) * h // rows, x
        while at < x + w - book:
            thick, tall = int(rng.integers(max(book // 2, 1), book + 1)), int(h / rows * rng.uniform(0.5, 0.9))
            cv2.rectangle(room, (at, bottom - tall), (at + thick, bottom), rng.uniform(10, 240, 3).tolist(), -1)
            at += thick + 1


def _door(room: np.ndarray, horizon: int, rng: np.random.Generator) -> None:
    width = room.shape[1]
    x, w = int(rng.uniform(0, 0.9) * width), int(rng.uniform(0.06, 0.14) * width)
    top, colour = int(horizon - w * rng.uniform(1.9, 2.3)), rng.uniform(40, 220, 3)
    cv2.rectangle(room, (x, top), (x + w, horizon), colour.tolist(), -1)
    cv2.circle(room, (x + int(w * 0.85), (top + horizon) // 2), max(w // 25, 1), (60, 160, 190), -1)


def _frame(room: np.ndarray, _horizon: int, rng: np.random.Generator) -> None:
    x, y, w, h = _area(room, rng, 0.04, 0.15)
    cv2.rectangle(room, (x, y), (x + w, y + h), rng.uniform(0, 255, 3).tolist(), -1)
    for _ in range(rng.integers(1, 7)):
        centre = (x + int(rng.uniform(0.2, 0.8) * w), y + int(rng.uniform(0.2, 0.8) * h))
        axes = (max(int(w * rng.uniform(0.05, 0.3)), 1), max(int(h * rng.uniform(0.05, 0.3)), 1))
        cv2.ellipse(room, centre, axes, rng.uniform(0, 180), 0, 360, rng.uniform(0, 255, 3).tolist(), -1)
    cv2.rectangle(room, (x, y), (x + w, y + h), rng.uniform(0, 120, 3).tolist(), max(w // 20, 1))


def _lamp(room: np.ndarray, _horizon: int, rng: np.random.Generator) -> None:
    x, y, w, _ = _area(room, rng, 0.02, 0.1)
    cv2.line(room, (x, 0), (x, y), (30, 30, 30), max(w // 30, 1))
    cv2.ellipse(room, (x, y), (w, int(w * rng.uniform(0.4, 1.2))), 0, 0, 360, rng.uniform(120, 255, 3).tolist(), -1)


def _plant(room: np.ndarray, _horizon: int, rng: np.random.Generator) -> None:
    x, y, w, h = _area(room, rng, 0.05, 0.2)
    for _ in range(rng.integers(8, 30)):
        centre, axes = (x + int(rng.normal(0, w / 3)), y + int(rng.normal(0, h / 3))), (max(w // 5, 1), max(w // 18, 1))
        leaf = (rng.uniform(20, 90), rng.uniform(80, 180), rng.uniform(20, 110))
        cv2.ellipse(room, centre, axes, rng.uniform(0, 180), 0, 360, leaf, -1)
    cv2.rectangle(room, (x - w // 4, y + h // 2), (x + w // 4, y + h), rng.uniform(40, 160, 3).tolist(), -1)


FURNITURE = (_window, _shelf, _door, _frame, _lamp, _plant)


def draw_texture(width: int, height: int, rng: np.random.Generator) -> Image:
    """Noise of several scales, stripes or checks, in two colours."""
    across, down = np.meshgrid(np.arange(width) / width, np.arange(height) / width)
    value = sum(
        cv2.resize(rng.uniform(-1, 1, (2**k, 2**k)), (width, height), interpolation=cv2.INTER_CUBIC)
        / k ** rng.uniform(0.5, 2)
        for k in range(1, 8)
    )
    angle, rate = rng.uniform(0, np.pi), rng.uniform(20, 300)
    along = np.cos(angle) * across + np.sin(angle) * down
    pattern = rng.integers(3)
    if pattern:
        value = 0.4 * value + np.sin(rate * along + value)
    if pattern == 2:
        value = value * np.sin(rate * (np.sin(angle) * across - np.cos(angle) * down))
    value = (value - value.min()) / np.ptp(value)
    first, second = rng.uniform(0, 255, 3), rng.uniform(0, 255, 3)
    return finish((first + (second - first) * value[..., None]).astype(np.float32), rng)


def finish(frame: np.ndarray, rng: np.random.Generator) -> Image:
    """Add a camera's noise and round: float BGR -> uint8 BGR."""
    noise = rng.standard_normal(frame.shape, np.float32) * np.float32(rng.uniform(1, 6))
    return np.asarray(np.clip(frame + noise, 0, 255), dtype=np.uint8)
