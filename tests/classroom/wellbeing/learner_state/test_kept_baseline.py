"""A stern face is no frustrated one: the next study session knows it from its first minute, where that may be kept."""

import pytest

from attune.affect.evidence import LearningState
from attune.affect.study_session import KEPT_FOR
from attune.classroom.institution.support_policy.schemas import BaselineNumbers, InstitutionPolicy, TriggerNumbers
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.learner_state.restore import rules_in_force
from attune.classroom.wellbeing.models import StoredWindow
from attune.expressions import Expression

STERN, CALM = {"strength": 0.55}, Expression.NEUTRAL
ANGER = Expression.ANGER


@pytest.fixture
def state(app, database):
    """The state that support and tutors go by."""

    def read(learner):
        with database.session(writes=False) as session:
            rules = rules_in_force(session)
        return app.extensions[STUDY_SESSIONS].get(learner.user.id).state(rules, learner.clock.now()).state

    return read


def study_with_a_stern_face(learner, windows=18):
    learner.show(*[ANGER] * windows, **STERN)


def test_without_earlier_study_sessions_everybody_is_judged_alike(learner, state):
    learner.allow()
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_the_next_study_session_knows_the_face_of_the_one_before(learner, state):
    learner.allow()
    study_with_a_stern_face(learner)
    learner.clock.advance(hours=20)
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.ENGAGED


def test_a_restart_knows_it_too(learner, state, app):
    learner.allow()
    study_with_a_stern_face(learner)
    learner.clock.advance(hours=20)
    app.extensions[STUDY_SESSIONS].clear()
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.ENGAGED


def test_nothing_is_kept_of_a_student_who_keeps_no_summaries(learner, state):
    learner.allow(save_summaries=False)
    study_with_a_stern_face(learner)
    learner.clock.advance(hours=20)
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_taking_the_permission_back_ends_it_at_once(learner, state):
    learner.allow()
    study_with_a_stern_face(learner)
    learner.clock.advance(hours=20)
    study_with_a_stern_face(learner, 4)
    learner.browser.patch("/wellbeing/settings", {"consent": {"save_summaries": False}})
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_deleting_the_summaries_deletes_what_was_learned_from_them(learner, state, database):
    learner.allow()
    study_with_a_stern_face(learner)
    assert learner.browser.delete("/wellbeing/data").status_code == 200
    with database.session(writes=False) as session:
        assert session.query(StoredWindow).count() == 0
    learner.clock.advance(hours=20)
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_a_face_of_long_ago_is_not_todays(learner, state, database):
    learner.allow()
    study_with_a_stern_face(learner)
    with database.transaction() as session:
        for row in session.query(StoredWindow):
            row.started_at -= KEPT_FOR
    learner.clock.advance(hours=20)
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_the_institution_decides_how_many_windows_it_takes(learner, state, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(triggers=TriggerNumbers(min_windows_over_threshold=6, window_count=8)))
    learner.allow()
    learner.show(*[ANGER] * 5)
    assert state(learner) is not LearningState.MAYBE_FRUSTRATED
    learner.show(ANGER)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_a_new_policy_holds_for_study_sessions_that_have_begun(learner, state, database):
    learner.allow()
    study_with_a_stern_face(learner)
    assert state(learner) is LearningState.ENGAGED
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy(baseline=BaselineNumbers(minimum_windows=60)))
    study_with_a_stern_face(learner, 4)
    assert state(learner) is LearningState.MAYBE_FRUSTRATED


def test_support_speaks_only_at_the_moments_that_the_institution_names(learner, database):
    with database.transaction() as session:
        write_policy(session, InstitutionPolicy.model_validate({"support": {"interruption_points": ["lesson_end"]}}))
    learner.allow()
    learner.rewind()
    assert learner.pause("video_pause") is None
    assert learner.pause("lesson_end") is not None
