"""The benchmark of faces from afar draws the same scenes each time, and knows where their faces are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from benchmarks.accuracy.far_faces.__main__ import bins, match
from benchmarks.accuracy.far_faces.backgrounds import Background, read_list
from benchmarks.accuracy.far_faces.scenes import CUT, GAP, SCENES, SMALLEST_PIXELS, Placed, draw_scenes, place

from attune.vision.geometry.faces import Box

FACES = np.random.default_rng(0).integers(0, 256, (60, 48, 48), dtype=np.uint8)
DRAWN = [Background("room", seed=3), Background("texture", seed=4)]
NOWHERE = Path("no packages are needed for what is drawn")


def test_the_list_holds_three_hundred_backgrounds_and_says_what_each_is():
    listed = read_list()
    kinds = Counter(background.kind for background in listed)
    assert sum(kinds.values()) - kinds["animal"] >= 300
    assert set(kinds) == {"photograph", "animal", "room", "texture"}
    assert len(set(listed)) == len(listed)
    for background in listed:
        taken = background.kind in ("photograph", "animal")
        assert (len(background.sha256) == 64 and background.width >= 90 and bool(background.package)) == taken


def test_a_scene_is_the_same_each_time_and_depends_on_its_number_alone():
    first, second = (list(draw_scenes(FACES, DRAWN, NOWHERE, count)) for count in (2, 3))
    for one, other in zip(first, second, strict=False):
        assert np.array_equal(one.frame, other.frame)
        assert one.faces == other.faces


@pytest.mark.parametrize("count", [1, 5, 40])
def test_faces_are_placed_apart_large_enough_and_inside_unless_they_are_cut(count):
    placed = place(1280, 960, count, np.random.default_rng(count))
    assert 0.8 * count <= len(placed) <= count
    for index, face in enumerate(placed):
        square = face.square
        assert square.width >= SMALLEST_PIXELS
        assert abs(face.turn) <= 30
        out = max(-square.x, -square.y, square.x + square.width - 1280, square.y + square.width - 960) / square.width
        assert (CUT[0] - 1e-6 <= out <= CUT[1] + 1e-6) if face.cut and square.width < 600 else out <= 0.2
        for other in placed[:index]:
            (x, y), (left, top) = square.centre, other.square.centre
            assert max(abs(x - left), abs(y - top)) > GAP * (square.width + other.square.width) / 2


def test_a_face_is_found_once_and_what_is_over_is_no_face():
    squares = [Box(0, 0, 10, 10), Box(50, 50, 10, 10), Box(90, 90, 10, 10)]
    crops = [Box(1, 0, 10, 10), Box(0, 2, 10, 10), Box(50, 50, 10, 10), Box(70, 0, 10, 10)]
    assert match(squares, crops) == ([True, True, False], 2)


def test_a_face_is_counted_by_size_and_turn_and_apart_when_it_is_cut():
    square = Box(0, 0, 30, 30)
    assert bins(Placed(square, -25.0, False, 0.04)) == ["2.5 to 5 %", "turned by 20 to 30"]
    assert bins(Placed(square, 5.0, False, 0.022)) == ["2 to 2.5 %"]
    assert bins(Placed(square, 5.0, True, 0.3)) == ["25 to 90 %, cut"]
    assert SCENES == 400
