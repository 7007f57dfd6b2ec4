"""While a quiz is under way others change it, close it or send odd ids: nobody's work stops, nothing is lost."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block, Course
from attune.classroom.learning.models import QuizAttempt, QuizDraft, QuizStart
from attune.classroom.learning.quiz.attempts import automatic as handing_in

QUESTION = str(UUID(int=91))
LONG = {"id": QUESTION, "prompt": "Why?", "kind": "long_text"}
NUMBER = {"id": QUESTION, "prompt": "How many?", "kind": "number", "answer": 4}
FILE = {"id": QUESTION, "prompt": "Show it.", "kind": "file", "accept": [".pdf"], "max_files": 3}


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


@pytest.fixture
def change(database):
    """Change a quiz, as publishing would."""

    def apply(block_id, **content):
        with database.transaction() as session:
            block = session.get_one(Block, block_id)
            block.content = {**block.content, **content}

    return apply


def save(browser, block_id, answer):
    return browser.put(f"/quizzes/{block_id}/draft", {"answers": [{"question_id": QUESTION, "answer": answer}]})


def hand_in(browser, block_id, attempt_id, answers=None):
    return browser.post(f"/quizzes/{block_id}/attempts", {"id": str(attempt_id), "answers": answers or {}})


def upload(browser, block_id):
    file = {"file": (BytesIO(b"%PDF-1.7 x"), "essay.pdf")}
    return browser.post(f"/quizzes/{block_id}/files", data=file, content_type="multipart/form-data")


def quiz_of(browser, course):
    return browser.get(f"/lessons/{course.lessons[1]}").json["blocks"][1]["quiz"]


def attempts_in(database):
    with database.session(writes=False) as session:
        return {each.block_id: each for each in session.query(QuizAttempt)}


def test_the_id_of_what_is_under_way_stands_for_no_other_submission(
    make, sign_in, browser, course, change, clock, services, database
):
    change(course.graded, time_limit_minutes=10)
    begun = browser.post(f"/quizzes/{course.graded}/start").json
    classmate = sign_in(make.student(course))
    for each, block in ((browser, course.practice), (classmate, course.practice)):
        refused = hand_in(each, block, begun["id"])
        assert (refused.status_code, refused.json["error"]["code"]) == (409, "attempt_id_taken")
    clock.advance(hours=1)
    services.jobs.run_once()
    assert {block: str(each.id) for block, each in attempts_in(database).items()} == {course.graded: begun["id"]}


def test_an_id_that_was_given_away_before_keeps_the_work_from_nothing(
    browser, course, change, clock, services, database
):
    change(course.graded, time_limit_minutes=10)
    begun = browser.post(f"/quizzes/{course.graded}/start").json
    other = uuid4()
    assert hand_in(browser, course.practice, other).status_code == 200
    with database.transaction() as session:
        session.query(QuizStart).filter_by(id=UUID(begun["id"])).update({"id": other})
    clock.advance(hours=1)
    services.jobs.run_once()
    assert attempts_in(database)[course.graded].automatic


def test_what_cannot_be_handed_in_stands_in_nobody_s_way(
    make, sign_in, course, change, clock, services, database, monkeypatch
):
    monkeypatch.setattr(handing_in, "MOST_AT_A_TURN", 1)
    change(course.graded, time_limit_minutes=10)
    students = [make.student(course) for _ in range(3)]
    for student in students:
        sign_in(student).post(f"/quizzes/{course.graded}/start")
        clock.advance(seconds=1)
    graded = handing_in._grade

    def fails_for_some(hand_in, *args, **options):
        if hand_in.user_id in {student.id for student in students[:2]}:
            raise RuntimeError("out of order")
        return graded(hand_in, *args, **options)

    monkeypatch.setattr(handing_in, "_grade", fails_for_some)
    clock.advance(hours=1)
    services.jobs.run_once()
    assert attempts_in(database)[course.graded].user_id == students[2].id


@pytest.mark.parametrize("answer", ["word " * 200, ["a", "b"], {"a": "b"}])
def test_a_saved_answer_that_its_question_no_longer_takes_is_shown_as_none(browser, course, change, database, answer):
    change(course.graded, questions=[LONG])
    assert save(browser, course.graded, "text").status_code == 200
    with database.transaction() as session:
        session.query(QuizDraft).one().answer = answer
    change(course.graded, questions=[NUMBER])
    assert quiz_of(browser, course)["draft"] == []
    assert save(browser, course.graded, "7" * 501).status_code == 422


def test_a_text_that_is_graded_again_as_a_number_can_still_be_read(make, sign_in, browser, course, change):
    change(course.graded, questions=[LONG])
    text = ("word " * 200).strip()
    assert hand_in(browser, course.graded, uuid4(), {QUESTION: text}).status_code == 200
    change(course.graded, questions=[NUMBER])
    tutor = sign_in(make.tutor(course))
    assert tutor.post(f"/quizzes/{course.graded}/regrade").status_code == 200
    answer = browser.get(f"/quizzes/{course.graded}/attempts")
    (shown,) = answer.json["attempts"][0]["questions"]
    assert (answer.status_code, shown["answer"], shown["read_as"]) == (200, text, None)


def test_what_was_saved_before_a_time_limit_came_goes_on_in_the_attempt(
    browser, course, change, clock, services, database
):
    change(course.graded, questions=[LONG], available_until=(clock.now() + timedelta(hours=1)).isoformat())
    save(browser, course.graded, "What I think.")
    change(course.graded, time_limit_minutes=10)
    clock.advance(seconds=5)
    begun = browser.post(f"/quizzes/{course.graded}/start").json
    assert [each["answer"] for each in begun["draft"]] == ["What I think."]
    clock.advance(hours=2)
    services.jobs.run_once()
    assert attempts_in(database)[course.graded].answers == {QUESTION: "What I think."}


def test_a_draft_takes_no_file_of_somebody_else(make, sign_in, browser, course, change, clock, services, database):
    change(course.graded, questions=[FILE], available_until=(clock.now() + timedelta(hours=1)).isoformat())
    own = upload(browser, course.graded).json["id"]
    foreign = upload(sign_in(make.student(course)), course.graded).json["id"]
    refused = save(browser, course.graded, [own, foreign])
    assert (refused.status_code, quiz_of(browser, course)["draft"]) == (422, [])
    assert save(browser, course.graded, [own]).status_code == 200
    with database.transaction() as session:
        session.query(QuizDraft).one().answer = [foreign, own]  # as it was taken once
    (draft,) = quiz_of(browser, course)["draft"]
    assert [each["id"] for each in draft["files"]] == [own]
    clock.advance(hours=2)
    services.jobs.run_once()
    assert attempts_in(database)[course.graded].answers == {QUESTION: [own]}


def test_after_the_course_has_ended_nothing_more_is_kept(browser, course, change, clock, database):
    change(course.graded, questions=[FILE])
    with database.transaction() as session:
        session.get_one(Course, course.id).ends_at = clock.now()
    for answer in (save(browser, course.graded, []), upload(browser, course.graded)):
        assert (answer.status_code, answer.json["error"]["code"]) == (409, "course_ended")


def test_before_the_course_starts_its_quizzes_are_as_closed_as_its_lessons(browser, course, clock, database):
    with database.transaction() as session:
        session.get_one(Course, course.id).starts_at = clock.now() + timedelta(days=1)
    quiz = f"/quizzes/{course.practice}"
    answers = (
        browser.get(f"/lessons/{course.lessons[0]}"),
        browser.get(f"{quiz}/attempts"),
        browser.put(f"{quiz}/draft", {"answers": []}),
        browser.post(f"{quiz}/start"),
        upload(browser, course.practice),
    )
    assert {(each.status_code, each.json["error"]["code"]) for each in answers} == {(409, "course_not_open")}
