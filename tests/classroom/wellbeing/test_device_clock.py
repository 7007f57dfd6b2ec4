"""Devices whose clocks are wrong: corrected where they say `sent_at`, refused with a reason where they cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.classroom.wellbeing.device_clock import DeviceClock
from attune.classroom.wellbeing.models import StoredWindow
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in, window

SKEWS = [timedelta(minutes=3), timedelta(minutes=-3), timedelta(hours=9), timedelta(hours=-9), timedelta(days=400)]


def send(learner, *windows, sent_at=None):
    body = {"windows": list(windows)} | ({"sent_at": sent_at.isoformat()} if sent_at else {})
    answer = learner.browser.post("/wellbeing/windows", body)
    assert answer.status_code == 202, answer.json
    return answer.json


def event(learner, at, kind="rewind"):
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    return {"id": str(uuid4()), "kind": kind, "at": at.isoformat(), "seconds": 5, **place}


def starts(learner):
    return [
        datetime.fromisoformat(each["started_at"])
        for each in learner.browser.get("/wellbeing/me?days=180").json["windows"]
    ]


@pytest.mark.parametrize("skew", SKEWS, ids=str)
def test_a_window_of_a_clock_that_is_off_counts_at_the_time_it_was(learner, skew):
    learner.allow()
    now = learner.clock.now()
    answer = send(learner, window(now - timedelta(seconds=12) + skew), sent_at=now + skew)
    assert (answer["accepted"], answer["stored"], answer["refused"]) == (1, 1, [])
    assert starts(learner) == [now - timedelta(seconds=12)]


@pytest.mark.parametrize("skew", SKEWS, ids=str)
def test_the_same_window_from_a_corrected_clock_still_counts_once(learner, skew):
    learner.allow()
    now = learner.clock.now()
    body = window(now - timedelta(seconds=12) + skew)
    send(learner, body, sent_at=now + skew)
    learner.clock.advance(seconds=7)
    again = send(learner, body, sent_at=now + skew + timedelta(seconds=7))
    assert (again["accepted"], again["stored"], again["duplicates"]) == (0, 0, 1)
    assert len(starts(learner)) == 1


@pytest.mark.parametrize("says_sent_at", [True, False])
def test_a_window_from_ahead_is_refused_with_the_reason_and_the_others_are_taken(learner, says_sent_at):
    learner.allow()
    now = learner.clock.now()
    sound, ahead, tolerated = (window(now + timedelta(seconds=s)) for s in (-10, 51, 50))
    answer = send(learner, ahead, sound, tolerated, sent_at=now if says_sent_at else None)
    assert (answer["accepted"], answer["stored"]) == (2, 2)
    assert answer["refused"] == [{"id": ahead["id"], "reason": "clock_ahead"}]
    assert send(learner, ahead)["refused"] == [{"id": ahead["id"], "reason": "clock_ahead"}]


def test_a_window_older_than_any_is_kept_is_refused_and_not_called_stored(learner):
    learner.allow()
    now = learner.clock.now()
    old, older = window(now - timedelta(days=30, seconds=11)), window(datetime(2016, 1, 1, tzinfo=UTC))
    answer = send(learner, old, older, window(now - timedelta(days=29)), sent_at=now)
    assert (answer["accepted"], answer["stored"], answer["duplicates"]) == (1, 1, 0)
    assert answer["refused"] == [{"id": each["id"], "reason": "too_old"} for each in (old, older)]
    assert len(starts(learner)) == 1


def test_refused_windows_are_not_remembered_as_duplicates(learner):
    learner.allow(save_summaries=False)
    body = window(learner.clock.now() + timedelta(minutes=2))
    assert send(learner, body)["refused"]
    learner.clock.advance(minutes=2)
    assert send(learner, body)["accepted"] == 1


@pytest.mark.parametrize("extreme", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
@pytest.mark.parametrize("sent", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", None])
def test_the_ends_of_the_calendar_are_an_answer_and_no_crash(learner, extreme, sent):
    learner.allow()
    sent_at = {"sent_at": sent} if sent else {}
    said = check_in("check_in", learner.clock.now(), feeling="happiness") | {"at": extreme} | sent_at
    place = {"lesson_id": str(learner.course.lessons[0])}
    note = {"id": str(uuid4()), "text": "Look again.", "at": extreme, **place, **sent_at}
    bodies = {
        "windows": {"windows": [window(learner.clock.now()) | {"started_at": extreme}], **sent_at},
        "behaviour": {"events": [event(learner, learner.clock.now()) | {"at": extreme}], **sent_at},
        "checkins": said,
        "notes": note,
    }
    for path, body in bodies.items():
        assert learner.browser.post(f"/wellbeing/{path}", body).status_code in (201, 202, 422), path


@pytest.mark.parametrize("skew", SKEWS, ids=str)
def test_what_somebody_says_counts_when_it_was_said(learner, skew):
    learner.allow()
    now = learner.clock.now()
    said = check_in("check_in", now - timedelta(seconds=2) + skew, feeling="happiness")
    sent_at = (now + skew).isoformat()
    answer = learner.browser.post("/wellbeing/checkins", said | {"sent_at": sent_at})
    assert answer.status_code == 201, answer.json
    assert datetime.fromisoformat(answer.json["at"]) == now - timedelta(seconds=2)
    note = {"id": str(uuid4()), "text": "Look again.", "lesson_id": str(learner.course.lessons[0])}
    kept = learner.browser.post("/wellbeing/notes", note | {"at": said["at"], "sent_at": sent_at})
    assert datetime.fromisoformat(kept.json["at"]) == now - timedelta(seconds=2)


def test_a_hand_of_an_old_client_whose_clock_is_ahead_is_raised_all_the_same(learner):
    said = check_in("hand_raised", learner.clock.now() + timedelta(minutes=3))
    answer = learner.browser.post("/wellbeing/checkins", said)
    assert datetime.fromisoformat(answer.json["at"]) == learner.clock.now()


@pytest.mark.parametrize("wrong", [timedelta(minutes=2), timedelta(days=-31)], ids=str)
def test_something_said_later_than_sent_or_before_anything_is_kept_is_refused_with_the_reason(learner, wrong):
    now = learner.clock.now()
    said = check_in("hand_raised", now + wrong) | {"sent_at": now.isoformat()}
    answer = learner.browser.post("/wellbeing/checkins", said)
    assert (answer.status_code, answer.json["error"]["data"]["fields"].keys()) == (422, {"at"})
    assert "clock" in answer.json["error"]["message"]


@pytest.mark.parametrize("skew", SKEWS, ids=str)
def test_behaviour_counts_when_it_was_and_is_refused_when_it_says_nothing_any_more(learner, skew):
    learner.allow(save_summaries=False)
    now = learner.clock.now()
    fresh, stale, ahead = (
        event(learner, now + skew + shift)
        for shift in (timedelta(seconds=-20), timedelta(hours=-2), timedelta(minutes=2))
    )
    body = {"events": [fresh, stale, ahead], "sent_at": (now + skew).isoformat()}
    answer = learner.browser.post("/wellbeing/behaviour", body)
    assert answer.json == {
        "accepted": 1,
        "refused": [{"id": stale["id"], "reason": "too_old"}, {"id": ahead["id"], "reason": "clock_ahead"}],
    }
    again = learner.browser.post("/wellbeing/behaviour", {"events": [fresh], "sent_at": body["sent_at"]})
    assert again.json == {"accepted": 0, "refused": []}


def test_a_window_stored_nine_hours_ahead_by_an_earlier_version_does_not_stand_for_now(learner, app, database):
    learner.allow()
    for _ in range(3):
        learner.show(Expression.NEUTRAL)
    with database.transaction() as session:
        stored = session.scalars(select(StoredWindow).order_by(StoredWindow.started_at.desc())).first()
        stored.started_at += timedelta(hours=9)
    study_sessions = app.extensions["attune.study_sessions"]
    study_sessions.clear()
    for _ in range(2):
        learner.show(Expression.NEUTRAL)
        latest = study_sessions.get(learner.user.id).latest(learner.clock.now())
        assert latest.started_at == learner.clock.now() - timedelta(seconds=10)
    assert len(study_sessions.get(learner.user.id).recent) == 4


def test_a_late_window_does_not_undo_what_came_since(learner, app):
    learner.allow()
    block = str(learner.course.text)
    learner.show(Expression.NEUTRAL, Expression.NEUTRAL, Expression.NEUTRAL)
    known = app.extensions["attune.study_sessions"].get(learner.user.id).block_states[block]
    late = window(learner.clock.now() - timedelta(minutes=4), None, block_id=learner.course.text)
    send(learner, late | {"lesson_id": str(learner.course.lessons[0])})
    assert app.extensions["attune.study_sessions"].get(learner.user.id).block_states[block] == known


def test_the_clock_is_the_servers_where_nothing_is_said():
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    at = now - timedelta(seconds=40)
    assert DeviceClock.of(None, now).correct(at) == at


def test_behaviour_of_no_block_of_its_lesson_is_refused_and_the_rest_is_taken(learner, make):
    """The block of another lesson, of somebody else's course, of nobody, and an item of another block."""
    learner.allow()
    here = event(learner, learner.clock.now())
    course, elsewhere = learner.course, make.course()
    wrong = [
        event(learner, learner.clock.now()) | place
        for place in (
            {"block_id": str(course.second_text)},
            {"lesson_id": str(elsewhere.lessons[0]), "block_id": str(elsewhere.text)},
            {"block_id": str(uuid4())},
            {"lesson_id": str(course.lessons[1])},
            {"block_id": str(course.practice), "question_id": str(uuid4())},
        )
    ]
    answer = learner.browser.post("/wellbeing/behaviour", {"events": [*wrong, here]}).json
    assert answer == {
        "accepted": 1,
        "refused": [{"id": each["id"], "reason": "unknown_place"} for each in wrong],
    }
