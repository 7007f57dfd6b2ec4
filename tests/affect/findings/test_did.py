"""Causes from what a learner does: the mistake, the pace, the guess, the absence, and what goes well."""

import pytest

from attune.affect.causes import Cause
from attune.affect.evidence import BehaviourKind
from attune.affect.findings.circumstances import Situation
from attune.affect.policy import InterruptionPoint
from attune.affect.reasons import Reason, ReasonCode
from tests.affect.evidence import at, did, hand_in, practised
from tests.affect.situations import cause, found, moment

CHANGED = Situation(InterruptionPoint.BLOCK_CHANGE, "next", "block")
TWICE = practised(*(hand_in(60 * i, right="bcd", wrong="a", attempt=i + 1) for i in range(2)))


def test_one_wrong_answer_is_a_part_of_learning():
    assert cause(at(5), practice=hand_in(0, right="ab", wrong="c")) is None


def test_after_two_wrong_answers_one_more_try_or_45_seconds_come_first():
    finding = found(at(65), practice=TWICE)
    assert (finding.cause, finding.item_id, finding.wait_until) == (Cause.WRONG_ANSWERS, "a", at(60 + 45))
    assert finding.reasons == (Reason(ReasonCode.ITEM_WRONG, 2),)
    third = practised(TWICE, hand_in(90, right="bcd", wrong="a", attempt=3, passed=True))
    assert found(at(91), practice=third).wait_until is None
    assert cause(at(91), practice=practised(TWICE, hand_in(90, right="abcd", attempt=3))) is Cause.SUCCESS


def test_whoever_has_left_the_block_tries_no_more():
    finding = found(at(65), practice=TWICE, situation=CHANGED)
    assert (finding.block_id, finding.item_id, finding.wait_until) == ("block", "a", None)


def test_the_same_mistake_is_spoken_of_once():
    spoken = [moment(110, Cause.WRONG_ANSWERS)]
    assert cause(at(300), practice=TWICE, moments=spoken) is None
    again = practised(TWICE, hand_in(200, right="bcd", wrong="a", attempt=3, passed=True))
    assert cause(at(300), practice=again, moments=spoken) is Cause.WRONG_ANSWERS


def test_five_wrong_answers_at_once_count_together():
    finding = found(at(50), practice=hand_in(0, wrong="abcde"))
    assert (finding.cause, finding.reasons) == (Cause.WRONG_ANSWERS, (Reason(ReasonCode.WRONG_ANSWERS, 5),))


def test_four_failed_quizzes_with_another_wrong_item_each_are_repeated_failure_from_the_third_on():
    tried = [hand_in(60 * i, right="xyz", wrong="abcd"[i], attempt=i + 1) for i in range(4)]
    causes = [cause(at(60 * i + 1), practice=practised(*tried[: i + 1])) for i in range(4)]
    assert causes == [None, None, Cause.REPEATED_FAILURE, Cause.REPEATED_FAILURE]


def test_three_tries_at_one_quiz_are_not_three_quizzes():
    tries = [hand_in(60 * i, right="xyz", wrong="a", attempt=i + 1) for i in range(3)]
    assert found(at(121), practice=practised(*tries)).reasons == (Reason(ReasonCode.FAILED_TRIES, 3),)
    skills = {"a": "algebra/fractions"}
    blocks = ("first", "second", "block", "block")
    quizzes = [hand_in(60 * i, wrong="a", attempt=i + 1, block=each, skills=skills) for i, each in enumerate(blocks)]
    assert found(at(181), practice=practised(*quizzes)).reasons == (Reason(ReasonCode.FAILED_QUIZZES, 3),)


def test_a_quiz_that_was_passed_before_did_not_come_right_at_last():
    again = practised(hand_in(0, right="ab"), hand_in(60, wrong="ab", attempt=2), hand_in(120, right="ab", attempt=3))
    assert cause(at(121), practice=again) is None


def test_repeated_failure_is_spoken_of_once_for_each_hand_in():
    tried = [hand_in(60 * i, right="xyz", wrong="a", attempt=i + 1) for i in range(4)]
    spoken = [moment(121, Cause.REPEATED_FAILURE)]
    assert cause(at(170), practice=practised(*tried[:3]), moments=spoken) is not Cause.REPEATED_FAILURE
    assert cause(at(190), practice=practised(*tried), moments=spoken) is Cause.REPEATED_FAILURE


def test_rapid_retries_are_guessing_and_not_frustration():
    guessed = [did(BehaviourKind.RAPID_RETRY, 5, count=2), did(BehaviourKind.WRONG_ANSWER, 5, count=2)]
    assert cause(at(10), behaviour=guessed) is Cause.GUESSING
    assert cause(at(10), behaviour=guessed[:1]) is None
    assert cause(at(10), behaviour=guessed, practice=hand_in(9, right="abc", attempt=2)) is None


def test_right_answers_are_evidence_that_no_help_is_needed():
    stuck = [did(BehaviourKind.REWIND, 5, count=3), did(BehaviourKind.WRONG_ANSWER, 5, count=3)]
    assert cause(at(10), behaviour=stuck) is not None
    assert cause(at(10), behaviour=stuck, practice=hand_in(9, right="abc", spent=100)) is None


@pytest.mark.parametrize(
    ("kind", "lasted", "expected"),
    [
        (BehaviourKind.IDLE, 119, None),
        (BehaviourKind.IDLE, 120, Cause.AWAY),
        (BehaviourKind.TAB_HIDDEN, 300, Cause.AWAY),
    ],
)
def test_absence_is_no_boredom_and_is_spoken_of_once(kind, lasted, expected):
    absent = [did(kind, 5, lasted=lasted)]
    assert cause(at(10), behaviour=absent) is expected
    assert cause(at(20), behaviour=absent, moments=[moment(10, Cause.AWAY)]) is None


def test_ease_and_success_are_noticed_once():
    quick = hand_in(0, right="abc", spent=30)
    assert found(at(1), practice=quick).reasons == (Reason(ReasonCode.FINISHED_EARLY, 30),)
    assert cause(at(1), practice=quick) is Cause.EASE
    assert cause(at(9), practice=quick, moments=[moment(1, Cause.EASE)]) is None
    came_right = practised(hand_in(0, right="a", wrong="b"), hand_in(60, right="ab", attempt=2))
    assert found(at(61), practice=came_right).reasons == (Reason(ReasonCode.RIGHT_AFTER_TRIES, 2),)
    assert cause(at(61), practice=came_right, moments=[moment(61, Cause.SUCCESS)]) is None


def test_a_hand_in_of_a_quarter_of_an_hour_ago_is_past():
    assert cause(at(900), practice=hand_in(0, wrong="abc")) is Cause.WRONG_ANSWERS
    assert cause(at(901), practice=hand_in(0, wrong="abc")) is None


def test_a_long_stay_alone_is_careful_reading():
    from dataclasses import replace

    stay = replace(did(BehaviourKind.BLOCK_DWELL, 5, lasted=900), expected_seconds=100.0)
    assert cause(at(10), behaviour=[stay]) is None
    assert cause(at(10), behaviour=[stay, did(BehaviourKind.REWIND, 6)]) is Cause.CONFUSED
