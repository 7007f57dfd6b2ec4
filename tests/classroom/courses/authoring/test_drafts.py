"""Drafts, publishing and versions: nothing is overwritten unseen, no id changes, no progress is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.courses.models import Block


@pytest.fixture
def course(make):
    return make.course(item_help=True)


@pytest.fixture
def author(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def lesson(course):
    return f"/authoring/lessons/{course.lessons[0]}"


@pytest.fixture
def shorter(author, course, lesson):
    """The first lesson without its video, published as version 2."""
    draft = author.get(f"{lesson}/draft").json
    draft["body"]["blocks"] = [block for block in draft["body"]["blocks"] if block["kind"] != "video"]
    return publish(author, lesson, save(author, lesson, draft))


def save(author, lesson, draft):
    answer = author.put(f"{lesson}/draft", {"revision": draft["revision"], "body": draft["body"]})
    assert answer.status_code == 200, answer.json
    return answer.json


def publish(author, lesson, draft, note=None):
    answer = author.post(f"{lesson}/publish", {"revision": draft["revision"], "note": note})
    assert answer.status_code == 200, answer.json
    return author.get(f"{lesson}/draft").json


def text_block(text, **more):
    nothing = {"title": None, "hints": [], "example": None, "easier": None, "challenge": None, "prerequisite": None}
    return {"id": str(uuid4()), "kind": "markdown", "content": {"text": text}, **nothing, **more}


def test_a_draft_begins_as_what_is_published(author, lesson, course):
    draft = author.get(f"{lesson}/draft").json
    assert (draft["revision"], draft["published_version"], draft["has_changes"]) == (0, 1, False)
    assert [block["id"] for block in draft["body"]["blocks"]] == [
        str(course.text),
        str(course.video),
        str(course.practice),
    ]


def test_students_see_a_change_only_once_it_is_published(author, lesson, shorter, make, sign_in, course):
    student = sign_in(make.student(course))
    draft = shorter
    draft["body"]["blocks"][0]["content"]["text"] = "Changed."
    saved = save(author, lesson, draft)
    assert saved["has_changes"]
    assert author.get(f"/authoring/courses/{course.id}").json["unpublished_count"] == 1
    assert "Changed" not in student.get(f"/lessons/{course.lessons[0]}").json["blocks"][0]["html"]
    published = publish(author, lesson, saved)
    assert (published["published_version"], published["has_changes"]) == (3, False)
    assert "Changed" in student.get(f"/lessons/{course.lessons[0]}").json["blocks"][0]["html"]


def test_what_another_has_saved_is_never_overwritten(author, lesson):
    draft = author.get(f"{lesson}/draft").json
    first = {**draft, "body": {**draft["body"], "title": "Mine"}}
    second = {**draft, "body": {**draft["body"], "title": "Yours"}}
    save(author, lesson, first)
    answer = author.put(f"{lesson}/draft", {"revision": second["revision"], "body": second["body"]})
    assert answer.status_code == 409
    error = answer.json["error"]
    assert (error["code"], error["data"]["theirs"]["body"]["title"]) == ("draft_conflict", "Mine")
    again = author.put(f"{lesson}/draft", {"revision": first["revision"], "body": first["body"]})
    assert (again.status_code, again.json["revision"]) == (200, 1)  # its answer was lost on the way
    assert author.post(f"{lesson}/publish", {"revision": 0}).json["error"]["code"] == "draft_conflict"


def test_a_revision_never_comes_again(author, lesson):
    draft = author.get(f"{lesson}/draft").json
    draft["body"]["title"] = "Mine"
    saved = save(author, lesson, draft)
    discarded = author.delete(f"{lesson}/draft").json
    assert (discarded["revision"], discarded["has_changes"]) == (2, False)
    assert discarded["body"]["title"] == "Lesson 1"
    assert author.put(f"{lesson}/draft", {"revision": saved["revision"], "body": saved["body"]}).status_code == 409


def test_a_change_that_is_taken_back_is_no_change(author, lesson):
    before = author.get(f"{lesson}/draft").json
    changed = save(author, lesson, {**before, "body": {**before["body"], "title": "Other"}})
    back = save(author, lesson, {**changed, "body": before["body"]})
    assert not back["has_changes"]


def test_everything_wrong_is_said_with_its_block_and_field(author, lesson, course):
    draft = author.get(f"{lesson}/draft").json
    blocks = draft["body"]["blocks"]
    blocks[2]["content"]["questions"][0]["choices"][0]["correct"] = False
    bad = [
        text_block("![Here](nowhere.png) and [there](no-lesson.md)"),
        text_block("  "),
        text_block("x", id=blocks[0]["id"]),
    ]
    draft["body"] = {"title": " ", "minutes": 5, "blocks": [*blocks, *bad]}
    saved = save(author, lesson, draft)
    answer = author.post(f"{lesson}/publish", {"revision": saved["revision"]})
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "not_publishable")
    found = answer.json["error"]["data"]["problems"]
    at = {(problem["block_id"], problem["field"]) for problem in found}
    assert (None, "title") in at
    assert (bad[0]["id"], "text") in at
    assert (bad[1]["id"], "text") in at
    assert (blocks[0]["id"], "id") in at
    question = blocks[2]["content"]["questions"][0]["id"]
    assert any(problem["question_id"] == question for problem in found)
    assert author.get(f"{lesson}/draft").json["published_version"] == 1


def test_a_block_of_another_lesson_cannot_be_taken(author, lesson, course):
    draft = author.get(f"{lesson}/draft").json
    draft["body"]["blocks"] = [text_block("Stolen.", id=str(course.second_text))]
    saved = save(author, lesson, draft)
    problems = author.post(f"{lesson}/publish", {"revision": saved["revision"]}).json["error"]["data"]["problems"]
    assert [problem["field"] for problem in problems] == ["id"]


def test_what_is_taken_out_comes_back_with_its_progress(author, lesson, shorter, make, sign_in, course):
    student, path = sign_in(make.student(course)), f"/lessons/{course.lessons[0]}"
    student.put(f"{path}/progress", {"block_id": str(course.text), "status": "completed"})
    draft = shorter
    kept = draft["body"]
    draft["body"] = {**kept, "blocks": [text_block("Only this."), kept["blocks"][1]]}
    publish(author, lesson, save(author, lesson, draft), note="Shorter")
    shown = student.get(path).json
    assert str(course.text) not in [block["id"] for block in shown["blocks"]]
    assert shown["resume"]["block_id"] is None
    versions = author.get(f"{lesson}/versions").json["versions"]
    assert [(each["number"], each["note"], each["current"]) for each in versions] == [
        (3, "Shorter", True),
        (2, None, False),
        (1, None, False),
    ]
    assert author.get(f"{lesson}/versions/2").json["body"] == kept
    assert author.post(f"{lesson}/versions/2/publish").json["number"] == 4
    back = student.get(path).json
    assert [block["id"] for block in back["blocks"]] == [block["id"] for block in kept["blocks"]]
    assert back["blocks"][0]["completed"]
    assert author.get(f"{lesson}/draft").json["body"] == kept


def test_a_completed_lesson_stays_completed_and_says_what_is_new(author, lesson, shorter, make, sign_in, course, clock):
    student, path = sign_in(make.student(course)), f"/lessons/{course.lessons[0]}"
    assert student.put(f"{path}/completion", {"completed": True}).json["completed"]
    clock.advance(seconds=60)
    draft = shorter
    added = text_block("Since then.")
    draft["body"]["blocks"].append(added)
    publish(author, lesson, save(author, lesson, draft))
    shown = student.get(path).json
    assert shown["completed"]
    assert [(block["id"], block["new"]) for block in shown["blocks"] if block["new"]] == [(added["id"], True)]
    student.put(f"{path}/progress", {"block_id": added["id"], "status": "completed"})
    assert not any(block["new"] for block in student.get(path).json["blocks"])
    newcomer = sign_in(make.student(course))
    assert not any(block["new"] for block in newcomer.get(path).json["blocks"])


def test_a_page_opened_before_a_publish_still_reports_progress(author, lesson, shorter, make, sign_in, course):
    student, path = sign_in(make.student(course)), f"/lessons/{course.lessons[0]}"
    draft = shorter
    draft["body"]["blocks"] = draft["body"]["blocks"][1:]
    publish(author, lesson, save(author, lesson, draft))
    answer = student.put(f"{path}/progress", {"block_id": str(course.text), "status": "completed"})
    assert answer.status_code == 200
    assert str(course.text) not in answer.json["completed_block_ids"]


def test_what_a_block_builds_on_is_published_with_it(author, course, make, sign_in):
    lesson = f"/authoring/lessons/{course.lessons[1]}"
    draft = author.get(f"{lesson}/draft").json
    draft["body"]["blocks"][0]["prerequisite"] = {"lesson_id": str(course.lessons[0]), "block_id": str(course.text)}
    publish(author, lesson, save(author, lesson, draft))
    student = sign_in(make.student(course))
    shown = student.get(f"/lessons/{course.lessons[1]}").json["blocks"][0]["prerequisite"]
    assert (shown["lesson_id"], shown["block_id"]) == (str(course.lessons[0]), str(course.text))
    draft = author.get(f"/authoring/lessons/{course.lessons[0]}/draft").json
    draft["body"]["blocks"][0]["prerequisite"] = {"lesson_id": str(course.lessons[1]), "block_id": None}
    saved = save(author, f"/authoring/lessons/{course.lessons[0]}", draft)
    answer = author.post(f"/authoring/lessons/{course.lessons[0]}/publish", {"revision": saved["revision"]})
    assert "prerequisite" in [problem["field"] for problem in answer.json["error"]["data"]["problems"]]


def test_a_block_that_is_not_there_cannot_be_built_on(author, course, make):
    other = make.course("Another")
    lesson = f"/authoring/lessons/{course.lessons[1]}"
    draft = author.get(f"{lesson}/draft").json
    for block_id in (str(uuid4()), str(other.text), draft["body"]["blocks"][0]["id"]):
        required = {"lesson_id": str(course.lessons[0]), "block_id": block_id}
        draft["body"]["blocks"][0]["prerequisite"] = required
        draft = save(author, lesson, draft)
        answer = author.post(f"{lesson}/publish", {"revision": draft["revision"]})
        assert answer.status_code == 422, answer.json
        (problem,) = answer.json["error"]["data"]["problems"]
        assert (problem["block_id"], problem["field"]) == (draft["body"]["blocks"][0]["id"], "prerequisite")
        draft = author.get(f"{lesson}/draft").json


def test_a_preview_names_no_block_of_another_course(author, course, make, database):
    other = make.course("Another")
    with database.transaction() as session:
        session.get_one(Block, other.text).title = "What others keep to themselves"
    lesson = f"/authoring/lessons/{course.lessons[1]}"
    body = author.get(f"{lesson}/draft").json["body"]
    body["blocks"][0]["prerequisite"] = {"lesson_id": str(course.lessons[0]), "block_id": str(other.text)}
    preview = author.post(f"{lesson}/preview", {"body": body})
    assert preview.status_code == 200
    assert "keep to themselves" not in str(preview.json)
    assert preview.json["blocks"][0]["prerequisite"]["title"] == "Lesson 1"


def test_a_preview_is_what_students_will_see(author, lesson, shorter, make, sign_in, course):
    draft = shorter
    draft["body"]["blocks"].insert(1, text_block("*New* with $x^2$.", hints=["Look."]))
    preview = author.post(f"{lesson}/preview", {"body": draft["body"]}).json
    assert preview["problems"] == []
    publish(author, lesson, save(author, lesson, draft))
    shown = sign_in(make.student(course)).get(f"/lessons/{course.lessons[0]}").json["blocks"]
    assert preview["blocks"] == shown
    assert author.get(f"{lesson}/draft").json["revision"] == 4


def test_a_preview_leaves_out_what_is_not_complete_and_says_so(author, lesson):
    unfinished = text_block("", kind="quiz", content={"questions": []})
    body = {"title": "T", "minutes": 5, "blocks": [text_block("Fine."), unfinished]}
    preview = author.post(f"{lesson}/preview", {"body": body}).json
    assert [block["html"] for block in preview["blocks"]] == ["<p>Fine.</p>\n"]
    assert {problem["block_id"] for problem in preview["problems"]} == {unfinished["id"]}


def test_a_preview_has_an_assignment_that_no_student_can_open_yet(author, lesson):
    line = {"id": str(uuid4()), "title": "Clear", "points": 4, "description": ""}
    content = {"prompt": "Write *two* pages.", "points": 4, "rubric": [line], "due_at": "2027-03-01T12:00:00Z"}
    dated = text_block("", kind="assignment", content=content)
    counted = text_block("", kind="assignment", content={"prompt": "Later.", "due_after_days": 3})
    preview = author.post(f"{lesson}/preview", {"body": {"title": "T", "minutes": 5, "blocks": [dated, counted]}}).json
    assert set(preview["assignments"]) == {dated["id"], counted["id"]}
    shown = preview["assignments"][dated["id"]]
    assert shown["assignment"]["prompt_html"] == "<p>Write <em>two</em> pages.</p>\n"
    assert [each["title"] for each in shown["assignment"]["rubric"]] == ["Clear"]
    assert shown["due_at"].startswith("2027-03-01T12:00:00")
    assert preview["assignments"][counted["id"]]["due_after_days"] == 3
    assert author.get(f"/assignments/{dated['id']}").status_code == 404


def test_a_fault_says_which_rule_it_breaks(author, lesson):
    empty = text_block("", kind="assignment", content={"prompt": ""})
    body = {"title": "", "minutes": 5, "blocks": [empty]}
    problems = author.post(f"{lesson}/preview", {"body": body}).json["problems"]
    assert {problem["field"]: problem["code"] for problem in problems} == {
        "title": "no_title",
        "prompt": "string_too_short",
    }


def test_a_new_lesson_is_unseen_until_it_is_published(author, course, make, sign_in):
    module = author.get(f"/authoring/courses/{course.id}").json["modules"][0]
    added = author.post(f"/authoring/modules/{module['id']}/lessons", {"title": "Third"}).json
    student, lesson = sign_in(make.student(course)), f"/authoring/lessons/{added['id']}"
    assert student.get(f"/lessons/{added['id']}").status_code == 404
    assert student.get("/courses").json["courses"][0]["lesson_count"] == 2
    draft = author.get(f"{lesson}/draft").json
    assert (draft["published_version"], draft["has_changes"], draft["body"]["title"]) == (0, True, "Third")
    assert author.post(f"{lesson}/publish", {"revision": draft["revision"]}).status_code == 422
    draft["body"] = {**draft["body"], "title": "The third", "blocks": [text_block("Hello.")]}
    saved = save(author, lesson, draft)
    assert author.get(f"/authoring/courses/{course.id}").json["modules"][0]["lessons"][2]["title"] == "The third"
    assert publish(author, lesson, saved)["published_version"] == 1
    assert student.get(f"/lessons/{added['id']}").json["blocks"][0]["html"] == "<p>Hello.</p>\n"
