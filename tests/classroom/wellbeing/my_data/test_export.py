"""The export holds everything that is known, as JSON and as a table that no spreadsheet runs or spoils."""

import csv
import io
import json
import re
from pathlib import Path
from uuid import uuid4

from attune.classroom.courses.models import Block
from attune.classroom.platform.audit import AuditAction, AuditEntry, verify
from attune.classroom.wellbeing.my_data.export import BYTE_ORDER_MARK, CSV_COLUMNS
from attune.expressions import Expression
from tests.classroom.wellbeing.readings import check_in

DOCUMENTATION = Path(__file__).resolve().parents[4] / "docs" / "reference" / "own-data.md"
ANGER, NEUTRAL = Expression.ANGER, Expression.NEUTRAL


def busy(learner):
    """Calm, then trouble, a message with its answer, a check-in, a correction, a note, a closed reflection."""
    lesson = str(learner.course.lessons[0])
    learner.allow()
    learner.show(*[NEUTRAL] * 6, *[ANGER] * 4)
    learner.rewind()
    support_message = learner.pause()
    learner.browser.post(f"/wellbeing/support-messages/{support_message['id']}/response", {"response": "helpful"})
    at = learner.clock.now()
    first = learner.own_data()["windows"][0]["id"]
    learner.browser.post("/wellbeing/checkins", check_in("check_in", at, feeling="fear", lesson_id=lesson))
    learner.browser.post("/wellbeing/checkins", check_in("correction", at, feeling="engaged", window_id=first))
    note = {"id": str(uuid4()), "text": "=HYPERLINK(1)", "lesson_id": lesson, "at": at.isoformat()}
    assert learner.browser.post("/wellbeing/notes", note).status_code == 201
    assert learner.browser.put(f"/wellbeing/me/lessons/{lesson}/reflection/closed").status_code == 204


def export(learner, file_format):
    answer = learner.browser.get(f"/wellbeing/export?format={file_format}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="my-wellbeing.{file_format}"'
    return answer.text


def table(learner):
    return list(csv.DictReader(io.StringIO(export(learner, "csv").removeprefix(BYTE_ORDER_MARK))))


def test_json_holds_everything_that_the_page_shows_and_more(learner, database):
    busy(learner)
    found, shown = json.loads(export(learner, "json")), learner.own_data()
    for name in ("windows", "checkins", "support_messages", "notes", "viewers"):
        assert found[name] == shown[name]
    assert [change["switch"] for change in found["consents"]].count("share_with_tutors") == 1
    assert found["settings"][0]["mode"] == "on_device"
    assert {each["signal"] for each in found["baseline"]} == {"puzzlement", "displeasure", "sadness"}
    assert [each["lesson_id"] for each in found["reflections"]] == [str(learner.course.lessons[0])]
    with database.session(writes=False) as session:
        assert session.query(AuditEntry).filter_by(action=AuditAction.DATA_EXPORTED).count() == 1
        assert verify(session)


def test_csv_holds_the_same_records_in_the_documented_columns(learner):
    busy(learner)
    rows = table(learner)
    counts = {kind: sum(row["record"] == kind for row in rows) for kind in {row["record"] for row in rows}}
    assert counts == {
        "setting": 8,
        "consent": 5,
        "window": 10,
        "behaviour": 2,
        "check_in": 2,
        "support_message": 1,
        "support_decision": 1,
        "note": 1,
        "reflection": 1,
        "baseline": 3,
        "study_fact": 10,  # a row for each measure that is not zero
        "study_day": 10,
    }
    windows = [row for row in rows if row["record"] == "window"]
    assert (windows[-1]["expression"], windows[-1]["anger"], windows[0]["feeling"]) == ("anger", "204", "engaged")
    documented = DOCUMENTATION.read_text("utf-8")
    assert [column for column in CSV_COLUMNS if f"`{column}`" not in documented] == []
    kinds = re.search(r"^\| `record` \| (.+) \|$", documented, re.MULTILINE)
    assert kinds is not None
    assert {row["record"] for row in rows} <= set(re.findall("`([a-z_]+)`", kinds[1]))


def test_a_spreadsheet_takes_the_table_for_utf_8_and_runs_nothing_in_it(learner):
    busy(learner)
    assert export(learner, "csv").startswith(BYTE_ORDER_MARK)
    (note,) = [row for row in table(learner) if row["record"] == "note"]
    assert note["text"] == "'=HYPERLINK(1)"


def test_an_export_of_nothing_is_whole_all_the_same(learner):
    assert json.loads(export(learner, "json"))["windows"] == []
    assert {row["record"] for row in table(learner)} == {"setting"}


def test_an_export_holds_nothing_of_anybody_else(learner, learner_in):
    busy(learner)
    other = learner_in(learner.course, "Noah")
    assert json.loads(export(other, "json"))["windows"] == []
    assert "HYPERLINK" not in export(other, "csv")


def test_a_download_holds_no_lock_on_the_database(learner, database):
    busy(learner)
    answer = learner.browser.client.get("/api/v1/wellbeing/export?format=json", buffered=False)
    pieces = iter(answer.response)
    next(pieces)
    with database.transaction() as session:  # would wait for the lock, and fail after five seconds
        assert session.query(AuditEntry).count() > 0
    answer.close()


def test_answers_that_have_not_been_handed_in_are_part_of_it(learner, database):
    with database.session(writes=False) as session:
        *_, text = session.get_one(Block, learner.course.practice).content["questions"]
    answer = {"question_id": text["id"], "answer": "=median"}
    assert learner.browser.put(f"/quizzes/{learner.course.practice}/draft", {"answers": [answer]}).status_code == 200
    (draft,) = json.loads(export(learner, "json"))["quiz_drafts"]
    assert (draft["block_id"], draft["answer"]) == (str(learner.course.practice), "=median")
    (row,) = [row for row in table(learner) if row["record"] == "quiz_draft"]
    assert (row["lesson_id"], row["id"], row["text"]) == (str(learner.course.lessons[0]), text["id"], "'=median")
