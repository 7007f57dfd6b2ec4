"""Courses, modules and lessons as authors change them, and what students see meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest


@pytest.fixture
def author(make, sign_in):
    return sign_in(make.tutor())


@pytest.fixture
def begun(author):
    """A course of two modules with two lessons each, all of them drafts."""
    course = author.post("/authoring/courses", {"title": "Größen & Zahlen"}).json
    for module in ("One", "Two"):
        added = author.post(f"/authoring/courses/{course['id']}/modules", {"title": module}).json
        for lesson in ("a", "b"):
            path = f"/authoring/modules/{added['id']}/lessons"
            assert author.post(path, {"title": f"{module} {lesson}"}).status_code == 201
    return author.get(f"/authoring/courses/{course['id']}").json


def titles(course):
    return [
        (module["title"], [lesson["title"] for lesson in module["lessons"] if not lesson["archived"]])
        for module in course["modules"]
        if not module["archived"]
    ]


def lesson_of(course, title):
    return next(lesson for module in course["modules"] for lesson in module["lessons"] if lesson["title"] == title)


def module_of(course, title):
    return next(module for module in course["modules"] if module["title"] == title)


def test_a_tutor_begins_a_course_and_teaches_it(author, begun):
    assert begun["slug"] == "grossen-zahlen"
    assert (begun["state"], begun["lesson_count"], begun["unpublished_count"]) == ("draft", 4, 4)
    assert titles(begun) == [("One", ["One a", "One b"]), ("Two", ["Two a", "Two b"])]
    listed = author.get("/authoring/courses").json
    assert [course["id"] for course in listed["courses"]] == [begun["id"]]
    assert listed["total"] == 1
    again = author.post("/authoring/courses", {"title": "Größen & Zahlen"}).json
    assert again["slug"] == "grossen-zahlen-2"


def test_a_list_is_searched_and_paged(author, begun):
    author.post("/authoring/courses", {"title": "Writing"})
    assert author.get("/authoring/courses?search=zahl").json["total"] == 1
    page = author.get("/authoring/courses?limit=1&offset=1").json
    assert (page["total"], [course["title"] for course in page["courses"]]) == (2, ["Writing"])


def test_a_list_is_of_current_or_of_archived_courses_and_counts_both(author, begun, make, sign_in):
    writing = author.post("/authoring/courses", {"title": "Writing"}).json
    assert author.put(f"/authoring/courses/{writing['id']}/state", {"state": "archived"}).status_code == 200
    for browser in (author, sign_in(make.administrator())):
        for asked, title in (("false", begun["title"]), ("true", "Writing")):
            page = browser.get(f"/authoring/courses?archived={asked}").json
            assert ([course["title"] for course in page["courses"]], page["total"]) == ([title], 1)
            assert (page["current_count"], page["archived_count"]) == (1, 1)
        assert browser.get("/authoring/courses").json["total"] == 2
    nothing = author.get("/authoring/courses?search=none+such").json
    assert (nothing["total"], nothing["current_count"], nothing["archived_count"]) == (0, 1, 1)


def test_lessons_move_within_and_between_modules(author, begun):
    two_a, one_a = lesson_of(begun, "Two a"), lesson_of(begun, "One a")
    one = module_of(begun, "One")
    moved = author.put(
        f"/authoring/lessons/{two_a['id']}/position", {"module_id": one["id"], "before_id": one_a["id"]}
    ).json
    assert titles(moved) == [("One", ["Two a", "One a", "One b"]), ("Two", ["Two b"])]
    moved = author.put(f"/authoring/lessons/{two_a['id']}/position", {"module_id": one["id"], "before_id": None}).json
    assert titles(moved) == [("One", ["One a", "One b", "Two a"]), ("Two", ["Two b"])]
    positions = [lesson["position"] for module in moved["modules"] for lesson in module["lessons"]]
    assert positions == [1, 2, 3, 4]


def test_modules_move_with_their_lessons(author, begun):
    two, one = module_of(begun, "Two"), module_of(begun, "One")
    moved = author.put(f"/authoring/modules/{two['id']}/position", {"before_id": one["id"]}).json
    assert titles(moved) == [("Two", ["Two a", "Two b"]), ("One", ["One a", "One b"])]
    assert lesson_of(moved, "Two a")["position"] == 1


def test_what_is_archived_comes_back_where_it_stood(author, begun):
    lesson, module = lesson_of(begun, "One a"), module_of(begun, "One")
    assert author.delete(f"/authoring/lessons/{lesson['id']}").json["archived"]
    gone = author.get(f"/authoring/courses/{begun['id']}").json
    assert titles(gone) == [("One", ["One b"]), ("Two", ["Two a", "Two b"])]
    assert not author.put(f"/authoring/lessons/{lesson['id']}/restore").json["archived"]
    assert titles(author.get(f"/authoring/courses/{begun['id']}").json) == titles(begun)
    assert author.delete(f"/authoring/modules/{module['id']}").json["archived"]
    gone = author.get(f"/authoring/courses/{begun['id']}").json
    assert titles(gone) == [("Two", ["Two a", "Two b"])]
    assert gone["lesson_count"] == 2
    assert author.put(f"/authoring/lessons/{lesson['id']}/restore").json["error"]["code"] == "module_archived"
    author.put(f"/authoring/modules/{module['id']}/restore")
    assert titles(author.get(f"/authoring/courses/{begun['id']}").json) == titles(begun)


def test_a_module_brings_back_only_what_was_archived_with_it(author, begun, clock):
    lesson, module = lesson_of(begun, "One a"), module_of(begun, "One")
    author.delete(f"/authoring/lessons/{lesson['id']}")
    clock.advance(seconds=1)
    author.delete(f"/authoring/modules/{module['id']}")
    author.put(f"/authoring/modules/{module['id']}/restore")
    restored = author.get(f"/authoring/courses/{begun['id']}").json
    assert ("One", ["One b"]) in titles(restored)


def test_dates_and_what_comes_before_are_changed_one_by_one(author, begun, clock):
    first, second = lesson_of(begun, "One a"), lesson_of(begun, "One b")
    due = (clock.now() + timedelta(days=3)).isoformat()
    changed = author.patch(f"/authoring/lessons/{second['id']}", {"due_at": due, "prerequisite_id": first["id"]}).json
    assert changed["prerequisite_id"] == first["id"]
    changed = author.patch(f"/authoring/lessons/{second['id']}", {"due_at": None}).json
    assert (changed["due_at"], changed["prerequisite_id"]) == (None, first["id"])
    circle = author.patch(f"/authoring/lessons/{first['id']}", {"prerequisite_id": second["id"]})
    assert circle.status_code == 422


def test_a_course_without_a_published_lesson_cannot_run(author, begun):
    answer = author.put(f"/authoring/courses/{begun['id']}/state", {"state": "running"})
    assert answer.json["error"]["code"] == "course_empty"


def test_a_course_ends_after_it_starts(author, begun, clock):
    dates = {"starts_at": clock.now().isoformat(), "ends_at": clock.now().isoformat()}
    assert author.patch(f"/authoring/courses/{begun['id']}", dates).status_code == 422
    assert author.patch(f"/authoring/courses/{begun['id']}", {"title": "New"}).json["title"] == "New"


def test_students_read_only_what_runs(make, sign_in, author, clock):
    course = make.course("Shown")
    student, tutor = sign_in(make.student(course)), sign_in(make.tutor(course))
    lesson = f"/lessons/{course.lessons[0]}"
    for state, listed, outline, status in (("draft", 1, 200, 404), ("archived", 0, 404, 404), ("running", 1, 200, 200)):
        tutor.put(f"/authoring/courses/{course.id}/state", {"state": state})
        assert len(student.get("/courses").json["courses"]) == listed
        assert student.get(f"/courses/{course.id}").status_code == outline
        assert student.get(lesson).status_code == status
        assert tutor.get(lesson).status_code == 200


def test_a_course_opens_at_its_start_and_can_only_be_read_after_its_end(make, sign_in, clock, right_answers):
    course = make.course("Spring")
    student, tutor = sign_in(make.student(course)), sign_in(make.tutor(course))
    starts, ends = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
    dates = {"starts_at": starts.isoformat(), "ends_at": ends.isoformat()}
    tutor.patch(f"/authoring/courses/{course.id}", dates)
    lesson = f"/lessons/{course.lessons[0]}"
    early = student.get(lesson)
    assert early.json["error"]["code"] == "course_not_open"
    assert student.get("/courses").json["courses"][0]["starts_at"].startswith("2026-03-03")
    clock.advance(days=1)
    assert not student.get(lesson).json["read_only"]
    done = student.put(f"{lesson}/progress", {"block_id": str(course.text), "status": "completed"}).json
    assert done["completed_block_ids"] == [str(course.text)]
    clock.advance(days=1)
    assert student.get(lesson).json["read_only"]
    late = student.put(f"{lesson}/progress", {"block_id": str(course.video), "status": "completed"})
    assert late.json["completed_block_ids"] == [str(course.text)]
    attempt = {"id": "00000000-0000-4000-8000-000000000001", "answers": right_answers(course.practice)}
    assert student.post(f"/quizzes/{course.practice}/attempts", attempt).json["error"]["code"] == "course_ended"


def test_an_archived_lesson_is_closed_to_students_and_passed_over(make, sign_in):
    course = make.course()
    student, tutor = sign_in(make.student(course)), sign_in(make.tutor(course))
    assert student.get(f"/lessons/{course.lessons[0]}").json["next_lesson_id"] == str(course.lessons[1])
    tutor.delete(f"/authoring/lessons/{course.lessons[1]}")
    assert student.get(f"/lessons/{course.lessons[0]}").json["next_lesson_id"] is None
    assert student.get(f"/lessons/{course.lessons[1]}").status_code == 404
    assert student.get("/courses").json["courses"][0]["lesson_count"] == 1
