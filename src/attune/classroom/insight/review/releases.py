"""What was ever published of a review: figures as they were shown, and digests of what they were made of."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from attune.affect.disclosure.digests import SALT_BYTES, digest_by
from attune.affect.disclosure.rows import Candidate, ShownCell, ShownItem, ShownRow, release_row
from attune.affect.disclosure.tables import Contribution
from attune.classroom.platform.database.engine import insert_if_absent
from attune.classroom.wellbeing.experiment.models import TableRelease
from attune.classroom.wellbeing.experiment.releases import Figures

COUNTED_EVERY = timedelta(minutes=10)  # on a clock, and not by each view: who looks often learns no more
READ_FOR = timedelta(days=1)  # without the job that counts, as in one process of several that has gone


def publish_rows(
    session: Session,
    name: str,
    rows: Mapping[str, Mapping[str, Sequence[Candidate]]],
    k: int,
    describe: Callable[[str, Sequence[Contribution]], Figures],
    now: datetime,
) -> Mapping[str, Figures | None]:
    """Publish a table row by row, and keep what was published.

    Args:
        session: One that writes.
        name: What the table is called, at most 80 characters.
        rows: By row and cell, what the cell may be made of.
        k: The smallest group.
        describe: Makes the figures of a cell that may be shown.
        now: When it is published.

    Returns:
        The figures by cell; None where they are hidden.
    """
    empty = {"name": name, "salt": secrets.token_hex(SALT_BYTES), "cells": {}, "released_at": now}
    insert_if_absent(session, TableRelease, [empty])
    table = session.get_one(TableRelease, name, with_for_update=True)
    digest, kept, shown = digest_by(table.salt), dict(table.cells), dict[str, Figures | None]()
    for row, candidates in rows.items():
        before = table.cells.get(row, {"count": 0, "items": {}, "cells": {}})
        last = {key: ShownCell(cell["figures"], cell["of"]) for key, cell in before["cells"].items()}
        items = {item: ShownItem(*fields) for item, fields in before["items"].items()}
        # a group that is gone, or without learners now, has no candidates any more
        possible = {**candidates, **dict.fromkeys(last.keys() - candidates.keys(), ())}
        released = release_row(possible, k, describe, digest, last, ShownRow(before["count"], items))
        kept[row] = _to_json(released.cells, released.row)
        shown |= {key: cell.figures for key, cell in released.cells.items()}
    if kept != table.cells:
        table.cells = kept
    table.released_at = now
    return shown


def save_shown(session: Session, name: str, shown: Mapping[str, Any], now: datetime) -> None:
    """Keep what is shown apart from what it was made of, which is a hundred times as long and read by nobody who looks.

    Args:
        session: One that writes.
        name: What the table is called, at most 80 characters.
        shown: The figures, as JSON.
        now: When they were published.
    """
    row = {"name": name, "salt": secrets.token_hex(SALT_BYTES), "cells": {}, "released_at": now}
    insert_if_absent(session, TableRelease, [row])
    table = session.get_one(TableRelease, name, with_for_update=True)
    table.cells, table.released_at = dict(shown), now


def read_shown(session: Session, name: str, now: datetime) -> Mapping[str, Any] | None:
    """What `save_shown` has kept; None where there is nothing, or nothing that is recent enough."""
    table = session.get(TableRelease, name)
    return None if table is None or now - table.released_at >= READ_FOR else table.cells


def _to_json(cells: Mapping[str, ShownCell[Figures]], row: ShownRow) -> dict[str, Any]:
    return {
        "count": row.count,
        "items": {item: [each.learner, each.inferable, each.figures] for item, each in row.items.items()},
        "cells": {key: {"figures": cell.figures, "of": cell.of} for key, cell in cells.items()},
    }
