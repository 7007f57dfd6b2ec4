"""What a learner says comes first, then what they do, and an expression last, which only asks."""

import pytest

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.evidence import BehaviourKind, LearningState, SelfReport, SelfReportKind
from attune.affect.findings.circumstances import Situation
from attune.affect.policy import InterruptionPoint
from attune.affect.reasons import ReasonCode
from attune.expressions import Expression
from tests.affect.evidence import at, did, hand_in, practised, window
from tests.affect.situations import HERE, cause, found, moment

N, A, D, S, C = (
    Expression.NEUTRAL,
    Expression.ANGER,
    Expression.SADNESS,
    Expression.SURPRISE,
    Expression.CONTEMPT,
)
VIDEO = Situation(InterruptionPoint.VIDEO_PAUSE, "block")


def faces(*shown):
    """Windows of (expression, strength, count), one after the other."""
    windows, index = [], 0
    for expression, strength, count in shown:
        for _ in range(count):
            windows.append(window(index, expression, strength))
            index += 1
    return windows


def feels(feeling, seconds=0.0, kind=SelfReportKind.CHECK_IN, block="block"):
    return SelfReport(kind, at(seconds), feeling, block)


FRUSTRATED_FACE = faces((N, 0.9, 18), (A, 0.8, 12))


def test_an_expression_that_lasts_asks_and_says_more_than_usual_only_against_a_baseline():
    finding = found(at(300), windows=FRUSTRATED_FACE, situation=VIDEO)
    assert (finding.cause, finding.evidence, finding.block_id) == (Cause.ASKS, EvidenceKind.EXPRESSION, "block")
    assert [reason.code for reason in finding.reasons] == [ReasonCode.TENSE_EXPRESSION, ReasonCode.OWN_BASELINE]
    assert finding.wait_until == at(180 + 60)


@pytest.mark.parametrize("count", [4, 5])
def test_nothing_follows_from_a_face_before_the_baseline(count):
    """Sadness, over-read with beard and glasses: fifty seconds, and nothing is known of this face."""
    assert cause(at(10 * count), windows=faces((D, 0.8, count)), situation=VIDEO) is None


def test_an_expression_asks_once_a_session():
    assert cause(at(300), windows=FRUSTRATED_FACE, situation=VIDEO, moments=[moment(250, Cause.ASKS)]) is None
    earlier = [moment(-4000, Cause.ASKS)]
    assert cause(at(300), windows=FRUSTRATED_FACE, situation=VIDEO, moments=earlier) is Cause.ASKS


@pytest.mark.parametrize("strength", [0.72, 0.78, 0.9])
def test_a_resting_face_that_is_read_as_angry_says_nothing(strength):
    windows = faces((A, strength, 18), (A, min(strength + 0.1, 1.0), 60))
    for index in range(18, 78, 3):
        assert cause(at(10 * index), windows=windows[:index], situation=VIDEO) is None


def test_a_frown_over_right_answers_is_concentration():
    practice = hand_in(200, right="abc")
    assert cause(at(300), windows=FRUSTRATED_FACE, practice=practice) is None
    assert cause(at(300), windows=FRUSTRATED_FACE, practice=hand_in(-90_000, right="abc")) is Cause.ASKS


@pytest.mark.parametrize("feeling", [N, Expression.HAPPINESS, LearningState.ENGAGED])
def test_fine_outranks_the_camera_and_never_performance(feeling):
    fine = [feels(feeling, 290)]
    assert cause(at(300), windows=FRUSTRATED_FACE, reports=fine, situation=VIDEO) is None
    assert cause(at(300), reports=fine, practice=hand_in(280, wrong="abcde")) is Cause.WRONG_ANSWERS


SAID = [
    (D, Cause.LOW_MOOD),
    (Expression.FEAR, Cause.ANXIOUS),
    (A, Cause.FRUSTRATED),
    (Expression.DISGUST, Cause.FRUSTRATED),
    (C, Cause.BORED),
    (S, None),
    (LearningState.MAYBE_CONFUSED, Cause.CONFUSED),
    (LearningState.MAYBE_DISENGAGED, Cause.BORED),
    (LearningState.LOW_MOOD, Cause.LOW_MOOD),
]


@pytest.mark.parametrize(("feeling", "expected"), SAID)
def test_what_is_said_is_taken_as_it_is_said(feeling, expected):
    assert cause(at(10), reports=[feels(feeling)]) is expected


def test_what_is_said_comes_before_what_is_done_and_is_answered_once():
    wrong = hand_in(0, wrong="abc")
    assert cause(at(60), reports=[feels(D, 50)], practice=wrong) is Cause.LOW_MOOD
    answered = [moment(50, Cause.LOW_MOOD, EvidenceKind.SAID)]
    assert cause(at(60), reports=[feels(D, 50)], practice=wrong, moments=answered) is Cause.WRONG_ANSWERS
    assert cause(at(70), reports=[feels(D, 50), feels(A, 65)], moments=answered) is Cause.FRUSTRATED


def test_what_is_said_is_answered_away_from_an_interruption_point_and_nothing_else_is():
    nowhere = Situation(None, "block")
    assert cause(at(60), reports=[feels(D, 50)], situation=nowhere) is Cause.LOW_MOOD
    assert cause(at(60), practice=hand_in(0, wrong="abc"), situation=nowhere) is None


def test_a_feeling_of_ten_minutes_ago_is_history():
    assert cause(at(600), reports=[feels(A)]) is Cause.FRUSTRATED
    assert cause(at(601), reports=[feels(A)]) is None


def test_being_lost_brings_no_message_of_its_own_and_no_question_about_the_face():
    lost = SelfReport(SelfReportKind.LOST_HERE, at(290), None, "block")
    assert cause(at(300), reports=[lost]) is None
    assert cause(at(300), windows=FRUSTRATED_FACE, reports=[lost], situation=VIDEO) is None
    elsewhere = Situation(InterruptionPoint.BLOCK_CHANGE, "next", "block")
    assert cause(at(300), reports=[lost], situation=elsewhere) is None


def test_a_raised_hand_is_no_feeling():
    assert cause(at(10), reports=[SelfReport(SelfReportKind.HAND_RAISED, at(0), D)]) is None


def low_days(*days):
    return [feels(D, 86_400 * day) for day in days]


LOW = [
    ((0,), Cause.LOW_MOOD),
    ((0, 1), Cause.LOW_MOOD),
    ((0, 1, 2), Cause.TALK),
    ((0, 0, 0), Cause.LOW_MOOD),
    ((0, 3, 6), Cause.TALK),
    ((0, 3, 7), Cause.LOW_MOOD),
]


@pytest.mark.parametrize(("days", "expected"), LOW)
def test_a_person_is_proposed_on_the_third_low_day_of_seven(days, expected):
    finding = found(at(86_400 * days[-1] + 5), reports=low_days(*days))
    assert finding.cause is expected
    if expected is Cause.TALK:
        assert finding.reasons[-1].code is ReasonCode.LOW_MOOD_DAYS
        assert finding.reasons[-1].amount == 3


def test_after_that_it_takes_three_more_days():
    proposed = [moment(86_400 * 2 + 5, Cause.TALK, EvidenceKind.SAID)]
    for day, expected in ((3, Cause.LOW_MOOD), (4, Cause.LOW_MOOD), (5, Cause.TALK)):
        reports = low_days(*range(day + 1))
        assert cause(at(86_400 * day + 5), reports=reports, moments=proposed) is expected


def test_a_proposal_that_nobody_saw_does_not_begin_the_count_again():
    unseen = [moment(86_400 * 2 + 5, Cause.TALK, EvidenceKind.SAID, delivered=False)]
    assert cause(at(86_400 * 3 + 5), reports=low_days(0, 1, 2, 3), moments=unseen) is Cause.TALK


def test_what_is_said_is_about_the_block_that_it_was_said_at():
    elsewhere = Situation(InterruptionPoint.BLOCK_CHANGE, "next", "before")
    assert found(at(60), reports=[feels(D, 50, block="block")], situation=elsewhere).block_id == "block"
    assert found(at(60), reports=[feels(D, 50, block=None)], situation=elsewhere).block_id is None


def test_the_end_of_a_lesson_uses_up_no_cause_that_it_cannot_answer():
    end = Situation(InterruptionPoint.LESSON_END, "block")
    assert cause(at(14.5 * 3600), situation=end, hours=0) is None
    tries = practised(*(hand_in(60 * i, right="xyz", wrong="a", attempt=i + 1) for i in range(3)))
    assert cause(at(125), situation=end, practice=tries) is None
    assert cause(at(125), practice=tries) is Cause.REPEATED_FAILURE
    assert cause(at(10), situation=end, practice=hand_in(0, wrong="abcde")) is Cause.WRONG_ANSWERS
    assert cause(at(60), situation=end, reports=[feels(D, 50)]) is Cause.LOW_MOOD


def test_days_are_those_of_the_learners_own_calendar():
    """22:30 and 23:30 UTC of one day are two days in Berlin."""
    reports = [feels(D, seconds) for seconds in (-86_400, 13.4 * 3600, 14.6 * 3600)]
    assert cause(at(14.7 * 3600), reports=reports) is Cause.LOW_MOOD
    assert cause(at(14.7 * 3600), reports=reports, hours=1) is Cause.TALK


def test_late_at_night_there_is_one_thing_to_say_once_and_what_is_said_is_answered():
    """Nine in the evening by UTC is eleven in Cairo's summer."""
    eleven = 14 * 3600
    wrong = hand_in(eleven - 30, wrong="abc")
    assert cause(at(eleven - 1), practice=wrong, hours=0) is Cause.WRONG_ANSWERS
    night = found(at(eleven), practice=wrong, hours=0)
    assert (night.cause, night.reasons[0].amount) == (Cause.NIGHT, 23)
    spoken = [moment(eleven + 60, Cause.NIGHT)]
    assert cause(at(eleven + 5 * 3600), practice=wrong, moments=spoken, hours=0) is None
    assert cause(at(eleven + 90), reports=[feels(D, eleven + 80)], moments=spoken, hours=0) is Cause.LOW_MOOD
    assert cause(at(eleven + 6 * 3600), practice=hand_in(eleven + 6 * 3600 - 9, wrong="abc"), hours=0) is not None
    assert cause(at(eleven + 24 * 3600), moments=spoken, hours=0) is Cause.NIGHT


def test_without_the_learners_clock_there_is_no_night():
    assert cause(at(14 * 3600)) is None


def test_evidence_of_another_block_never_speaks_for_this_one():
    rewinds = [did(BehaviourKind.REWIND, 5, count=2)]
    assert cause(at(10), behaviour=rewinds) is Cause.CONFUSED
    assert cause(at(10), behaviour=rewinds, situation=Situation(InterruptionPoint.VIDEO_PAUSE, "next")) is None
    changed = Situation(InterruptionPoint.BLOCK_CHANGE, "next", "block")
    assert found(at(10), behaviour=rewinds, situation=changed).block_id == "block"
    graded = practised(*(hand_in(60 * i, wrong="a", attempt=i + 1, graded=True) for i in range(3)))
    left = found(at(130), practice=graded, situation=changed)
    assert (left.cause, left.block_id) == (Cause.REPEATED_FAILURE, "block")
    assert cause(at(130), practice=graded, situation=Situation(InterruptionPoint.VIDEO_PAUSE, "next")) is None


def test_a_closed_interruption_point_is_none():
    from attune.affect.policy import SupportPolicy

    policy = SupportPolicy(interruption_points=frozenset({InterruptionPoint.LESSON_END}))
    assert cause(at(10), practice=hand_in(0, wrong="abc"), policy=policy, situation=HERE) is None
