"""Notes to oneself: kept once, read by nobody else, taken along and deleted with everything else."""

from uuid import uuid4

import pytest

from attune.classroom.wellbeing.my_data import retention


def note(learner, text="Compare mean and median again.", **fields):
    place = {"lesson_id": str(learner.course.lessons[0]), "block_id": str(learner.course.text)}
    return {"id": str(uuid4()), "text": text, "at": learner.clock.now().isoformat(), **place, **fields}


def write(learner, **fields):
    answer = learner.browser.post("/wellbeing/notes", note(learner, **fields))
    assert answer.status_code == 201, answer.json
    return answer.json


def notes_of(learner, **query):
    return learner.browser.get("/wellbeing/notes", query_string=query).json["notes"]


def test_a_note_is_found_again_at_its_place_newest_first(learner):
    first = write(learner)
    learner.clock.advance(minutes=1)
    second = write(learner, text="Ask about outliers.", block_id=None)
    assert notes_of(learner) == [second, first]
    assert (first["lesson_title"], first["kind"], first["block_id"]) == (
        "Lesson 1",
        "note_to_self",
        str(learner.course.text),
    )


def test_the_notes_of_one_lesson_are_listed_alone(learner):
    here = write(learner)
    write(learner, lesson_id=str(learner.course.lessons[1]), block_id=None)
    assert notes_of(learner, lesson_id=str(learner.course.lessons[0])) == [here]


def test_a_note_sent_twice_is_kept_once(learner):
    body = note(learner)
    answers = [learner.browser.post("/wellbeing/notes", body).json for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(notes_of(learner)) == 1


@pytest.mark.parametrize("mode", ["off", "self_report", "on_device"])
def test_notes_work_in_every_mode(learner, mode):
    learner.allow(mode)
    write(learner)
    assert len(notes_of(learner)) == 1


def test_nobody_else_sees_or_deletes_a_note(learner, learner_in):
    mine = write(learner)
    other = learner_in(learner.course, "Noah")
    assert notes_of(other) == []
    assert other.browser.delete(f"/wellbeing/notes/{mine['id']}").status_code == 404
    assert notes_of(learner) == [mine]


def test_two_students_may_happen_on_the_same_id(learner, learner_in):
    body = note(learner)
    other = learner_in(learner.course, "Noah")
    for each in (learner, other):
        assert each.browser.post("/wellbeing/notes", body).status_code == 201
    assert len(notes_of(learner)) == len(notes_of(other)) == 1


def test_a_deleted_note_is_gone(learner):
    mine = write(learner)
    assert learner.browser.delete(f"/wellbeing/notes/{mine['id']}").status_code == 204
    assert notes_of(learner) == []


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_an_empty_or_endless_note_is_refused(learner, text):
    assert learner.browser.post("/wellbeing/notes", note(learner, text=text)).status_code == 422


def test_a_note_at_a_place_that_is_not_ones_own_is_refused(learner, make):
    foreign = make.course("Another")
    lesson = note(learner, lesson_id=str(foreign.lessons[0]))
    block = note(learner, block_id=str(foreign.text))
    of_another_lesson = note(learner, block_id=str(learner.course.graded))
    for body in (lesson, block, of_another_lesson):
        assert learner.browser.post("/wellbeing/notes", body).status_code == 404


def test_notes_are_part_of_ones_own_data(learner):
    mine = write(learner, kind="reflection")
    assert learner.own_data()["notes"] == [mine]
    assert mine["text"] in learner.browser.get("/wellbeing/export?format=json").text
    assert mine["text"] in learner.browser.get("/wellbeing/export?format=csv").text


def test_deleting_a_lesson_or_everything_deletes_its_notes(learner):
    write(learner)
    elsewhere = write(learner, lesson_id=str(learner.course.lessons[1]), block_id=None)
    here = str(learner.course.lessons[0])
    assert learner.browser.delete("/wellbeing/data", query_string={"lesson_id": here}).json["deleted"]["notes"] == 1
    assert notes_of(learner) == [elsewhere]
    assert learner.browser.delete("/wellbeing/data").json["deleted"]["notes"] == 1
    assert notes_of(learner) == []


def test_retention_leaves_notes_alone(learner, database):
    mine = write(learner)
    learner.clock.advance(days=400)
    retention.purge(database, learner.clock.now())
    learner.browser.sign_in(learner.user.email)
    assert notes_of(learner) == [mine]
