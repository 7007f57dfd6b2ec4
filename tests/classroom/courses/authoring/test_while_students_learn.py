"""Authors draft, publish and undo in any order while students learn: ids stay, progress is never lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

STEP = st.one_of(
    st.tuples(st.just("complete"), st.integers(0, 9)),
    st.tuples(st.just("finish"), st.just(0)),
    st.tuples(st.just("add"), st.integers(0, 9)),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("swap"), st.integers(0, 9)),
    st.tuples(st.just("edit"), st.integers(0, 9)),
    st.tuples(st.just("publish"), st.just(0)),
    st.tuples(st.just("undo"), st.integers(0, 9)),
    st.tuples(st.just("discard"), st.just(0)),
)


def text_block(text):
    nothing = {"title": None, "hints": [], "example": None, "easier": None, "challenge": None, "prerequisite": None}
    return {"id": str(uuid4()), "kind": "markdown", "content": {"text": text}, **nothing}


class Story:
    """What must be true of a lesson, told beside it."""

    def __init__(self, author, student, lesson_id):
        self.author, self.student = author, student
        self.draft_path, self.path = f"/authoring/lessons/{lesson_id}", f"/lessons/{lesson_id}"
        self.published = [self.draft()["body"]]
        self.completed, self.finished = set(), False

    def draft(self):
        return self.author.get(f"{self.draft_path}/draft").json

    def save(self, body, revision):
        answer = self.author.put(f"{self.draft_path}/draft", {"revision": revision, "body": body})
        assert answer.status_code == 200, answer.json

    def take(self, step, number):
        draft = self.draft()
        body, blocks = draft["body"], draft["body"]["blocks"]
        if step == "complete":
            shown = self.student.get(self.path).json["blocks"]
            block_id = shown[number % len(shown)]["id"]
            change = {"block_id": block_id, "status": "completed"}
            assert self.student.put(f"{self.path}/progress", change).status_code == 200
            self.completed.add(block_id)
        elif step == "finish":
            self.student.put(f"{self.path}/completion", {"completed": True})
            self.finished = True
        elif step == "discard":
            self.author.delete(f"{self.draft_path}/draft")
        elif step == "publish":
            answer = self.author.post(f"{self.draft_path}/publish", {"revision": draft["revision"]})
            assert answer.status_code == 200, answer.json
            self.published.append(body)
        elif step == "undo":
            earlier = number % len(self.published)
            answer = self.author.post(f"{self.draft_path}/versions/{earlier + 1}/publish")
            assert answer.status_code == 200, answer.json
            self.published.append(self.published[earlier])
        else:
            self.change(step, number, blocks)
            self.save(body, draft["revision"])

    def change(self, step, number, blocks):
        place = number % len(blocks)
        if step == "add":
            blocks.insert(place, text_block(f"New {number}."))
        elif step == "remove" and len(blocks) > 1:
            del blocks[place]
        elif step == "swap":
            blocks[0], blocks[place] = blocks[place], blocks[0]
        elif step == "edit":
            blocks[place]["content"]["text"] += " More."

    def check(self):
        shown = self.student.get(self.path).json
        present = self.published[-1]["blocks"]
        assert [block["id"] for block in shown["blocks"]] == [block["id"] for block in present]
        for block in shown["blocks"]:
            assert block["completed"] == (block["id"] in self.completed)
        assert shown["completed"] or not self.finished
        versions = self.author.get(f"{self.draft_path}/versions").json["versions"]
        assert [each["number"] for each in versions] == [*range(len(self.published), 0, -1)] or not versions[1:]
        for number, body in enumerate(self.published, start=1):
            if number < len(self.published):
                assert self.author.get(f"{self.draft_path}/versions/{number}").json["body"] == body


@pytest.fixture
def lessons(make, sign_in):
    """A new lesson of two texts, published once, as its author and a student see it."""
    course = make.course()
    author, student = sign_in(make.tutor(course)), sign_in(make.student(course))
    module = author.get(f"/authoring/courses/{course.id}").json["modules"][0]

    def begin():
        added = author.post(f"/authoring/modules/{module['id']}/lessons", {"title": "Third"}).json
        path = f"/authoring/lessons/{added['id']}"
        body = {"title": "Third", "minutes": 5, "blocks": [text_block("One."), text_block("Two.")]}
        saved = author.put(f"{path}/draft", {"revision": 1, "body": body}).json
        assert author.post(f"{path}/publish", {"revision": saved["revision"]}).status_code == 200
        return Story(author, student, added["id"])

    return begin


@given(steps=st.lists(STEP, max_size=10))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_writing_and_learning_loses_nothing(lessons, steps):
    story = lessons()
    for step, number in steps:
        story.take(step, number)
        story.check()
