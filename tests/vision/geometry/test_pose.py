import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.vision.geometry.faces import Keypoints
from attune.vision.geometry.pose import EAR_DEPTH, LEVEL_EARS, NOSE_DEPTH, head_pose


def head(yaw: float = 0, pitch: float = 0, roll: float = 0, size: float = 50) -> Keypoints:
    """The six points of the rigid head that pose.py assumes, turned by degrees and projected straight ahead."""
    solid = {  # x right, y down, z towards the camera; eye to mouth 1, half a head 1
        "right_eye": (-0.5, 0, 0),
        "left_eye": (0.5, 0, 0),
        "nose": (0, 0.6, NOSE_DEPTH - EAR_DEPTH),
        "mouth": (0, 1, 0),
        "right_ear": (-1, LEVEL_EARS, -EAR_DEPTH),
        "left_ear": (1, LEVEL_EARS, -EAR_DEPTH),
    }
    return Keypoints(**{name: _project(point, yaw, pitch, roll, size) for name, point in solid.items()})


def _project(point, yaw, pitch, roll, size):
    x, y, z = point
    a, b, c = map(math.radians, (yaw, pitch, roll))
    x, z = x * math.cos(a) + z * math.sin(a), z * math.cos(a) - x * math.sin(a)
    y, z = y * math.cos(b) - z * math.sin(b), z * math.cos(b) + y * math.sin(b)
    x, y = x * math.cos(c) - y * math.sin(c), y * math.cos(c) + x * math.sin(c)
    return 100 + size * x, 80 + size * y


@given(st.floats(-60, 60))
def test_turning_the_head_is_yaw(angle):
    pose = head_pose(head(yaw=angle))
    assert pose.yaw == pytest.approx(angle, abs=0.1)
    assert pose.pitch == pytest.approx(0, abs=0.1)


@given(st.floats(-40, 40))
def test_nodding_is_pitch(angle):
    pose = head_pose(head(pitch=angle))
    assert pose.pitch == pytest.approx(angle, abs=8)
    assert pose.yaw == pytest.approx(0, abs=0.1)


@given(st.floats(-80, 80), st.floats(5, 400))
def test_tilting_is_roll_at_any_size_and_nothing_else(angle, size):
    pose = head_pose(head(roll=angle, size=size))
    assert pose.roll == pytest.approx(angle, abs=0.1)
    assert (pose.yaw, pose.pitch) == pytest.approx((0, 0), abs=0.1)


def test_coinciding_points_count_as_turned_away():
    assert head_pose(head(size=0)).extent == 90
