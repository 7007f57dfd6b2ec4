"""Fill every table of a database at any version and compare two states, from what the database says it consists of.

Nothing here names a table that a later revision may add: tables, columns, keys and references are reflected, so that
a new table is filled and compared without a change to the tests.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, MetaData, Table, create_engine, make_url, text

from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.platform.database.engine import Base, Database

ROWS_AT_EACH_VERSION = 3
VERSION_TABLE = "alembic_version"
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# What a data migration may read inside a JSON column; every other one holds an object or a list of texts.
CONTENT = {"policy.content": InstitutionPolicy().model_dump(mode="json")}

Row = dict[str, Any]


@pytest.fixture
def bare(tmp_path) -> Iterator[Database]:
    """A database without any table."""
    given = os.environ.get("ATTUNE_DATABASE_URL")
    if not given:
        database = Database(f"sqlite:///{tmp_path / 'bare.sqlite'}")
        yield database
        database.dispose()
        return
    schema, engine = f"attune_bare_{os.getpid()}", create_engine(given)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    url = make_url(given).update_query_dict({"options": f"-csearch_path={schema}"})
    database = Database(url.render_as_string(hide_password=False))
    yield database
    database.dispose()
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema}_insight CASCADE"))
    engine.dispose()


@dataclass(frozen=True)
class Content:
    """A table's columns, the names of its key, and its rows as the driver gives them."""

    columns: frozenset[str]
    key: tuple[str, ...]
    rows: list[Row]

    def by(self, key: tuple[str, ...]) -> dict[tuple[object, ...], Row]:
        """The rows by the values of the columns `key`; empty where a column of it is not there."""
        return {tuple(row[name] for name in key): row for row in self.rows} if {*key} <= self.columns else {}


def fill(connection: Connection, tables: Sequence[Table] | None = None) -> None:
    """Add ROWS_AT_EACH_VERSION rows to every table, each referring to the new rows of its turn in other tables."""
    filled: dict[str, list[Row]] = {}
    for table in tables or tables_of(connection):
        first = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        filled[table.name] = []
        for turn in range(ROWS_AT_EACH_VERSION):
            row = {column.name: _cell(column, filled, turn, first + turn) for column in table.columns}
            connection.execute(table.insert().values(row))
            filled[table.name].append(row)


def read_all(connection: Connection, tables: Sequence[Table] | None = None) -> dict[str, Content]:
    """Return the content of every table."""
    found = {}
    for table in tables or tables_of(connection):
        # as text: what the driver returns, without any reading that could hide a difference
        rows = [dict(row) for row in connection.execute(text(f'SELECT * FROM "{table.name}"')).mappings()]
        columns = frozenset(column.name for column in table.columns)
        found[table.name] = Content(columns, tuple(column.name for column in table.primary_key), rows)
    return found


def names_of(state: dict[str, Content]) -> set[str]:
    """Return every "table" and "table.column"."""
    return {*state, *(f"{table}.{column}" for table, content in state.items() for column in content.columns)}


def differences(before: dict[str, Content], after: dict[str, Content], explained: Collection[str]) -> list[str]:
    """Say what of `before` is no longer the same in `after`, but for the names ("table", "table.column") explained."""
    found = []
    for table, content in before.items():
        if table in explained:
            continue
        if table not in after:
            found.append(f"{table}: gone, with {len(content.rows)} rows")
            continue
        compared = [column for column in sorted(content.columns) if f"{table}.{column}" not in explained]
        found += [f"{table}.{column}: gone" for column in compared if column not in after[table].columns]
        found += _changed_rows(
            table, content, after[table], [name for name in compared if name in after[table].columns]
        )
    return found


def _changed_rows(table: str, before: Content, after: Content, compared: list[str]) -> list[str]:
    there = after.by(before.key)
    found = []
    for key, row in before.by(before.key).items():
        if key not in there:
            found.append(f"{table}: row {key} is gone")
            continue
        found += [
            f"{table}.{name} of {key}: {row[name]!r} became {there[key][name]!r}"
            for name in compared
            if row[name] != there[key][name]
        ]
    return found


def tables_of(connection: Connection) -> list[Table]:
    """Return every table but Alembic's, those that are referred to first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def _cell(column: Column[Any], filled: dict[str, list[Row]], turn: int, number: int) -> object:
    """One value. turn: which of the present rows, from 0.  number: which of all rows in the table, from 0."""
    reference = next(iter(column.foreign_keys), None)
    if reference is not None:
        return _reference(reference, column, filled, turn)
    if column.nullable and turn == 1:
        return None
    return _value(column, number)


def _reference(reference: sa.ForeignKey, column: Column[Any], filled: dict[str, list[Row]], turn: int) -> object:
    """The key of the same turn's row, or of the one before in the same table; None where there is none yet."""
    target = reference.column
    rows = filled.get(target.table.name, [])
    if rows:
        return rows[min(turn, len(rows) - 1)][target.name]
    assert column.nullable, f"{column} refers to rows that are made later"
    return None


def _value(column: Column[Any], number: int) -> object:
    kind = column.type
    if isinstance(kind, sa.JSON):
        return CONTENT.get(str(column), _json(column, number))
    if isinstance(kind, sa.Uuid):
        return uuid5(NAMESPACE_OID, f"{column} {number}")
    if isinstance(kind, sa.CHAR):
        return uuid5(NAMESPACE_OID, f"{column} {number}").hex  # as SQLite keeps it
    if isinstance(kind, sa.DateTime):
        instant = START + timedelta(minutes=number)
        return instant if kind.timezone else instant.replace(tzinfo=None)
    if isinstance(kind, sa.Boolean):
        return number % 2 == 0
    if isinstance(kind, sa.Integer):
        return number + 1
    if isinstance(kind, sa.Date):
        return (START + timedelta(days=number)).date()
    if isinstance(kind, sa.Float | sa.Numeric):
        return (number % 4 + 1) / 4
    if isinstance(kind, sa.LargeBinary):
        return str(number).encode()
    assert isinstance(kind, sa.String), f"say here what a column like {column} of {kind!r} holds"
    return _text(column, number)


def _json(column: Column[Any], number: int) -> object:
    return [f"{column} {number}"] if str(column) in _lists() else {"text": f"{column} {number}"}


@cache
def _lists() -> frozenset[str]:
    """The JSON columns that hold a list, as the models annotate them."""
    return frozenset(
        f"{mapper.local_table.name}.{name}"
        for mapper in Base.registry.mappers
        for name, kind in mapper.class_.__annotations__.items()
        if isinstance(mapper.local_table, Table) and kind.startswith("Mapped[list[Any]")
    )


def _text(column: Column[Any], number: int) -> str:
    """A member where the models know an enumeration, else a text that no other row of the table has."""
    model = _in_models(column)
    if model is not None and isinstance(model.type, sa.Enum):
        return str(model.type.enums[number % len(model.type.enums)])
    length = column.type.length if isinstance(column.type, sa.String) else None
    return f"{number} {column}"[: length or 200]


def _in_models(column: Column[Any]) -> Column[Any] | None:
    """The column as the models describe it now; None where it is no longer, or not yet, in them."""
    table = Base.metadata.tables.get(column.table.name)
    return None if table is None else table.columns.get(column.name)
