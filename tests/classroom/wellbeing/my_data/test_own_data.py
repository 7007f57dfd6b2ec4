"""A student sees, corrects, exports and deletes everything that is known about them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from attune.classroom.learning.models import LessonProgress, QuizAttempt
from attune.classroom.wellbeing.learner_state.current import STUDY_SESSIONS
from attune.classroom.wellbeing.models import CheckIn, OpenedHint, StoredWindow, SupportMessage
from attune.classroom.wellbeing.my_data.retention import purge
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in, window

ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL


def rows(database):
    with database.session(writes=False) as session:
        return tuple(session.query(table).count() for table in (StoredWindow, CheckIn, SupportMessage, OpenedHint))


def busy(learner):
    """Four windows, a support message, a check-in and an opened hint in the first lesson, one window in the second."""
    learner.allow()
    learner.show(*[ANGER] * 4)
    learner.rewind()
    assert learner.pause() is not None
    first = str(learner.course.lessons[0])
    learner.browser.post(
        "/wellbeing/checkins", check_in("check_in", learner.clock.now(), feeling="fear", lesson_id=first)
    )
    learner.show(NEUTRAL, lesson_id=learner.course.lessons[1], block_id=learner.course.second_text)
    opened = {"id": str(uuid4()), "kind": "hint_opened", "at": learner.clock.now().isoformat(), "step": 1}
    event = {**opened, "lesson_id": first, "block_id": str(learner.course.text)}
    assert learner.browser.post("/wellbeing/behaviour", {"events": [event]}).json["accepted"] == 1


def test_deleting_everything_leaves_nothing(learner, database):
    busy(learner)
    assert rows(database) == (5, 1, 1, 1)
    deleted = learner.browser.delete("/wellbeing/data").json["deleted"]
    assert deleted == {
        "windows": 5,
        "behaviour": 2,
        "checkins": 1,
        "support_messages": 1,
        "support_decisions": 1,
        "notes": 0,
        "opened_hints": 1,
    }
    assert rows(database) == (0, 0, 0, 0)
    assert learner.pause() is None
    found = learner.own_data()
    assert (found["windows"], found["checkins"], found["support_messages"]) == ([], [], [])


def test_deleting_one_lesson_leaves_the_others(learner, database):
    busy(learner)
    answer = learner.browser.delete(f"/wellbeing/data?lesson_id={learner.course.lessons[0]}")
    assert answer.json["deleted"] == {
        "windows": 4,
        "behaviour": 2,
        "checkins": 1,
        "support_messages": 1,
        "support_decisions": 1,
        "notes": 0,
        "opened_hints": 1,
    }
    assert rows(database) == (1, 0, 0, 0)


@pytest.mark.parametrize("path", ["/wellbeing/windows/{id}", "/wellbeing/data", "/wellbeing/data?lesson_id={lesson}"])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_device_that_sends_again_what_was_deleted_does_not_bring_it_back(learner, database, app, path, restarted):
    learner.allow()
    lesson = learner.course.lessons[0]
    body = {"windows": [window(learner.clock.now(), lesson_id=lesson, block_id=learner.course.text)]}
    learner.browser.post("/wellbeing/windows", body)
    if restarted:
        app.extensions[STUDY_SESSIONS].clear()
    answer = learner.browser.delete(path.format(id=body["windows"][0]["id"], lesson=lesson))
    assert answer.status_code in (200, 204), answer.json
    assert learner.browser.post("/wellbeing/windows", body).json["duplicates"] == 1
    with database.session(writes=False) as session:
        assert session.query(StoredWindow).count() == 0


def test_deletion_touches_nobody_else(learner, learner_in, database):
    other = learner_in(learner.course, "Noah")
    busy(learner)
    busy(other)
    learner.browser.delete("/wellbeing/data")
    assert rows(database) == (5, 1, 1, 1)


def test_deleted_windows_stop_counting_at_once(learner):
    learner.allow()
    learner.show(*[ANGER] * 4)
    for found in learner.own_data()["windows"][:2]:
        assert learner.browser.delete(f"/wellbeing/windows/{found['id']}").status_code == 204
    assert learner.pause() is None


def test_deleting_wellbeing_data_leaves_learning_alone(learner, database):
    busy(learner)
    lesson, block = learner.course.lessons[0], learner.course.text
    learner.browser.put(f"/lessons/{lesson}/progress", {"block_id": str(block), "status": "viewed"})
    attempt = {"id": "8a63f1b6-6a53-4c1e-9d2c-0f0f6d0f7a11", "answers": {}}
    learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", attempt)
    learner.browser.delete("/wellbeing/data")
    with database.session(writes=False) as session:
        assert session.query(LessonProgress).count() == 1
        assert session.query(QuizAttempt).count() == 1


def test_a_correction_stands_beside_its_window(learner):
    learner.allow()
    learner.show(ANGER, NEUTRAL)
    wrong = learner.own_data()["windows"][0]["id"]
    said = check_in("correction", learner.clock.now(), feeling="happiness", window_id=wrong)
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    assert [found["corrected_to"] for found in learner.own_data()["windows"]] == ["happiness", None]
    assert learner.browser.delete(f"/wellbeing/checkins/{said['id']}").status_code == 204
    assert learner.own_data()["windows"][0]["corrected_to"] is None
    assert learner.browser.delete(f"/wellbeing/checkins/{said['id']}").status_code == 404


def test_a_check_in_sent_twice_is_kept_once(learner, database):
    learner.allow("self_report")
    said = check_in("check_in", learner.clock.now(), feeling="maybe_confused")
    first = learner.browser.post("/wellbeing/checkins", said)
    again = learner.browser.post("/wellbeing/checkins", said)
    assert (first.status_code, first.json) == (again.status_code, again.json)
    assert rows(database)[1] == 1


def test_what_can_be_said_with_the_mode_off(learner):
    at = learner.clock.now()
    for kind in ("lost_here", "hand_raised"):
        assert learner.browser.post("/wellbeing/checkins", check_in(kind, at)).status_code == 201
    refused = learner.browser.post("/wellbeing/checkins", check_in("check_in", at, feeling="anger"))
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "mode_off")


def test_a_check_in_names_a_feeling_and_only_ones_own_things(learner, learner_in):
    other = learner_in(learner.course, "Noah")
    for each in (learner, other):
        each.allow()
    learner.show(ANGER)
    window_id = learner.own_data()["windows"][0]["id"]
    at = learner.clock.now()
    post = other.browser.post
    assert post("/wellbeing/checkins", check_in("check_in", at)).status_code == 422
    assert post("/wellbeing/checkins", check_in("check_in", at, feeling="unknown")).status_code == 422
    foreign = check_in("correction", at, feeling="anger", window_id=window_id)
    assert post("/wellbeing/checkins", foreign).status_code == 404
    foreign = check_in("correction", at, feeling="anger", support_message_id=window_id)
    assert post("/wellbeing/checkins", foreign).status_code == 404


def test_a_check_in_from_the_future_is_said_now(learner):
    learner.allow("self_report")
    said = check_in("check_in", learner.clock.now() + timedelta(hours=3), feeling="anger")
    assert learner.browser.post("/wellbeing/checkins", said).json["at"] == "2026-03-02T09:00:00Z"


def test_only_the_days_asked_for_are_shown(learner):
    learner.allow()
    learner.show(NEUTRAL)
    learner.clock.advance(days=3)
    learner.show(NEUTRAL)
    assert len(learner.browser.get("/wellbeing/me?days=7").json["windows"]) == 2
    assert len(learner.browser.get("/wellbeing/me?days=2").json["windows"]) == 1
    assert learner.browser.get("/wellbeing/me?days=0").status_code == 422


def test_old_data_is_purged_by_the_policy(learner, database, clock):
    busy(learner)
    clock.advance(days=29)
    learner.browser.sign_in(learner.user.email)
    learner.show(NEUTRAL)
    clock.advance(days=1, seconds=11)
    gone = purge(database, clock.now())
    assert (gone.windows, gone.checkins, gone.support_messages) == (5, 1, 1)
    assert rows(database) == (1, 0, 0, 0)


def test_the_purge_runs_when_the_server_starts(learner, services, database, clock):
    busy(learner)
    clock.advance(days=40)
    services.jobs.run_once()
    assert rows(database) == (0, 0, 0, 0)


def test_late_windows_are_sorted_into_their_time(learner):
    learner.allow()
    at = learner.clock.now()
    offline = [window(at + timedelta(seconds=10 * i), ANGER) for i in range(4)]
    learner.clock.advance(seconds=40)
    learner.browser.post("/wellbeing/windows", {"windows": offline[::-1]})
    states = [found["learning_state"] for found in learner.own_data()["windows"]]
    assert states == ["unknown", "unknown", "maybe_frustrated", "maybe_frustrated"]
