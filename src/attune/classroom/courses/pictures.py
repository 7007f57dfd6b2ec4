"""The size of a picture, read from its first bytes; with it a page keeps the place free while the picture loads."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

LARGEST_SIDE = 20_000  # pixels


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def read_size(path: Path) -> Size | None:
    """The size of a PNG, JPEG, WebP or GIF by what is in it, whatever its name; None when it is none of them."""
    with path.open("rb") as file:
        start = file.read(30)
        try:
            size = _png(start) or _gif(start) or _webp(start) or _jpeg(start, file)
        except struct.error:
            return None
    if size is None or not (0 < size.width <= LARGEST_SIDE and 0 < size.height <= LARGEST_SIDE):
        return None
    return size


def _png(start: bytes) -> Size | None:
    if start[:8] != b"\x89PNG\r\n\x1a\n" or start[12:16] != b"IHDR":
        return None
    return Size(*struct.unpack(">II", start[16:24]))


def _gif(start: bytes) -> Size | None:
    if start[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    return Size(*struct.unpack("<HH", start[6:10]))


def _webp(start: bytes) -> Size | None:
    if start[:4] != b"RIFF" or start[8:12] != b"WEBP":
        return None
    kind = start[12:16]
    if kind == b"VP8X":  # extended: 24-bit sides, less one
        return Size(1 + int.from_bytes(start[24:27], "little"), 1 + int.from_bytes(start[27:30], "little"))
    if kind == b"VP8L":  # lossless: 14-bit sides, less one
        bits = int.from_bytes(start[21:25], "little")
        return Size(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", start[26:30])
        return Size(width & 0x3FFF, height & 0x3FFF)
    return None


def _jpeg(start: bytes, file: BinaryIO) -> Size | None:
    """Walk the segments to the frame header (SOF0 to SOF15, without DHT, JPG and DAC)."""
    if start[:2] != b"\xff\xd8":
        return None
    file.seek(2)
    for _ in range(500):
        mark, kind = struct.unpack(">BB", file.read(2))
        if mark != 0xFF:
            return None
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            _length, _depth, height, width = struct.unpack(">HBHH", file.read(7))
            return Size(width, height)
        (length,) = struct.unpack(">H", file.read(2))
        file.seek(length - 2, 1)
    return None
