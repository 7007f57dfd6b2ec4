"""A course with an assignment, and students who hand it in."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from uuid import UUID, uuid4

import pytest

from attune.classroom.courses.models import Block, BlockKind

LINES = [
    {"id": str(UUID(int=71)), "title": "Claim", "points": 4, "description": "Is it clear?"},
    {"id": str(UUID(int=72)), "title": "Reasons", "points": 6, "description": ""},
]


class Work:
    """Hands in and grades, as students and tutors do."""

    def __init__(self, course, assignment):
        self.course, self.assignment = course, assignment

    def hand_in(self, browser, text="I think so.", files=(), work_id=None):
        body = {"id": str(work_id or uuid4()), "text": text, "file_ids": list(files)}
        return browser.post(f"/assignments/{self.assignment}/hand-ins", body)

    def read(self, browser):
        return browser.get(f"/assignments/{self.assignment}").json

    def save(self, browser, text="", files=()):
        return browser.put(f"/assignments/{self.assignment}/draft", {"text": text, "file_ids": list(files)})

    def upload(self, browser, name="essay.pdf", content=b"%PDF-1.7 x"):
        return browser.post(
            f"/assignments/{self.assignment}/files",
            data={"file": (BytesIO(content), name)},
            content_type="multipart/form-data",
        )

    def grade(self, browser, work_id, state="graded", **grade):
        return browser.put(f"/grading/{work_id}", {"comment": None, **grade, "state": state})

    def gradebook(self, browser, **query):
        return browser.get(f"/courses/{self.course.id}/gradebook", query_string=query).json

    def cell(self, browser, student):
        line = next(each for each in self.gradebook(browser)["students"] if each["id"] == str(student.id))
        return line["grades"].get(str(self.assignment))

    def patch_grade(self, browser, student, item=None, **change):
        return browser.patch(
            f"/courses/{self.course.id}/gradebook/grades/{item or self.assignment}/{student.id}", change
        )

    def extend(self, browser, student, due_at):
        body = {"due_at": due_at and due_at.isoformat()}
        return browser.put(f"/courses/{self.course.id}/extensions/{self.assignment}/{student.id}", body)


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def make_assignment(database, course):
    """Put an assignment at the end of the first lesson."""
    positions = count(9)

    def add(**content):
        block_id = uuid4()
        with database.transaction() as session:
            session.add(
                Block(
                    id=block_id,
                    lesson_id=course.lessons[0],
                    kind=BlockKind.ASSIGNMENT,
                    position=next(positions),
                    title="An essay",
                    hints=[],
                    content={"prompt": "Argue **well**.", "points": 10, "rubric": LINES, **content},
                )
            )
        return Work(course, UUID(str(block_id)))

    return add


@pytest.fixture
def work(make_assignment):
    return make_assignment()


@pytest.fixture
def student(make, course):
    return make.student(course)


@pytest.fixture
def browser(sign_in, student):
    return sign_in(student)


@pytest.fixture
def tutor(make, sign_in, course):
    """A tutor's browser."""
    return sign_in(make.tutor(course))
