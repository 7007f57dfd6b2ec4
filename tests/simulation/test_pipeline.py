"""The pipeline under any sequence of events: readings, behaviour, words, quizzes, snoozes, leaps of time."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from attune.affect.evidence import Behaviour, BehaviourKind, LearningState, SelfReport, SelfReportKind
from attune.affect.limits import OfferResponse
from attune.affect.messages.library import Personal, Strategy
from attune.affect.policy import SUPPORTED_STATES, Breakpoint
from attune.affect.windows import Window, quantise
from attune.expressions import EXPRESSIONS, Expression
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import START, Closed, Did, Moved, Paused, Said, Session, Switched
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, Pipeline, replay
from tests.simulation.stories import session_of

STUDENT = Personal("Mira", "Algebra", "Fractions", total=3)


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


def behaviour(at, kind):
    return Behaviour(kind, at, "block", 2, 200.0, 60.0)


happenings = st.one_of(
    st.sampled_from(list(Expression) + [Expression.ANGER] * 8).map(lambda e: lambda at: [Closed(at, window(at, e))]),
    st.sampled_from(BehaviourKind).map(lambda kind: lambda at: [Did(at, behaviour(at, kind))]),
    st.sampled_from([*Expression, LearningState.MAYBE_CONFUSED, None]).map(
        lambda feeling: (
            lambda at: [
                Said(at, SelfReport(SelfReportKind.CHECK_IN if feeling else SelfReportKind.LOST_HERE, at, feeling))
            ]
        )
    ),
    st.sampled_from(Breakpoint).map(lambda kind: lambda at: [Paused(at, kind)]),
    st.tuples(st.booleans(), st.booleans()).map(
        lambda each: lambda at: [Moved(at, "block", has_hint=each[0], in_graded_quiz=each[1])]
    ),
    st.tuples(st.booleans(), st.integers(0, 60)).map(
        lambda each: lambda at: [Switched(at, each[0], at + timedelta(minutes=each[1]))]
    ),
)
days = st.lists(st.tuples(st.sampled_from([1, 10, 10, 60, 290, 700, 3000]), happenings), max_size=120)
answers = st.dictionaries(st.sampled_from(Strategy), st.sampled_from(OfferResponse))


@settings(max_examples=200)
@given(days, answers, st.integers(0, 100))
def test_no_session_exceeds_a_cap_interrupts_a_quiz_or_repeats_itself(day, answered, seed):
    at, events = START, []
    for wait, happening in day:
        at += timedelta(seconds=wait)
        events += happening(at)
    session = Session("any", tuple(events), STUDENT, answers=answered, seed=seed)
    place, switch, said = Moved(START, "start"), Switched(START, True), []
    for step in replay(session, language_of(session)):
        if isinstance(step, EventStep) and isinstance(step.event, Moved):
            place = step.event
        elif isinstance(step, EventStep) and isinstance(step.event, Switched):
            switch = step.event
        elif isinstance(step, InterruptionStep) and step.text is not None:
            assert not place.in_graded_quiz
            assert switch.enabled
            assert switch.snoozed_until is None or step.at >= switch.snoozed_until
            assert step.state.state in SUPPORTED_STATES
            assert place.has_hint or step.message.strategy is not Strategy.HINT
            assert "{" not in step.text
            if said:
                assert (step.at - said[-1].at).total_seconds() >= 300
                assert step.message.id != said[-1].message.id
            said.append(step)
            assert sum((step.at - each.at).total_seconds() < 3600 for each in said) <= 4
            assert sum((step.at - each.at).total_seconds() < 86_400 for each in said) <= 10


def test_the_control_arm_hears_nothing_and_what_it_would_have_heard_is_known():
    session = replace(session_of("stuck-with-wrong-answers"), in_control_arm=True)
    decided = [step for step in replay(session, language_of(session)) if isinstance(step, InterruptionStep)]
    assert not any(step.decision.speak for step in decided)
    withheld = [step for step in decided if step.decision.rule == "control_arm"]
    assert len(withheld) == 2
    assert all(step.text for step in withheld)


def test_a_kept_baseline_is_looked_at_only_where_the_student_allows_it():
    earlier = [window(START - timedelta(hours=1, seconds=10 * index), Expression.NEUTRAL) for index in range(18)][::-1]
    for allowed in (True, False):
        session = replace(session_of("calm"), may_keep_baseline=allowed)
        pipeline = Pipeline(session, language_of(session), {}, earlier)
        assert (pipeline.baseline.windows == 18) == allowed
