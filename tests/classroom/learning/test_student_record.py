"""The page of a student: progress by lesson and block, work, every quiz for practice too, dates, one attempt again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from attune.classroom.courses.models import Lesson
from attune.classroom.learning.student_record.quizzes import is_wrong
from attune.classroom.learning.student_record.study_time import studied_minutes
from tests.classroom.queries import queries_of

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(*minutes):
    return [NINE + timedelta(minutes=each) for each in minutes]


@pytest.fixture
def record(tutor, course, student):
    return lambda: tutor.get(f"/courses/{course.id}/students/{student.id}/record").json


@pytest.fixture
def answer(clock):
    """Hand in a quiz, a minute after whatever was before."""

    def submit(browser, block_id, answers):
        clock.advance(seconds=60)
        body = {"id": str(uuid4()), "answers": answers}
        assert browser.post(f"/quizzes/{block_id}/attempts", body).status_code == 200
        return body["id"]

    return submit


def test_time_is_what_lies_between_records_without_long_pauses():
    assert studied_minutes([]) is None
    assert studied_minutes(at(0)) == 0
    assert studied_minutes(at(4, 0, 7)) == 7
    assert studied_minutes(at(0, 10, 21, 23)) == 12


@pytest.mark.parametrize(
    ("mark", "wrong"),
    [
        ({"correct": False}, True),
        ({"correct": True}, False),
        ({"correct": False, "points": 1.5, "possible": 2.0}, True),
        ({"correct": True, "points": 2.0, "possible": 2.0}, False),
        ({"correct": None, "points": None, "possible": 2.0}, False),
    ],
)
def test_a_question_is_wrong_when_it_has_points_and_not_all(mark, wrong):
    assert is_wrong(mark) is wrong


def test_progress_is_told_by_lesson_and_block(record, browser, course, clock):
    first = course.lessons[0]
    browser.put(f"/lessons/{first}/progress", {"block_id": str(course.text), "status": "completed"})
    clock.advance(seconds=240)
    browser.put(f"/lessons/{first}/progress", {"block_id": str(course.video), "status": "viewed"})
    lesson, second = record()["lessons"]
    assert [(block["status"], block["kind"]) for block in lesson["blocks"]] == [
        ("done", "markdown"),
        ("viewed", "video"),
        ("open", "quiz"),
    ]
    assert (lesson["done_blocks"], lesson["minutes"], lesson["completed_at"]) == (1, 4, None)
    assert (second["started_at"], second["minutes"], second["last_at"]) == (None, None, None)


def test_practice_is_shown_with_every_attempt_and_what_went_wrong(record, browser, course, right_answers, answer):
    right = right_answers(course.practice)
    answer(browser, course.practice, {})
    answer(browser, course.practice, right)
    (quiz,) = record()["quizzes"]
    count = len(right)
    assert (quiz["graded"], quiz["best"], quiz["last"]) == (False, 1, 1)
    assert [(each["number"], each["score"], each["wrong"]) for each in quiz["attempts"]] == [
        (1, 0, list(range(1, count + 1))),
        (2, 1, []),
    ]
    assert [(each["number"], each["wrong"], each["asked"]) for each in quiz["went_wrong"]] == [
        (number, 1, 2) for number in range(1, count + 1)
    ]
    assert all(each["prompt"] for each in quiz["went_wrong"])


def test_work_says_when_it_came_under_which_date_and_where_it_is_graded(
    record, work, browser, tutor, student, clock, make_assignment
):
    due = clock.now() + timedelta(days=2)
    dated = make_assignment(due_at=due.isoformat())
    dated.extend(tutor, student, due + timedelta(days=3))
    handed_in = work.hand_in(browser).json["id"]
    lines = {line["block_id"]: line for line in record()["lines"]}
    line = lines[str(work.assignment)]
    assert (line["work_id"], line["state"], line["own_date"]) == (handed_in, "waiting", False)
    assert datetime.fromisoformat(line["handed_in_at"]) == clock.now()
    moved = lines[str(dated.assignment)]
    assert (moved["own_date"], datetime.fromisoformat(moved["due_at"])) == (True, due + timedelta(days=3))
    work.patch_grade(tutor, student, excused=True)
    assert {line["block_id"]: line["excused"] for line in record()["lines"]}[str(work.assignment)] is True


def test_an_attempt_is_read_again_with_marks_and_solutions_even_where_its_student_waits_for_them(
    tutor, browser, course, student, right_answers, answer
):
    attempt = answer(browser, course.graded, {})
    path = f"/courses/{course.id}/students/{student.id}/attempts/{attempt}"
    found = tutor.get(path).json
    assert (found["attempt"]["number"], found["attempt"]["marks_shown"], found["graded"]) == (1, True, True)
    assert all(question["solution"] is not None for question in found["attempt"]["questions"])
    assert browser.get(f"/quizzes/{course.graded}/attempts").json["attempts"][0]["questions"][0]["solution"] is None
    second = answer(browser, course.graded, right_answers(course.graded))
    assert tutor.get(path.replace(attempt, second)).json["attempt"]["number"] == 2


def test_an_attempt_of_another_student_or_course_is_not_found(tutor, course, student, make, sign_in, answer):
    other = make.student(course, "Ben Holt")
    attempt = answer(sign_in(other), course.practice, {})
    path = f"/courses/{course.id}/students/{{}}/attempts/{attempt}"
    assert tutor.get(path.format(other.id)).status_code == 200
    assert tutor.get(path.format(student.id)).status_code == 404
    elsewhere = make.course("Elsewhere")
    make.enrol(other, elsewhere)
    theirs = sign_in(make.tutor(elsewhere))
    assert theirs.get(f"/courses/{elsewhere.id}/students/{other.id}/attempts/{attempt}").status_code == 404


def test_only_who_grades_may_grade(course, student, tutor, make, sign_in):
    path = f"/courses/{course.id}/students/{student.id}/record"
    assert tutor.get(path).json["may_grade"] is True
    assert sign_in(make.administrator()).get(path).json["may_grade"] is False


def test_the_record_takes_the_same_number_of_queries_however_long_the_course_is(
    database, tutor, student, course, browser, answer
):
    path = f"/courses/{course.id}/students/{student.id}/record"
    before = queries_of(database, tutor, path)
    with database.transaction() as session:
        module = session.get_one(Lesson, course.lessons[0]).module_id
        session.add_all(
            Lesson(
                id=uuid4(),
                course_id=course.id,
                module_id=module,
                slug=f"more{number}",
                title=f"More {number}",
                minutes=5,
                position=number,
            )
            for number in range(10, 20)
        )
    answer(browser, course.practice, {})
    assert queries_of(database, tutor, path) == before
