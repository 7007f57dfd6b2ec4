"""Help of a quiz's items: who gets it when, and easier questions that count for nothing."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from attune.classroom.courses.content.quiz import QuizContent
from attune.classroom.courses.models import Block, BlockPrerequisite, Course
from attune.classroom.learning.block_help import HelpAtItem, help_at, skill_of
from attune.classroom.learning.models import BlockProgress, LessonProgress, QuizAttempt, QuizDraft

WORDS = ("Think of", "Now leave it out", "is one", "once more", "Look again", "first</em> line")


@pytest.fixture
def course(make):
    return make.course(item_help=True)


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


def quiz_block(browser, lesson, block):
    return next(each for each in browser.get(f"/lessons/{lesson}").json["blocks"] if each["id"] == str(block))


def submit(browser, block, answers):
    return browser.post(f"/quizzes/{block}/attempts", {"id": str(uuid4()), "answers": answers})


def easier(browser, block, question, answer):
    return browser.post(f"/quizzes/{block}/questions/{question}/easier", {"answer": answer})


def items(database, block):
    with database.session(writes=False) as session:
        return QuizContent.model_validate(session.get_one(Block, block).content).questions


def test_practice_comes_with_the_help_of_each_item_and_no_solution(browser, course):
    quiz = quiz_block(browser, course.lessons[0], course.practice)["quiz"]
    assert quiz["help_withheld"] is False
    for question in quiz["questions"]:
        assert [hint.strip() for hint in question["hints"]] == [
            "<p>Think of <em>one</em> thing.</p>",
            "<p>Now leave it out.</p>",
        ]
        assert "<math " in question["example"]
        assert "once more" in question["easier"]["prompt_html"]
        assert question["easier"]["id"] != question["id"]
    shown = str(quiz)
    assert all(word not in shown for word in ("correct", "accepted", "skill", "feedback", "Because"))


def test_help_of_a_graded_quiz_is_sent_only_after_handing_in(browser, course):
    before = browser.get(f"/lessons/{course.lessons[1]}")
    assert quiz_block(browser, course.lessons[1], course.graded)["quiz"]["help_withheld"] is True
    blocks = {block["id"]: str(block) for block in before.json["blocks"]}
    assert not any(word in blocks[str(course.graded)] for word in WORDS)
    submit(browser, course.graded, {})
    after = quiz_block(browser, course.lessons[1], course.graded)
    assert after["quiz"]["help_withheld"] is False
    assert all(word in str(after) for word in WORDS)


def test_a_tutor_sees_the_help_of_a_graded_quiz(make, sign_in, course):
    block = quiz_block(sign_in(make.tutor(course)), course.lessons[1], course.graded)
    assert all(word in str(block) for word in WORDS)


def test_help_changes_nothing_about_the_version_that_answers_are_handed_in_with(browser, course, database):
    before = quiz_block(browser, course.lessons[0], course.practice)["quiz"]["version"]
    with database.transaction() as session:
        block = session.get_one(Block, course.practice)
        questions = [{**question, "hints": ["Another."], "easier": None} for question in block.content["questions"]]
        block.content = {**block.content, "questions": questions}
    assert quiz_block(browser, course.lessons[0], course.practice)["quiz"]["version"] == before


def right_answer(question):
    if question.kind == "number":
        return question.answer
    if question.kind == "short_text":
        return question.accepted[0]
    right = [str(choice.id) for choice in question.choices if choice.correct]
    return right if question.kind == "multiple" else right[0]


def wrong_answer(question):
    if question.kind == "number":
        return "7"
    if question.kind == "short_text":
        return "mode"
    wrong = [str(choice.id) for choice in question.choices if not choice.correct]
    return wrong if question.kind == "multiple" else wrong[0]


def test_an_easier_question_of_every_kind_is_graded_at_once(browser, course, database):
    for item in items(database, course.practice):
        right = easier(browser, course.practice, item.id, right_answer(item.easier)).json
        assert (item.kind, right["correct"]) == (item.kind, True)
        assert "<em>Because</em>" in right["feedback_html"]
        wrong = easier(browser, course.practice, item.id, wrong_answer(item.easier)).json
        assert (item.kind, wrong["correct"]) == (item.kind, False)


def test_an_answer_to_an_easier_question_is_stored_nowhere(browser, course, database):
    item = items(database, course.practice)[3]
    assert easier(browser, course.practice, item.id, "median").status_code == 200
    with database.session(writes=False) as session:
        for table in (QuizAttempt, QuizDraft, BlockProgress, LessonProgress):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_easier_questions_of_a_graded_quiz_wait_for_the_hand_in(browser, course, database):
    item = items(database, course.graded)[3]
    answer = easier(browser, course.graded, item.id, "median")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "help_withheld")
    submit(browser, course.graded, {})
    assert easier(browser, course.graded, item.id, "median").json["correct"] is True


def test_another_student_s_hand_in_opens_nothing(browser, course, database, make, sign_in):
    submit(sign_in(make.student(course)), course.graded, {})
    item = items(database, course.graded)[3]
    assert easier(browser, course.graded, item.id, "median").status_code == 409
    assert quiz_block(browser, course.lessons[1], course.graded)["quiz"]["help_withheld"] is True


def test_what_has_no_easier_question_is_not_found(browser, course, make, sign_in, database):
    assert easier(browser, course.practice, uuid4(), "x").status_code == 404
    assert easier(browser, course.text, uuid4(), "x").status_code == 404
    plain = make.course()
    item = items(database, plain.practice)[0]
    assert easier(sign_in(make.student(plain)), plain.practice, item.id, "x").status_code == 404


def test_easier_questions_of_a_locked_lesson_stay_closed(make, sign_in, database):
    course = make.course(item_help=True, locked=True)
    item = items(database, course.graded)[3]
    answer = easier(sign_in(make.student(course)), course.graded, item.id, "median")
    assert (answer.status_code, answer.json["error"]["code"]) == (409, "lesson_locked")


@pytest.mark.parametrize(("number", "answer", "code"), [(2, "many", "answers_unreadable"), (0, "A", "quiz_changed")])
def test_an_answer_that_cannot_be_one_is_refused(browser, course, database, number, answer, code):
    item = items(database, course.practice)[number]
    assert easier(browser, course.practice, item.id, answer).json["error"]["code"] == code


def test_what_a_block_builds_on_is_named_with_where_it_is(browser, course, database):
    with database.transaction() as session:
        session.get_one(Block, course.text).title = "The mean"
        session.add_all(
            [
                BlockPrerequisite(block_id=course.graded, lesson_id=course.lessons[0], required_block_id=course.text),
                BlockPrerequisite(block_id=course.second_text, lesson_id=course.lessons[0]),
            ]
        )
    first, quiz = browser.get(f"/lessons/{course.lessons[1]}").json["blocks"]
    there = {"lesson_id": str(course.lessons[0]), "lesson_title": "Lesson 1"}
    assert quiz["prerequisite"] == {**there, "block_id": str(course.text), "title": "The mean"}
    assert first["prerequisite"] == {**there, "block_id": None, "title": "Lesson 1"}
    assert browser.get(f"/lessons/{course.lessons[0]}").json["blocks"][0]["prerequisite"] is None


def test_which_help_there_is_can_be_asked(course, database):
    with database.transaction() as session:
        session.add(BlockPrerequisite(block_id=course.graded, lesson_id=course.lessons[0]))
    with database.session(writes=False) as session:
        quiz, text = (help_at(session, session.get_one(Block, block)) for block in (course.graded, course.text))
    assert (quiz.graded, quiz.has_hint, quiz.has_example, quiz.has_easier, quiz.has_challenge) == (
        (True, True, True, True, False)
    )  # fmt: skip
    assert set(quiz.items.values()) == {HelpAtItem(2, True, True)}
    assert quiz.prerequisite.lesson_id == course.lessons[0]
    assert (text.graded, text.has_hint, text.has_example, text.has_easier) == (False, True, True, False)
    assert (text.items, text.prerequisite) == ({}, None)


def test_a_skill_is_an_item_s_own_or_stands_for_its_block(course, database):
    with database.session(writes=False) as session:
        row, block = session.get_one(Course, course.id), session.get_one(Block, course.practice)
        named = QuizContent.model_validate(block.content).questions[3]
        assert skill_of(row, block, named) == f"{row.slug}/short-text"
        assert skill_of(row, block, named.model_copy(update={"skill": None})) == f"block:{course.practice}"
        assert skill_of(row, block, None) == f"block:{UUID(str(course.practice))}"


def test_hints_come_before_the_explanation_which_comes_with_the_third_try(browser, course, database):
    with database.transaction() as session:
        block = session.get_one(Block, course.practice)
        first, *others = block.content["questions"]
        others = [{**question, "feedback": "It *is* so."} for question in others]
        others[0] = {**others[0], "hints": []}
        block.content = {**block.content, "questions": [first, *others]}
    explained = []
    for _ in range(3):
        marks = submit(browser, course.practice, {}).json["questions"]
        explained.append([bool(mark["feedback_html"]) for mark in marks[1:]])
    assert explained == [[True, False, False], [True, False, False], [True, True, True]]


def test_a_right_answer_is_explained_at_the_first_try(browser, course, database, right_answers):
    with database.transaction() as session:
        block = session.get_one(Block, course.practice)
        questions = [{**question, "feedback": "It *is* so."} for question in block.content["questions"]]
        block.content = {**block.content, "questions": questions}
    marks = submit(browser, course.practice, right_answers(course.practice)).json["questions"]
    assert all("<em>is</em>" in mark["feedback_html"] for mark in marks)


def test_the_only_attempt_explains_everything(make, sign_in, database):
    course = make.course(item_help=True, practice_attempts=1)
    with database.transaction() as session:
        block = session.get_one(Block, course.practice)
        questions = [{**question, "feedback": "It *is* so."} for question in block.content["questions"]]
        block.content = {**block.content, "questions": questions}
    marks = submit(sign_in(make.student(course)), course.practice, {}).json["questions"]
    assert all(mark["feedback_html"] for mark in marks)
