"""Assignments: nothing that was written is lost, every version stays, dates hold by the server's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from attune.classroom.accounts.models import User
from attune.classroom.courses.models import Course
from attune.classroom.learning.uploads.service import FOLDER, discard_unnamed_files

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def test_what_is_written_is_there_again_on_another_device(work, browser, sign_in, student):
    file = work.upload(browser).json
    work.save(browser, "Half a sentence", [file["id"]])
    draft = work.read(sign_in(student))["own"]["draft"]
    assert (draft["text"], [each["name"] for each in draft["files"]]) == ("Half a sentence", ["essay.pdf"])


def test_handing_in_keeps_every_version_and_counts_one_sent_twice_once(work, browser, tutor):
    first = uuid4()
    sent = work.hand_in(browser, "First.", work_id=first)
    assert work.hand_in(browser, "Sent again.", work_id=first).json == sent.json
    assert work.read(browser)["own"]["draft"] == {"text": "", "files": [], "updated_at": None}
    work.hand_in(browser, "Second.")
    own = work.read(browser)["own"]["hand_ins"]
    assert [(each["number"], each["text"], each["state"]) for each in own] == [
        (2, "Second.", "handed_in"),
        (1, "First.", "handed_in"),
    ]
    assert tutor.get("/grading").json["total"] == 1


def test_somebody_else_s_id_or_file_is_refused(work, browser, make, sign_in, course):
    other = sign_in(make.student(course))
    taken, file = uuid4(), work.upload(other).json["id"]
    work.hand_in(other, work_id=taken)
    assert work.hand_in(browser, work_id=taken).json["error"]["code"] == "hand_in_id_taken"
    assert list(work.hand_in(browser, files=[file]).json["error"]["data"]["fields"]) == ["file_ids"]
    assert list(work.save(browser, files=[file]).json["error"]["data"]["fields"]) == ["file_ids"]


def test_an_assignment_is_done_by_handing_in_and_not_by_saying_so(work, browser, course):
    lesson = course.lessons[0]
    body = {"block_id": str(work.assignment), "status": "completed"}
    assert str(work.assignment) not in browser.put(f"/lessons/{lesson}/progress", body).json["completed_block_ids"]
    work.hand_in(browser)
    shown = {block["id"]: block["completed"] for block in browser.get(f"/lessons/{lesson}").json["blocks"]}
    assert shown[str(work.assignment)] is True


def test_nothing_cannot_be_handed_in(work, browser):
    assert work.hand_in(browser, "  \n").json["error"]["code"] == "nothing_handed_in"


@pytest.mark.parametrize(
    ("rule", "late", "penalty"),
    [
        ({"late": "accept"}, True, 0.0),
        ({"late": "penalty", "percent_per_day": 10}, True, 0.2),
        ({"late": "refuse"}, None, None),
    ],
)
def test_being_late_is_what_the_assignment_says(make_assignment, browser, clock, rule, late, penalty):
    work = make_assignment(due_at=(clock.now() + timedelta(hours=1)).isoformat(), **rule)
    clock.advance(hours=26)
    answer = work.hand_in(browser)
    if late is None:
        assert answer.json["error"]["code"] == "too_late"
        assert work.read(browser)["own"]["hand_ins"] == []
    else:
        assert (answer.json["late"], answer.json["penalty"]) == (late, penalty)


@pytest.fixture
def late_work(make_assignment, browser, clock, tutor):
    """Hand in an hour late at half the points, graded with all ten."""
    due = clock.now() + timedelta(hours=1)
    work = make_assignment(due_at=due.isoformat(), late="penalty", percent_per_day=50)
    clock.advance(hours=2)
    work.grade(tutor, work.hand_in(browser).json["id"], points=10)
    return work


def test_a_later_date_of_one_s_own_takes_the_late_penalty_back(late_work, browser, tutor, student, clock):
    seen = []
    for due_at in (None, clock.now() + timedelta(days=1), None):
        late_work.extend(tutor, student, due_at)
        (own,) = late_work.read(browser)["own"]["hand_ins"]
        seen.append((own["late"], own["points"], late_work.cell(tutor, student)["points"]))
    assert seen == [(True, 5, 5), (False, 10, 10), (True, 5, 5)]
    path = f"/courses/{late_work.course.id}/gradebook/grades/{late_work.assignment}/{student.id}/changes"
    raw = [(each["before"], each["after"]) for each in tutor.get(path).json["changes"] if each["what"] == "raw"]
    assert sorted(raw, key=str) == sorted([(None, "5"), ("5", "10"), ("10", "5")], key=str)


def test_work_that_was_taken_stays_when_a_later_date_is_taken_back(make_assignment, browser, tutor, student, clock):
    work = make_assignment(due_at=(clock.now() + timedelta(hours=1)).isoformat(), late="refuse")
    work.extend(tutor, student, clock.now() + timedelta(days=1))
    clock.advance(hours=2)
    work.hand_in(browser)
    assert work.extend(tutor, student, None).status_code == 200
    (own,) = work.read(browser)["own"]["hand_ins"]
    assert (own["late"], own["penalty"]) == (True, 0)


def test_what_a_course_asks_is_not_read_before_it_starts(work, browser, tutor, course, database, clock):
    with database.transaction() as session:
        session.get_one(Course, course.id).starts_at = clock.now() + timedelta(days=1)
    for path in (f"/assignments/{work.assignment}", f"/courses/{course.id}/files/a.pdf"):
        refused = browser.get(path)
        assert (refused.status_code, refused.json["error"]["code"]) == (409, "course_not_open")
    assert tutor.get(f"/assignments/{work.assignment}").status_code == 200


def test_a_date_counts_from_the_enrolment_and_one_that_had_passed_is_nobody_s(make_assignment, browser, clock):
    work = make_assignment(due_after_days=2)
    assert work.read(browser)["own"]["due_at"] == (clock.now() + timedelta(days=2)).isoformat().replace("+00:00", "Z")


def test_a_fixed_date_before_the_enrolment_is_not_the_student_s(make_assignment, browser, clock):
    work = make_assignment(due_at=(clock.now() - timedelta(days=1)).isoformat(), late="refuse")
    assert work.read(browser)["own"]["due_at"] is None
    assert work.hand_in(browser).json["late"] is False


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.exe", b"MZ", "unknown_file_type"),
        ("a.pdf", b"<html>", "unknown_file_type"),
        ("a.png", b"%PDF-", "unknown_file_type"),
        ("a.txt", b"a\0b", "unknown_file_type"),
        ("a.pdf", b"", "unknown_file_type"),
        ("a.pdf", b"%PDF-" + b"0" * 20_000_001, "file_too_large"),
    ],
)
def test_files_are_what_their_names_say(work, browser, name, content, code):
    refused = work.upload(browser, name, content)
    assert (refused.status_code, refused.json["error"]["code"]) == (422, code)


def test_a_file_goes_to_its_owner_and_who_grades_under_its_own_name(work, browser, tutor, make, sign_in, course):
    file = work.upload(browser, "C:/papers/Größe & Maß.png", PNG).json
    assert file["name"] == "Größe & Maß.png"
    path = f"/work-files/{file['id']}"
    for reader in (browser, tutor):
        with reader.get(path) as answer:
            assert (answer.status_code, answer.data) == (200, PNG)
            assert answer.headers["Content-Disposition"].startswith("attachment")
    for stranger in (make.student(course), make.tutor(make.course())):
        assert sign_in(stranger).get(path).status_code == 404


def test_another_course_s_assignment_is_not_found(work, make, sign_in):
    stranger = sign_in(make.student(make.course()))
    assert stranger.get(f"/assignments/{work.assignment}").status_code == 404
    assert work.hand_in(stranger).status_code == 404
    assert work.upload(stranger).status_code == 404


def test_files_of_a_student_who_is_gone_go_from_the_disk(work, make, sign_in, course, settings, services, browser):
    leaving = make.student(course)
    kept, gone = work.upload(browser).json, work.upload(sign_in(leaving)).json
    folder = settings.state_dir / FOLDER
    assert len(list(folder.glob("*/*/*"))) == 2
    with services.database.transaction() as session:
        session.delete(session.get_one(User, leaving.id))
    with services.database.session(writes=False) as session:
        assert discard_unnamed_files(session, services.media, datetime.now(UTC) + timedelta(days=2)) == 1
    assert not (folder / str(work.assignment) / str(leaving.id)).exists()
    assert browser.get(kept["url"].removeprefix("/api/v1"), buffered=True).status_code == 200
    assert browser.get(gone["url"].removeprefix("/api/v1")).status_code == 404
