"""The pipeline under any sequence of events: readings, behaviour, words, quizzes, snoozes, leaps of time."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.causes import EvidenceKind
from attune.affect.evidence import Behaviour, BehaviourKind, LearningState, SelfReport, SelfReportKind
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Personal, Strategy
from attune.affect.policy import InterruptionPoint, SupportPolicy
from attune.affect.practice.opportunities import HandIn, Opportunity
from attune.affect.windows import Window, quantise
from attune.expressions import EXPRESSIONS, Expression
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import START, Closed, Did, HandedIn, Moved, Paused, Said, Session, Switched
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, Pipeline, replay
from tests.simulation.stories import session_of

STUDENT = Personal("Mira", "Algebra", "Fractions", total=3)
BLOCKS = ["block", "block", "other"]


def window(at, expression):
    return Window(
        id=f"{at.timestamp()}",
        started_at=at - timedelta(seconds=10),
        seconds=10.0,
        lesson_id="lesson",
        block_id="block",
        p=quantise([0.8 if each is expression else 0.03 for each in EXPRESSIONS]),
        coverage=1.0,
        quality=0.9,
        state=expression,
        model="test",
        source="on_device",
    )


def behaviour(at, kind, block):
    return Behaviour(kind, at, block, 2, 200.0, 60.0)


def hand_in(at, rights, block):
    items = [Opportunity(f"block:{block}", str(i), block, "lesson", at, right) for i, right in enumerate(rights)]
    return HandedIn(at, HandIn(block, at, all(rights), sum(rights), len(rights) - sum(rights)), tuple(items))


happenings = st.one_of(
    st.sampled_from(list(Expression) + [Expression.ANGER] * 8).map(lambda e: lambda at: [Closed(at, window(at, e))]),
    st.tuples(st.sampled_from(BehaviourKind), st.sampled_from(BLOCKS)).map(
        lambda each: lambda at: [Did(at, behaviour(at, *each))]
    ),
    st.tuples(st.lists(st.booleans(), min_size=1, max_size=4), st.sampled_from(BLOCKS)).map(
        lambda each: lambda at: [hand_in(at, *each), Paused(at, InterruptionPoint.ANSWER_SUBMITTED)]
    ),
    st.sampled_from([*Expression, LearningState.MAYBE_CONFUSED, None]).map(
        lambda feeling: (
            lambda at: [
                Said(at, SelfReport(SelfReportKind.CHECK_IN if feeling else SelfReportKind.LOST_HERE, at, feeling)),
                Paused(at, None),
            ]
        )
    ),
    st.sampled_from(InterruptionPoint).map(lambda kind: lambda at: [Paused(at, kind)]),
    st.tuples(st.sampled_from(BLOCKS), st.booleans(), st.booleans()).map(
        lambda each: lambda at: [Moved(at, each[0], "A block", has_hint=each[1], in_graded_quiz=each[2])]
    ),
    st.tuples(st.booleans(), st.integers(0, 60)).map(
        lambda each: lambda at: [Switched(at, each[0], at + timedelta(minutes=each[1]))]
    ),
)
days = st.lists(st.tuples(st.sampled_from([1, 10, 10, 60, 290, 700, 3000]), happenings), max_size=120)
answers = st.dictionaries(st.sampled_from(Strategy), st.sampled_from(MessageResponse))


@settings(max_examples=200)
@given(days, answers, st.integers(0, 100), st.sampled_from([None, 0, 840]))
def test_no_session_exceeds_a_cap_interrupts_a_quiz_or_advises_by_a_face(day, answered, learner, offset):
    at, events = START, []
    for wait, happening in day:
        at += timedelta(seconds=wait)
        events += happening(at)
    session = Session(
        "any", tuple(events), STUDENT, answers=answered, learner_id=str(learner), utc_offset_minutes=offset
    )
    location, switch, shown = Moved(START, "start"), Switched(START, True), []
    for step in replay(session, language_of(session)):
        if isinstance(step, EventStep) and isinstance(step.event, Moved):
            location = step.event
        elif isinstance(step, EventStep) and isinstance(step.event, HandedIn):
            location = replace(location, in_graded_quiz=False)
        elif isinstance(step, EventStep) and isinstance(step.event, Switched):
            switch = step.event
        elif isinstance(step, InterruptionStep) and step.support.delivered:
            check_message(step, location, switch)
            check_limits(step, shown)
            shown.append(step)


def check_message(step, location, switch):
    finding = step.decision.finding
    assert not location.in_graded_quiz or step.interruption_point is InterruptionPoint.ANSWER_SUBMITTED
    assert switch.enabled
    assert switch.snoozed_until is None or step.at >= switch.snoozed_until
    assert "{" not in step.text
    assert abs(sum(step.support.propensities.values()) - 1) < 1e-9
    assert step.support.propensities[step.message.id] > 0
    if finding.evidence is EvidenceKind.EXPRESSION:
        assert step.message.strategy is Strategy.QUESTION
    if finding.block_id not in (None, location.block_id):
        assert "block" in step.message.variables


def check_limits(step, shown):
    if step.decision.finding.evidence is EvidenceKind.SAID:
        assert not any(
            each.decision.finding.evidence is EvidenceKind.SAID
            and each.decision.finding.since == step.decision.finding.since
            for each in shown
        )
        return
    if shown:
        assert (step.at - shown[-1].at).total_seconds() >= 300
    assert sum((step.at - each.at).total_seconds() < 3600 for each in shown) < 4
    assert sum((step.at - each.at).total_seconds() < 86_400 for each in shown) < 10


def test_the_silent_arm_hears_nothing_and_what_it_would_have_heard_is_known():
    session = session_of("stuck-with-wrong-answers")
    silent = [replace(session, policy=SupportPolicy(control_arm_share=0.5), learner_id=str(i)) for i in range(20)]
    delivered, withheld = [], []
    for each in silent:
        steps = [step for step in replay(each, language_of(each)) if isinstance(step, InterruptionStep)]
        delivered += [step for step in steps if step.decision.moment and step.support.delivered]
        withheld += [step for step in steps if step.decision.rule == "control_arm"]
    assert not any(step.support.delivered for step in withheld)
    assert all(step.text and step.decision.assignment.probability_speak == 0.5 for step in withheld)
    assert len(delivered) > 5
    assert len(withheld) > 5


def test_moments_are_the_same_whatever_is_drawn_switched_or_waved_away():
    """Intention to treat: silence, snoozing, switching off and dismissals take no moment away and add none."""
    session = session_of("an-hour")
    others = [
        replace(session, policy=SupportPolicy(control_arm_share=0.5)),
        replace(session, events=(Switched(START, False), *session.events)),
        replace(session, answers={}, otherwise=MessageResponse.DISMISSED),
    ]
    assert moments_of(session)
    assert all(moments_of(other) == moments_of(session) for other in others)


def moments_of(session):
    return [
        (step.at, step.decision.finding.cause)
        for step in replay(session, language_of(session))
        if isinstance(step, InterruptionStep) and step.decision.moment
    ]


def test_a_kept_baseline_is_looked_at_only_where_the_student_allows_it():
    earlier = [window(START - timedelta(hours=1, seconds=10 * index), Expression.NEUTRAL) for index in range(18)][::-1]
    for allowed in (True, False):
        session = replace(session_of("calm"), may_keep_baseline=allowed)
        pipeline = Pipeline(session, language_of(session), (), earlier)
        assert (pipeline.baseline.windows == 18) == allowed
