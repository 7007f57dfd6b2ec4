"""What was last published of a table, so that the next publication does not tell who was added or taken away.

Figures are kept as they were shown: they are about groups and stay when one of their members deletes everything or is
deactivated. Of the members themselves only digests are kept, with a salt of each table's own.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from attune.affect.disclosure.digests import SALT_BYTES, digest_by
from attune.affect.disclosure.tables import Contribution, Published, ReleasedTable, Sum, release
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.wellbeing.experiment.models import TableRelease

Figures: TypeAlias = dict[str, Any]
"""What is shown of a cell, as JSON."""


def release_table(
    session: Session,
    name: str,
    cells: Mapping[str, Sequence[Contribution]],
    sums: Sequence[Sum[str]],
    k: int,
    describe: Callable[[str, Sequence[Contribution]], Figures],
    now: datetime,
) -> ReleasedTable[str, Figures]:
    """Publish a table through disclosure control, and keep what was published.

    Args:
        session: one that writes.
        name: what the table is called, at most 80 characters.
        cells: what is counted in each cell.
        sums: the sums that a reader knows.
        k: the smallest group.
        describe: makes the figures of a cell that may be shown.
        now: when it is published.

    Returns:
        The table, with hidden cells and with cells that stay as they were.
    """
    empty = {"name": name, "salt": secrets.token_hex(SALT_BYTES), "cells": {}, "released_at": now}
    insert_if_absent(session, TableRelease, [empty])
    row = session.get_one(TableRelease, name, with_for_update=True)
    all_cells = {**dict.fromkeys(row.cells, ()), **cells}
    last = {key: Published(cell["figures"], cell["contributions"]) for key, cell in row.cells.items()}
    table = release(all_cells, sums, k, describe, digest_by(row.salt), last)
    kept = {
        key: {"figures": cell.figures, "contributions": dict(cell.contributions)} for key, cell in table.cells.items()
    }
    if kept != row.cells:
        row.cells, row.released_at = kept, now
    return table
