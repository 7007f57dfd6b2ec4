"""Polls: answered once and changeable; a class's result in steps that tell nothing about single students."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Block, BlockKind, Enrolment
from attune.classroom.learning.polls.models import PollAnswer, PollResult
from attune.classroom.learning.polls.results import SMALLEST_GROUP

CHOICES = [str(uuid4()) for _ in range(3)]
BEES, ANTS, OWLS = CHOICES
NAMES = ("Bees", "Ants", "Owls")


class Poll:
    """A poll in the first lesson of a course, and the class that answers it."""

    def __init__(self, make, sign_in, database, course, results="after_answer"):
        self.make, self.sign_in, self.course = make, sign_in, course
        self.id = uuid4()
        content = {
            "question": "Which animal is *best*?",
            "choices": [{"id": each, "text": name} for each, name in zip(CHOICES, NAMES, strict=True)],
            "results": results,
        }
        with database.transaction() as session:
            lesson, hints = course.lessons[0], []
            own = {"id": self.id, "lesson_id": lesson, "kind": BlockKind.POLL, "position": 9, "title": None}
            session.add(Block(**own, hints=hints, content=content))

    def answer(self, browser, choice):
        return browser.put(f"/polls/{self.id}/answer", {"choice_id": choice})

    def shown(self, browser):
        lesson = browser.get(f"/lessons/{self.course.lessons[0]}").json
        return next(block for block in lesson["blocks"] if block["id"] == str(self.id))

    def counts(self, browser):
        return [choice["count"] for choice in self.shown(browser)["poll"]["choices"]]

    def class_answers(self, *choices):
        """As many new students as there are choices, each with one; the browsers."""
        browsers = [self.sign_in(self.make.student(self.course)) for _ in choices]
        for browser, choice in zip(browsers, choices, strict=True):
            assert self.answer(browser, choice).status_code == 200
        return browsers


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def poll(make, sign_in, database, course):
    return Poll(make, sign_in, database, course)


@pytest.fixture
def tutor(make, sign_in, course):
    return sign_in(make.tutor(course))


@pytest.fixture
def student(make, sign_in, course):
    return sign_in(make.student(course))


def test_a_student_answers_once_and_may_change_it(poll, student, database):
    assert poll.shown(student)["poll"]["own_choice_id"] is None
    assert poll.answer(student, BEES).json["own_choice_id"] == BEES
    assert poll.answer(student, ANTS).json["own_choice_id"] == ANTS
    shown = poll.shown(student)
    assert shown["poll"]["own_choice_id"] == ANTS
    assert shown["poll"]["question_html"] == "<p>Which animal is <em>best</em>?</p>\n"
    assert shown["completed"] is True
    with database.session(writes=False) as session:
        assert session.query(PollAnswer).count() == 1


def test_a_poll_is_done_by_answering_and_not_by_saying_so(poll, student, course):
    said = {"block_id": str(poll.id), "status": "completed"}
    done = student.put(f"/lessons/{course.lessons[0]}/progress", said).json["completed_block_ids"]
    assert str(poll.id) not in done
    poll.answer(student, BEES)
    assert poll.shown(student)["completed"] is True


def test_a_result_is_shown_from_five_answers_and_only_to_who_has_answered(poll, student, tutor):
    browsers = poll.class_answers(BEES, BEES, ANTS, BEES)
    assert poll.counts(browsers[0]) == poll.counts(tutor) == [None, None, None]
    poll.class_answers(ANTS)
    assert poll.counts(browsers[0]) == poll.counts(tutor) == [3, 2, 0]
    assert poll.shown(tutor)["poll"]["counted"] == 5
    assert poll.counts(student) == [None, None, None]


def test_no_single_answer_can_be_read_from_two_results(poll, tutor):
    poll.class_answers(BEES, BEES, ANTS, BEES, ANTS)
    late = poll.class_answers(OWLS, OWLS, OWLS, BEES)
    assert poll.counts(tutor) == [3, 2, 0]
    poll.answer(late[0], ANTS)  # who changes what is not counted yet is one student still
    assert poll.counts(tutor) == [3, 2, 0]
    poll.class_answers(OWLS)
    assert poll.counts(tutor) == [4, 3, 3]


def test_what_a_whole_group_says_with_one_voice_is_not_told(poll, tutor):
    poll.class_answers(*[BEES] * 6)
    assert poll.counts(tutor) == [None, None, None]
    poll.class_answers(ANTS)
    assert poll.counts(tutor) == [6, 1, 0]


def test_a_poll_may_keep_its_result_for_tutors(make, sign_in, database, course, tutor):
    poll = Poll(make, sign_in, database, course, results="never")
    browsers = poll.class_answers(BEES, BEES, ANTS, BEES, ANTS)
    assert poll.counts(browsers[0]) == [None, None, None]
    assert poll.counts(tutor) == [3, 2, 0]


def test_who_is_no_longer_in_the_course_is_not_counted(poll, make, sign_in, course, database, tutor):
    gone = make.student(course)
    poll.answer(sign_in(gone), OWLS)
    with database.transaction() as session:
        session.delete(session.get_one(Enrolment, (gone.id, course.id)))
    poll.class_answers(BEES, BEES, ANTS, BEES)
    assert poll.counts(tutor) == [None, None, None]
    poll.class_answers(BEES)
    assert poll.counts(tutor) == [4, 1, 0]


def test_nobody_who_teaches_learns_who_answered_what(poll, tutor):
    browsers = poll.class_answers(BEES, BEES, ANTS, BEES, ANTS)
    shown = poll.shown(tutor)["poll"]
    assert shown["own_choice_id"] is None
    assert set(shown) == {"question_html", "choices", "results", "own_choice_id", "counted", "smallest_group"}
    assert poll.answer(tutor, BEES).status_code == 403
    assert len(browsers) == 5


def test_wrong_answers_are_refused(poll, student, make, sign_in, course):
    assert list(poll.answer(student, str(uuid4())).json["error"]["data"]["fields"]) == ["choice_id"]
    outside = sign_in(make.student(make.course()))
    assert poll.answer(outside, BEES).status_code == 404
    assert student.put(f"/polls/{course.text}/answer", {"choice_id": BEES}).status_code == 404


def test_answers_go_with_their_student_and_the_published_result_stays(poll, make, sign_in, course, database, tutor):
    poll.class_answers(BEES, BEES, ANTS, BEES)
    leaving = make.student(course)
    poll.answer(sign_in(leaving), ANTS)
    with database.transaction() as session:
        session.delete(session.get_one(User, leaving.id))
    assert poll.counts(tutor) == [3, 2, 0]
    with database.session(writes=False) as session:
        assert session.query(PollAnswer).filter_by(user_id=leaving.id).count() == 0


def test_a_block_that_is_deleted_takes_answers_and_result_with_it(poll, database):
    poll.class_answers(BEES, BEES, ANTS, BEES, ANTS)
    with database.transaction() as session:
        session.delete(session.get_one(Block, poll.id))
    with database.session(writes=False) as session:
        assert session.query(PollAnswer).count() == session.query(PollResult).count() == 0


def test_one_s_own_answers_are_part_of_one_s_data(poll, student):
    poll.answer(student, ANTS)
    own = json.loads(student.get("/wellbeing/export?format=json").get_data(as_text=True))["poll_answers"]
    assert [(each["question"], each["choice"], each["block_id"]) for each in own] == [
        ("Which animal is *best*?", "Ants", str(poll.id))
    ]
    assert "poll_answer" in student.get("/wellbeing/export?format=csv").get_data(as_text=True)


def test_a_poll_is_written_published_and_comes_back_from_a_zip(make, sign_in, course, tutor, settings):
    folder = settings.media_dir / str(course.id)
    folder.mkdir(parents=True)
    (folder / "sampling.webm").write_bytes(b"\x1a\x45\xdf\xa3" + b"\0" * 40)
    (folder / "sampling.vtt").write_text("WEBVTT\n")
    lesson = f"/authoring/lessons/{course.lessons[1]}"
    draft = tutor.get(f"{lesson}/draft").json
    choices = [{"id": each, "text": f"$x_{number}$"} for number, each in enumerate(CHOICES)]
    poll = {"id": str(uuid4()), "kind": "poll", "content": {"question": "Which?", "choices": choices[:1]}}
    nothing = {"title": None, "hints": [], "example": None, "easier": None, "challenge": None, "prerequisite": None}
    body = {**draft["body"], "blocks": [{**poll, **nothing}]}
    assert tutor.put(f"{lesson}/draft", {"revision": draft["revision"], "body": body}).status_code == 200
    revision = draft["revision"] + 1
    refused = tutor.post(f"{lesson}/publish", {"revision": revision}).json["error"]
    assert (refused["code"], len(refused["data"]["problems"])) == ("not_publishable", 1)
    body["blocks"][0]["content"]["choices"] = choices
    assert tutor.put(f"{lesson}/draft", {"revision": revision, "body": body}).status_code == 200
    assert tutor.post(f"{lesson}/publish", {"revision": revision + 1}).status_code == 200
    first = tutor.get(f"/authoring/courses/{course.id}/export").data
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        text = packed.read("lessons/02-l2.md").decode()
    assert "::: poll\n" in text
    assert all(each in text for each in CHOICES)
    student = sign_in(make.student(course))
    shown = student.get(f"/lessons/{course.lessons[1]}").json["blocks"][0]["poll"]
    assert [choice["id"] for choice in shown["choices"]] == CHOICES
    assert "<math" in shown["choices"][0]["html"]
    form = {"file": (io.BytesIO(first), "c.zip"), "course_id": str(course.id)}
    made = tutor.post("/authoring/imports", data=form).json
    assert (made["applicable"], made["report"]["changed"]) == (True, [])
    assert tutor.post(f"/authoring/imports/{made['id']}/application").status_code == 200
    assert tutor.get(f"/authoring/courses/{course.id}/export").data == first


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_editor_names_how_many_answers_a_result_takes(language):
    catalogue = json.loads(Path(f"web/src/features/courses/catalogue/{language}.json").read_text(encoding="utf-8"))
    assert f" {SMALLEST_GROUP} " in catalogue["editor"]["poll"]["results_why"]
