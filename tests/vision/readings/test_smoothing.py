from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attune.expressions import EXPRESSIONS, Expression
from attune.vision.readings.readings import NOTHING_SEEN, AbstainReason, Reading
from attune.vision.readings.smoothing import Displayed, Smoother, abstention_reason

HAPPY, SAD = Expression.HAPPINESS, Expression.SADNESS


def reading(t: float, expression: Expression | None = None, confidence: float = 0.9, abstain=None) -> Reading:
    others = (1 - confidence) / 7
    p = NOTHING_SEEN if expression is None else tuple(confidence if e is expression else others for e in EXPRESSIONS)
    return Reading(t, expression is not None, None, p, 0, 0, 1, abstain, "m@1")


def show(readings: Iterable[Reading]) -> list[Displayed]:
    smoother = Smoother()
    return [smoother.update(each) for each in readings]


def test_a_clear_face_is_named_at_once():
    assert show([reading(0, HAPPY)])[-1] == Displayed(HAPPY, pytest.approx(0.9), None)


@pytest.mark.parametrize("step", [50, 125, 500])
def test_a_change_takes_about_a_second_at_any_frame_rate(step):
    settled = [reading(t, HAPPY) for t in range(0, 3000, step)]
    shown = show([*settled, *(reading(t, SAD) for t in range(3000, 6000, step))])
    first_sad = next(i for i, each in enumerate(shown) if each.label == SAD) * step
    assert 3000 < first_sad <= 3000 + 1000


def test_one_stray_reading_does_not_change_the_label():
    readings = [reading(t, SAD if t == 1000 else HAPPY) for t in range(0, 2000, 125)]
    assert {each.label for each in show(readings)} == {HAPPY}


def test_two_expressions_that_take_turns_do_not_flicker():
    shown = show(reading(t, (HAPPY, SAD)[i % 2], 0.6) for i, t in enumerate(range(0, 5000, 125)))
    labels = [each.label for each in shown]
    assert sum(a != b for a, b in pairwise(labels)) <= 1


def test_a_label_outlives_a_blink_and_no_more():
    smoother = Smoother()
    smoother.update(reading(0, HAPPY))
    assert smoother.update(reading(900, abstain=AbstainReason.BLUR)).label == HAPPY
    gone = smoother.update(reading(1100, abstain=AbstainReason.NO_FACE))
    assert gone == Displayed("unknown", 0.0, AbstainReason.NO_FACE)


def test_a_face_that_returns_starts_afresh_and_is_named_once_it_stays():
    gone = [reading(0, HAPPY), reading(2000, abstain=AbstainReason.NO_FACE)]
    back = show([*gone, *(reading(t, SAD) for t in range(2100, 2700, 100))])[2:]
    waiting, named = back[:4], back[4:]
    assert {(each.label, each.reason) for each in waiting} == {("unknown", AbstainReason.NO_FACE)}
    assert named[0] == Displayed(SAD, pytest.approx(0.9), None)


def test_a_face_at_the_edge_of_being_covered_does_not_flicker():
    """Two of three readings abstain in bursts longer than a label is held: it goes once and stays away."""
    occluded = [i % 12 >= 2 for i in range(120)]
    shown = show(
        reading(i * 130, HAPPY, abstain=AbstainReason.OCCLUDED if hidden else None) for i, hidden in enumerate(occluded)
    )
    assert sum(a.label != b.label for a, b in pairwise(shown)) == 1
    assert shown[-1] == Displayed("unknown", 0.0, AbstainReason.OCCLUDED)


def test_a_stray_reading_that_abstains_while_a_face_returns_begins_the_wait_anew():
    times = [0, 2000, 2100, 2300, 2400, 2500, 2700, 2900]
    hidden = {2000, 2400}
    shown = show(reading(t, HAPPY, abstain=AbstainReason.BLUR if t in hidden else None) for t in times)
    assert [each.label for each in shown] == [HAPPY, *["unknown"] * 6, HAPPY]


def test_an_unsure_mean_shows_nothing():
    shown = show(reading(t, HAPPY, 0.4) for t in range(0, 1000, 100))
    assert {(each.label, each.reason) for each in shown} == {("unknown", AbstainReason.LOW_CONFIDENCE)}


def test_doubt_names_its_reason():
    assert abstention_reason([0.9, 0.1, 0, 0, 0, 0, 0, 0]) is None
    assert abstention_reason([0.34, 0.33, 0.33, 0, 0, 0, 0, 0]) is AbstainReason.LOW_CONFIDENCE
    assert abstention_reason([0.37] + [0.09] * 7) is AbstainReason.HIGH_ENTROPY


@given(
    st.lists(
        st.tuples(st.integers(1, 3000), st.sampled_from([None, *EXPRESSIONS]), st.floats(0.2, 1)),
        min_size=1,
        max_size=40,
    )
)
def test_what_is_shown_is_always_sure_enough_and_unknown_always_has_a_reason(steps):
    t, smoother = 0, Smoother()
    for gap, expression, confidence in steps:
        t += gap
        abstain = AbstainReason.NO_FACE if expression is None else None
        shown = smoother.update(reading(t, expression, confidence, abstain))
        assert (shown.label == "unknown") == (shown.reason is not None)
        assert shown.confidence == 0 if shown.label == "unknown" else 0.35 <= shown.confidence <= 1
