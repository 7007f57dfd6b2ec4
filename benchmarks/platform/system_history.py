"""How long an administrator waits for the history of the system, with a year of it in the database.

    python -m benchmarks.platform.system_history

Works in this process on SQLite in a temporary folder, or on ATTUNE_DATABASE_URL, which must be empty: a month of
minutes and a year of hours, all measured. The third column is the processor's time in this process.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles

import click
from sqlalchemy import insert
from sqlalchemy.orm import Session

from attune.classroom.administration.system.history.decisions import read_decisions
from attune.classroom.administration.system.history.models import SystemHour, SystemMinute
from attune.classroom.administration.system.history.periods import HistoryPeriod
from attune.classroom.administration.system.history.recording import HOUR
from attune.classroom.administration.system.history.schemas import SystemHistoryQuery
from attune.classroom.administration.system.history.service import read_history
from attune.classroom.administration.system.history.summing import Levels, Values, percentiles_of, values_of
from attune.classroom.app import create_app
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base
from attune.classroom.platform.measuring.histogram import bucket_of
from attune.classroom.platform.measuring.minutes import MINUTE, DeviceClass, Tally
from attune.classroom.platform.settings import Settings, read_settings

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
MINUTES, HOURS, BATCH = 30 * 24 * 60, 365 * 24, 500
JOBS = 25


@click.command()
@click.option("--reads", default=20, show_default=True, help="How often each is read.")
def command(reads: int) -> None:
    """Time every period of the history and what needs a decision, and print medians and p95."""
    with tempfile.TemporaryDirectory() as folder:
        address = read_settings().database_url if "ATTUNE_DATABASE_URL" in os.environ else ""
        settings = Settings(secret_key="bench", state_dir=Path(folder), database_url=address)
        services: Services = create_app(settings).extensions["attune"]
        Base.metadata.create_all(services.database.engine)
        _fill(services)
        click.echo(f"{services.database.engine.dialect.name}; load {os.getloadavg()[0]:.1f}")
        click.echo(f"{'':<30} {'median':>8} {'p95':>8} {'processor':>10}")
        for period in HistoryPeriod:
            _report(f"history: {period.value}", services, partial(_read, SystemHistoryQuery(period=period)), reads)
        _report("what needs a decision", services, lambda s: read_decisions(s, NOW), reads)


def _read(query: SystemHistoryQuery, session: Session) -> object:
    return read_history(session, query, NOW)


def _report(name: str, services: Services, read: Callable[[Session], object], times: int) -> None:
    taken, used = [], []
    for _ in range(times):
        began, processor = time.perf_counter(), time.process_time()
        with services.database.session(writes=False) as session:
            read(session)
        taken.append(1000 * (time.perf_counter() - began))
        used.append(1000 * (time.process_time() - processor))
    click.echo(f"{name:<30} {median(taken):8.1f} {quantiles(taken, n=20)[-1]:8.1f} {median(used):10.1f}")


def _fill(services: Services) -> None:
    """Every minute of a month and every hour of a year, as busy as a school."""
    rng = Random(1)
    measured = [_measured(rng) for _ in range(50)]
    minutes = [{"minute": NOW - MINUTE * back, **rng.choice(measured)} for back in range(1, MINUTES + 1)]
    hours = []
    for back in range(1, HOURS + 1):
        values = rng.choice(measured)
        hours.append({"hour": NOW - HOUR * back, "minutes": 60, **values, **percentiles_of(values)})
    for table, rows in ((SystemMinute, minutes), (SystemHour, hours)):
        for first in range(0, len(rows), BATCH):
            with services.database.transaction() as session:
                session.execute(insert(table), rows[first : first + BATCH])


def _measured(rng: Random) -> Values:
    tally = Tally(requests=300, failed=rng.randrange(3))
    for _ in range(300):
        tally.durations[bucket_of(rng.lognormvariate(2, 1))] += 1
        tally.lags[bucket_of(rng.lognormvariate(5, 1))] += 1
        tally.frames[bucket_of(rng.lognormvariate(3, 0.5))] += 1
        tally.inference[rng.choice(list(DeviceClass))][bucket_of(rng.lognormvariate(3, 0.5))] += 1
    for place in range(JOBS):
        tally.jobs[f"job_{place}"].runs = 1
    return values_of(tally, Levels(40, 10**9, 10**11 - rng.randrange(10**9), 2 * 10**11))


if __name__ == "__main__":
    command()
