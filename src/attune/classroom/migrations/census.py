"""How much a database holds: counted before and after a migration, so that no loss goes unnoticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, column, func, inspect, select, table, text

from attune.classroom.migrations.errors import DataLoss

NOT_COUNTED = frozenset({"alembic_version"})


@dataclass(frozen=True, slots=True)
class Census:
    """What was counted.

    Attributes:
        rows: Rows of each table.
        values: Values that are not NULL in each column, by "table.column".
        broken: Rows whose reference leads nowhere, by "table -> referred table". Always empty on PostgreSQL, which
            checks every statement.
    """

    rows: dict[str, int]
    values: dict[str, int]
    broken: dict[str, int]

    @classmethod
    def take(cls, connection: Connection) -> Census:
        """Count everything, in one pass over each table."""
        inspector = inspect(connection)
        rows, values = {}, {}
        for name in sorted(set(inspector.get_table_names()) - NOT_COUNTED):
            columns = [found["name"] for found in inspector.get_columns(name)]
            counted = [func.count(), *(func.count(column(found)) for found in columns)]
            rows[name], *counts = connection.execute(select(*counted).select_from(table(name))).one()
            values.update({f"{name}.{found}": count for found, count in zip(columns, counts, strict=True)})
        return cls(rows, values, _broken_references(connection))

    def losses(self, after: Census, explained: Collection[str], *, upgrade: bool) -> list[str]:
        """Say what is fewer in `after` than here.

        Args:
            after: Counted after the migration.
            explained: The tables and "table.column"s that the revisions say they reduce.
            upgrade: Whether a table or column that is gone counts as lost. A downgrade takes away what its upgrade
                added.

        Returns:
            One text for each loss; empty when there is none.
        """
        found = [
            f"{name}: {count} rows, {after.rows.get(name, 0)} afterwards"
            for name, count in self.rows.items()
            if after.rows.get(name, 0) < count and name not in explained and (upgrade or name in after.rows)
        ]
        reduced = {name for name, count in self.rows.items() if after.rows.get(name, 0) < count}
        found += [
            f"{name}: {count} values, {after.values.get(name, 0)} afterwards"
            for name, count in self.values.items()
            if after.values.get(name, 0) < count
            and name not in explained
            and name.partition(".")[0] not in reduced
            and (upgrade or name in after.values)
        ]
        found += [
            f"{reference}: {count} references lead nowhere"
            for reference, count in after.broken.items()
            if count > self.broken.get(reference, 0)
        ]
        return found


def refuse_loss(before: Census, after: Census, explained: Collection[str], *, upgrade: bool) -> None:
    """Raise DataLoss when `after` holds less than `before` in a way that nothing explains.

    Args:
        before: Counted before the migration.
        after: Counted after it, in the same transaction.
        explained: See `Census.losses`.
        upgrade: See `Census.losses`.

    Raises:
        DataLoss: With every loss by name.
    """
    losses = before.losses(after, explained, upgrade=upgrade)
    if losses:
        raise DataLoss(
            "The migration was stopped and undone, because it would have lost data; the database is as it was:\n  "
            + "\n  ".join(losses)
            + "\nGo on with the version of Attune that you had, and report these lines."
        )


def _broken_references(connection: Connection) -> dict[str, int]:
    if connection.dialect.name != "sqlite":
        return {}
    found = connection.execute(text("PRAGMA foreign_key_check")).all()
    return dict(Counter(f"{name} -> {referred}" for name, _row, referred, _number in found))
