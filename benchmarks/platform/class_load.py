"""How a platform holds out when a whole class studies live: evenly, and at one instant, while tutors watch.

    python -m benchmarks.platform.class_load

Starts a platform of its own (`attune serve` in a temporary folder, on loopback) with one course of 200 students who
share their view and five tutors whose event streams are open. Every student sends a window each five seconds, spread
evenly; then all of them send at the same instant, several times. Once on SQLite, and once on PostgreSQL where
ATTUNE_DATABASE_URL names one (in a schema of its own, dropped afterwards).

Printed are the times of a window's answer, from a window to the tile of its student on each tutor's stream, and from a
window to class figures that cover it; in milliseconds, and as a multiple of what one student alone waits for an answer.
The machine's load before it began comes first: what else runs there is in every figure. The students are threads of
this process on the same machine, so their own work is in the figures, too.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import click
from benchmarks.platform.window_to_tutor import (
    PASSWORD,
    WINDOW_SECONDS,
    Setting,
    build,
    free_port,
    machine,
    wait_until_up,
)
from sqlalchemy import create_engine, make_url, text

from attune.classroom.app import create_app
from attune.classroom.platform.settings import read_settings
from attune.expressions import Expression
from attune.simulation.class_load.browser import Browser
from attune.simulation.synthetic_windows import synthetic_window

EXPRESSIONS = (Expression.NEUTRAL, Expression.HAPPINESS, Expression.ANGER, Expression.SURPRISE)
INTERVAL_SECONDS = 5.0
FIGURES_WITHIN = 17.0  # seconds to go on listening for class figures after the last window
AIMS = {"evenly": 250.0, "at one instant": 2000.0, "tile": 1000.0, "class figures": 16_000.0}  # p95, milliseconds
OBSERVED_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A window on its way. sent, answered: by the monotonic clock; ended: by the wall clock, as the tile will say."""

    student_id: str
    ended: datetime
    sent: float
    answered: float
    received_at: datetime


@dataclass
class Stream:
    """What one tutor's event stream brought, each with when it arrived."""

    tiles: dict[str, list[tuple[datetime, float]]] = field(default_factory=dict)
    figures: list[tuple[datetime, float]] = field(default_factory=list)
    closed: bool = False

    def take(self, event: dict[str, Any], at: float) -> None:
        """Note a student's tile or the class's figures."""
        if event["type"] == "live.student" and event["student"]["updated_at"]:
            tiles = self.tiles.setdefault(event["student"]["user_id"], [])
            tiles.append((datetime.fromisoformat(event["student"]["updated_at"]), at))
        elif event["type"] == "live.class":
            self.figures.append((datetime.fromisoformat(event["generated_at"]), at))

    def shown_after(self, window: Sent) -> float | None:
        """Milliseconds from sending a window to the first tile that is as new; None where none came."""
        tiles = self.tiles.get(window.student_id, ())
        return next((1000 * (at - window.sent) for updated, at in tiles if updated >= window.ended), None)

    def counted_after(self, window: Sent) -> float | None:
        """Milliseconds from sending a window to the first class figures made after it was taken; None without any."""
        return next(
            (1000 * (at - window.sent) for generated, at in self.figures if generated >= window.received_at), None
        )


@dataclass
class Crowd:
    """The signed-in students, and what went wrong so far."""

    setting: Setting
    students: list[tuple[Browser, str]]
    problems: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send_window(self, place: int, rng: Random) -> Sent | None:
        """Send the window that has just closed; None where that failed."""
        browser, student_id = self.students[place]
        ended = datetime.now(UTC)
        started = ended - timedelta(seconds=WINDOW_SECONDS)
        window = synthetic_window(rng, rng.choice(EXPRESSIONS), self.setting.lesson_id, self.setting.block_id, started)
        body = {"windows": [window | {"id": str(uuid4())}]}
        sent = time.perf_counter()
        if not self._try(lambda: browser.send("POST", "/wellbeing/windows", body)):
            return None
        return Sent(student_id, ended, sent, time.perf_counter(), datetime.now(UTC))

    def be_present(self, place: int) -> None:
        """Send a heartbeat."""
        where = {"lesson_id": str(self.setting.lesson_id), "block_id": str(self.setting.block_id)}
        self._try(lambda: self.students[place][0].send("POST", "/presence", where))

    def _try(self, request: Callable[[], object]) -> bool:
        try:
            request()
        except Exception as error:  # every kind of failure counts, and is named in the table
            with self.lock:
                self.problems[f"{type(error).__name__}: {str(error)[:80]}"] += 1
            return False
        return True


def perform(crowd: Crowd, students: int, turns: int, interval: float, *, together: bool) -> list[Sent]:
    """Let the first `students` send `turns` windows each, every `interval` seconds, spread evenly or at one instant."""
    begins = time.monotonic() + 3.0
    sent: list[Sent] = []

    def study(place: int) -> None:
        offset = 0.0 if together else interval * place / students
        crowd.be_present(place)
        rng = Random(place)
        for turn in range(turns):
            time.sleep(max(0.0, begins + offset + interval * turn - time.monotonic()))
            window = crowd.send_window(place, rng)
            if window is not None:
                sent.append(window)

    threads = [threading.Thread(target=study, args=(place,), daemon=True) for place in range(students)]
    for thread in threads:
        thread.start()
    deadline = begins + interval * turns + 60.0
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    hanging = sum(thread.is_alive() for thread in threads)
    if hanging:
        crowd.problems["no answer within a minute"] += hanging
    return list(sent)


def listen(tutor: Browser, stream: Stream) -> None:
    """Take in the event stream until it ends."""
    try:
        for line in tutor.open("GET", "/events"):
            if line.startswith(b"data: "):
                stream.take(json.loads(line[6:]), time.perf_counter())
    except OSError:
        pass
    stream.closed = True


def watch(url: str, setting: Setting) -> list[Stream]:
    """Let every tutor open the live page: an event stream and a fetch."""
    streams = []
    for email in setting.tutors:
        tutor, stream = Browser(url), Stream()
        tutor.sign_in(email, PASSWORD)
        threading.Thread(target=listen, args=(tutor, stream), daemon=True).start()
        tutor.send("GET", f"/teaching/courses/{setting.course_id}/live")
        streams.append(stream)
    return streams


def p(share: float, values: Sequence[float]) -> float:
    """A percentile of values, the next one up."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def print_line(what: str, values: Sequence[float], missing: int, alone: float, aim: float | None) -> None:
    """One line of the table. alone: what one student waits for an answer, in milliseconds."""
    if not values:
        click.echo(f"{what:<34}{0:>7}{missing:>9}")
        return
    p95 = p(0.95, values)
    aimed = "" if aim is None else f"   aim {aim:.0f}: {'kept' if p95 <= aim and not missing else 'MISSED'}"
    figures = f"{p(0.5, values):>9.0f}{p95:>9.0f}{max(values):>9.0f}{p95 / alone:>8.1f}"
    click.echo(f"{what:<34}{len(values):>7}{missing:>9}{figures}{aimed}")


def print_phase(name: str, windows: Sequence[Sent], wanted: int, streams: Sequence[Stream], alone: float) -> None:
    """The lines of one phase. wanted: how many windows there should have been."""
    answers = [1000 * (window.answered - window.sent) for window in windows]
    print_line(f"{name}: answer", answers, wanted - len(windows), alone, AIMS.get(name))
    tiles = [stream.shown_after(window) for stream in streams for window in windows]
    print_line(f"{name}: tile", *_found(tiles), alone, AIMS["tile"])
    figures = [stream.counted_after(window) for stream in streams for window in windows]
    known, _ = _found(figures)  # figures that have not changed are not told again: none is missing
    print_line(f"{name}: class figures", known, 0, alone, AIMS["class figures"])


def _found(values: Sequence[float | None]) -> tuple[list[float], int]:
    known = [value for value in values if value is not None]
    return known, len(values) - len(known)


def measure(url: str, setting: Setting, turns: int, bursts: int) -> Counter[str]:
    """Run all phases and print the table.

    Returns:
        What went wrong.
    """
    students = []
    for email in setting.students:
        browser = Browser(url)
        students.append((browser, str(browser.sign_in(email, PASSWORD)["id"])))
    crowd, streams = Crowd(setting, students), watch(url, setting)
    click.echo("what                              windows  missing   p50 ms   p95 ms   max ms  x alone")
    single = perform(crowd, 1, 12, 0.5, together=False)
    time.sleep(2.0)  # the last window's tile is on its way
    alone = p(0.5, [1000 * (window.answered - window.sent) for window in single])
    print_phase("one student", single, 12, streams, alone)
    everybody = len(students)
    evenly = perform(crowd, everybody, turns, INTERVAL_SECONDS, together=False)
    time.sleep(FIGURES_WITHIN)
    print_phase("evenly", evenly, everybody * turns, streams, alone)
    burst = perform(crowd, everybody, bursts, 2 * INTERVAL_SECONDS, together=True)
    time.sleep(FIGURES_WITHIN)
    print_phase("at one instant", burst, everybody * bursts, streams, alone)
    crowd.problems["a tutor's stream ended"] += sum(stream.closed for stream in streams)
    return +crowd.problems


def busy_share(seconds: float) -> float | None:
    """The share of all cores that was busy over a moment; None where the system does not say."""
    path = Path("/proc/stat")
    if not path.exists():
        return None

    def read() -> tuple[int, int]:
        fields = [int(each) for each in path.read_text().split("\n", 1)[0].split()[1:]]
        return sum(fields), fields[3] + fields[4]

    (all_before, idle_before) = read()
    time.sleep(seconds)
    (all_after, idle_after) = read()
    return 1 - (idle_after - idle_before) / max(1, all_after - all_before)


@contextmanager
def separate_schema(address: str) -> Iterator[str]:
    """The address of a new schema of a PostgreSQL database, dropped in the end."""
    schema, engine = f"attune_load_{os.getpid()}", create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        url = make_url(address).update_query_dict({"options": f"-csearch_path={schema}"})
        yield url.render_as_string(hide_password=False)
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


def run(name: str, address: str, students: int, tutors: int, turns: int, bursts: int) -> bool:
    """Serve on one database and measure; says whether nothing went wrong. address: empty for SQLite in a new folder."""
    click.echo(f"\n{name}: {students} students, {tutors} tutors watching")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ATTUNE_")} | {
            "ATTUNE_STATE_DIR": folder,
            "ATTUNE_ARGON2_MEMORY_KIB": "8",
            "ATTUNE_ARGON2_PASSES": "1",
        }
        if address:
            environment["ATTUNE_DATABASE_URL"] = address
        app = create_app(read_settings(environment))
        with app.app_context():
            setting = build(app.extensions["attune"], students, tutors)
        app.extensions["attune"].database.dispose()
        command = [sys.executable, "-c", "from attune.cli import main; main()", "serve", "--port", str(port)]
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            server = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
            try:
                url = f"http://127.0.0.1:{port}"
                wait_until_up(url, server)
                problems = measure(url, setting, turns, bursts)
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=20)
    for problem, count in problems.most_common():
        click.echo(f"  {count} x {problem}")
    click.echo("no errors" if not problems else f"{sum(problems.values())} errors")
    return not problems


@click.command()
@click.option("--students", default=200, show_default=True, type=click.IntRange(2, 300))
@click.option("--tutors", default=5, show_default=True, type=click.IntRange(1, 20))
@click.option("--turns", default=6, show_default=True, help="Windows of each student when they come evenly.")
@click.option("--bursts", default=3, show_default=True, help="How often everybody sends at one instant.")
@click.option("--postgres", default="", envvar="ATTUNE_DATABASE_URL", help="PostgreSQL, too, at this address.")
def main(students: int, tutors: int, turns: int, bursts: int, postgres: str) -> None:
    """Print how long a class waits, on SQLite and on PostgreSQL. Fails if anything was not answered."""
    for fact in machine():
        click.echo(fact)
    busy = busy_share(OBSERVED_SECONDS)
    click.echo(f"{100 * busy:.0f} % of all cores busy before it began" if busy is not None else "")
    good = run("SQLite", "", students, tutors, turns, bursts)
    if postgres.startswith("postgresql"):
        with separate_schema(postgres) as address:
            good = run("PostgreSQL", address, students, tutors, turns, bursts) and good
    else:
        click.echo("\nPostgreSQL: not measured; set ATTUNE_DATABASE_URL to one")
    if not good:
        raise click.ClickException("some requests were not answered as they should be")


if __name__ == "__main__":
    main()
