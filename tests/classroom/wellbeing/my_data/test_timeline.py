"""The timeline of a lesson: everything that happened in it, gaps where nothing was read, with and without a camera."""

from uuid import uuid4

from attune.affect.evidence import LearningState
from attune.classroom.wellbeing.models import SupportMessage
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

ANGER, HAPPINESS, NEUTRAL = Expression.ANGER, Expression.HAPPINESS, Expression.NEUTRAL


def timeline(learner, lesson=None, **query):
    lesson = lesson or learner.course.lessons[0]
    answer = learner.browser.get(f"/wellbeing/me/lessons/{lesson}/timeline", query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json


def lessons(learner):
    return learner.browser.get("/wellbeing/me/lessons").json["lessons"]


def say(learner, kind, **fields):
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    said = check_in(kind, learner.clock.now(), **{**place, **fields})
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    return said["id"]


def read_block(learner, block=None):
    body = {"block_id": str(block or learner.course.text), "status": "viewed"}
    answer = learner.browser.put(f"/lessons/{learner.course.lessons[0]}/progress", body)
    assert answer.status_code == 200


def kinds(found):
    return [mark["kind"] for mark in found["marks"]]


def test_what_was_read_said_offered_and_learned_stands_on_one_line_of_time(learner, right_answers):
    learner.allow()
    read_block(learner)
    learner.show(*[ANGER] * 4)
    learner.rewind()
    support_message = learner.pause()
    learner.browser.post(f"/wellbeing/support-messages/{support_message['id']}/response", {"response": "helpful"})
    learner.clock.advance(seconds=5)
    say(learner, "lost_here")
    answers = right_answers(learner.course.practice)
    learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", {"id": str(uuid4()), "answers": answers})

    found = timeline(learner)
    assert kinds(found) == ["block", "message", "block", "lost_here", "quiz"]
    message, quiz = found["marks"][1], found["marks"][-1]
    assert (message["text"], message["response"]) == (support_message["text"], "helpful")
    assert (quiz["score"], quiz["passed"], quiz["block_id"]) == (1.0, True, str(learner.course.practice))
    assert [point["learning_state"] for point in found["points"]][-1] == "maybe_frustrated"
    assert [block["position"] for block in found["blocks"]] == [1, 2, 3]
    assert (found["coverage"], found["title"], found["course_title"]) == (1.0, "Lesson 1", "Statistics")


def test_what_could_not_be_read_is_a_gap_and_never_neutral(learner):
    learner.allow()
    learner.show(HAPPINESS, None, ANGER)
    points = timeline(learner)["points"]
    assert [point["expression"] for point in points] == ["happiness", "unknown", "anger"]
    assert points[1]["valence"] is None
    assert points[0]["valence"] > 0 > points[2]["valence"]
    assert timeline(learner)["coverage"] == 2 / 3


def test_without_a_camera_there_is_a_timeline_all_the_same(learner):
    learner.allow("self_report")
    read_block(learner)
    say(learner, "check_in", feeling="maybe_confused")
    found = timeline(learner)
    assert (found["points"], found["coverage"]) == ([], None)
    assert kinds(found) == ["block", "check_in"]


def test_a_lesson_without_any_trace_is_empty_and_says_so(learner):
    found = timeline(learner)
    assert (found["study_sessions"], found["shown"], found["marks"]) == ([], None, [])


def test_a_long_break_begins_another_study_session_and_each_can_be_shown(learner):
    learner.allow()
    learner.show(NEUTRAL)
    learner.clock.advance(days=1)
    learner.show(ANGER)
    found = timeline(learner)
    assert len(found["study_sessions"]) == 2
    assert found["shown"] == found["study_sessions"][1]
    first = timeline(learner, study_session=found["study_sessions"][0]["started_at"])
    assert [point["expression"] for point in first["points"]] == ["neutral"]


def test_a_study_session_that_is_not_there_is_not_found(learner):
    learner.allow()
    learner.show(NEUTRAL)
    path = f"/wellbeing/me/lessons/{learner.course.lessons[0]}/timeline?study_session=2026-03-01T09:00:00Z"
    assert learner.browser.get(path).status_code == 404


def test_a_correction_stands_at_its_window_also_where_it_names_no_lesson(learner):
    learner.allow()
    learner.show(ANGER)
    wrong = timeline(learner)["points"][0]["id"]
    said = check_in("correction", learner.clock.now(), feeling="engaged", window_id=wrong)
    learner.browser.post("/wellbeing/checkins", said)
    found = timeline(learner)
    assert found["points"][0]["corrected_to"] == LearningState.ENGAGED
    assert kinds(found) == ["correction"]


def test_a_withheld_message_is_not_shown_on_a_timeline(learner, database):

    learner.allow()
    learner.show(*[ANGER] * 4)
    learner.rewind()
    assert learner.pause() is not None
    with database.transaction() as session:
        session.query(SupportMessage).one().withheld = True
    assert "message" not in kinds(timeline(learner))


def test_lessons_are_listed_by_their_latest_trace(learner):
    learner.allow()
    assert lessons(learner) == []
    learner.show(NEUTRAL, NEUTRAL)
    learner.clock.advance(minutes=1)
    say(learner, "lost_here", lesson_id=str(learner.course.lessons[1]), block_id=str(learner.course.second_text))
    assert [(each["title"], each["windows"]) for each in lessons(learner)] == [("Lesson 2", 0), ("Lesson 1", 2)]


def test_nobody_sees_the_timeline_of_somebody_else(learner, learner_in, make):
    learner.allow()
    learner.show(ANGER)
    other = learner_in(learner.course, "Noah")
    assert timeline(other)["points"] == []
    stranger = learner_in(make.course("Another"), "Kim")
    path = f"/wellbeing/me/lessons/{learner.course.lessons[0]}/timeline"
    assert stranger.browser.get(path).status_code == 404
