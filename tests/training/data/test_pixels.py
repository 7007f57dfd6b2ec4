from pathlib import Path

import cv2
import numpy as np
import pytest

from attune.training.data.pixel_cache import load_pixels
from attune.training.data.pixels import fit_image, to_grey
from attune.training.data.sources import Entry, open_source
from tests.training.faces import draw_colour_face, draw_face, write_image


def entries_of(folder: Path) -> list[Entry]:
    return list(open_source(folder).entries("train"))


def test_an_image_that_is_not_square_is_seen_whole():
    tall = np.zeros((60, 40), np.uint8)
    tall[:2], tall[-2:], tall[:, :1] = 200, 200, 90
    fitted = fit_image(tall, 60)
    assert fitted.shape == (60, 60)
    assert np.array_equal(fitted[:, 10:50], tall)
    assert (fitted[10, :10] == 90).all()  # the border goes on


def test_grey_is_that_of_the_crop_contract():
    colour = draw_colour_face(2)
    assert np.array_equal(to_grey(colour), cv2.cvtColor(colour, cv2.COLOR_BGR2GRAY))


def test_colour_becomes_grey(tmp_path: Path):
    write_image(tmp_path / "happy" / "1.png", draw_colour_face(1, 96))
    assert np.array_equal(load_pixels(entries_of(tmp_path), 96, None)[0], to_grey(draw_colour_face(1, 96)))


def test_a_cache_gives_the_same_pixels_and_is_written_once(tmp_path: Path):
    for number in range(5):
        write_image(tmp_path / "data" / "happy" / f"{number}.png", draw_colour_face(number))
    entries, cache = entries_of(tmp_path / "data"), tmp_path / "cache"
    fresh = load_pixels(entries, 48, None)
    assert np.array_equal(load_pixels(entries, 48, cache), fresh)
    (file,) = cache.iterdir()
    written = file.read_bytes()
    again = load_pixels([entry._replace(read=forbidden) for entry in entries], 48, cache)
    assert np.array_equal(again, fresh)
    again[:] = 0
    assert file.read_bytes() == written


def test_a_file_that_changed_is_decoded_again(tmp_path: Path):
    file = write_image(tmp_path / "data" / "happy" / "1.png", draw_face(1))
    load_pixels(entries_of(tmp_path / "data"), 48, tmp_path / "cache")
    write_image(file, draw_face(2))
    assert np.array_equal(load_pixels(entries_of(tmp_path / "data"), 48, tmp_path / "cache")[0], draw_face(2))


def test_a_run_that_stops_leaves_no_half_cache(tmp_path: Path):
    write_image(tmp_path / "data" / "happy" / "1.png", draw_face(1))
    entries = [entry._replace(read=forbidden) for entry in entries_of(tmp_path / "data")]
    with pytest.raises(AssertionError):
        load_pixels(entries, 48, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def forbidden() -> np.ndarray:
    raise AssertionError("decoded, though it need not be")
