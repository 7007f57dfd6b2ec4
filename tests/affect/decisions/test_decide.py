"""When support speaks and when it is silent, what makes a moment, and what only stops a delivery."""

from datetime import timedelta

import pytest

from attune.affect.causes import Cause, EvidenceKind
from attune.affect.decisions.decide import decide
from attune.affect.decisions.moments import SupportHistory
from attune.affect.decisions.pauses import current_pause
from attune.affect.evidence import LearningState, SelfReport, SelfReportKind
from attune.affect.experiment.assignment import assign
from attune.affect.findings.circumstances import Situation
from attune.affect.limits import Limits, MessageResponse
from attune.affect.policy import DecisionRule, InterruptionPoint, SupportPolicy
from attune.expressions import Expression
from tests.affect.evidence import at, hand_in, practised
from tests.affect.situations import HERE, POLICY, known, moment

NOW_SECONDS = 100_000
NOW = at(NOW_SECONDS)
FIVE_WRONG = hand_in(NOW_SECONDS - 60, wrong="abcde")
HALF_SILENT = SupportPolicy(control_arm_share=0.5)
SILENT_KEY = next(f"u:{i}" for i in range(100) if not assign(f"u:{i}", 0.5).speak)


def before(seconds_ago, cause=Cause.AWAY, **details):
    return moment(NOW_SECONDS - seconds_ago, cause, **details)


def decided(*moments, policy=POLICY, situation=HERE, key="u:1", practice=FIVE_WRONG, reports=(), **history):
    what = known(NOW, practice=practice, reports=reports)
    return decide(SupportHistory(moments, **history), what, policy, situation, key, NOW)


def rule(*moments, **what):
    return decided(*moments, **what).rule


def test_a_natural_pause_is_a_moment_for_a_message():
    decision = decided()
    assert (decision.speak, decision.rule, decision.moment) == (True, DecisionRule.SPEAK, True)
    assert decision.finding.cause is Cause.WRONG_ANSWERS
    assert decision.reasons == decision.finding.reasons


def test_calm_and_not_knowing_interrupt_nobody():
    decision = decided(practice=None)
    assert (decision.rule, decision.moment, decision.assignment) == (DecisionRule.NOTHING_TO_SAY, False, None)


def test_nothing_is_said_in_the_middle_of_something_or_in_a_graded_quiz():
    assert rule(situation=Situation(None, "block")) is DecisionRule.NO_INTERRUPTION_POINT
    inside = Situation(InterruptionPoint.ANSWER_SUBMITTED, "block", in_graded_quiz=True)
    sad = SelfReport(SelfReportKind.CHECK_IN, NOW, Expression.SADNESS, "block")
    assert rule(situation=inside) is rule(situation=inside, reports=[sad]) is DecisionRule.GRADED_QUIZ


STOPPED = [
    ({"enabled": False}, DecisionRule.SUPPORT_OFF, None),
    ({"snoozed_until": NOW + timedelta(seconds=1)}, DecisionRule.SNOOZED, NOW + timedelta(seconds=1)),
]


@pytest.mark.parametrize(("history", "expected", "retry_at"), STOPPED)
def test_what_a_learner_switches_stops_a_delivery_and_takes_no_moment_away(history, expected, retry_at):
    decision = decided(**history)
    assert (decision.speak, decision.rule, decision.retry_at) == (False, expected, retry_at)
    assert decision.moment
    assert decision.assignment.speak
    assert rule(snoozed_until=NOW) is DecisionRule.SPEAK


LIMITS = [
    ([before(299)], DecisionRule.PAUSE_BETWEEN_MESSAGES),
    ([before(300)], DecisionRule.SPEAK),
    ([before(719, Cause.WRONG_ANSWERS, block_id="other")], DecisionRule.PAUSE_BETWEEN_A_KIND),
    ([before(720, Cause.WRONG_ANSWERS, block_id="other")], DecisionRule.SPEAK),
    ([before(s) for s in (3599, 2400, 1600, 800)], DecisionRule.HOURLY_CAP),
    ([before(s) for s in (3600, 2400, 1600, 800)], DecisionRule.SPEAK),
    ([before(86_399 - 3600 * i) for i in range(10)], DecisionRule.DAILY_CAP),
    ([before(86_400 - 3600 * i) for i in range(10)], DecisionRule.SPEAK),
]


@pytest.mark.parametrize("delivered", [True, False])
@pytest.mark.parametrize(("moments", "expected"), LIMITS)
def test_limits_hold_to_the_second_and_count_the_moments_of_both_arms(moments, expected, delivered):
    from dataclasses import replace

    assert rule(*(replace(each, delivered=delivered) for each in moments)) is expected


def test_a_decision_says_when_to_try_again():
    assert decided(before(100)).retry_at == NOW + timedelta(seconds=200)
    waiting = decided(practice=hand_in(NOW_SECONDS - 5, wrong="ab"))
    assert (waiting.rule, waiting.moment) == (DecisionRule.CONFUSION_WAITS, False)
    assert waiting.retry_at == NOW + timedelta(seconds=40)


def test_whoever_says_how_they_are_is_answered_whatever_the_pauses_limits_and_arms():
    sad = SelfReport(SelfReportKind.CHECK_IN, NOW, Expression.SADNESS, "block")
    dismissed = [before(s, response=MessageResponse.DISMISSED) for s in (900, 800, 30, 20)]
    for situation in (HERE, Situation(None, "block")):
        decision = decided(*dismissed, policy=HALF_SILENT, key=SILENT_KEY, reports=[sad], situation=situation)
        assert (decision.speak, decision.finding.cause) == (True, Cause.LOW_MOOD)
        assert decision.assignment.probability_speak == 1.0
    assert rule(reports=[sad], enabled=False) is DecisionRule.SUPPORT_OFF
    assert rule(reports=[sad], policy=SupportPolicy(limits=Limits(per_day=0))) is DecisionRule.DAILY_CAP


def test_the_arm_follows_from_the_key_and_is_drawn_before_what_stops_a_delivery():
    silent = decided(policy=HALF_SILENT, key=SILENT_KEY)
    assert (silent.speak, silent.rule, silent.moment) == (False, DecisionRule.CONTROL_ARM, True)
    assert silent.assignment == assign(SILENT_KEY, 0.5)
    off = decided(policy=HALF_SILENT, key=SILENT_KEY, enabled=False)
    assert (off.rule, off.assignment) == (DecisionRule.SUPPORT_OFF, silent.assignment)


def test_repeated_failure_is_never_withheld():
    tried = practised(*(hand_in(NOW_SECONDS - 200 + 60 * i, right="xyz", wrong="a", attempt=i + 1) for i in range(3)))
    decision = decided(policy=HALF_SILENT, key=SILENT_KEY, practice=tried)
    assert (decision.speak, decision.finding.cause) == (True, Cause.REPEATED_FAILURE)
    assert not decision.finding.randomised


D, X, K, HELPFUL, F, IGN = (
    MessageResponse.DISMISSED,
    MessageResponse.NOT_HELPFUL,
    MessageResponse.ACCEPTED,
    MessageResponse.HELPFUL,
    MessageResponse.FINISHED,
    MessageResponse.IGNORED,
)


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
        ([D, D, F], 5),
        ([D, D, HELPFUL, D], 5),
        ([D] * 50, 60),
        ([IGN] * 4, 5),
        ([IGN] * 7, 5),
        ([IGN] * 8, 10),
        ([IGN, IGN, IGN, IGN, D], 10),
        ([IGN, IGN, D, IGN, IGN, D], 10),
        ([IGN] * 7 + [HELPFUL, IGN], 5),
        ([IGN] * 48, 60),
    ],
)
def test_two_dismissals_in_a_row_double_the_pause_and_four_ignored_are_one(responses, minutes):
    moments = [before(1000 - i, response=response) for i, response in enumerate(responses)]
    assert current_pause(moments, Limits()) == timedelta(minutes=minutes)


def test_the_longer_pause_after_dismissals_stops_a_delivery_and_no_moment():
    waved = [before(900, response=D), before(599, response=D)]
    decision = decided(*waved)
    assert (decision.rule, decision.moment) == (DecisionRule.PAUSE_AFTER_DISMISSALS, True)
    assert decision.retry_at == NOW + timedelta(seconds=1)
    assert rule(before(900, response=D), before(600, response=D)) is DecisionRule.SPEAK


def every_day(count, **details):
    return [before(86_400 * (i + 1), **details) for i in reversed(range(count))]


def test_an_hour_in_which_nobody_answers_is_skipped_but_now_and_then():
    ignored = every_day(10, response=MessageResponse.IGNORED)
    rules = [rule(*ignored, key=f"u:{i}") for i in range(400)]
    assert set(rules) == {DecisionRule.NOT_RECEPTIVE, DecisionRule.SPEAK}
    assert 20 < rules.count(DecisionRule.SPEAK) < 60  # one in ten, three standard deviations around 40
    assert decided(*ignored, key="u:1").moment
    assert rule(*ignored, key="u:1") is DecisionRule.NOT_RECEPTIVE


STILL = [
    every_day(9, response=MessageResponse.IGNORED),
    [*every_day(10, response=MessageResponse.IGNORED)[:-1], before(86_400, response=MessageResponse.NOT_HELPFUL)],
    [before(86_400 * (i + 1) + 7200, response=MessageResponse.IGNORED) for i in reversed(range(10))],
    every_day(10, response=MessageResponse.IGNORED, interruption_point=InterruptionPoint.VIDEO_PAUSE),
    every_day(10, delivered=False),
]


@pytest.mark.parametrize("moments", STILL)
def test_another_hour_another_point_an_answer_or_too_few_say_nothing_about_now(moments):
    assert {rule(*moments, key=f"u:{i}") for i in range(20)} == {DecisionRule.SPEAK}


def test_an_institution_may_close_an_interruption_point():
    policy = SupportPolicy(interruption_points=frozenset({InterruptionPoint.LESSON_END}))
    assert rule(policy=policy) is DecisionRule.NO_INTERRUPTION_POINT
    assert rule(policy=policy, situation=Situation(InterruptionPoint.LESSON_END, "block")) is DecisionRule.SPEAK


def test_the_state_is_kept_for_the_record():
    assert decided().state is LearningState.UNKNOWN


def test_only_what_was_neither_said_nor_repeated_failure_is_randomised():
    assert decided().finding.randomised
    angry = SelfReport(SelfReportKind.CHECK_IN, NOW, Expression.ANGER, "block")
    said = decided(reports=[angry]).finding
    assert (said.evidence, said.randomised) == (EvidenceKind.SAID, False)
