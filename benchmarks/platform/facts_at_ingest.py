"""What keeping facts adds to taking in a student's windows.

    python -m benchmarks.platform.facts_at_ingest

Serves itself in this process on SQLite in a temporary folder: one student in a study session that already has 25
windows, and again with 120 (an hour). Batches of one and of three windows are sent in turn with and without the facts
being counted, in one run, so that the ratio says the same on any machine.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import click
from benchmarks.platform.institution import allow_cameras
from benchmarks.platform.interruption_point import SmallSchool, Student, build
from sqlalchemy.orm import Session

from attune.classroom.app import create_app
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.events.types import DomainEvent, DomainEvents
from attune.classroom.platform.settings import Settings
from attune.classroom.wellbeing.learner_state.events import KeptDataChanged
from attune.classroom.wellbeing.models import WellbeingSettings

WINDOW_SECONDS, BREAK = 30, timedelta(hours=1)
SESSIONS = (25, 120)
BATCHES = (1, 3)
LEVELS = [255, 0, 0, 0, 0, 0, 0, 0]


@click.command()
@click.option("--pairs", default=40, show_default=True, help="Requests of each kind.")
def command(pairs: int) -> None:
    """Time requests with and without facts, and print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        clock = FakeClock(datetime.now().astimezone())
        settings = Settings(
            secret_key="bench", state_dir=Path(folder), argon2_memory_kib=8, argon2_passes=1, session_days=90
        )
        app = create_app(settings, clock=clock)
        services: Services = app.extensions["attune"]
        with app.app_context():
            school = build(services)
        _allow(services, school)
        student = Student(app.test_client(), school)
        for windows in SESSIONS:
            for batch in BATCHES:
                _report(_measure(services, clock, student, school, windows, batch, pairs), windows, batch)


def _allow(services: Services, school: SmallSchool) -> None:
    with services.database.transaction() as session:
        settings = session.get_one(WellbeingSettings, school.student_id)
        settings.mode, settings.process_camera, settings.save_summaries = Mode.ON_DEVICE, True, True
        allow_cameras(session, datetime.now().astimezone())


def _measure(
    services: Services,
    clock: FakeClock,
    student: Student,
    school: SmallSchool,
    windows: int,
    batch: int,
    pairs: int,
) -> dict[bool, list[float]]:
    """Milliseconds of processor time of a request, without and with facts, in a session of about so many windows."""
    taken: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(pairs):
        for counted in (False, True):
            clock.advance(seconds=BREAK.total_seconds())
            _send(student, clock, school, windows)
            with _facts(services.domain_events, counted):
                taken[counted].append(_timed(lambda: _send(student, clock, school, batch)))
    return taken


def _send(student: Student, clock: FakeClock, school: SmallSchool, count: int) -> None:
    """Let time pass for some windows and send them."""
    begin = clock.now()
    clock.advance(seconds=WINDOW_SECONDS * count)
    bodies = [_window(begin + timedelta(seconds=WINDOW_SECONDS * at), school) for at in range(count)]
    for first in range(0, count, 30):
        student.send("/wellbeing/windows", {"windows": bodies[first : first + 30]})


def _window(began_at: datetime, school: SmallSchool) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "started_at": began_at.isoformat(),
        "seconds": WINDOW_SECONDS,
        "lesson_id": str(school.lesson_id),
        "block_id": str(school.text),
        "p": LEVELS,
        "coverage": 1.0,
        "quality": 0.9,
        "state": "neutral",
        "model": "bench@1",
        "source": "on_device",
    }


@contextmanager
def _facts(events: DomainEvents, counted: bool) -> Iterator[None]:
    """Whether facts are counted of what is sent meanwhile; everybody else hears of it as ever."""
    tell = events.publish

    def publish(session: Session, event: DomainEvent) -> None:
        if counted or not isinstance(event, KeptDataChanged):
            tell(session, event)

    with patch.object(events, "publish", publish):
        yield


def _timed(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _report(taken: dict[bool, list[float]], windows: int, batch: int) -> None:
    without, counted = median(taken[False]), median(taken[True])
    click.echo(
        f"{batch} more in a session of {windows} windows: {without:.1f} ms without facts, {counted:.1f} ms with, "
        f"ratio {counted / without:.2f}"
    )


if __name__ == "__main__":
    command()
