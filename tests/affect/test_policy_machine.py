"""Any sequence of events against the policy's promises, stated a second time and independently of the code.

Hypothesis plays a learner's days: pauses, states, answers to offers, snoozes, quizzes, leaps of time, under any policy
that an institution may set. At every pause the decision has to be what the promises allow: no more, and no less.
"""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from attune.affect import limits as limits_module
from attune.affect import policy as policy_module
from attune.affect.evidence import LearningState
from attune.affect.limits import Limits, OfferResponse, PastOffer
from attune.affect.policy import Breakpoint, History, Moment, Rule, SupportPolicy, decide
from attune.affect.states import LearnerState
from tests.affect.evidence import at

WAVED_AWAY = {OfferResponse.DISMISSED, OfferResponse.NOT_HELPFUL}
TROUBLES = [
    LearningState.MAYBE_CONFUSED,
    LearningState.MAYBE_FRUSTRATED,
    LearningState.MAYBE_DISENGAGED,
    LearningState.LOW_MOOD,
]

# What is drawn most of the time lets a pause through, so that the rules asked later are reached, too.
MOSTLY = [True, True, True, False]
STATES = [LearningState.MAYBE_FRUSTRATED] * 4 + list(LearningState)
BREAKPOINTS = [Breakpoint.BLOCK_CHANGE] * 4 + [*Breakpoint, None]
RESPONSES = [OfferResponse.DISMISSED] * 4 + list(OfferResponse)
NUMBERS = {
    "pause_seconds": [60, 300],
    "pause_of_a_kind_seconds": [300, 720, 3600],
    "per_hour": [12, 4, 2, 1, 0],
    "per_day": [12, 4, 2, 1, 0],
    "dismissals_double": [1, 2, 3],
    "longest_pause_seconds": [300, 3600],
}
OPEN = [frozenset(Breakpoint), frozenset({Breakpoint.BLOCK_CHANGE})]

policies = st.builds(
    SupportPolicy,
    limits=st.builds(Limits, **{name: st.sampled_from(values) for name, values in NUMBERS.items()}),
    breakpoints=st.sampled_from(OPEN),
)


class Days(RuleBasedStateMachine):
    """A learner's days under a policy. `offers` is what was said, with what came of it."""

    @initialize(policy=policies, in_control_arm=st.sampled_from([False, False, True]))
    def begin(self, policy, in_control_arm):
        self.policy, self.in_control_arm = policy, in_control_arm
        self.now, self.offers = at(0), []
        self.enabled, self.snoozed_until, self.in_quiz = True, None, False
        self.retry_at = None

    @rule(seconds=st.one_of(st.integers(1, 900), st.integers(900, 40_000)))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.retry_at is not None)
    @rule(early=st.sampled_from([0, 1]))
    def time_passes_to_the_very_moment(self, early):
        self.now = max(self.now, self.retry_at - timedelta(seconds=early))

    @precondition(lambda self: self.offers)
    @rule(early=st.sampled_from([0, 1]))
    def the_pause_is_over(self, early):
        self.now = max(self.now, self.offers[-1].offered_at + promised_pause(self) - timedelta(seconds=early))

    @rule(minutes=st.integers(1, 60))
    def snooze(self, minutes):
        self.snoozed_until = self.now + timedelta(minutes=minutes)

    @rule(enabled=st.sampled_from(MOSTLY))
    def switch_support(self, enabled):
        self.enabled = enabled

    @rule(outside=st.sampled_from(MOSTLY))
    def enter_or_leave_a_graded_quiz(self, outside):
        self.in_quiz = not outside

    @precondition(lambda self: self.offers)
    @rule(response=st.sampled_from(RESPONSES))
    def answer(self, response):
        last = self.offers[-1]
        self.offers[-1] = PastOffer(last.offered_at, last.state, response)

    @rule(
        state=st.sampled_from(STATES),
        breakpoint=st.sampled_from(BREAKPOINTS),
        age=st.integers(0, 120),
        confirmed=st.booleans(),
        current=st.booleans(),
    )
    def pause(self, state, breakpoint, age, confirmed, current):
        learner = LearnerState(state, self.now - timedelta(seconds=age), (), 4, confirmed, current)
        history = History(tuple(self.offers), self.enabled, self.snoozed_until, self.in_control_arm)
        decision = decide(history, learner, self.policy, Moment(breakpoint, self.in_quiz), self.now)
        broken = [promise.__name__ for promise in PROMISES if not promise(self, learner, breakpoint)]
        assert decision.speak == (not broken), f"{decision.rule}, although {broken or 'nothing speaks against it'}"
        assert decision.speak == (decision.rule is Rule.OFFER)
        if decision.retry_at is not None:
            assert decision.retry_at > self.now
        self.retry_at = decision.retry_at
        if decision.speak:
            self.offers.append(PastOffer(self.now, state))


def never_where_it_is_not_wanted(days, learner, breakpoint):
    return days.enabled


def never_in_a_graded_quiz(days, learner, breakpoint):
    return not days.in_quiz


def only_at_a_breakpoint(days, learner, breakpoint):
    return breakpoint is not None and breakpoint in days.policy.breakpoints


def never_while_snoozed(days, learner, breakpoint):
    return days.snoozed_until is None or days.now >= days.snoozed_until


def only_to_those_in_trouble(days, learner, breakpoint):
    return learner.state in TROUBLES


def confusion_has_its_time(days, learner, breakpoint):
    if learner.state is not LearningState.MAYBE_CONFUSED or learner.confirmed:
        return True
    needed = days.policy.confusion_waits_seconds if learner.current else days.policy.confusion_waits_at_most_seconds
    return (days.now - learner.since).total_seconds() >= needed


def in_a_row(offers):
    """How many offers in a row were waved away; those without an answer neither count nor end the row."""
    count = 0
    for offer in offers:
        count = count + 1 if offer.response in WAVED_AWAY else count if offer.response is None else 0
    return count


def promised_pause(days):
    limits, pause = days.policy.limits, days.policy.limits.pause_seconds
    for _ in range(in_a_row(days.offers) // limits.dismissals_double):
        pause = min(2 * pause, limits.longest_pause_seconds)
    return timedelta(seconds=pause)


def a_pause_since_the_last_doubled_by_dismissals_up_to_the_longest(days, learner, breakpoint):
    return not days.offers or days.now - days.offers[-1].offered_at >= promised_pause(days)


def a_longer_pause_since_the_last_of_a_kind(days, learner, breakpoint):
    same = [offer for offer in days.offers if offer.state is learner.state]
    least = days.policy.limits.pause_of_a_kind_seconds
    return not same or (days.now - same[-1].offered_at).total_seconds() >= least


def no_more_than_the_cap_in_any_hour(days, learner, breakpoint):
    return (
        sum((days.now - offer.offered_at).total_seconds() < 3600 for offer in days.offers) < days.policy.limits.per_hour
    )


def no_more_than_the_cap_in_any_day(days, learner, breakpoint):
    return (
        sum((days.now - each.offered_at).total_seconds() < 86_400 for each in days.offers) < days.policy.limits.per_day
    )


def never_to_the_control_arm(days, learner, breakpoint):
    return not days.in_control_arm


PROMISES = [
    never_where_it_is_not_wanted,
    never_in_a_graded_quiz,
    only_at_a_breakpoint,
    never_while_snoozed,
    only_to_those_in_trouble,
    confusion_has_its_time,
    a_pause_since_the_last_doubled_by_dismissals_up_to_the_longest,
    a_longer_pause_since_the_last_of_a_kind,
    no_more_than_the_cap_in_any_hour,
    no_more_than_the_cap_in_any_day,
    never_to_the_control_arm,
]


def test_no_sequence_of_events_breaks_a_promise():
    run_state_machine_as_test(Days, settings=settings(max_examples=100, stateful_step_count=60))


def wander(chance, learners):
    """The same days by plain chance: quick enough to find every rule that was broken on purpose."""
    for _ in range(learners):
        live(chance)


def live(chance, steps=60):
    """A learner's days under a policy of their own."""
    days = Days()
    numbers = {name: chance.choice(values) for name, values in NUMBERS.items()}
    days.begin(SupportPolicy(limits=Limits(**numbers), breakpoints=chance.choice(OPEN)), chance.random() < 0.2)
    for _ in range(steps):
        deed = chance.random()
        if deed < 0.2:
            days.time_passes(chance.choice([chance.randint(1, 900), chance.randint(900, 40_000)]))
        elif deed < 0.4 and days.offers:
            days.answer(chance.choice(RESPONSES))
            days.the_pause_is_over(chance.choice([0, 1]))
        elif deed < 0.45:
            days.snooze(chance.randint(1, 60))
        elif deed < 0.5:
            days.switch_support(chance.choice(MOSTLY))
        elif deed < 0.55:
            days.enter_or_leave_a_graded_quiz(chance.choice(MOSTLY))
        else:
            where, sure, now = chance.choice(BREAKPOINTS), chance.random() < 0.5, chance.random() < 0.5
            days.pause(chance.choice(STATES), where, chance.randint(0, 120), sure, now)


def test_days_by_plain_chance_break_no_promise():
    wander(Random(0), learners=100)


def without(objection):
    left = tuple(each for each in policy_module._OBJECTIONS if each.__name__ != objection)
    assert len(left) == len(policy_module._OBJECTIONS) - 1
    return lambda patch: patch.setattr(policy_module, "_OBJECTIONS", left)


def unlimited(field):
    honest = policy_module.next_allowed_at
    return lambda patch: patch.setattr(
        policy_module, "next_allowed_at", lambda *arguments: honest(*arguments)._replace(**{field: None})
    )


def pauses(pause):
    return lambda patch: patch.setattr(limits_module, "current_pause", pause)


def never_doubled(offers, limits):
    return timedelta(seconds=limits.pause_seconds)


def doubled_without_end(offers, limits):
    return timedelta(seconds=limits.pause_seconds * 2 ** (in_a_row(offers) // limits.dismissals_double))


BREAKS = {
    "support that is off": without("_unwanted"),
    "graded quizzes": without("_in_graded_quiz"),
    "breakpoints": without("_mid_action"),
    "snoozing": without("_snoozed"),
    "calm interrupts nobody": without("_nothing_to_say"),
    "confusion waits": without("_confusion_waits"),
    "the control arm": without("_in_control_arm"),
    "the pause between two": unlimited("after_any"),
    "the pause between two of a kind": unlimited("after_a_kind"),
    "the hourly cap": unlimited("by_hour"),
    "the daily cap": unlimited("by_day"),
    "the doubling after dismissals": pauses(never_doubled),
    "the longest pause": pauses(doubled_without_end),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_the_search_finds_a_rule_that_is_broken_on_purpose(broken, monkeypatch):
    BREAKS[broken](monkeypatch)
    with pytest.raises(AssertionError, match="although"):
        wander(Random(0), learners=2000)
