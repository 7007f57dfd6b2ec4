"""What comes in as a frame is looked at before it is decoded, and only small whole JPEGs are."""

import struct
from contextlib import suppress

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision import jpeg
from attune.vision.errors import VisionError
from attune.vision.jpeg import JpegDamaged, JpegOfWrongSize, NotJpeg, SideLimits, decode_jpeg, read_size


def encode(width=64, height=48, *, kind=".jpg", options=()):
    noise = np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8)
    return cv2.imencode(kind, noise, list(options))[1].tobytes()


def with_stated_size(encoded, width, height):
    """The same bytes with another size in the frame header."""
    at = encoded.index(b"\xff\xc0") + 5
    return encoded[:at] + struct.pack(">HH", height, width) + encoded[at + 4 :]


@given(width=st.integers(32, 200), height=st.integers(32, 200), progressive=st.booleans())
def test_the_size_is_read_from_the_header(width, height, progressive):
    encoded = encode(width, height, options=(cv2.IMWRITE_JPEG_PROGRESSIVE, int(progressive)))
    assert read_size(encoded) == (width, height)
    assert decode_jpeg(encoded).shape == (height, width, 3)


def test_an_image_that_claims_to_be_enormous_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(jpeg.cv2, "imdecode", lambda *_: pytest.fail("it was decoded"))
    with pytest.raises(JpegOfWrongSize, match="20000x20000"):
        decode_jpeg(with_stated_size(encode(), 20_000, 20_000))


@pytest.mark.parametrize("side", [31, 1281])
def test_the_limits_of_the_sides_hold_on_both_ends(side):
    with pytest.raises(JpegOfWrongSize, match="from 32 to 1280"):
        decode_jpeg(with_stated_size(encode(), side, 64))
    assert decode_jpeg(encode(16, 16), SideLimits(16, 16)).shape == (16, 16, 3)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"GIF89a" + bytes(50),
        encode(kind=".png"),
        encode(kind=".webp"),
        b"\x00\x00\x00\x18ftypmp42",
        b"{}",
    ],
    ids=["nothing", "zero", "gif", "png", "webp", "mp4", "json"],
)
def test_other_kinds_of_files_are_no_jpeg(content):
    with pytest.raises(NotJpeg, match="image/jpeg"):
        decode_jpeg(content)


@given(st.integers(3, len(encode()) - 1))
def test_an_image_that_is_cut_off_anywhere_is_damaged(length):
    with pytest.raises(JpegDamaged):
        decode_jpeg(encode()[:length])


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_do_anything_but_be_refused_or_decoded(content, begin_as_a_jpeg):
    with suppress(NotJpeg, JpegDamaged, JpegOfWrongSize):
        decode_jpeg(jpeg.START * begin_as_a_jpeg + content)


@given(st.data())
def test_an_image_with_bytes_changed_is_refused_or_still_a_small_image(data):
    encoded = bytearray(encode())
    for at in data.draw(st.lists(st.integers(0, len(encoded) - 1), max_size=6)):
        encoded[at] = data.draw(st.integers(0, 255))
    try:
        frame = decode_jpeg(bytes(encoded))
    except VisionError:
        return
    assert frame.dtype == np.uint8
    assert max(frame.shape) <= SideLimits().most


@pytest.mark.parametrize("marker", [b"\xff\xc3", b"\xff\xc9"], ids=["lossless", "arithmetic"])
def test_kinds_that_no_camera_writes_are_refused(marker):
    with pytest.raises(JpegDamaged, match="baseline or progressive"):
        read_size(encode().replace(b"\xff\xc0", marker, 1))


def test_an_image_of_thousands_of_empty_scans_is_refused_before_it_is_decoded(monkeypatch):
    progressive = encode(options=(cv2.IMWRITE_JPEG_PROGRESSIVE, 1))
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00"
    ordinary = progressive.count(b"\xff\xda")
    assert ordinary < jpeg.MOST_SCANS
    most = progressive[:-2] + scan * (jpeg.MOST_SCANS - ordinary) + jpeg.END
    assert decode_jpeg(most).shape == (48, 64, 3)
    monkeypatch.setattr(jpeg.cv2, "imdecode", lambda *_: pytest.fail("it was decoded"))
    with pytest.raises(JpegDamaged, match="more than 32 scans"):
        decode_jpeg(progressive[:-2] + scan * 5_000 + jpeg.END)


def with_hidden_image(small, large):
    """A JPEG behind FF 00 and a length: who takes that for a segment sees the small one, libjpeg decodes the large."""
    return jpeg.START + b"\xff\x00" + struct.pack(">H", len(large) - 2) + large[2:-2] + small[2:]


def test_an_image_hidden_behind_what_is_no_marker_is_refused_before_it_is_decoded(monkeypatch):
    both = with_hidden_image(encode(64, 64), with_stated_size(encode(64, 64), 1600, 1600))
    assert cv2.imdecode(np.frombuffer(both, np.uint8), cv2.IMREAD_COLOR).shape == (1600, 1600, 3)
    monkeypatch.setattr(jpeg.cv2, "imdecode", lambda *_: pytest.fail("it was decoded"))
    with pytest.raises(JpegDamaged, match="no complete frame header"):
        decode_jpeg(both)


def test_an_image_that_is_decoded_to_another_size_than_was_read_is_refused(monkeypatch):
    monkeypatch.setattr(jpeg, "read_size", lambda _: (64, 48))
    assert decode_jpeg(encode(64, 48)).shape == (48, 64, 3)
    with pytest.raises(JpegDamaged, match="of another size"):
        decode_jpeg(encode(48, 64))


def test_the_image_is_not_turned_by_what_its_metadata_say():
    turned = (
        b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
    )
    encoded = encode(64, 48)
    marked = encoded[:2] + b"\xff\xe1" + struct.pack(">H", len(turned) + 2) + turned + encoded[2:]
    assert decode_jpeg(marked).shape == (48, 64, 3)
