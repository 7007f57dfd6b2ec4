"""What somebody feels, or lets be read, changes nothing about what they learn and how it is marked."""

from uuid import uuid4

import pytest

from attune.expressions import Expression


def study(learner, right_answers):
    """Read a lesson, answer its quiz partly, complete it; everything the platform then says about the learning."""
    course = learner.course
    answers = right_answers(course.practice)
    answers.pop(next(iter(answers)))
    lesson = f"/lessons/{course.lessons[0]}"
    learner.browser.put(f"{lesson}/progress", {"block_id": str(course.text), "status": "viewed"})
    attempt = {"id": str(uuid4()), "answers": answers}
    marked = learner.browser.post(f"/quizzes/{course.practice}/attempts", attempt).json
    completed = learner.browser.put(f"{lesson}/completion", {"completed": True}).json
    pages = [learner.browser.get(path).json for path in (lesson, "/progress", "/courses")]
    return [marked["score"], marked["passed"], completed, *pages]


MOODS = {
    "off": [],
    "calm": [Expression.NEUTRAL] * 5,
    "angry": [Expression.ANGER] * 5,
    "sad": [Expression.SADNESS] * 5,
    "unseen": [None] * 5,
}


@pytest.mark.parametrize("mood", [mood for mood in MOODS if mood != "off"])
def test_lessons_grades_and_progress_are_the_same_in_every_mode_and_mood(learner_in, make, right_answers, clock, mood):
    course = make.course()
    plain, read = learner_in(course, "Mara"), learner_in(course, "Noah")
    read.allow()
    read.show(*MOODS[mood])
    read.pause()
    assert study(read, right_answers) == study(plain, right_answers)
