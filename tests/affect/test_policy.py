"""When support speaks and when it is silent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from attune.affect.evidence import LearningState
from attune.affect.experiment.assignment import in_control_arm
from attune.affect.limits import Limits, OfferResponse, PastOffer, current_pause
from attune.affect.policy import Breakpoint, History, Moment, Rule, SupportPolicy, decide
from attune.affect.reasons import Reason, ReasonCode
from attune.affect.states import LearnerState
from tests.affect.evidence import at

POLICY = SupportPolicy()
PAUSE = Moment(Breakpoint.VIDEO_PAUSE)
NOW = at(100_000)
REASONS = (Reason(ReasonCode.TENSE_EXPRESSION, 3),)
FRUSTRATED = LearnerState(LearningState.MAYBE_FRUSTRATED, NOW - timedelta(seconds=40), REASONS, windows=4)


def offer(seconds_ago, state=LearningState.LOW_MOOD, response=None):
    return PastOffer(NOW - timedelta(seconds=seconds_ago), state, response)


def rule(state=FRUSTRATED, moment=PAUSE, policy=POLICY, **history):
    return decide(History(**history), state, policy, moment, NOW).rule


def test_a_natural_pause_is_a_moment_for_an_offer():
    decision = decide(History(), FRUSTRATED, POLICY, PAUSE, NOW)
    assert (decision.speak, decision.rule, decision.reasons) == (True, Rule.OFFER, REASONS)


@pytest.mark.parametrize("state", [LearningState.ENGAGED, LearningState.UNKNOWN])
def test_calm_and_not_knowing_interrupt_nobody(state):
    assert rule(state=replace(FRUSTRATED, state=state)) is Rule.NOTHING_TO_SAY


def test_nothing_is_said_in_the_middle_of_something():
    assert rule(moment=Moment(None)) is Rule.NO_BREAKPOINT


def test_nothing_is_said_in_a_graded_quiz():
    assert rule(moment=Moment(Breakpoint.ANSWER_SUBMITTED, in_graded_quiz=True)) is Rule.GRADED_QUIZ


def test_support_that_is_off_stays_off():
    assert rule(enabled=False) is Rule.SUPPORT_OFF


def test_snooze_holds_until_its_end():
    decision = decide(History(snoozed_until=at(100_001)), FRUSTRATED, POLICY, PAUSE, NOW)
    assert (decision.rule, decision.retry_at) == (Rule.SNOOZED, at(100_001))
    assert rule(snoozed_until=NOW) is Rule.OFFER


CONFUSION = [
    (59, False, True, Rule.CONFUSION_WAITS),
    (60, False, True, Rule.OFFER),
    (60, False, False, Rule.CONFUSION_WAITS),
    (90, False, False, Rule.OFFER),
    (5, True, True, Rule.OFFER),
]


@pytest.mark.parametrize(("age", "confirmed", "current", "expected"), CONFUSION)
def test_confusion_that_resolves_itself_is_left_alone(age, confirmed, current, expected):
    since = NOW - timedelta(seconds=age)
    state = LearnerState(LearningState.MAYBE_CONFUSED, since, REASONS, 4, confirmed, current)
    assert rule(state=state) is expected


LIMITS = [
    ([offer(299)], Rule.PAUSE_BETWEEN_MESSAGES),
    ([offer(300)], Rule.OFFER),
    ([offer(719, LearningState.MAYBE_FRUSTRATED)], Rule.PAUSE_BETWEEN_A_KIND),
    ([offer(720, LearningState.MAYBE_FRUSTRATED)], Rule.OFFER),
    ([offer(s) for s in (3599, 2400, 1600, 800)], Rule.HOURLY_CAP),
    ([offer(s) for s in (3600, 2400, 1600, 800)], Rule.OFFER),
    ([offer(86_399 - 3600 * i) for i in range(10)], Rule.DAILY_CAP),
    ([offer(86_400 - 3600 * i) for i in range(10)], Rule.OFFER),
    ([offer(2000, response=OfferResponse.DISMISSED), offer(599, response=OfferResponse.DISMISSED)], "doubled"),
    ([offer(2000, response=OfferResponse.DISMISSED), offer(600, response=OfferResponse.DISMISSED)], Rule.OFFER),
]


@pytest.mark.parametrize(("offers", "expected"), LIMITS)
def test_limits_hold_to_the_second(offers, expected):
    expected = Rule.PAUSE_BETWEEN_MESSAGES if expected == "doubled" else expected
    assert rule(offers=tuple(offers)) is expected


def test_a_decision_says_when_to_try_again():
    decision = decide(History(offers=(offer(100),)), FRUSTRATED, POLICY, PAUSE, NOW)
    assert decision.retry_at == NOW + timedelta(seconds=200)


D, X, K, HELPFUL = OfferResponse.DISMISSED, OfferResponse.NOT_HELPFUL, OfferResponse.ACCEPTED, OfferResponse.HELPFUL


@pytest.mark.parametrize(
    ("responses", "minutes"),
    [
        ([], 5),
        ([D], 5),
        ([D, D], 10),
        ([D, X], 10),
        ([D, D, D], 10),
        ([D, D, D, D], 20),
        ([D, None, D], 10),
        ([D, D, K], 5),
        ([D, D, HELPFUL, D], 5),
        ([D] * 50, 60),
    ],
)
def test_two_dismissals_in_a_row_double_the_pause_up_to_an_hour(responses, minutes):
    offers = [offer(1000 - i, response=response) for i, response in enumerate(responses)]
    assert current_pause(offers, Limits()) == timedelta(minutes=minutes)


def test_the_control_arm_gets_no_message_but_a_decision():
    decision = decide(History(in_control_arm=True), FRUSTRATED, POLICY, PAUSE, NOW)
    assert (decision.speak, decision.rule) == (False, Rule.CONTROL_ARM)


def test_the_control_arm_has_about_its_share_and_only_grows():
    learners = [f"learner-{i}" for i in range(4000)]
    tenth = {learner for learner in learners if in_control_arm(learner, 0.10)}
    fifth = {learner for learner in learners if in_control_arm(learner, 0.20)}
    assert 340 < len(tenth) < 460  # four standard deviations around 400
    assert tenth < fifth
    assert not any(in_control_arm(learner, 0.0) for learner in learners)


def test_an_institution_may_close_a_breakpoint():
    policy = SupportPolicy(breakpoints=frozenset({Breakpoint.LESSON_END}))
    assert rule(policy=policy) is Rule.NO_BREAKPOINT
    assert rule(policy=policy, moment=Moment(Breakpoint.LESSON_END)) is Rule.OFFER
