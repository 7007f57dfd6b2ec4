"""A reflection comes with a completed lesson, needs no camera, can be skipped for good, and is nobody else's."""

from uuid import uuid4

import pytest

from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL


def lesson(learner):
    return f"/wellbeing/me/lessons/{learner.course.lessons[0]}"


def reflection(learner):
    answer = learner.browser.get(f"{lesson(learner)}/reflection")
    assert answer.status_code == 200, answer.json
    return answer.json


def complete(learner):
    answer = learner.browser.put(f"/lessons/{learner.course.lessons[0]}/completion", {"completed": True})
    assert answer.json["completed"], answer.json


def kinds(learner):
    return [remark["kind"] for remark in reflection(learner)["remarks"]]


def test_it_is_due_when_the_lesson_is_completed_and_for_some_hours(learner):
    assert not reflection(learner)["due"]
    complete(learner)
    assert reflection(learner)["due"]
    learner.clock.advance(hours=13)
    assert not reflection(learner)["due"]


def test_it_tells_where_it_was_smooth_and_where_it_was_hard(learner):
    learner.allow()
    learner.show(*[NEUTRAL] * 14)
    learner.show(*[ANGER] * 12, block_id=learner.course.practice)
    remarks = reflection(learner)["remarks"]
    assert [(remark["kind"], remark["block"]["position"]) for remark in remarks] == [("smooth", 1), ("hard", 3)]


@pytest.mark.parametrize("mode", ["off", "self_report"])
def test_it_works_without_a_camera(learner, right_answers, mode):
    learner.allow(mode)
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    learner.browser.post("/wellbeing/checkins", check_in("lost_here", learner.clock.now(), **place))
    for answers in ({}, right_answers(learner.course.practice)):
        learner.clock.advance(seconds=30)
        attempt = {"id": str(uuid4()), "answers": answers}
        learner.browser.post(f"/quizzes/{learner.course.practice}/attempts", attempt)
    complete(learner)
    assert kinds(learner) == ["said_lost", "tried_again"]
    assert reflection(learner)["due"]


def test_where_nothing_is_known_it_says_so(learner):
    assert kinds(learner) == ["little_known"]


def test_skipping_it_ends_it_for_this_lesson_only(learner):
    complete(learner)
    for _ in range(2):
        assert learner.browser.put(f"{lesson(learner)}/reflection/closed").status_code == 204
    assert not reflection(learner)["due"]
    assert reflection(learner)["enabled"]


def test_it_can_be_switched_off_for_good_and_on_again(learner):
    complete(learner)
    off = learner.browser.put("/wellbeing/me/reflections", {"enabled": False}).json
    assert (off["enabled"], off["off_since"]) == (False, "2026-03-02T09:00:00Z")
    assert not reflection(learner)["due"]
    learner.browser.put("/wellbeing/me/reflections", {"enabled": True})
    assert reflection(learner)["due"]
    assert learner.browser.get("/wellbeing/me/reflections").json == {"enabled": True, "off_since": None}


def test_no_tutor_or_administrator_reaches_a_reflection_or_its_note(learner, make, sign_in, app):
    learner.allow()
    learner.show(*[ANGER] * 12)
    complete(learner)
    words = "I understood it only the second time."
    place = {"lesson_id": str(learner.course.lessons[0]), "at": learner.clock.now().isoformat()}
    note = {"id": str(uuid4()), "kind": "reflection", "text": words, **place}
    assert learner.browser.post("/wellbeing/notes", note).status_code == 201
    others = [sign_in(make.tutor(learner.course)), sign_in(make.administrator())]
    for other in others:
        assert other.get(f"{lesson(learner)}/reflection").status_code == 403
        for path in readable_paths(app, learner):
            answer = other.client.get(path)
            found = words.encode() in answer.data
            answer.close()
            assert not found, path


def readable_paths(app, learner):
    """Everything that can be read, with the learner's own ids wherever one fits."""
    ids = {
        "course_id": learner.course.id,
        "lesson_id": learner.course.lessons[0],
        "block_id": learner.course.text,
        "user_id": learner.user.id,
    }
    for rule in app.url_map.iter_rules():
        streams = rule.endpoint.endswith(("read_events", "listen"))
        if "GET" in (rule.methods or ()) and rule.arguments <= ids.keys() and not streams:
            yield rule.build(ids, append_unknown=False)[1] if rule.arguments else rule.rule


def test_nobody_closes_the_reflection_of_a_lesson_that_is_not_theirs(learner, make):
    foreign = make.course("Another")
    assert learner.browser.put(f"/wellbeing/me/lessons/{foreign.lessons[0]}/reflection/closed").status_code == 404
