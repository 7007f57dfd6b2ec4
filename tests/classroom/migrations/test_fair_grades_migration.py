"""Rows from before grades kept what they are measured by, practice was told apart, and a hand-in had its members."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command

from attune.classroom import migrations
from tests.classroom.migrations.full_database import bare, fill, tables_of  # noqa: F401

BEFORE, AFTER = "0057", "0047"


def change_rows(connection, table, changes):
    """Write the rows of a table again, each with its change; rows beyond the changes go."""
    rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
    if "id" in table.columns:
        for row, change in zip(rows, changes, strict=True):
            connection.execute(table.update().where(table.c.id == row["id"]).values(**change))
        return [row["id"] for row in rows]
    connection.execute(table.delete())
    for row, change in zip(rows, changes, strict=True):
        connection.execute(table.insert().values({**row, **change}))
    return []


@pytest.fixture
def old(bare):  # noqa: F811
    """A database of the version before, and the ids of three users, three blocks and three hand-ins in it.

    The blocks: a quiz that counts, a quiz for practice, an assignment for groups.
    """
    command.upgrade(migrations.configure(bare), BEFORE)
    with bare.engine.begin() as connection:
        fill(connection)
        tables = {table.name: table for table in tables_of(connection)}
        users = connection.execute(sa.select(tables["users"].c.id)).scalars().all()
        kinds = [("quiz", {"graded": True}), ("quiz", {}), ("assignment", {})]
        changes = [{"kind": kind, "content": content} for kind, content in kinds]
        counts, practice, essay = blocks = change_rows(connection, tables["blocks"], changes)
        attempts = [(counts, 0, "graded", 0.8), (counts, 0, "needs_grading", 0.9), (practice, 1, "graded", 0.5)]
        attempt_ids = change_rows(
            connection,
            tables["quiz_attempts"],
            [
                {"block_id": block, "user_id": users[user], "state": state, "score": score}
                for block, user, state, score in attempts
            ],
        )
        grades = [(counts, 0, 8.0), (essay, 1, 5.0), (counts, 2, 0.0)]
        change_rows(
            connection,
            tables["grades"],
            [{"block_id": block, "user_id": users[user], "raw": raw} for block, user, raw in grades],
        )
        group, course = connection.execute(sa.select(tables["course_groups"].c["id", "course_id"])).first()
        connection.execute(tables["group_members"].delete())
        change_rows(connection, tables["enrolments"], [{"user_id": user, "course_id": course} for user in users])
        member = {"group_id": group, "course_id": course}
        connection.execute(tables["group_members"].insert(), [member | {"user_id": user} for user in users])
        hand_ins = [(essay, 0, group, "graded"), (practice, 1, group, "handed_in"), (essay, 2, None, "graded")]
        hand_in_ids = change_rows(
            connection,
            tables["hand_ins"],
            [
                {"block_id": block, "user_id": users[user], "group_id": of, "state": state}
                for block, user, of, state in hand_ins
            ],
        )
    return bare, users, blocks, attempt_ids, hand_in_ids


def tables_after(database):
    command.upgrade(migrations.configure(database), AFTER)
    with database.engine.connect() as connection:
        return {
            table.name: connection.execute(sa.select(table)).mappings().all()
            for table in tables_of(connection)
            if table.name in {"grades", "quiz_attempts", "hand_in_members", "grade_items"}
        }


def test_a_quiz_s_points_are_measured_by_what_it_gave_then_and_others_by_nothing(old):
    database, users, (counts, _practice, essay), *_ = old
    grades = {(row["block_id"], row["user_id"]): row["raw_max"] for row in tables_after(database)["grades"]}
    assert grades == {(counts, users[0]): pytest.approx(10), (essay, users[1]): None, (counts, users[2]): None}


def test_attempts_at_a_quiz_that_does_not_count_become_practice(old):
    database, _users, _blocks, attempts, _hand_ins = old
    after = tables_after(database)
    assert {row["id"]: bool(row["practice"]) for row in after["quiz_attempts"]} == dict(
        zip(attempts, [False, False, True], strict=True)
    )
    assert {bool(row["counts_practice"]) for row in after["grade_items"]} == {False}


def test_a_group_s_hand_in_is_of_who_sent_it_and_who_was_given_its_points_or_still_waits(old):
    database, (sender, given, third), _blocks, _attempts, (graded, waiting, _alone) = old
    members = {(row["hand_in_id"], row["user_id"]) for row in tables_after(database)["hand_in_members"]}
    assert members == {
        (graded, sender),
        (graded, given),
        (waiting, sender),
        (waiting, given),
        (waiting, third),
    }
