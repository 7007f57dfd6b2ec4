"""Notes for the next time: those who teach share them, and what is removed can be brought back for a day."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from attune.classroom.insight.review import notes
from attune.classroom.insight.review.models import LessonNote
from tests.classroom.insight.review.conftest import Class


def path(classroom: Class, note=""):
    return f"/teaching/lessons/{classroom.course.lessons[0]}/notes{note and '/'}{note}"


def read(classroom: Class, tutor=None):
    return [(each["text"], each["own"]) for each in (tutor or classroom.tutor).get(path(classroom)).json["notes"]]


def write(classroom: Class, text="Say what a mean is first.", note=None, tutor=None):
    note = note or uuid4()
    given = {"text": text, "block_id": str(classroom.course.text)}
    return note, (tutor or classroom.tutor).put(path(classroom, note), json=given)


def test_a_removed_note_is_gone_and_comes_back_with_its_text(classroom: Class):
    note, saved = write(classroom)
    assert classroom.tutor.delete(path(classroom, note)).status_code == 204
    assert read(classroom) == []
    _, again = write(classroom, note=note)
    assert again.status_code == 200
    assert again.json == saved.json
    assert read(classroom) == [("Say what a mean is first.", True)]


def test_a_removed_note_is_kept_for_a_day_and_then_purged(classroom: Class, clock, database):
    note, _ = write(classroom)
    kept, _ = write(classroom, "Less talk.")
    classroom.tutor.delete(path(classroom, note))
    for hours, left in ((23, {note, kept}), (2, {kept})):
        clock.advance(hours=hours)
        notes.purge(database, clock.now())
        with database.session(writes=False) as session:
            assert set(session.scalars(sa.select(LessonNote.id))) == left


def test_a_colleague_reads_a_note_and_neither_changes_nor_removes_it(classroom: Class, make, sign_in):
    note, _ = write(classroom)
    colleague = sign_in(make.tutor(classroom.course, "Ines Prado"))
    assert read(classroom, colleague) == [("Say what a mean is first.", False)]
    assert write(classroom, "Mine now.", note, colleague)[1].status_code == 404
    assert colleague.delete(path(classroom, note)).status_code == 404
    assert read(classroom) == [("Say what a mean is first.", True)]


@pytest.mark.in_process("lowers a bound of the process")
def test_a_note_brought_back_counts_among_the_most_that_a_lesson_has(classroom: Class, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 1)
    note, _ = write(classroom)
    classroom.tutor.delete(path(classroom, note))
    write(classroom, "Another.")
    _, refused = write(classroom, note=note)
    assert (refused.status_code, refused.json["error"]["code"]) == (409, "too_many_notes")
    assert read(classroom) == [("Another.", True)]
