"""What a student did at a place: counted where it was, in a video by five seconds, and only as far as they allow."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from attune.classroom.insight.facts.models import StudyDay, StudyFact
from attune.classroom.wellbeing.models import StoredBehaviour, StoredWindow
from attune.expressions import Expression


def do(learner, kind, seconds=0.0, block=None, ago=0, **more):
    event = {
        "id": str(uuid4()),
        "kind": kind,
        "at": (learner.clock.now() - timedelta(seconds=ago)).isoformat(),
        "lesson_id": str(learner.course.lessons[0]),
        "block_id": str(block or learner.course.text),
        "seconds": seconds,
        **more,
    }
    answer = learner.browser.post("/wellbeing/behaviour", {"events": [event]})
    assert answer.status_code == 202, answer.json
    return answer.json


def facts(database, *columns):
    with database.session(writes=False) as session:
        query = sa.select(StudyFact.block_id, StudyFact.bin_start, *columns).order_by(StudyFact.bin_start)
        return [tuple(row) for row in session.execute(query)]


def count(database, table):
    with database.session(writes=False) as session:
        return session.scalar(sa.select(sa.func.count()).select_from(table))


def test_what_was_done_is_counted_where_it_was(learner, database):
    learner.allow()
    video = learner.course.video
    do(learner, "rewind", 12, video, position=14.9)
    do(learner, "rewind", 12, video, position=10.0)
    do(learner, "rewind", 12, video, position=15.0)
    do(learner, "idle", 60)
    do(learner, "idle", 12.5)
    do(learner, "block_dwell", 300, visible_seconds=240.5)
    measured = facts(database, StudyFact.rewinds, StudyFact.idle_seconds, StudyFact.dwell_seconds)
    assert sorted(measured, key=str) == sorted(
        [(learner.course.text, None, 0, 72.5, 240.5), (video, 10, 2, 0, 0), (video, 15, 1, 0, 0)], key=str
    )
    with database.session(writes=False) as session:
        day = session.scalars(sa.select(StudyDay)).one()
        assert (day.rewinds, day.idle_seconds, day.dwell_seconds, day.sessions) == (3, 72.5, 240.5, 1)


def test_a_window_in_a_video_belongs_to_five_seconds_of_it(learner, database):
    learner.allow()
    learner.show(Expression.NEUTRAL, block_id=learner.course.video, position=0)
    learner.show(Expression.NEUTRAL, block_id=learner.course.video, position=4.9)
    learner.show(Expression.NEUTRAL, block_id=learner.course.video, position=27.5)
    learner.show(Expression.NEUTRAL, block_id=learner.course.video)
    assert sorted(facts(database, StudyFact.seconds), key=str) == sorted(
        [(learner.course.video, bin_start, seconds) for bin_start, seconds in ((None, 10), (0, 20), (25, 10))], key=str
    )


@pytest.mark.parametrize("position", [-0.1, 86_400.5, "NaN"])
def test_a_position_outside_of_any_video_is_refused(learner, position):
    learner.allow()
    where = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.video)}
    event = {"id": str(uuid4()), "kind": "rewind", "at": learner.clock.now().isoformat(), "position": position, **where}
    answer = learner.browser.post("/wellbeing/behaviour", {"events": [event]})
    assert answer.status_code == 422
    assert any("position" in name for name in answer.json["error"]["data"]["fields"])


def test_a_position_anywhere_but_in_a_video_is_left_out(learner, database):
    learner.allow()
    learner.show(Expression.NEUTRAL, position=7)
    do(learner, "rewind", position=7)
    with database.session(writes=False) as session:
        assert session.scalars(sa.select(StoredWindow.position)).all() == [None]
        assert session.scalars(sa.select(StoredBehaviour.position)).all() == [None]


def test_wrong_answers_belong_to_the_quiz_and_a_right_hand_in_has_none(learner, database, right_answers):
    learner.allow()
    quiz = learner.course.practice
    answers = dict(list(right_answers(quiz).items())[:1])
    for given in (answers, right_answers(quiz)):
        learner.browser.post(f"/quizzes/{quiz}/attempts", {"id": str(uuid4()), "answers": given})
    assert facts(database, StudyFact.wrong_answers) == [(quiz, None, 3)]


def test_wrong_answers_are_counted_in_every_mode_and_once(learner, database):
    learner.allow("off")
    body = {"id": str(uuid4()), "answers": {}}
    for _ in range(2):
        learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", body)
    assert facts(database, StudyFact.wrong_answers) == [(learner.course.practice, None, 4)]


def test_a_question_is_counted_and_an_urgent_one_is_not(learner, make, database):
    make.tutor(learner.course)
    learner.allow()
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    for urgent in (False, True):
        body = {"id": str(uuid4()), "text": "Why?", "urgent": urgent, **place}
        for _ in range(2):
            assert learner.browser.post("/help/threads", body).status_code == 201
    assert facts(database, StudyFact.questions) == [(learner.course.text, None, 1)]


@pytest.mark.parametrize("kind", ["rewind", "idle", "block_dwell"])
def test_with_the_mode_off_nothing_of_it_is_taken_in(learner, database, kind):
    learner.allow("off")
    assert do(learner, kind, 60)["accepted"] == 0
    assert (count(database, StoredBehaviour), count(database, StudyFact)) == (0, 0)


def test_what_may_not_be_saved_is_not(learner, database):
    learner.allow(save_summaries=False)
    assert do(learner, "rewind")["accepted"] == 1
    learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", {"id": str(uuid4()), "answers": {}})
    assert (count(database, StoredBehaviour), count(database, StudyFact)) == (0, 0)


def test_what_waited_on_a_device_for_hours_is_counted_when_it_was(learner, app, database):
    learner.allow()
    learner.clock.advance(seconds=7200)
    assert do(learner, "idle", 60, ago=5400) == {"accepted": 1, "refused": []}
    with database.session(writes=False) as session:
        assert session.scalars(sa.select(StudyFact.session_began_at)).all() == [
            learner.clock.now() - timedelta(seconds=5400)
        ]
    assert app.extensions["attune.study_sessions"].get(learner.user.id).behaviour == ()


def test_what_is_told_late_and_not_kept_is_refused(learner):
    learner.allow()
    learner.clock.advance(seconds=7200)
    (refused,) = do(learner, "tab_hidden", 60, ago=5400)["refused"]
    assert refused["reason"] == "too_old"


def test_what_is_deleted_and_sent_again_stays_away(learner, database):
    learner.allow()
    where = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    body = {"events": [{"id": str(uuid4()), "kind": "rewind", "at": learner.clock.now().isoformat(), **where}]}
    assert learner.browser.post("/wellbeing/behaviour", body).json["accepted"] == 1
    learner.browser.delete("/wellbeing/data")
    assert learner.browser.post("/wellbeing/behaviour", body).json["accepted"] == 0
    assert (count(database, StoredBehaviour), count(database, StudyFact)) == (0, 0)
