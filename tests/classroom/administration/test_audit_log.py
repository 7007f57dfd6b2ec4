"""The audit log is found by filter, read page by page, taken away as a file; each of that is an entry or an index."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from attune.classroom.administration.audit import service
from attune.classroom.platform import audit
from attune.classroom.platform.audit import GENESIS, AuditAction, AuditEntry

PATH = "/administration/audit"


@pytest.fixture
def ada(make):
    return make.administrator()


@pytest.fixture
def administrator(ada, sign_in):
    return sign_in(ada)


@pytest.fixture
def append(database, clock):
    """Append entries, a minute apart."""

    def add(count=1, action=AuditAction.DATA_EXPORTED, actor=None, subject=None, **detail):
        with database.transaction() as session:
            for _ in range(count):
                at = clock.advance(minutes=1)
                audit.append(session, action, actor_id=actor, subject_id=subject, at=at, detail=detail)

    return add


def numbers(page):
    return [entry["seq"] for entry in page["entries"]]


def read(browser, **query):
    answer = browser.get(PATH, query_string=query)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_an_entry_is_found_by_who_whom_what_and_when(administrator, append, make, clock):
    mara, tom = make.student(name="Mara Lind"), make.tutor(name="Tom Weiss")
    append(actor=mara.id, subject=mara.id)
    append(action=AuditAction.VIEWED_SHARED_AFFECT, actor=tom.id, subject=mara.id)
    third = clock.now()
    append(action=AuditAction.TERMS_CHANGED)
    assert numbers(read(administrator)) == [3, 2, 1]
    page = read(administrator, who=tom.id)
    assert (numbers(page), page["who_name"], page["count"]) == ([2], "Tom Weiss", 1)
    assert numbers(read(administrator, who="system")) == [3]
    assert numbers(read(administrator, about=mara.id)) == [2, 1]
    assert numbers(read(administrator, about=mara.id, action="data_exported")) == [1]
    assert numbers(read(administrator, since=third.isoformat())) == [3, 2]
    assert numbers(read(administrator, until=third.isoformat())) == [1]
    assert numbers(read(administrator, who=uuid4())) == []


def test_a_search_finds_names_addresses_details_and_numbers(administrator, append, make):
    mara = make.user(name="Mära Lind", email="lind@school.example")
    append(actor=mara.id)
    append(titles=["Für Ängste"], share="100%")
    append(subject=mara.id)
    assert numbers(read(administrator, search="mära li")) == [3, 1]
    assert numbers(read(administrator, search="LIND@school")) == [3, 1]
    assert numbers(read(administrator, search="für Ä")) == [2]
    assert numbers(read(administrator, search="0%")) == [2]
    assert numbers(read(administrator, search="_")) == []
    assert numbers(read(administrator, search="#2")) == [2]
    assert numbers(read(administrator, search="3")) == [3]


def test_pages_go_on_to_older_entries_and_back(administrator, append):
    append(120)
    first = read(administrator)
    assert (numbers(first), first["newer"], first["count"]) == ([*range(120, 70, -1)], None, 120)
    second = read(administrator, before=first["older"])
    assert numbers(second) == [*range(70, 20, -1)]
    third = read(administrator, before=second["older"])
    assert (numbers(third), third["older"]) == ([*range(20, 0, -1)], None)
    assert numbers(read(administrator, after=third["newer"])) == numbers(second)
    append(10)
    assert numbers(read(administrator, before=first["older"])) == numbers(second)
    assert numbers(read(administrator, after=second["newer"])) == [*range(120, 70, -1)]
    assert numbers(read(administrator, after=90)) == [*range(130, 80, -1)]


def test_an_entry_of_a_clock_that_was_set_back_is_neither_lost_nor_shown_twice(administrator, append, clock):
    append(60)
    clock.advance(minutes=-30)
    append(60)
    seen, before = [], None
    while True:
        page = read(administrator, **({"before": before} if before else {}))
        seen += numbers(page)
        if (before := page["older"]) is None:
            break
    assert sorted(seen) == [*range(1, 121)]


@pytest.mark.in_process("lowers a bound of the process")
def test_a_search_looks_at_so_many_entries_and_goes_on_from_there(administrator, append, monkeypatch):
    monkeypatch.setattr(service, "MOST_SCANNED", 20)
    append(1, word="needle")
    append(30)
    first = read(administrator, search="needle")
    assert (numbers(first), first["older"], first["count"]) == ([], 12, None)
    assert first["searched_back_to"] is not None
    second = read(administrator, search="needle", before=first["older"])
    assert (numbers(second), second["older"], second["searched_back_to"]) == ([1], None, None)


@pytest.mark.in_process("lowers a bound of the process")
def test_many_are_counted_up_to_a_bound(administrator, append, monkeypatch):
    monkeypatch.setattr(service, "MOST_COUNTED", 5)
    append(6)
    page = read(administrator, action="data_exported")
    assert (page["count"], page["more_than_counted"]) == (5, True)
    assert (read(administrator)["count"], read(administrator)["more_than_counted"]) == (6, False)


@pytest.mark.parametrize(
    "query",
    [
        {"who": "nobody"},
        {"action": "danced"},
        {"since": "2026-03-02"},
        {"since": "2026-03-02T09:00:00Z", "until": "2026-03-02T09:00:00Z"},
        {"before": 1, "after": 1},
        {"before": 0},
        {"before": 2**31},
        {"search": "x" * 101},
    ],
    ids=str,
)
def test_a_filter_that_makes_no_sense_is_refused(administrator, query):
    assert administrator.get(PATH, query_string=query).status_code == 422


def seal(row):
    at = row["at"]
    fields = [row["seq"], at, row["action"], str(row["actor_id"]), str(row["subject_id"])]
    fields += [row["detail"], row["previous_hash"]]
    return hashlib.sha256(json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_a_file_of_lines_can_be_verified_outside_and_the_export_is_its_last_entry(administrator, append, ada):
    append(3, wörter="ä")
    answer = administrator.get(f"{PATH}/export?format=jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    before = GENESIS
    for row in rows:
        assert (row["previous_hash"], row["hash"]) == (before, seal(row))
        before = row["hash"]
    assert (rows[-1]["action"], rows[-1]["actor_name"]) == ("audit_exported", ada.name)
    assert rows[-1]["detail"] == {"format": "jsonl"}
    assert verification(administrator)["state"] == "intact"


def test_a_table_holds_what_the_filter_lets_through_and_says_so_in_the_log(administrator, append, make):
    evil = make.student(name="=1+1")
    append(actor=evil.id)
    append(2)
    answer = administrator.get(f"{PATH}/export", query_string={"who": evil.id})
    (row,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert (row["seq"], row["actor_name"]) == ("1", "'=1+1")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="audit-log.csv"'
    assert read(administrator)["entries"][0]["detail"] == {"format": "csv", "filter": {"who": str(evil.id)}}


def test_a_long_export_comes_whole(administrator, append):
    append(2_100)
    rows = administrator.get(f"{PATH}/export?format=jsonl&search=").text.splitlines()
    assert len(rows) == 2_101


def test_only_administrators_read_it(make, sign_in):
    for user in (make.student(), make.tutor()):
        assert sign_in(user).get(f"{PATH}/export").status_code == 403
        assert sign_in(user).post(f"{PATH}/verification").status_code == 403


def verification(browser):
    return browser.get(f"{PATH}/verification").json


def tamper(database, seq, **values):
    with database.transaction() as session:
        session.execute(update(AuditEntry).where(AuditEntry.seq == seq).values(**values))


@pytest.fixture
def verified(administrator, append, services):
    """Ten entries, all verified up to the tenth; then five more."""
    append(10)
    services.jobs.run_once()
    append(5)
    return administrator


def test_the_checkpoint_moves_and_a_view_verifies_what_came_since(verified, services):
    assert (verification(verified)["state"], verification(verified)["verified_through"]) == ("intact", 15)
    services.jobs.run_once()
    assert verification(verified)["verified_through"] == 15


@pytest.mark.parametrize(("seq", "seen"), [(9, False), (10, True), (11, True)], ids=["before", "at", "after"])
def test_tampering_shows_at_a_view_from_the_checkpoint_on_and_always_when_all_is_verified(
    verified, services, database, seq, seen
):
    tamper(database, seq, detail={"other": 1})
    assert (verification(verified)["broken_entry"] is not None) == seen
    assert verified.post(f"{PATH}/verification").json["full_running"]
    services.jobs.run_once()
    found = verification(verified)
    assert (found["state"], found["broken_entry"], found["full_running"]) == ("broken", seq, False)


def test_a_history_that_is_rewritten_whole_no_longer_fits_the_checkpoint(verified, services, database):
    with database.transaction() as session:
        before = GENESIS
        for entry in session.query(AuditEntry).order_by(AuditEntry.seq):
            detail = {"rewritten": True} if entry.seq == 3 else entry.detail
            entry.detail, entry.previous_hash = detail, before
            before = entry.sealed_hash()
            values = {"detail": detail, "previous_hash": entry.previous_hash, "hash": before}
            session.expunge(entry)
            session.execute(update(AuditEntry).where(AuditEntry.seq == entry.seq).values(values))
        session.execute(update(audit.AuditHead).values(hash=before))
        assert audit.verify(session)
    assert verification(verified)["broken_entry"] == 10
    verified.post(f"{PATH}/verification")
    services.jobs.run_once()
    assert verification(verified)["broken_entry"] == 10


def test_what_was_mended_is_intact_once_all_is_verified(verified, services, database):
    tamper(database, 12, action="terms_changed")
    services.jobs.run_once()
    assert verification(verified)["broken_entry"] == 12
    tamper(database, 12, action="data_exported")
    assert verification(verified)["state"] == "broken"
    verified.post(f"{PATH}/verification")
    services.jobs.run_once()
    found = verification(verified)
    assert (found["state"], found["full_through"], found["full_checked"]) == ("intact", 15, 15)


def test_all_is_verified_once_a_day(verified, services, database, clock):
    tamper(database, 2, action="terms_changed")
    services.jobs.run_once()
    assert verification(verified)["state"] == "intact"
    clock.advance(seconds=timedelta(days=1).total_seconds())
    services.jobs.run_once()
    assert verification(verified)["broken_entry"] == 2


def test_what_a_view_has_no_time_for_is_pending_until_the_job_comes_by(administrator, append, services):
    append(600)
    found = verification(administrator)
    assert (found["state"], found["verified_through"], found["total"]) == ("pending", 500, 600)
    services.jobs.run_once()
    assert verification(administrator)["state"] == "intact"
