"""Lists cost a fixed number of queries, however many courses, lessons and students there are."""

from __future__ import annotations

import pytest

from tests.classroom.queries import counted, queries_of


@pytest.mark.parametrize("path", ["/courses", "/progress"])
def test_a_student_s_lists_do_not_cost_more_with_more_courses(make, sign_in, database, path):
    student = make.student(make.course())
    browser = sign_in(student)
    with_one = queries_of(database, browser, path)
    for number in range(4):
        make.enrol(student, make.course(f"Course {number}"))
    assert len(browser.get("/courses").json["courses"]) == 5
    assert queries_of(database, browser, path) == with_one <= 7


def test_a_tutor_s_list_does_not_cost_more_with_more_students(make, sign_in, database):
    course = make.course()
    browser = sign_in(make.tutor(course))
    before = queries_of(database, browser, "/courses")
    for _ in range(3):
        make.student(course)
    assert queries_of(database, browser, "/courses") == before
    assert browser.get("/courses").json["courses"][0]["student_count"] == 3


def test_the_list_of_users_does_not_cost_more_with_more_users(make, sign_in, database):
    browser = sign_in(make.administrator())
    before = queries_of(database, browser, "/administration/users")
    for _ in range(4):
        make.student()
    assert queries_of(database, browser, "/administration/users") == before


def test_a_student_sees_only_courses_they_are_enrolled_in(make, sign_in):
    mine, other = make.course("Mine"), make.course("Other")
    courses = sign_in(make.student(mine)).get("/courses").json["courses"]
    assert [course["id"] for course in courses] == [str(mine.id)]
    assert str(other.id) not in str(courses)


def test_what_one_worked_on_last_comes_first(make, sign_in):
    first, second = make.course("A"), make.course("B")
    student = make.student(first)
    make.enrol(student, second)
    browser = sign_in(student)
    titles = [course["title"] for course in browser.get("/courses").json["courses"]]
    browser.put(f"/lessons/{second.lessons[0]}/progress", {"block_id": str(second.text), "status": "viewed"})
    assert (titles, [course["title"] for course in browser.get("/courses").json["courses"]]) == (["A", "B"], ["B", "A"])


def test_an_administrator_sees_every_course(make, sign_in):
    make.course("A")
    make.course("B")
    assert [course["title"] for course in sign_in(make.administrator()).get("/courses").json["courses"]] == ["A", "B"]


def test_a_lesson_knows_its_neighbours(make, sign_in):
    course = make.course()
    browser = sign_in(make.student(course))
    first, second = (browser.get(f"/lessons/{lesson}").json for lesson in course.lessons)
    assert (first["previous_lesson_id"], first["next_lesson_id"]) == (None, str(course.lessons[1]))
    assert (second["previous_lesson_id"], second["next_lesson_id"]) == (str(course.lessons[0]), None)
    formula = '<math dir="ltr" alttext="\\mu"><mi>μ</mi></math>'
    assert first["blocks"][0]["html"] == f"<p>The <strong>mean</strong> is {formula}.</p>\n"


@pytest.mark.parametrize("role", ["administrator", "student"])
def test_courses_come_a_page_at_a_time_and_can_be_searched(make, sign_in, role):
    courses = [make.course(title) for title in ("Art", "Biology", "Chemistry", "Biography")]
    person = make.administrator() if role == "administrator" else make.student(courses[0])
    for course in courses[1:]:
        if role == "student":
            make.enrol(person, course)
    browser = sign_in(person)

    def asked(query):
        answer = browser.get(f"/courses?{query}").json
        return [course["title"] for course in answer["courses"]], answer["total"]

    assert asked("limit=2") == (["Art", "Biography"], 4)
    assert asked("limit=2&offset=2") == (["Biology", "Chemistry"], 4)
    assert asked("search=BIO&limit=1") == (["Biography"], 2)
    assert asked("search=%25") == ([], 0)
    assert browser.get("/courses?limit=201").status_code == 422


@pytest.mark.in_process("counts the process's statements")
def test_an_administrator_s_list_reads_the_lessons_of_its_page_and_no_others(make, sign_in, database):
    browser = sign_in(make.administrator())
    courses = [make.course(f"Course {number}") for number in range(3)]
    with counted(database) as sent:
        (card,) = browser.get("/courses?limit=1&offset=1").json["courses"]
    assert card["resume_lesson_id"] == str(courses[1].lessons[0])
    assert card["lesson_count"] == len(courses[1].lessons)
    lessons = [statement for statement in sent if "FROM lessons" in statement]
    assert len(lessons) == 1
    assert "summary" not in lessons[0].partition("FROM")[0]
