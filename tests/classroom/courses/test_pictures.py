"""A picture's size is read from its content, whatever it is called, and from nothing but a picture."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attune.classroom.courses.pictures import read_size
from tests.classroom.courses.folders import png


@pytest.mark.parametrize(("width", "height"), [(1, 1), (37, 21), (640, 480), (3, 1000)])
@pytest.mark.parametrize("ending", [".png", ".jpg", ".webp"])
def test_the_size_is_what_a_decoder_finds(tmp_path, ending, width, height):
    path = tmp_path / f"picture{ending}"
    cv2.imwrite(str(path), np.full((height, width, 3), 128, np.uint8))
    assert read_size(path) == (width, height)


def test_gif_and_extended_and_lossless_webp(tmp_path):
    path = tmp_path / "picture"
    path.write_bytes(b"GIF89a" + (300).to_bytes(2, "little") + (200).to_bytes(2, "little") + b"\0" * 20)
    assert read_size(path) == (300, 200)
    sides = (299).to_bytes(3, "little") + (199).to_bytes(3, "little")
    path.write_bytes(b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + sides)
    assert read_size(path) == (300, 200)
    path.write_bytes(b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (299 | 199 << 14).to_bytes(4, "little") + b"\0" * 8)
    assert read_size(path) == (300, 200)


@given(st.binary(max_size=64), st.sampled_from([b"", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"RIFF", b"GIF89a", png()[:20]]))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_anything_else_is_no_picture_and_no_failure(tmp_path, content, start):
    path = tmp_path / "picture"
    path.write_bytes(start + content)
    size = read_size(path)
    assert size is None or (0 < size.width <= 20_000 and 0 < size.height <= 20_000)
