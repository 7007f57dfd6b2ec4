"""The history of the system: what all processes measured, added up and never averaged."""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from attune.classroom.administration.system.history.models import SystemHour, SystemMinute
from attune.classroom.administration.system.history.recording import add_minutes, purge, save_minutes, sum_hours
from attune.classroom.administration.system.history.summing import Levels, one_after_another, read_values
from attune.classroom.institution.setup.models import Ages, Region
from attune.classroom.institution.setup.service import Facts, save_institution
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.measuring.histogram import ACCURACY
from attune.classroom.platform.measuring.minutes import DeviceClass, Minutes
from tests.classroom.queries import counted

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
GIGABYTE = 10**9
LEVELS = Levels(connections=3, database_bytes=50_000, disk_free=40 * GIGABYTE, disk_total=100 * GIGABYTE)


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def history(browser, period="day"):
    return browser.get(f"/administration/system/history?period={period}").json


def decisions(browser):
    return browser.get("/administration/system/decisions").json


def measured(session, at, *, durations=(), failed=0, levels=LEVELS, jobs=(), **devices):
    """A minute of one process in which so much happened."""
    clock = FakeClock(at)
    minutes = Minutes(clock)
    for place, each in enumerate(durations):
        minutes.request(each, failed=place < failed)
    for name, job_failed in jobs:
        minutes.job(name, 1.5, failed=job_failed)
    for device, times in devices.items():
        for each in times:
            minutes.inference(DeviceClass(device), each)
    clock.advance(minutes=1)
    add_minutes(session, minutes.over(), levels)


def intervals_with_figures(found):
    return [interval for interval in found["intervals"] if interval["figures"] is not None]


# One step: a request to one of two processes, time that passes, a process that saves, hours that are summed.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("request"), st.integers(0, 1), st.floats(0.3, 100_000), st.booleans()),
        st.tuples(st.just("pass"), st.integers(1, 70)),
        st.tuples(st.just("save"), st.integers(0, 1)),
        st.tuples(st.just("sum")),
    ),
    min_size=1,
    max_size=40,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_hours_are_what_a_recount_of_everything_would_give(database, steps):
    with database.transaction() as session:
        session.execute(delete(SystemMinute))
        session.execute(delete(SystemHour))
    clock = FakeClock(NINE + timedelta(seconds=7))
    processes = [Minutes(clock), Minutes(clock)]
    happened: dict[datetime, list[tuple[float, bool]]] = defaultdict(list)

    def save(process):
        over = processes[process].over()
        if over:
            with database.transaction() as session:
                add_minutes(session, over, LEVELS)
            processes[process].discard(minute for minute, _ in over)

    for kind, *what in steps:
        if kind == "request":
            process, duration, failed = what
            processes[process].request(duration, failed=failed)
            happened[clock.now().replace(minute=0, second=0)].append((duration, failed))
        elif kind == "pass":
            clock.advance(minutes=what[0])
        elif kind == "save":
            save(what[0])
        else:
            sum_hours(database, clock.now())
    clock.advance(hours=2)
    save(0)
    save(1)
    sum_hours(database, clock.now())

    with database.session(writes=False) as session:
        hours = {hour.hour: hour for hour in session.scalars(select(SystemHour))}
        minutes = session.scalars(select(SystemMinute).order_by(SystemMinute.minute)).all()
    assert {hour for hour in hours if hours[hour].requests} == set(happened)
    for hour, requests in happened.items():
        found, durations = hours[hour], sorted(duration for duration, _ in requests)
        assert (found.requests, found.failed) == (len(requests), sum(failed for _, failed in requests))
        for name, share in (("p50_ms", 0.5), ("p95_ms", 0.95), ("p99_ms", 0.99)):
            exact = durations[max(1, math.ceil(share * len(durations))) - 1]
            assert getattr(found, name) == pytest.approx(exact, rel=ACCURACY + 0.001)
    for hour, found in hours.items():
        own = [each for each in minutes if hour <= each.minute < hour + HOUR]
        assert read_values(found) == one_after_another([read_values(each) for each in own])
        assert found.minutes == len(own)


def test_what_two_processes_measured_in_a_minute_adds_up(database, administrator, clock):
    with database.transaction() as session:
        measured(session, NINE - 10 * MINUTE, durations=[10.0] * 90, failed=3)
        crowded = Levels(connections=4, database_bytes=50_000, disk_free=30 * GIGABYTE, disk_total=90 * GIGABYTE)
        measured(session, NINE - 10 * MINUTE, durations=[2_000.0] * 10, levels=crowded)
    (interval,) = intervals_with_figures(history(administrator, "hour"))
    figures = interval["figures"]
    assert (figures["requests"], figures["failed"], figures["connections"]) == (100, 3, 7)
    assert figures["error_rate"] == pytest.approx(0.03)
    assert figures["p50_ms"] == pytest.approx(10, rel=ACCURACY)
    assert figures["p95_ms"] == pytest.approx(2_000, rel=ACCURACY)
    assert (figures["disk_free"], figures["disk_total"]) == (30 * GIGABYTE, 90 * GIGABYTE)


@pytest.mark.in_process("saves the process's own figures")
def test_a_process_saves_what_it_has_measured_once(database, services, administrator, clock):
    for _ in range(3):
        administrator.get("/courses")
    clock.advance(minutes=1)
    save_minutes(services)
    save_minutes(services)
    with database.session(writes=False) as session:
        row = session.scalars(select(SystemMinute).order_by(SystemMinute.minute.desc())).first()
    assert (row.processes, row.minute) == (1, NINE)
    assert row.requests >= 3
    assert row.database_bytes > 10_000
    assert row.disk_free > 0


@pytest.mark.in_process("saves the process's own figures")
def test_what_could_not_be_saved_is_saved_the_next_time(database, services, administrator, clock, monkeypatch):
    administrator.get("/courses")
    clock.advance(minutes=1)
    with monkeypatch.context() as patched:
        patched.setattr(type(services.database), "transaction", lambda _self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            save_minutes(services)
    save_minutes(services)
    with database.session(writes=False) as session:
        assert session.scalar(select(func.sum(SystemMinute.requests))) >= 1


def test_where_nothing_was_measured_there_is_a_gap_and_no_zero(database, administrator):
    with database.transaction() as session:
        measured(session, NINE - 30 * MINUTE)
    found = history(administrator, "hour")
    (interval,) = intervals_with_figures(found)
    assert (interval["minutes"], interval["figures"]["requests"], interval["figures"]["p50_ms"]) == (1, 0, None)
    assert interval["figures"]["error_rate"] is None
    assert sum(interval["figures"] is None for interval in found["intervals"]) == 59


def test_an_institution_without_a_history_gets_an_empty_one(administrator):
    found = history(administrator, "year")
    assert (found["step"], len(found["intervals"]), found["jobs"], found["inference"]) == ("day", 365, [], [])
    assert not intervals_with_figures(found)
    assert decisions(administrator) == {"measured": False, "decisions": []}


def test_hours_and_the_minutes_that_are_not_summed_yet_count_once(database, administrator, clock):
    with database.transaction() as session:
        for back in (130, 125, 20):
            measured(session, NINE - back * MINUTE, durations=[10.0])
    sum_hours(database, NINE)
    with database.transaction() as session:
        measured(session, NINE - 5 * MINUTE, durations=[10.0])
    clock.advance(minutes=30)
    for period in ("day", "week", "month", "year"):
        found = history(administrator, period)
        assert sum(interval["figures"]["requests"] for interval in intervals_with_figures(found)) == 4, period
        assert sum(interval["minutes"] for interval in found["intervals"]) == 4, period


def test_days_are_those_of_the_institution(database, administrator, clock):
    facts = Facts(
        name="School", region=Region.ELSEWHERE, ages=Ages.ADULTS, time_zone="Pacific/Auckland", open_registration=False
    )
    with database.transaction() as session:
        save_institution(session, facts, NINE)
        measured(session, datetime(2026, 3, 1, 10, 59, tzinfo=UTC), durations=[1.0])  # 23:59 in Auckland
        measured(session, datetime(2026, 3, 1, 11, 0, tzinfo=UTC), durations=[1.0, 1.0])  # midnight there
    sum_hours(database, NINE)
    found = history(administrator, "year")
    assert found["time_zone"] == "Pacific/Auckland"
    assert [interval["figures"]["requests"] for interval in intervals_with_figures(found)] == [1, 2]
    assert intervals_with_figures(found)[1]["began_at"] == "2026-03-01T11:00:00Z"


def test_minutes_are_kept_for_a_month_and_hours_for_a_year(database):
    with database.transaction() as session:
        for days in (0.5, 29, 31, 364, 368):
            measured(session, NINE - timedelta(days=days), durations=[1.0])
    purge(database, NINE)
    with database.session(writes=False) as session:
        kept = [session.scalar(select(func.count()).select_from(table)) for table in (SystemMinute, SystemHour)]
    assert kept == [2, 4]


def test_how_fast_devices_read_is_told_of_many_windows_only(database, administrator):
    with database.transaction() as session:
        measured(session, NINE - 90 * MINUTE, phone=[40.0] * 199, computer=[12.0] * 200)
    (computer,) = history(administrator)["inference"]
    assert (computer["device"], computer["windows"]) == ("computer", 200)
    assert computer["p50_ms"] == pytest.approx(12, rel=ACCURACY)


def test_jobs_are_told_by_name_for_a_day(database, administrator):
    with database.transaction() as session:
        measured(session, NINE - 25 * HOUR, jobs=[("old", False)])
        measured(session, NINE - HOUR, jobs=[("facts_purge", False), ("facts_purge", True)])
    (job,) = history(administrator)["jobs"]
    assert job == {"name": "facts_purge", "runs": 2, "failed": 1, "seconds": 3.0, "longest": 1.5}


@pytest.mark.parametrize("period", ["hour", "day", "week", "month", "year"])
def test_the_history_takes_few_statements(database, administrator, period):
    with database.transaction() as session:
        measured(session, NINE - HOUR, durations=[1.0])
    with counted(database) as statements:
        history(administrator, period)
    assert len(statements) <= 16


def fill_hours(database, days, *, free=None, durations=(5.0,) * 100, failed=0, until=NINE):
    """Two hours a day with requests, and as much free disk as `free` says for so many days ago."""
    with database.transaction() as session:
        for day in range(days, -1, -1):
            for hours in (12, 2):
                at = until - timedelta(days=day, hours=hours)
                left = 40 * GIGABYTE if free is None else int(free(day + hours / 24))
                levels = Levels(connections=0, database_bytes=1, disk_free=left, disk_total=100 * GIGABYTE)
                measured(session, at, durations=durations, failed=failed, levels=levels)
    sum_hours(database, until)


def test_nothing_needs_a_decision_while_all_is_well(database, administrator):
    fill_hours(database, 9)
    assert decisions(administrator) == {"measured": True, "decisions": []}


def test_a_disk_that_fills_is_told_with_the_days_that_are_left(database, administrator):
    fill_hours(database, 9, free=lambda days_ago: (20 + 2 * days_ago) * GIGABYTE)
    (found,) = decisions(administrator)["decisions"]
    assert (found["kind"], found["days"]) == ("disk_filling", 10)
    assert found["free_bytes"] == pytest.approx(20 * GIGABYTE, rel=0.02)


def test_clearing_up_once_does_not_hide_that_a_disk_fills(database, administrator):
    fill_hours(database, 9, free=lambda days_ago: (10 + 2 * days_ago + (15 if days_ago < 2 else 0)) * GIGABYTE)
    (found,) = decisions(administrator)["decisions"]
    assert found["kind"] == "disk_filling"


def test_two_days_are_no_trend(database, administrator):
    fill_hours(database, 1, free=lambda days_ago: (20 + 2 * days_ago) * GIGABYTE)
    assert decisions(administrator)["decisions"] == []


def test_a_disk_that_is_nearly_full_is_told_without_a_trend(database, administrator):
    fill_hours(database, 0, free=lambda _days_ago: 4 * GIGABYTE)
    (found,) = decisions(administrator)["decisions"]
    assert (found["kind"], found["days"], found["free_bytes"]) == ("disk_full", None, 4 * GIGABYTE)


def test_errors_that_rise_are_told_and_those_that_stay_are_not(database, administrator):
    fill_hours(database, 9, failed=4)
    assert decisions(administrator)["decisions"] == []
    with database.transaction() as session:
        measured(session, NINE - HOUR, durations=[5.0] * 100, failed=40)
    (found,) = decisions(administrator)["decisions"]
    assert (found["kind"], found["count"]) == ("errors", 48)
    assert (found["share"], found["before"]) == (pytest.approx(48 / 300), pytest.approx(0.04))


def test_a_job_of_which_every_run_failed_is_told(database, administrator):
    with database.transaction() as session:
        measured(session, NINE - 40 * MINUTE, jobs=[("sometimes", False), ("never", True)])
        measured(session, NINE - 20 * MINUTE, jobs=[("sometimes", True), ("never", True)])
    (found,) = decisions(administrator)["decisions"]
    assert (found["kind"], found["job"], found["count"]) == ("job_failing", "never", 2)


def test_answers_that_are_slow_for_many_are_told(database, administrator):
    with database.transaction() as session:
        measured(session, NINE - HOUR, durations=[5.0] * 900 + [3_000.0] * 100)
    (found,) = decisions(administrator)["decisions"]
    assert found["kind"] == "slow"
    assert found["p95_ms"] == pytest.approx(3_000, rel=ACCURACY)


@pytest.mark.parametrize("path", ["history", "decisions"])
def test_the_history_is_for_administrators(make, sign_in, path):
    for person in (make.student(), make.tutor()):
        assert sign_in(person).get(f"/administration/system/{path}").status_code == 403
