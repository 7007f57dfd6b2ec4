"""A study session survives being written down and read again, whatever happened in it."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from attune.affect.baseline import Baseline, Signal
from attune.affect.evidence import Behaviour, BehaviourKind, LearningState, SelfReport, SelfReportKind
from attune.affect.states import StateRules
from attune.affect.study_session import StudySession
from attune.classroom.platform.live_store.contract import Codec
from attune.classroom.platform.live_store.memory import MemoryStore
from attune.classroom.wellbeing.learner_state.study_sessions import StudySessions
from attune.expressions import Expression
from tests.affect.evidence import at, window_at

RULES = StateRules()
KEPT = Baseline(6, dict.fromkeys(Signal, 0.1), dict.fromkeys(Signal, 0.02))

SECONDS = st.floats(0, 7200)
WINDOWS = st.builds(window_at, SECONDS, st.sampled_from([*Expression, None]))
BEHAVIOUR = st.builds(
    Behaviour, st.sampled_from(BehaviourKind), SECONDS.map(at), st.sampled_from(["a", None]), st.integers(1, 3), SECONDS
)
FEELINGS = st.sampled_from([None, *Expression, *LearningState])
REPORTS = st.builds(SelfReport, st.sampled_from(SelfReportKind), SECONDS.map(at), FEELINGS, st.just("a"))


@given(st.lists(st.one_of(WINDOWS, BEHAVIOUR, REPORTS), max_size=20), st.sampled_from([KEPT, None]))
def test_what_is_read_is_what_was_written(happened, kept):
    session = StudySession().remember(["b", "a"])
    for each in happened:
        if isinstance(each, Behaviour):
            session = session.add_behaviour(each)
        elif isinstance(each, SelfReport):
            session = session.add_report(str(uuid4()), each, RULES)
        else:
            session, _ = session.add_window(each, RULES, lambda _before: kept)
    codec = Codec(StudySession)
    assert codec.decode(codec.encode(session)) == session


def test_what_is_known_already_is_not_replaced_by_what_was_restored():
    sessions, student = StudySessions(MemoryStore()), uuid4()
    known, restored = StudySession(seen_ids=("a",)), StudySession(seen_ids=("b",))
    assert sessions.get_many([student]) == {}
    sessions.put(student, known)
    sessions.put_missing({student: restored})
    assert (sessions.get_many([student]), sessions.get(student)) == ({student: known}, known)


def test_discarding_keeps_the_ids_that_must_not_come_in_again():
    sessions, student = StudySessions(MemoryStore()), uuid4()
    session, _ = StudySession(seen_ids=("a",)).add_window(window_at(0, None), RULES, lambda _before: None)
    sessions.put(student, session)
    sessions.discard(student)
    assert sessions.get(student) == StudySession(seen_ids=("a",))
    sessions.clear()
    assert sessions.get(student) is None
