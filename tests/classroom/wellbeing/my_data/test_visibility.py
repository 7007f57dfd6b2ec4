"""What a student hides stays theirs and leaves every view and figure of others; it can be shown again."""

from datetime import timedelta

from attune.affect.evidence import LearningState
from attune.affect.states import StateRules
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL


def present_state(learner, app):
    """The state that tutors and support go by."""
    current = app.extensions[STUDY_SESSIONS].get(learner.user.id)
    return current.state(StateRules(), learner.clock.now()).state


def hide(learner, path, hidden=True):
    answer = learner.browser.put(f"/wellbeing/me/{path}/hidden", {"hidden": hidden})
    assert answer.status_code in (200, 204), answer.json
    return answer.json


def test_a_hidden_window_stays_with_its_student_and_counts_for_nobody_else(learner, app):
    learner.allow()
    learner.show(*[ANGER] * 4)
    assert present_state(learner, app) is LearningState.MAYBE_FRUSTRATED
    for found in learner.own_data()["windows"][:2]:
        hide(learner, f"windows/{found['id']}")
    assert [found["hidden"] for found in learner.own_data()["windows"]] == [True, True, False, False]
    assert present_state(learner, app) is LearningState.UNKNOWN


def test_what_is_shown_again_counts_again(learner, app):
    learner.allow()
    learner.show(*[ANGER] * 4)
    first = learner.own_data()["windows"][0]["id"]
    hide(learner, f"windows/{first}")
    hide(learner, f"windows/{first}", hidden=False)
    assert present_state(learner, app) is LearningState.MAYBE_FRUSTRATED


def test_hiding_a_lesson_hides_what_was_read_said_and_offered_in_it(learner, app):
    lesson = str(learner.course.lessons[0])
    learner.allow()
    learner.show(*[ANGER] * 4)
    learner.rewind()
    assert learner.pause() is not None
    learner.clock.advance(minutes=6)
    learner.browser.post("/wellbeing/checkins", check_in("lost_here", learner.clock.now(), lesson_id=lesson))
    learner.show(NEUTRAL, lesson_id=learner.course.lessons[1], block_id=learner.course.second_text)
    assert hide(learner, f"lessons/{lesson}") == {"windows": 4, "checkins": 1, "support_messages": 1}
    assert [found["hidden"] for found in learner.own_data()["windows"]] == [True] * 4 + [False]
    assert present_state(learner, app) is LearningState.UNKNOWN
    listed = {each["title"]: each["hidden"] for each in learner.browser.get("/wellbeing/me/lessons").json["lessons"]}
    assert listed == {"Lesson 1": 4, "Lesson 2": 0}
    assert hide(learner, f"lessons/{lesson}", hidden=False) == {"windows": 4, "checkins": 1, "support_messages": 1}
    assert present_state(learner, app) is LearningState.MAYBE_CONFUSED


def test_what_comes_after_hiding_a_lesson_counts(learner, app):
    learner.allow()
    learner.show(*[ANGER] * 4)
    hide(learner, f"lessons/{learner.course.lessons[0]}")
    learner.show(*[ANGER] * 4)
    assert present_state(learner, app) is LearningState.MAYBE_FRUSTRATED


def test_what_is_hidden_stays_hidden_after_a_restart(learner, app):
    learner.allow()
    learner.show(*[ANGER] * 4)
    hide(learner, f"lessons/{learner.course.lessons[0]}")
    app.extensions[STUDY_SESSIONS].clear()
    learner.show(NEUTRAL)
    assert present_state(learner, app) is LearningState.UNKNOWN


def test_windows_that_are_not_saved_survive_the_hiding_of_others(learner, app):
    learner.allow()
    learner.show(NEUTRAL)
    saved = learner.own_data()["windows"][0]["id"]
    learner.browser.patch("/wellbeing/settings", {"consent": {"save_summaries": False}})
    learner.show(*[ANGER] * 4)
    hide(learner, f"windows/{saved}")
    assert present_state(learner, app) is LearningState.MAYBE_FRUSTRATED


def test_nobody_hides_what_is_somebody_else_s(learner, learner_in, database):
    learner.allow()
    learner.show(ANGER)
    other = learner_in(learner.course, "Noah")
    window_id = learner.own_data()["windows"][0]["id"]
    assert other.browser.put(f"/wellbeing/me/windows/{window_id}/hidden", {"hidden": True}).status_code == 404
    hide(other, f"lessons/{learner.course.lessons[0]}")
    with database.session(writes=False) as session:
        assert session.query(StoredWindow).filter(StoredWindow.hidden_at.is_not(None)).count() == 0


def test_the_past_can_be_corrected_in_every_mode_and_the_last_correction_counts(learner, database):
    learner.allow()
    learner.show(ANGER)
    learner.clock.advance(days=1)
    learner.browser.patch("/wellbeing/settings", {"mode": "off"})
    window = learner.own_data()["windows"][0]
    at = learner.clock.now() - timedelta(days=1)
    for feeling in ("happiness", "maybe_confused"):
        said = check_in("correction", at, feeling=feeling, window_id=window["id"])
        assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    assert learner.own_data()["windows"][0]["corrected_to"] == "maybe_confused"
    with database.session(writes=False) as session:
        assert session.query(CheckIn).count() == 1


def test_a_correction_of_the_past_says_nothing_about_now(learner, app):
    learner.allow()
    learner.show(ANGER)
    window = learner.own_data()["windows"][0]["id"]
    then = learner.clock.now()
    learner.clock.advance(hours=1)
    said = check_in("correction", then, feeling="maybe_frustrated", window_id=window)
    learner.browser.post("/wellbeing/checkins", said)
    assert present_state(learner, app) is LearningState.UNKNOWN
