"""A moment is the same in both arms: nothing that a learner does with messages adds, removes or moves one.

Two twins have the same id and live through the same days. One takes messages as they come; the other dismisses them,
snoozes or switches support off. Their moments, causes and arms are compared.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.decisions.decide import decide
from attune.affect.decisions.moments import PastSupport, SupportHistory
from attune.affect.limits import MessageResponse
from attune.affect.policy import SupportPolicy
from tests.affect.evidence import at, hand_in
from tests.affect.situations import HERE, known

POLICY = SupportPolicy(control_arm_share=0.5)
FOREVER = at(10**8)


def live(difficulties, respond=lambda _number: None, policy=POLICY, **preferences):
    """Live through difficulties (seconds, block), each met by wrong answers a minute before; returns the moments.

    respond: what the twin makes of the message at the n-th moment, where one was delivered.
    preferences: `enabled` and `snoozed_until`, as functions of the number of moments so far.
    """
    past, found = [], []
    for number, (seconds, block) in enumerate(difficulties):
        history = SupportHistory(tuple(past), **{name: value(len(past)) for name, value in preferences.items()})
        circumstances = known(at(seconds), practice=hand_in(seconds - 60, wrong="abcde", block=block))
        situation = replace(HERE, block_id=block)
        decision = decide(history, circumstances, policy, situation, f"ada:{number}", at(seconds))
        if not decision.moment:
            continue
        found.append((at(seconds), decision.finding.cause, decision.assignment))
        response = respond(len(past)) if decision.speak else None
        past.append(
            PastSupport(
                at(seconds),
                decision.finding.cause,
                decision.finding.evidence,
                decision.speak,
                interruption_point=situation.interruption_point,
                block_id=block,
                response=response,
            )
        )
    return found


days = st.lists(
    st.tuples(st.integers(1, 200), st.sampled_from(["mean", "median", "spread"])), min_size=1, max_size=25
).map(lambda gaps: [(60 * sum(gap for gap, _ in gaps[: i + 1]), gaps[i][1]) for i in range(len(gaps))])
responses = st.lists(st.sampled_from([None, *MessageResponse]), min_size=25, max_size=25)


@settings(deadline=None, max_examples=60)
@given(days, responses)
def test_what_a_learner_answers_changes_no_moment_and_no_arm(difficulties, answers):
    helped = live(difficulties, lambda _number: MessageResponse.HELPFUL)
    assert live(difficulties, lambda number: answers[number]) == helped


@settings(deadline=None, max_examples=60)
@given(days, st.integers(0, 25), st.integers(0, 25))
def test_snoozing_and_switching_off_change_no_moment_and_no_arm(difficulties, first, second):
    on = live(difficulties)
    assert live(difficulties, enabled=lambda moments: not first <= moments < second) == on
    assert live(difficulties, snoozed_until=lambda moments: FOREVER if first <= moments < second else None) == on


@settings(deadline=None, max_examples=60)
@given(days)
def test_what_was_drawn_before_decides_over_no_later_moment(difficulties):
    """After a silent moment the gaps count as after one with a message."""
    drawn = live(difficulties)
    spoken = live(difficulties, policy=SupportPolicy(control_arm_share=0.0))
    assert [(when, cause) for when, cause, _ in drawn] == [(when, cause) for when, cause, _ in spoken]
