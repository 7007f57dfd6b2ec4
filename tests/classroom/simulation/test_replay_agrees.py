"""The platform and `attune replay` say the same of the same history: state, reasons, baseline, decision, message.

The platform runs for real, services on a database; the replay runs beside it, event by event.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from attune.affect.aggregate import KNOWN_STATES
from attune.affect.evidence import Behaviour, BehaviourKind, LearningState, SelfReport, SelfReportKind
from attune.affect.limits import MessageResponse
from attune.affect.messages.library import Personal, Strategy
from attune.affect.policy import InterruptionPoint
from attune.affect.windows import Window, quantise
from attune.classroom.institution.support_policy.rules import support_policy
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.institution.support_policy.service import read_policy
from attune.classroom.learning.models import BlockProgress
from attune.classroom.model_serving.schemas import ModelProblem, ModelProblemCode
from attune.classroom.platform.events.types import QuizSubmitted
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.wellbeing.consent.schemas import ConsentChange, SettingsChange
from attune.classroom.wellbeing.consent.service import change_settings
from attune.classroom.wellbeing.experiment.models import SupportDecision
from attune.classroom.wellbeing.ingestion.behaviour import on_quiz_submitted, receive_behaviour
from attune.classroom.wellbeing.ingestion.checkins import record_check_in
from attune.classroom.wellbeing.ingestion.schemas import BehaviourBatch, CheckInIn, WindowBatch
from attune.classroom.wellbeing.ingestion.service import receive_windows
from attune.classroom.wellbeing.learner_state.reasons import write_reasons
from attune.classroom.wellbeing.learner_state.restore import restore_study_session
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.classroom.wellbeing.models import StoredWindow, SupportMessage, WellbeingSettings
from attune.classroom.wellbeing.support.schemas import InterruptionPointIn
from attune.classroom.wellbeing.support.service import consider_support, respond, send_support_message
from attune.expressions import EXPRESSIONS, Expression
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import START, Closed, Did, Moved, Paused, Said, Session, Switched
from attune.simulation.replay.pipeline import InterruptionStep, Pipeline, WindowStep

SECONDS = timedelta(seconds=10)
ANSWERED = {
    Strategy.HINT: MessageResponse.HELPFUL,
    Strategy.PLAN_STEP: MessageResponse.ACCEPTED,
    Strategy.BREAK: MessageResponse.DISMISSED,
    Strategy.ENCOURAGEMENT: MessageResponse.NOT_HELPFUL,
}


class NoModel:
    """A platform without a model: the windows come from a device."""

    def look(self):
        return ModelProblem(code=ModelProblemCode.MISSING, message="Nothing is read here.")


@dataclass
class Platform:
    """A student on the platform; events in, what came of them out."""

    session: object
    student: object
    course: object
    study_sessions: StudySessions
    block_id: UUID
    left_block_id: UUID | None = None
    in_graded_quiz: bool = False
    asked: int = 0

    def take(self, event):
        match event:
            case Closed(at, window):
                batch = WindowBatch.model_validate({"windows": [self._as_sent(window)]})
                receive_windows(self.session, self.study_sessions, self.student, batch, lambda _lag: None, at)
                row = self.session.get(StoredWindow, (self.student.id, UUID(window.id)))
                state, baseline = self._known(at)
                if row is not None:
                    assert (row.learning_state, row.reasons) == (state.state, write_reasons(state.reasons))
                return state, None, baseline
            case Did(at, behaviour):
                self._do(behaviour, at)
            case Said(at, report):
                said = {"id": UUID(int=Random(at.isoformat()).getrandbits(128), version=4), "kind": report.kind}
                place = {"lesson_id": self.course.lessons[0], "block_id": report.block_id}
                check_in = CheckInIn.model_validate({**said, **place, "feeling": report.feeling, "at": at})
                record_check_in(self.session, self.study_sessions, self.student, check_in, at)
            case Moved():
                left = (self.student.id, self.block_id)
                if UUID(event.block_id) != self.block_id and self.session.get(BlockProgress, left) is None:
                    done = {"lesson_id": self.course.lessons[0], "viewed_at": event.at, "completed_at": event.at}
                    self.session.add(BlockProgress(user_id=left[0], block_id=left[1], **done))
                    self.session.flush()
                if UUID(event.block_id) != self.block_id:
                    self.left_block_id = self.block_id
                self.block_id, self.in_graded_quiz = UUID(event.block_id), event.in_graded_quiz
            case Switched(at, enabled, until):
                row = self.session.get_one(WellbeingSettings, self.student.id)
                row.support_enabled, row.snoozed_until = enabled, until
            case Paused(at, kind):
                return self._interrupt(at, kind)
        return None

    def _as_sent(self, window):
        sent = {name: getattr(window, name) for name in Window.__slots__}
        return {**sent, "lesson_id": self.course.lessons[0], "block_id": window.block_id}

    def _do(self, behaviour, at):
        if behaviour.kind is BehaviourKind.WRONG_ANSWER:
            place = {"lesson_id": self.course.lessons[0], "block_id": UUID(behaviour.block_id)}
            wrong = tuple(UUID(int=number) for number in range(behaviour.count))
            event = QuizSubmitted(
                user_id=self.student.id,
                at=at,
                attempt=1,
                passed=False,
                graded=False,
                wrong_question_ids=wrong,
                **place,
            )
            on_quiz_submitted(self.session, self.study_sessions, event)
            return
        event = {
            "id": UUID(int=Random(f"{at}{behaviour.kind}").getrandbits(128), version=4),
            "kind": behaviour.kind,
            "at": at,
            "lesson_id": self.course.lessons[0],
            "block_id": behaviour.block_id,
            "seconds": behaviour.seconds,
        }
        batch = BehaviourBatch.model_validate({"events": [event]})
        receive_behaviour(self.session, self.study_sessions, self.student, batch, at)

    def _interrupt(self, at, kind):
        asked = InterruptionPointIn(
            kind=kind,
            lesson_id=self.course.lessons[0],
            block_id=self.block_id,
            left_block_id=self.left_block_id,
            in_graded_quiz=self.in_graded_quiz,
        )
        self.asked += 1
        moment_id = UUID(int=self.asked)
        considered = consider_support(self.session, self.study_sessions, self.student, asked, moment_id, at)
        answer = send_support_message(self.session, self.study_sessions, self.student, asked, moment_id, at)
        sent = answer.support_message
        if sent is not None and sent.strategy in ANSWERED:
            respond(self.session, self.student, sent.id, ANSWERED[sent.strategy], at)
        support = considered.support
        assert (sent.text if sent else None) == (support.text if support.decision.speak else None)
        state, baseline = self._known(at)
        assert state == considered.state
        return state, support, baseline

    def _known(self, at):
        rules = support_policy(read_policy(self.session)).triggers
        current = restore_study_session(self.session, self.study_sessions, self.student.id, rules, at)
        return current.state(rules, at), current.baseline(rules)


@pytest.fixture
def school(app, make, database):
    """A course with a student, and a way to begin with nothing known."""
    course = make.course()
    student = make.student(course, "Mira Lind").as_actor()

    @contextmanager
    def begin(*, keeps_summaries):
        consent = ConsentChange(process_camera=True, save_summaries=keeps_summaries)
        with database.session(writes=True) as session:
            session.execute(delete(SupportDecision))
            session.execute(delete(SupportMessage))
            session.execute(delete(StoredWindow))
            study_sessions = StudySessions(MemoryStore())
            change = SettingsChange(mode=Mode.ON_DEVICE, consent=consent)
            change_settings(session, study_sessions, student, change, NoModel(), START - timedelta(days=1))
            session.execute(delete(BlockProgress))
            yield Platform(session, student, course, study_sessions, course.text)
            session.rollback()

    with app.app_context():
        yield course, begin


def compare(school, happened, *, keeps_summaries=True):
    """Run a history on the platform and through the replay's pipeline, and compare what comes of each event."""
    course, begin = school
    events = in_course(happened, course)
    student = Personal("Mira", "Statistics", "Lesson 1", total=3)
    session = Session(
        "any",
        events,
        student,
        answers=ANSWERED,
        may_keep_baseline=keeps_summaries,
        has_tutor=False,
    )
    compared = []
    with begin(keeps_summaries=keeps_summaries) as platform:
        session = replace(session, learner_id=str(platform.student.id))
        pipeline = Pipeline(session, language_of(session))
        for event in events:
            (step,), there = tuple(pipeline.take(event)), platform.take(event)
            if isinstance(step, WindowStep):
                here = (step.state, None, pipeline.baseline)
            elif isinstance(step, InterruptionStep):
                here = (step.state, step.support, pipeline.baseline)
            else:
                here = None
            assert here == there, event
            compared.append((event, here))
    return compared


def in_course(happened, course):
    """What happened, each some seconds after the last, as events in the blocks of a course."""
    blocks = {"text": str(course.text), "video": str(course.video)}
    at, block, events = START, "text", [Moved(START, blocks["text"], has_example=True)]
    for index, (wait, (kind, *details)) in enumerate(happened):
        at += timedelta(seconds=wait)
        match kind:
            case "shows":
                count, expression, strength = details
                for _ in range(count):
                    at += SECONDS
                    events.append(Closed(at, window(index, at, expression, strength, blocks[block])))
            case "does":
                behaviour_kind, count, seconds = details
                times = count if behaviour_kind is BehaviourKind.WRONG_ANSWER else 1
                meant = EXPECTED[block] if behaviour_kind is BehaviourKind.BLOCK_DWELL else None
                events.append(Did(at, Behaviour(behaviour_kind, at, blocks[block], times, seconds, meant)))
            case "says":
                report_kind, feeling = details
                events.append(Said(at, SelfReport(report_kind, at, feeling, blocks[block])))
            case "moves":
                block, graded = details
                events.append(Moved(at, blocks[block], None, True, graded, has_example=block == "text"))
            case "switches":
                enabled, minutes = details
                until = at + timedelta(minutes=minutes) if minutes else None
                events.append(Switched(at, enabled, until))
            case "pauses":
                events.append(Paused(at, *details))
    return tuple(events)


def window(index, at, expression, strength, block_id):
    shown = expression or Expression.NEUTRAL
    weights = {shown: strength, Expression.NEUTRAL if shown is Expression.HAPPINESS else Expression.HAPPINESS: 0.2}
    return Window(
        id=str(UUID(int=Random(f"{index}{at}").getrandbits(128), version=4)),
        started_at=at - SECONDS,
        seconds=10.0,
        lesson_id="lesson",
        block_id=block_id,
        p=quantise([weights.get(each, 0.01) for each in EXPRESSIONS]),
        coverage=0.1 if expression is None else 1.0,
        quality=0.9,
        state=expression or "unknown",
        model="test",
        source="on_device",
    )


# The lesson's ten minutes over its blocks: ten seconds of text, thirty of video, four questions of forty.
EXPECTED = {"text": 600 * 10 / 200, "video": 600 * 30 / 200}


def test_after_a_gap_of_two_hours_both_take_a_new_baseline(school):
    """A stern face all the same: the first session learns it, the next one, without summaries, begins again."""
    stern = ("shows", 18, Expression.ANGER, 0.5)
    compared = compare(school, [(0, stern), (7200, stern)], keeps_summaries=False)
    established = [baseline.established for event, (_, _, baseline) in compared[1:] if isinstance(event, Closed)]
    assert established == [False] * 5 + [True] * 13 + [False] * 5 + [True] * 13


def test_where_summaries_are_kept_both_know_the_face_from_the_first_window_of_the_next_session(school):
    stern = ("shows", 18, Expression.ANGER, 0.5)
    compared = compare(school, [(0, stern), (7200, stern)])
    states = [state.state for event, (state, _, _) in compared[1:] if isinstance(event, Closed)]
    assert LearningState.MAYBE_FRUSTRATED not in states[18:]


def test_both_count_what_the_student_answered_as_their_own_and_not_as_everybodys(school):
    feels = ("says", SelfReportKind.CHECK_IN, LearningState.MAYBE_CONFUSED)
    difficulty = [(60, feels), (5, ("pauses", InterruptionPoint.VIDEO_PAUSE))]
    compared = compare(school, [*difficulty, *([(840, ("moves", "text", False)), *difficulty] * 9)])
    said = [support.message.id for event, (_, support, _) in _interruptions(compared) if support.message is not None]
    assert len(said) > 5


def _interruptions(compared):
    return [(event, found) for event, found in compared if isinstance(event, Paused)]


SHOWS = st.tuples(
    st.just("shows"),
    st.integers(1, 20),
    st.sampled_from([*Expression, None, Expression.ANGER, Expression.SURPRISE, Expression.NEUTRAL]),
    st.sampled_from([0.35, 0.5, 0.8]),
)
DOES = st.tuples(
    st.just("does"), st.sampled_from(BehaviourKind), st.integers(1, 4), st.sampled_from([0.0, 130.0, 400.0])
)
CHECK_INS = st.tuples(
    st.just("says"),
    st.sampled_from([SelfReportKind.CHECK_IN, SelfReportKind.CORRECTION]),
    st.sampled_from([*Expression, *KNOWN_STATES]),
)
CALLS = st.tuples(st.just("says"), st.sampled_from([SelfReportKind.LOST_HERE, SelfReportKind.HAND_RAISED]), st.none())
MOVES = st.tuples(st.just("moves"), st.sampled_from(["text", "video"]), st.booleans())
SWITCHES = st.tuples(st.just("switches"), st.sampled_from([True, True, False]), st.sampled_from([0, 0, 10]))
POINTS = st.tuples(st.just("pauses"), st.sampled_from(InterruptionPoint))
WAITS = st.sampled_from([1, 7, 60, 290, 700, 1785, 1800, 1811, 7200, 90_000])
HISTORIES = st.lists(
    st.tuples(WAITS, st.one_of(SHOWS, DOES, CHECK_INS, CALLS, MOVES, SWITCHES, POINTS, POINTS)),
    max_size=25,
)


# Without shrinking: each example runs the platform for a second.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=40, phases=PHASES, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(HISTORIES, st.booleans())
def test_both_say_the_same_of_any_history(school, happened, keeps_summaries):
    compare(school, happened, keeps_summaries=keeps_summaries)
