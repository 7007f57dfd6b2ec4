"""Submitting answers: counted once, limited where the quiz says so, never giving the answer away."""

from __future__ import annotations

import threading
from copy import deepcopy
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block
from attune.classroom.platform.events.types import QuizSubmitted


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


def submit(browser, block, answers, attempt_id=None):
    return browser.post(f"/quizzes/{block}/attempts", {"id": str(attempt_id or uuid4()), "answers": answers})


def test_right_answers_pass(browser, course, right_answers):
    result = submit(browser, course.practice, right_answers(course.practice)).json
    assert (result["score"], result["passed"], result["attempts_left"]) == (1.0, True, None)
    assert all(question["correct"] for question in result["questions"])


def test_no_answers_fail_and_the_score_is_the_share_of_right_ones(browser, course, right_answers):
    assert submit(browser, course.practice, {}).json["score"] == 0.0
    half = dict(list(right_answers(course.practice).items())[:2])
    result = submit(browser, course.practice, half).json
    assert (result["score"], result["passed"]) == (0.5, False)


def test_a_submission_sent_twice_counts_once_and_gets_the_same_answer(browser, course, right_answers):
    attempt_id, answers = uuid4(), right_answers(course.graded)
    first = submit(browser, course.graded, answers, attempt_id)
    again = submit(browser, course.graded, {}, attempt_id)
    assert again.json == first.json
    lesson = browser.get(f"/lessons/{course.lessons[1]}").json
    assert lesson["blocks"][1]["quiz"]["attempts_used"] == 1


def test_somebody_else_s_submission_id_is_refused(browser, make, sign_in, course):
    attempt_id = uuid4()
    submit(browser, course.practice, {}, attempt_id)
    other = sign_in(make.student(course))
    answer = submit(other, course.practice, {}, attempt_id)
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "attempt_id_taken")


def test_attempts_run_out_and_the_best_score_is_kept(browser, course, right_answers):
    assert submit(browser, course.graded, right_answers(course.graded)).json["attempts_left"] == 1
    assert submit(browser, course.graded, {}).json["attempts_left"] == 0
    answer = submit(browser, course.graded, {})
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "no_attempts_left")
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert (quiz["attempts_used"], quiz["best_score"]) == (2, 1.0)


def test_passing_the_graded_quiz_completes_the_lesson(browser, course, right_answers):
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "completed"})
    submit(browser, course.graded, {})
    assert browser.get(f"/lessons/{lesson}").json["completed"] is False
    submit(browser, course.graded, right_answers(course.graded))
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True


def test_nobody_is_stuck_when_all_attempts_are_used(browser, course):
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "completed"})
    submit(browser, course.graded, {})
    submit(browser, course.graded, {})
    assert browser.get(f"/lessons/{lesson}").json["completed"] is True


def test_the_lesson_does_not_carry_the_answers(browser, course):
    text = browser.get(f"/lessons/{course.lessons[0]}").text
    for secret in ("correct", "accepted", "tolerance", "median", "feedback"):
        assert f'"{secret}"' not in text


def test_answers_of_the_wrong_sort_are_refused_where_they_are(browser, course, right_answers):
    answers = right_answers(course.practice)
    single, multiple, number, text = answers
    for question, answer in [(single, [answers[single]]), (multiple, "no list"), (number, ["0.5"]), (text, 4)]:
        refused = submit(browser, course.practice, {question: answer})
        assert refused.status_code == 422
        assert list(refused.json["error"]["data"]["fields"]) == [f"answers.{question}"]


def test_answers_to_questions_and_choices_that_are_gone_say_that_the_quiz_was_changed(browser, course, right_answers):
    single, multiple, *_ = right_answers(course.practice)
    gone = str(uuid4())
    for question, answer in [(gone, 1), (single, gone), (multiple, [gone])]:
        refused = submit(browser, course.practice, {question: answer})
        assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_changed")
        assert refused.json["error"]["data"]["question_ids"] == [question]
        assert gone not in refused.json["error"]["message"]


@pytest.mark.parametrize("change", ["prompt", "choice", "question_more"])
def test_a_quiz_that_was_changed_under_an_open_tab_is_asked_again(browser, course, database, right_answers, change):
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    answers = right_answers(course.graded)
    edit(database, course.graded, change)
    body = {"id": str(uuid4()), "answers": answers, "quiz_version": quiz["version"]}
    refused = browser.post(f"/quizzes/{course.graded}/attempts", body)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "quiz_changed")
    now = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert (now["attempts_used"], now["version"] != quiz["version"]) == (0, True)
    accepted = browser.post(f"/quizzes/{course.graded}/attempts", body | {"quiz_version": now["version"]})
    assert accepted.status_code == 200


def test_a_corrected_answer_key_asks_nobody_again(browser, course, database, right_answers):
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    answers = right_answers(course.graded)
    edit(database, course.graded, "key")
    body = {"id": str(uuid4()), "answers": answers, "quiz_version": quiz["version"]}
    assert browser.post(f"/quizzes/{course.graded}/attempts", body).json["score"] == 0.75


def edit(database, block_id, change):
    """Change the quiz in the database, as an import or an editor would."""
    with database.transaction() as session:
        block = session.get_one(Block, block_id)
        questions = deepcopy(block.content["questions"])
        if change == "prompt":
            questions[2]["prompt"] = "How many are there?"
        elif change == "choice":
            questions[0]["choices"][1]["text"] = "Another one"
        elif change == "question_more":
            questions.append({**questions[2], "id": str(uuid4())})
        else:
            questions[2]["answer"] = 7.0
        block.content = {**block.content, "questions": questions}


def test_a_refused_submission_uses_no_attempt(browser, course):
    submit(browser, course.graded, {str(uuid4()): 1})
    quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]
    assert quiz["attempts_used"] == 0


def test_a_block_that_is_no_quiz_is_not_found(browser, course):
    assert submit(browser, course.text, {}).status_code == 404


@pytest.mark.in_process("listens to the process's own events")
def test_wrong_answers_are_told_upwards_once(services, browser, course, right_answers):
    caught = []
    services.domain_events.subscribe(QuizSubmitted, lambda session, event: caught.append(event))
    attempt_id = uuid4()
    answers = right_answers(course.graded)
    wrong, *right = answers
    submit(browser, course.graded, {key: answers[key] for key in right}, attempt_id)
    submit(browser, course.graded, {}, attempt_id)
    submit(browser, course.graded, {})
    submitted = [(event.attempt, event.passed, event.graded, event.wrong_count) for event in caught]
    assert submitted == [(1, True, True, 1), (2, False, True, 4)]
    assert caught[0].wrong_question_ids == (UUID(wrong),)


def test_one_s_own_record_names_every_course_lesson_and_quiz(browser, course, right_answers):
    submit(browser, course.practice, right_answers(course.practice))
    record = browser.get("/progress").json["courses"][0]
    assert (record["completed"], record["total"]) == (0, 2)
    assert [quiz["best_score"] for quiz in record["quizzes"]] == [1.0, None]


@pytest.mark.parametrize("kind", ["graded", "practice"])
def test_attempts_sent_at_the_same_moment_do_not_get_past_the_limit(make, sign_in, kind):
    course = make.course(graded_attempts=2, practice_attempts=2)
    block, lesson = (course.graded, course.lessons[1]) if kind == "graded" else (course.practice, course.lessons[0])
    student = make.student(course)
    browsers = [sign_in(student) for _ in range(5)]
    threads = [threading.Thread(target=submit, args=(browser, block, {})) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    blocks = browsers[0].get(f"/lessons/{lesson}").json["blocks"]
    assert [shown["quiz"]["attempts_used"] for shown in blocks if shown["kind"] == "quiz"] == [2]


def test_practice_has_no_more_attempts_than_it_allows(make, sign_in):
    course = make.course(practice_attempts=1)
    browser = sign_in(make.student(course))
    assert submit(browser, course.practice, {}).json["attempts_left"] == 0
    refused = submit(browser, course.practice, {})
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "no_attempts_left")


def test_practising_leaves_a_lesson_alone_that_was_marked_as_not_done(browser, course, right_answers):
    lesson = course.lessons[0]
    for block in (course.text, course.video, course.practice):
        browser.put(f"/lessons/{lesson}/progress", {"block_id": str(block), "status": "completed"})
    browser.put(f"/lessons/{lesson}/completion", {"completed": True})
    browser.put(f"/lessons/{lesson}/completion", {"completed": False})
    submit(browser, course.practice, right_answers(course.practice))
    assert browser.get(f"/lessons/{lesson}").json["completed"] is False


def test_trying_a_passed_quiz_again_leaves_a_lesson_alone_that_was_marked_as_not_done(browser, course, right_answers):
    lesson = course.lessons[1]
    browser.put(f"/lessons/{lesson}/progress", {"block_id": str(course.second_text), "status": "completed"})
    submit(browser, course.graded, right_answers(course.graded))
    browser.put(f"/lessons/{lesson}/completion", {"completed": False})
    submit(browser, course.graded, {})
    assert browser.get(f"/lessons/{lesson}").json["completed"] is False
