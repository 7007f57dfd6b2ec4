"""A JPEG that somebody sends, checked before it is decoded: what is no small image is refused at no cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import cv2
import numpy as np

from attune.vision.errors import VisionError
from attune.vision.geometry.faces import Image

START, END = b"\xff\xd8", b"\xff\xd9"
# Baseline, extended and progressive Huffman frames (ITU-T T.81, table B.1): what browsers and cameras write.
FRAME_MARKERS = frozenset({0xC0, 0xC1, 0xC2})
OTHER_FRAMES = frozenset(range(0xC0, 0xD0)) - FRAME_MARKERS - {0xC4, 0xC8, 0xCC}
START_OF_SCAN = 0xDA
# What no segment with a length follows. FF 00 is no marker at all: libjpeg walks on through what comes behind it, so to
# jump over that as a segment would be to miss the frame header that lies in it and is decoded.
NO_SEGMENT = frozenset({0x00, 0x01, *range(0xD0, 0xDA), START_OF_SCAN})
# Each scan of a progressive JPEG is a pass over the whole image: 5,500 empty ones fit into 64 KB and took a second
# to decode. libjpeg writes 10 scans, a baseline image has up to 3.
MOST_SCANS = 32


class NotJpeg(VisionError):
    """The bytes are of another kind: another image format, a video, text."""

    code: ClassVar[str] = "frame_not_jpeg"


class JpegDamaged(VisionError):
    """It begins as a JPEG, but is cut off, malformed, or of a kind that no camera writes."""

    code: ClassVar[str] = "frame_damaged"


class JpegOfWrongSize(VisionError):
    """It has more or fewer pixels than a frame may have."""

    code: ClassVar[str] = "frame_size_refused"


@dataclass(frozen=True, slots=True)
class SideLimits:
    """The least and the greatest side of an image, in pixels."""

    least: int = 32
    most: int = 1280


def read_size(encoded: bytes) -> tuple[int, int]:
    """The width and height that a JPEG states, in pixels, from its header alone.

    Reads as far as the frame header and allocates nothing.

    Raises:
        NotJpeg: the bytes are of another kind: another image format, a video, text.
        JpegDamaged: it begins as a JPEG, but is cut off, malformed, or of a kind that no camera writes.
    """
    if not encoded.startswith(START):
        raise NotJpeg("the bytes are not a JPEG; send one image as image/jpeg")
    at = len(START)
    while True:
        marker, at = _next_marker(encoded, at)
        length = int.from_bytes(encoded[at : at + 2], "big")
        if marker in NO_SEGMENT or length < 2 or at + length > len(encoded):
            raise JpegDamaged("the JPEG has no complete frame header; send the whole image")
        if marker in OTHER_FRAMES:
            raise JpegDamaged(
                "the JPEG is lossless, hierarchical or arithmetic-coded; send a baseline or progressive one"
            )
        if marker in FRAME_MARKERS:
            return _parse_frame_header(encoded[at : at + length])
        at += length


def _next_marker(encoded: bytes, at: int) -> tuple[int, int]:
    """The marker at an offset and the offset behind it; any number of fill bytes may stand before it."""
    start = at
    while at < len(encoded) and encoded[at] == 0xFF:
        at += 1
    if at == start or at >= len(encoded):
        raise JpegDamaged("the JPEG is cut off or malformed in its header; send the whole image")
    return encoded[at], at + 1


def _parse_frame_header(segment: bytes) -> tuple[int, int]:
    precision, components = segment[2:3], segment[7:8]
    if precision != b"\x08" or components not in (b"\x01", b"\x03"):
        raise JpegDamaged("the JPEG is not of 8 bits a channel in grey or colour; send one that is")
    return int.from_bytes(segment[5:7], "big"), int.from_bytes(segment[3:5], "big")


def decode_jpeg(encoded: bytes, limits: SideLimits | None = None) -> Image:
    """Decode a JPEG in memory to (H, W, 3) uint8 BGR, without turning it as its metadata may ask.

    Raises:
        NotJpeg, JpegOfWrongSize: before anything is decoded.
        JpegDamaged: it cannot be decoded.
    """
    limits = limits or SideLimits()
    width, height = read_size(encoded)
    if not limits.least <= min(width, height) <= max(width, height) <= limits.most:
        raise JpegOfWrongSize(
            f"the image is {width}x{height}; its sides must be from {limits.least} to {limits.most} pixels",
            width=str(width),
            height=str(height),
        )
    if not encoded.endswith(END):
        raise JpegDamaged("the JPEG has no end; send the whole image")
    if encoded.count(bytes((0xFF, START_OF_SCAN))) > MOST_SCANS:
        raise JpegDamaged(f"the JPEG has more than {MOST_SCANS} scans; send a baseline or an ordinary progressive one")
    flags = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION
    frame = cv2.imdecode(np.frombuffer(encoded, np.uint8), flags)
    if frame is None:
        raise JpegDamaged("the JPEG cannot be decoded; send another image")
    if frame.shape[:2] != (height, width):  # whatever else two readers of one file may disagree on
        raise JpegDamaged("the JPEG is of another size than its first header states; send one image")
    return np.asarray(frame, dtype=np.uint8)
