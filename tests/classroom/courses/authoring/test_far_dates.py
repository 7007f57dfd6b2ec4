"""Dates at the ends of the calendar: refused where they come in, and no error where they were stored before."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import update

from attune.classroom.courses.models import Block, BlockKind, Lesson
from attune.classroom.learning.models import QuizAttempt
from tests.classroom.courses.packages.zips import LESSON, SOUND, send, zip_of

FAR = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"]


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def browser(make, sign_in, course):
    return sign_in(make.student(course))


@pytest.fixture
def store(database):
    """Put into a block's content what was taken once."""

    def put(block_id, **content):
        with database.transaction() as session:
            block = session.get_one(Block, block_id)
            block.content = {**block.content, **content}

    return put


@pytest.fixture
def assignment(database, course):
    block_id = uuid4()
    with database.transaction() as session:
        session.add(
            Block(
                id=block_id,
                lesson_id=course.lessons[0],
                kind=BlockKind.ASSIGNMENT,
                position=9,
                title="An essay",
                hints=[],
                content={"prompt": "Why?"},
            )
        )
    return block_id


@pytest.mark.parametrize("far", FAR)
@pytest.mark.parametrize("field", ["available_from", "available_until"])
def test_a_quiz_with_a_date_out_of_reach_is_not_published(author, course, field, far):
    path = f"/authoring/lessons/{course.lessons[1]}"
    body = author.get(f"{path}/draft").json["body"]
    body["blocks"][1]["content"][field] = far
    saved = author.put(f"{path}/draft", {"revision": 0, "body": body})
    refused = author.post(f"{path}/publish", {"revision": saved.json["revision"]})
    assert refused.status_code == 422
    assert "must lie between the years 1900 and 2200" in refused.text


@pytest.mark.parametrize("far", FAR)
def test_a_package_with_a_date_out_of_reach_is_told_its_line(author, far):
    report = send(author, zip_of(SOUND | {"one.md": LESSON.replace("minutes: 5", f"minutes: 5\ndue_at: {far}")})).json
    assert not report["applicable"]
    (problem,) = report["report"]["problems"]
    assert "must lie between the years 1900 and 2200" in str(problem)


@pytest.mark.parametrize("limit", [None, 10])
@pytest.mark.parametrize("far", FAR)
def test_a_quiz_whose_stored_end_is_out_of_reach_can_be_read(
    browser, author, course, store, clock, services, database, far, limit
):
    store(course.graded, available_until=far, time_limit_minutes=limit)
    quiz = f"/quizzes/{course.graded}"
    open_still = not far.startswith("0001")
    assert browser.get(f"/lessons/{course.lessons[1]}").status_code == 200
    assert browser.get(f"{quiz}/attempts").status_code == 200
    assert browser.post(f"{quiz}/start").status_code == (200 if open_still else 409)
    clock.advance(seconds=1)
    assert browser.put(f"{quiz}/draft", {"answers": []}).status_code == (200 if open_still else 409)
    for path in (f"/courses/{course.id}/gradebook", f"/authoring/lessons/{course.lessons[1]}/draft"):
        assert author.get(path).status_code == 200
    clock.advance(hours=1)
    services.jobs.run_once()
    with database.session(writes=False) as session:
        assert session.query(QuizAttempt).count() == (1 if limit and open_still else 0)


@pytest.mark.parametrize("far", FAR)
def test_two_stored_dates_out_of_reach_are_no_error(browser, course, store, far):
    store(course.graded, available_from=far, available_until="9999-12-31T23:59:59-14:00")
    assert browser.get(f"/lessons/{course.lessons[1]}").status_code == 200


@pytest.mark.parametrize("far", FAR)
def test_an_assignment_whose_stored_date_is_out_of_reach_can_be_read(browser, author, course, assignment, store, far):
    store(assignment, due_at=far)
    paths = (f"/lessons/{course.lessons[0]}", f"/assignments/{assignment}", "/home")
    assert [browser.get(path).status_code for path in paths] == [200, 200, 200]
    assert browser.get(f"/courses/{course.id}/outline").status_code in {200, 404}
    assert author.get(f"/courses/{course.id}/gradebook").status_code == 200


def test_a_lesson_s_stored_date_out_of_reach_can_be_read(browser, author, course, database):
    with database.transaction() as session:
        far = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
        session.execute(update(Lesson).where(Lesson.id == course.lessons[0]).values(due_at=far))
    assert browser.get(f"/lessons/{course.lessons[0]}").status_code == 200
    assert browser.get("/home").status_code == 200
    assert author.get(f"/courses/{course.id}/gradebook").status_code == 200
