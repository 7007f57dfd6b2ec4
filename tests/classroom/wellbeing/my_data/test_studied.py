"""A student who studied without being read finds no contradiction between their pages."""


def test_a_lesson_that_is_listed_is_not_denied_by_an_empty_overview(learner):
    """The demo's visitor: ten days of study, nothing allowed; the list named a lesson and the overview knew of none."""
    body = {"block_id": str(learner.course.text), "status": "viewed"}
    assert learner.browser.put(f"/lessons/{learner.course.lessons[0]}/progress", body).status_code == 200
    (listed,) = learner.browser.get("/wellbeing/me/lessons").json["lessons"]
    assert (listed["windows"], listed["title"]) == (0, "Lesson 1")
    found = learner.browser.get("/wellbeing/me", query_string={"days": 7}).json
    assert (found["windows"], found["checkins"], found["support_messages"]) == ([], [], [])
    assert found["lessons_studied"] == 1
    learner.clock.advance(days=8)
    assert learner.browser.get("/wellbeing/me", query_string={"days": 7}).json["lessons_studied"] == 0
    assert learner.browser.get("/wellbeing/me", query_string={"days": 30}).json["lessons_studied"] == 1
