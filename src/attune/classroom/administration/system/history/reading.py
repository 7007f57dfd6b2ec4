"""Loading what was measured in a stretch of time, and adding it up interval by interval."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, Select, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from attune.classroom.administration.system.history.models import MeasuredTime, SystemHour, SystemMinute
from attune.classroom.administration.system.history.recording import HOUR
from attune.classroom.administration.system.history.summing import COUNTS, LEVELS
from attune.classroom.platform.measuring.histogram import BUCKETS, STORED, Counts

SHOWN_DURATIONS = ("durations", "lags", "frame_durations")
COLUMNS = (*COUNTS, "connections", *LEVELS, *SHOWN_DURATIONS)
NOTHING = bytes(BUCKETS * STORED.itemsize)


class Interval(NamedTuple):
    """What was measured in an interval: how many of its minutes, counts, levels, and durations in buckets."""

    minutes: int
    counts: dict[str, int]
    levels: dict[str, int | None]
    durations: dict[str, Counts]


def load_intervals(session: Session, edges: Sequence[datetime], *, by_minute: bool) -> list[Interval | None]:
    """What was measured between each two edges; None where nothing was.

    Args:
        session: One that reads.
        edges: Oldest first, at least two.
        by_minute: Whether from minutes alone, which are kept for a month. Else from hours, and from the minutes of
            those that are not summed yet; an hour over which an edge goes counts where it begins.
    """
    rows = _load(session, edges[0], edges[-1], by_minute=by_minute, names=COLUMNS)
    intervals: list[Interval | None] = [None] * (len(edges) - 1)
    if not rows:
        return intervals
    columns = dict(zip(("at", "minutes", *COLUMNS), zip(*rows, strict=True), strict=True))
    places = [bisect_right(edges, at) - 1 for at in columns["at"]]
    firsts = [row for row, place in enumerate(places) if row == 0 or places[row - 1] != place]
    counts = {name: np.add.reduceat(np.array(columns[name], np.int64), firsts) for name in ("minutes", *COUNTS)}
    buckets = {name: np.add.reduceat(_matrix(columns[name]), firsts) for name in SHOWN_DURATIONS}
    for number, (first, after) in enumerate(pairwise([*firsts, len(rows)])):
        intervals[places[first]] = Interval(
            minutes=int(counts["minutes"][number]),
            counts={name: int(counts[name][number]) for name in COUNTS},
            levels={
                "connections": max(
                    (each for each in columns["connections"][first:after] if each is not None), default=None
                ),
                **{name: _last_known(columns[name][first:after]) for name in LEVELS},
            },
            durations={name: each[number] for name, each in buckets.items()},
        )
    return intervals


def load_totals(
    session: Session, since: datetime, until: datetime, *, by_minute: bool, names: Sequence[str]
) -> dict[str, Counts]:
    """The durations of some columns in a stretch of time; rows that have none of them are not read."""
    rows = _load(session, since, until, by_minute=by_minute, names=names, some=names)
    return {name: _whole(_matrix([getattr(row, name) for row in rows])) for name in names}


def load_jobs(session: Session, since: datetime) -> list[dict[str, Any]]:
    """The runs of jobs from an instant on: of whole hours, and of the minutes that are not summed yet."""
    summed = session.scalar(select(func.max(SystemHour.hour)))
    minutes_since = since if summed is None else max(since, summed + HOUR)
    hours = select(SystemHour.jobs).where(SystemHour.hour >= since, SystemHour.job_runs > 0)
    minutes = select(SystemMinute.jobs).where(SystemMinute.minute >= minutes_since, SystemMinute.job_runs > 0)
    return [*session.scalars(hours.order_by(SystemHour.hour)), *session.scalars(minutes.order_by(SystemMinute.minute))]


def _load(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    by_minute: bool,
    names: Sequence[str],
    some: Sequence[str] = (),
) -> list[Row[Any]]:
    """Rows with their time, oldest first. some: columns of which one has to hold something."""
    minutes_since, rows = since, list[Row[Any]]()
    if not by_minute:
        rows += session.execute(_query(SystemHour, SystemHour.hour, SystemHour.minutes, names, some, since, until))
        summed = session.scalar(select(func.max(SystemHour.hour)))
        minutes_since = since if summed is None else max(since, summed + HOUR)
    one = literal(1)
    rows += session.execute(_query(SystemMinute, SystemMinute.minute, one, names, some, minutes_since, until))
    return rows


def _query(
    table: type[MeasuredTime],
    at: InstrumentedAttribute[datetime],
    minutes: Any,  # noqa: ANN401 - a column, or a number as one
    names: Sequence[str],
    some: Sequence[str],
    since: datetime,
    until: datetime,
) -> Select[Any]:
    columns = [getattr(table, name) for name in names]
    query = select(at.label("at"), minutes.label("minutes"), *columns).where(at >= since, at < until).order_by(at)
    return query.where(or_(*(getattr(table, name).is_not(None) for name in some))) if some else query


def _most(values: Sequence[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _last_known(values: Sequence[int | None]) -> int | None:
    return next((value for value in reversed(values) if value is not None), None)


def _matrix(stored: Sequence[bytes | None]) -> NDArray[np.uint32]:
    """A row of counts for each: shape (rows, BUCKETS)."""
    whole = b"".join(each or NOTHING for each in stored)
    return np.frombuffer(whole, STORED).reshape(-1, BUCKETS)


def _whole(counts: Counts) -> Counts:
    """Rows of counts, added up."""
    whole: Counts = counts.sum(axis=0, dtype=np.uint32)
    return whole


def minutes_over(began: datetime, ended: datetime, now: datetime) -> int:
    """How many minutes of an interval are over."""
    return max(0, int((min(ended, now) - began) / timedelta(minutes=1)))
