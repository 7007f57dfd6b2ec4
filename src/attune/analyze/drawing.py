"""A frame with what was read drawn into it: a box for each face, its expression, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

import cv2

from attune.vision.geometry.faces import Box, Image
from attune.vision.readings.readings import Reading

READ, UNSURE, INK = (95, 103, 20), (120, 130, 140), (255, 255, 255)  # BGR
FONT = cv2.FONT_HERSHEY_SIMPLEX


def describe(reading: Reading) -> str:
    """The reading in words: `happiness 93 %`, or `not sure: blur`."""
    if reading.abstain is not None:
        return f"not sure: {reading.abstain.replace('_', ' ')}"
    return f"{reading.expression} {reading.confidence:.0%}".replace("%", " %")


def draw_readings(frame: Image, readings: Sequence[Reading]) -> Image:
    """A copy of a frame, (H, W, 3) uint8 BGR, with every reading that has a face drawn into it."""
    drawn = frame.copy()
    scale = max(frame.shape[:2]) / 900
    for reading in readings:
        if reading.box is not None:
            _draw_one(drawn, reading.box, reading, max(scale, 0.35))
    return drawn


def _draw_one(drawn: Image, box: Box, reading: Reading, scale: float) -> None:
    colour = READ if reading.abstain is None else UNSURE
    left, top = round(box.x), round(box.y)
    right, bottom = round(box.x + box.width), round(box.y + box.height)
    thickness = max(1, round(2 * scale))
    cv2.rectangle(drawn, (left, top), (right, bottom), colour, thickness)
    text = describe(reading)
    (width, height), below = cv2.getTextSize(text, FONT, scale, thickness)
    base = top - below if top - height - 2 * below >= 0 else bottom + height + below
    left = min(left, drawn.shape[1] - width) if width < drawn.shape[1] else 0
    cv2.rectangle(
        drawn, (max(left, 0), base - height - below), (max(left, 0) + width, base + below), colour, cv2.FILLED
    )
    cv2.putText(drawn, text, (max(left, 0), base), FONT, scale, INK, thickness, cv2.LINE_AA)
