"""Saving what was measured: every process its minutes, one process the hours, for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from attune.classroom.administration.system.history.models import SystemHour, SystemMinute
from attune.classroom.administration.system.history.summing import (
    Levels,
    Values,
    beside,
    one_after_another,
    percentiles_of,
    read_values,
    values_of,
)
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.batches import delete_in_batches
from attune.classroom.platform.database.engine import Database, take_turns
from attune.classroom.platform.measuring.minutes import MINUTE, Tally

HOUR = timedelta(hours=1)
MINUTES_KEPT, HOURS_KEPT = timedelta(days=30), timedelta(days=366)
SUMMED_AFTER = 2 * MINUTE  # when an hour is over, processes have this long to save its last minute; later is added too
TURNS = "system_history"


def save_minutes(services: Services) -> None:
    """Add what this process has measured to the minutes of all processes. Hold no connection."""
    minutes = services.observations.minutes
    over = minutes.over()
    if not over:
        return
    levels = _measure_levels(services)
    with services.database.transaction() as session:
        take_turns(session, TURNS)
        add_minutes(session, over, levels)
    minutes.discard(minute for minute, _ in over)  # not before they are committed: else they wait for the next time


def add_minutes(session: Session, over: Sequence[tuple[datetime, Tally]], levels: Levels) -> None:
    """Add the minutes of one process, and sum again what they come too late for.

    Args:
        session: In which no other process takes its turn.
        over: Oldest first, at least one.
        levels: As measured now; they are told of the last of the minutes.
    """
    last, _ = over[-1]
    for minute, tally in over:
        measured = values_of(tally, levels if minute == last else None)
        row = session.get(SystemMinute, minute)
        if row is None:
            session.add(SystemMinute(minute=minute, **measured))
            continue
        for name, value in beside(read_values(row), measured).items():
            setattr(row, name, value)
    session.flush()
    summed = session.scalar(select(func.max(SystemHour.hour)))
    if summed is not None:
        for hour in sorted({hour_of(minute) for minute, _ in over if hour_of(minute) <= summed}):
            _sum(session, hour)


def sum_hours(database: Database, now: datetime) -> None:
    """Sum up every hour that is over and has not been summed, each in a transaction of its own.

    Args:
        database: The thread must hold no write transaction.
        now: The present instant.
    """
    with database.session(writes=False) as session:
        summed = session.scalar(select(func.max(SystemHour.hour)))
        query = select(SystemMinute.minute).where(SystemMinute.minute < hour_of(now - SUMMED_AFTER))
        if summed is not None:
            query = query.where(SystemMinute.minute >= summed + HOUR)
        due = {hour_of(minute) for minute in session.scalars(query)}
    for hour in sorted(due):
        with database.transaction() as session:
            take_turns(session, TURNS)
            _sum(session, hour)


def purge(database: Database, now: datetime) -> None:
    """Delete minutes after thirty days and hours after a year. What is to be summed has been by then."""
    sum_hours(database, now)
    delete_in_batches(database, SystemMinute, SystemMinute.minute < now - MINUTES_KEPT)
    delete_in_batches(database, SystemHour, SystemHour.hour < now - HOURS_KEPT)


def hour_of(instant: datetime) -> datetime:
    """The hour that an instant is in, by its beginning."""
    return instant.replace(minute=0, second=0, microsecond=0)


def sum_minutes(rows: Sequence[SystemMinute]) -> Values:
    """What was measured in the minutes, the oldest first, at least one."""
    values = one_after_another([read_values(row) for row in rows])
    return {**values, **percentiles_of(values), "minutes": len(rows)}


def _sum(session: Session, hour: datetime) -> None:
    within = (SystemMinute.minute >= hour) & (SystemMinute.minute < hour + HOUR)
    rows = session.scalars(select(SystemMinute).where(within).order_by(SystemMinute.minute)).all()
    session.merge(SystemHour(hour=hour, **sum_minutes(rows)))


def measure_database(session: Session) -> int:
    """The size of the database in bytes."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        name = connection.engine.url.database or ""
        return sum(file.stat().st_size for file in map(Path, (name, f"{name}-wal")) if file.is_file())
    return connection.scalar(text("SELECT pg_database_size(current_database())")) or 0


def _measure_levels(services: Services) -> Levels:
    with services.database.session(writes=False) as session:
        size = measure_database(session)
    try:
        disk = shutil.disk_usage(services.settings.state_dir)
    except OSError:  # there is no such folder where nothing has ever been written to it
        return Levels(services.bus.count_open(), size, None, None)
    return Levels(services.bus.count_open(), size, disk.free, disk.total)
