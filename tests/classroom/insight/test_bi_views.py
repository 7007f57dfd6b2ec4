"""A BI tool reads what administrators see, after disclosure control, and nothing else; only on PostgreSQL."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from attune.classroom import migrations
from attune.classroom.administration.system.history.models import SystemHour
from attune.classroom.courses.models import Course
from attune.classroom.insight.consent.models import ConsentWeek
from attune.classroom.insight.quality.models import QualityPeriod
from attune.classroom.insight.trends.models import TrendWeek
from attune.classroom.platform.database.engine import Base

GUIDE = Path(__file__).parents[3] / "docs/how-to/connect-a-bi-tool.md"
GRANTS, QUESTION = re.findall(r"```sql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
VIEWS = {"trend_weeks", "trend_shares", "quality_shares", "consent_shares", "system_hours"}
SOURCES = {"trend_weeks", "quality_periods", "consent_weeks", "system_hours"}
MONDAY = date(2026, 3, 2)
HOUR = datetime(2026, 3, 2, 9, tzinfo=UTC)

postgresql = pytest.mark.skipif(not os.environ.get("ATTUNE_DATABASE_URL"), reason="views are made on PostgreSQL only")


def share(value):
    return {"share": value, "low": value - 0.1, "high": value + 0.1, "effective": 20.0}


FIGURES = {
    "n": 20,
    "coverage": 0.75,
    "states": {"engaged": share(0.6), "maybe_confused": share(0.3)},
    "struggling": share(0.35),
    "expressions": {"neutral": share(0.8)},
}


QUALITY = {
    "cells": [
        {
            "division": "all",
            "value": "",
            "agreement": {
                "learners": 20,
                "moments": 45,
                "share": {"share": 0.6, "word": None, "low": 0.5, "high": 0.7},
            },
            "corrected": None,
            "readable": {
                "learners": 10,
                "coverage": {"share": None, "word": "most", "low": 0.6, "high": 0.9},
                "abstained": {"share": 0.2, "word": None, "low": 0.1, "high": 0.3},
            },
        }
    ]
}
ALLOWED = {"learners": 40, "low": 0.25, "high": 0.5, "as_of": "2026-02-23"}
CONSENT = {"process_camera": ALLOWED, "save_summaries": None, "count_in_class": None, "share_with_tutors": None}


def show_the_other_pages(connection, course_id):
    """A period of data quality, a week of consent coverage with one switch shown, and an hour of the system."""
    now = text("now()")
    connection.execute(insert(QualityPeriod).values(began_on=MONDAY, figures=QUALITY, k=10, decided_at=now))
    scope = {"scope": f"course:{course_id}", "course_id": course_id}
    connection.execute(insert(ConsentWeek).values(**scope, week=MONDAY, figures=CONSENT, decided_at=now))
    counts = dict.fromkeys(("failed", "windows", "frames", "rejected", "job_runs", "jobs_failed"), 0)
    hour = {
        "hour": HOUR,
        "minutes": 60,
        "processes": 2,
        "requests": 90,
        "p95_ms": 42.0,
        "jobs": {"purge": [1, 0, 1, 1]},
    }
    connection.execute(insert(SystemHour).values(**hour, **counts))


@pytest.fixture
def installed(bare):
    """The tables, the views with the rights that the guide gives, and one figure on every page: schema and role."""
    migrations.upgrade(bare)
    with bare.engine.begin() as connection:
        tables = connection.scalar(text("SELECT current_schema()"))
        schema, role = f"{tables}_insight", f"insight_reader_{os.getpid()}"
        for statement in filter(str.strip, adapted(GRANTS, schema, role).split(";")):
            connection.exec_driver_sql(statement)
        course = {"id": uuid4(), "slug": "s", "title": "Statistics", "summary": "", "language": "en"}
        connection.execute(insert(Course).values(**course))
        week = {"scope": f"course:{course['id']}", "course_id": course["id"], "week": MONDAY, "figures": FIGURES}
        week["decided_at"] = text("now()")
        connection.execute(insert(TrendWeek).values(**week))
        show_the_other_pages(connection, course["id"])
    yield schema, role
    with bare.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {role}")
        connection.exec_driver_sql(f"DROP ROLE {role}")


def adapted(sql, schema, role):
    """What the guide says, for the schema and the role of this test."""
    return re.sub(r"\binsight\b", schema, sql.replace("insight_reader", role))


def ask(database, role, statement):
    """What the role is answered, in a connection of its own."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql(f"SET SESSION AUTHORIZATION {role}")
        try:
            return connection.exec_driver_sql(statement).all()
        finally:
            connection.rollback()
            connection.exec_driver_sql("RESET SESSION AUTHORIZATION")


@postgresql
def test_the_reader_sees_what_is_shown_of_a_week(bare, installed):
    schema, role = installed
    (week,) = ask(
        bare, role, f"SELECT kind, course, course_group, monday, learners, coverage FROM {schema}.trend_weeks"
    )
    assert week == ("course", "Statistics", None, MONDAY, 20, 0.75)
    shares = ask(bare, role, f"SELECT measure, name, share FROM {schema}.trend_shares ORDER BY share")
    assert shares == [
        ("learning_state", "maybe_confused", 0.3),
        ("learning_state", "struggling", 0.35),
        ("learning_state", "engaged", 0.6),
        ("expression", "neutral", 0.8),
    ]
    ((monday, course, struggling, *_),) = ask(bare, role, adapted(QUESTION, schema, role))
    assert (monday, course, struggling) == (MONDAY, "Statistics", 0.35)


@postgresql
def test_the_reader_sees_the_shares_of_data_quality_that_are_shown(bare, installed):
    schema, role = installed
    shares = ask(
        bare,
        role,
        "SELECT began_on, division, part, measure, learners, moments, share, word, low, high "
        f"FROM {schema}.quality_shares ORDER BY measure",
    )
    assert shares == [
        (MONDAY, "all", "", "abstained", 10, None, 0.2, None, 0.1, 0.3),
        (MONDAY, "all", "", "agreement", 20, 45, 0.6, None, 0.5, 0.7),
        (MONDAY, "all", "", "coverage", 10, None, None, "most", 0.6, 0.9),
    ]


@postgresql
def test_the_reader_sees_the_switches_that_are_shown_of_a_course(bare, installed):
    schema, role = installed
    columns = "kind, course, monday, switch, learners, low, high, as_of"
    assert ask(bare, role, f"SELECT {columns} FROM {schema}.consent_shares") == [
        ("course", "Statistics", MONDAY, "process_camera", 40, 0.25, 0.5, date(2026, 2, 23))
    ]


@postgresql
def test_the_reader_sees_how_the_system_did_hour_by_hour(bare, installed):
    schema, role = installed
    columns = "hour, minutes, processes, requests, p95_ms, disk_free"
    assert ask(bare, role, f"SELECT {columns} FROM {schema}.system_hours") == [(HOUR, 60, 2, 90, 42.0, None)]


@postgresql
def test_the_reader_can_read_no_table_and_write_nothing(bare, installed):
    schema, role = installed
    tables = schema.removesuffix("_insight")
    for table in Base.metadata.tables:
        with pytest.raises(ProgrammingError, match="permission denied"):
            ask(bare, role, f'SELECT * FROM {tables}."{table}"')
    for statement in (f"CREATE VIEW {schema}.x AS SELECT 1", f"DROP VIEW {schema}.trend_weeks"):
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            ask(bare, role, statement)
    for view in VIEWS:
        with pytest.raises(DBAPIError, match=r"cannot insert into view|permission denied"):
            ask(bare, role, f"INSERT INTO {schema}.{view} DEFAULT VALUES")


@postgresql
def test_the_views_read_shown_weeks_and_titles_and_hold_nobody_s_id(bare, installed):
    schema, _ = installed
    with bare.engine.connect() as connection:
        read = connection.execute(
            text(
                "SELECT table_name, column_name FROM information_schema.view_column_usage WHERE view_schema = :schema"
            ),
            {"schema": schema},
        ).all()
        columns = connection.execute(
            text("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = :s"),
            {"s": schema},
        ).all()
    assert {table for table, _ in read} == SOURCES | {"courses", "course_groups"}
    assert {column for table, column in read if table not in SOURCES} == {"id", "title", "name"}
    assert {table for table, *_ in columns} == VIEWS
    assert not [column for _, column, kind in columns if kind in {"uuid", "json", "bytea"} or "user" in column]


@postgresql
def test_the_way_back_takes_the_views_along(bare, installed):
    schema, _ = installed
    command.downgrade(migrations.configure(bare), "0071")
    with bare.engine.connect() as connection:
        found = connection.scalar(text("SELECT count(*) FROM pg_namespace WHERE nspname = :name"), {"name": schema})
        assert found == 0
