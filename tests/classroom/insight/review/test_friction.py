"""When a block counts as hard for a learner."""

import pytest

from attune.classroom.insight.review.friction import FrictionPart, friction_of

LOST, WRONG = FrictionPart.LOST, FrictionPart.WRONG_ANSWERS
REWINDS, STRUGGLING = FrictionPart.REWINDS, FrictionPart.STRUGGLING

pytestmark = pytest.mark.in_process("computes, and asks nobody")


@pytest.mark.parametrize(
    ("what", "causes"),
    [
        ({}, set()),
        ({"lost": 1}, {LOST}),
        ({"wrong_answers": 1}, set()),
        ({"wrong_answers": 2}, {WRONG}),
        ({"check_ins": 3}, set()),
        ({"rewinds": 1}, set()),
        ({"rewinds": 2}, {REWINDS}),
        ({"struggling": 30.0, "rewinds": 1}, {STRUGGLING}),
        ({"struggling": 500.0}, set()),
        ({"struggling": 29.9, "check_ins": 1}, set()),
        ({"struggling": 30.0, "check_ins": 1}, {STRUGGLING}),
        ({"struggling": 30.0, "wrong_answers": 1}, {STRUGGLING}),
        ({"struggling": 30.0, "wrong_answers": 2, "lost": 1}, {STRUGGLING, WRONG, LOST}),
    ],
)
def test_a_block_is_hard_by_what_was_said_and_done_and_never_by_a_face_alone(what, causes):
    assert friction_of(**what) == causes
