"""How long a window takes from a student's request to a tutor's event stream.

    python -m benchmarks.platform.window_to_tutor

Starts a platform of its own (`attune serve` on SQLite in a temporary folder) with one course of 40 students who share
their view, opens the tutor's event stream, and lets 1, 10 and 40 students send windows: evenly spread, as students who
started at different moments do, and all at the same instant, the worst case. Measured is the time from the sending of
the POST to the arrival of the `live.student` event that carries this very window. What a browser adds to that (closing
the window, drawing the tile) is measured by the end-to-end test.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID, uuid4

import click
from benchmarks.platform.institution import allow_cameras
from sqlalchemy.orm import Session

from attune.classroom import migrations
from attune.classroom.accounts import service as accounts
from attune.classroom.accounts.models import User
from attune.classroom.app import create_app
from attune.classroom.courses.models import Block, BlockKind, Course, Enrolment, Lesson, Module, TeachingAssignment
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.context import Services
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import read_settings
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.expressions import Expression
from attune.simulation.class_load.browser import Browser
from attune.simulation.synthetic_windows import synthetic_window

PASSWORD = "for the benchmark"
LARGEST = 40
WINDOW_SECONDS = 10.0
STARTS_WITHIN = 60.0
ARRIVES_WITHIN = 30.0


@dataclass
class Setting:
    """Where the benchmark takes place."""

    course_id: UUID
    lesson_id: UUID
    block_id: UUID
    students: list[str]
    tutors: list[str]


@dataclass
class Arrivals:
    """When each window was sent and seen, by student and the instant of its end."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    sent: dict[tuple[str, str], float] = field(default_factory=dict)
    seen: dict[tuple[str, str], float] = field(default_factory=dict)

    def latencies(self) -> list[float]:
        """Milliseconds from sending to arrival, for every window that arrived."""
        with self.lock:
            return [1000 * (self.seen[key] - at) for key, at in self.sent.items() if key in self.seen]


def build(services: Services, students: int = LARGEST, tutors: int = 1) -> Setting:
    """Fill an empty database with a course, its tutors, and students who share their view."""
    migrations.upgrade(services.database)
    now = services.clock.now()
    with services.database.transaction() as session:
        allow_cameras(session, now)
        people = [_account(session, Role.STUDENT, f"student{i:03}", now) for i in range(students)]
        teaching = [_account(session, Role.TUTOR, f"tutor{i}", now) for i in range(tutors)]
        course = Course(slug="bench", title="Benchmark", summary="", language="en")
        session.add(course)
        session.flush()
        module = Module(course_id=course.id, title="Module", position=1)
        session.add(module)
        session.flush()
        lesson = Lesson(course_id=course.id, module_id=module.id, slug="lesson", title="Lesson", minutes=10, position=1)
        session.add(lesson)
        session.flush()
        block = Block(
            lesson_id=lesson.id, kind=BlockKind.MARKDOWN, position=1, title="Block", hints=[], content={"text": "Text."}
        )
        session.add(block)
        session.add_all([TeachingAssignment(user_id=each.id, course_id=course.id) for each in teaching])
        session.add_all([Enrolment(user_id=each.id, course_id=course.id, enrolled_at=now) for each in people])
        session.add_all([consenting(each) for each in people])
        session.flush()
        emails = [[each.email for each in group] for group in (people, teaching)]
        return Setting(course.id, lesson.id, block.id, *emails)


def _account(session: Session, role: Role, name: str, now: datetime) -> User:
    return accounts.create_user(
        session,
        name=name,
        email=f"{name}@bench.example",
        role=role,
        locale=Locale.ENGLISH,
        password=PASSWORD,
        now=now,
    )


def consenting(student: User) -> WellbeingSettings:
    """Settings of a student who allows everything."""
    return WellbeingSettings(
        user_id=student.id,
        mode=Mode.ON_DEVICE,
        process_camera=True,
        save_summaries=True,
        count_in_class=True,
        share_with_tutors=True,
        support_enabled=True,
    )


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the server answers; raise when it ended or takes too long."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise click.ClickException(f"the server ended with status {server.returncode}")
        try:
            Browser(url).send("GET", "/session")
            return
        except OSError:
            time.sleep(0.2)
    raise click.ClickException("the server did not answer in time")


def listen(tutor: Browser, arrivals: Arrivals) -> None:
    """Note when the event of each window arrives; ends when the stream does."""
    stream = tutor.open("GET", "/events")
    try:
        for line in stream:
            if not line.startswith(b"data: "):
                continue
            at, event = time.perf_counter(), json.loads(line[6:])
            if event["type"] == "live.student" and event["student"]["updated_at"]:
                with arrivals.lock:
                    arrivals.seen.setdefault((event["student"]["user_id"], event["student"]["updated_at"]), at)
    except OSError:
        return


@dataclass
class Student:
    """A signed-in student who sends windows."""

    browser: Browser
    user_id: str
    setting: Setting
    rng: Random

    def be_present(self) -> None:
        """Send a heartbeat."""
        place = {"lesson_id": str(self.setting.lesson_id), "block_id": str(self.setting.block_id)}
        self.browser.send("POST", "/presence", place)

    def send_window(self, arrivals: Arrivals) -> None:
        """Send the window that has just closed, and note when."""
        ended = datetime.now(UTC)
        started = ended - timedelta(seconds=WINDOW_SECONDS)
        expression = self.rng.choice([Expression.NEUTRAL, Expression.HAPPINESS, Expression.ANGER])
        window = synthetic_window(self.rng, expression, self.setting.lesson_id, self.setting.block_id, started)
        body = window | {"id": str(uuid4())}
        with arrivals.lock:
            arrivals.sent[self.user_id, f"{ended:%Y-%m-%dT%H:%M:%S.%f}Z"] = time.perf_counter()
        self.browser.send("POST", "/wellbeing/windows", {"windows": [body]})


def sign_in(url: str, setting: Setting) -> list[Student]:
    """Sign all students in."""
    students = []
    for place, email in enumerate(setting.students):
        browser = Browser(url)
        user = browser.sign_in(email, PASSWORD)
        students.append(Student(browser, user["id"], setting, Random(place)))
    return students


def run(students: list[Student], arrivals: Arrivals, interval: float, rounds: int, together: bool) -> None:
    """Let students send `rounds` windows each, one every `interval` seconds, spread evenly or all at once."""
    begins = time.monotonic() + 0.5

    def perform(place: int, student: Student) -> None:
        offset = 0.0 if together else interval * place / len(students)
        student.be_present()
        for turn in range(rounds):
            time.sleep(max(0.0, begins + offset + interval * turn - time.monotonic()))
            student.send_window(arrivals)

    threads = [threading.Thread(target=perform, args=(place, student)) for place, student in enumerate(students)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def measure(url: str, setting: Setting, students: list[Student], interval: float, rounds: int, together: bool) -> None:
    """Run one line of the table and print it.

    Raises:
        ClickException: a window never arrives.
    """
    arrivals = Arrivals()
    tutor = Browser(url)
    tutor.sign_in(setting.tutors[0], PASSWORD)
    threading.Thread(target=listen, args=(tutor, arrivals), daemon=True).start()
    time.sleep(0.5)
    tutor.send("GET", f"/teaching/courses/{setting.course_id}/live")
    run(students, arrivals, interval, rounds, together)
    deadline = time.monotonic() + ARRIVES_WITHIN
    while len(arrivals.latencies()) < len(arrivals.sent) and time.monotonic() < deadline:
        time.sleep(0.05)
    found = sorted(arrivals.latencies())
    if len(found) < len(arrivals.sent):
        raise click.ClickException(f"{len(arrivals.sent) - len(found)} of {len(arrivals.sent)} windows never arrived")
    how = "at once" if together else f"spread over {interval:g} s"
    p50, p95 = (found[min(len(found) - 1, int(share * len(found)))] for share in (0.50, 0.95))
    click.echo(f"{len(students):>8}  {how:<18}{len(found):>8}{p50:>9.0f}{p95:>9.0f}{found[-1]:>9.0f}")


def machine() -> Iterator[str]:
    """What the figures were measured on."""
    names = [line.split(":", 1)[1].strip() for line in _cpuinfo() if line.startswith("model name")]
    load = os.getloadavg()[0]
    yield f"{names[0] if names else platform.processor() or 'unknown processor'}, {os.cpu_count()} cores"
    yield f"CPython {platform.python_version()}, SQLite, load average {load:.1f} before the run"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


@click.command()
@click.option("--rounds", default=6, show_default=True, help="Windows of each student in a line of the table.")
@click.option("--interval", default=5.0, show_default=True, help="Seconds between a student's windows.")
def main(rounds: int, interval: float) -> None:
    """Print p50, p95 and the largest time from a window's POST to the tutor's event, in milliseconds."""
    for fact in machine():
        click.echo(fact)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ATTUNE_STATE_DIR": folder,
            "ATTUNE_ARGON2_MEMORY_KIB": "8",
            "ATTUNE_ARGON2_PASSES": "1",
        }
        environment.pop("ATTUNE_DATABASE_URL", None)
        app = create_app(read_settings(environment))
        with app.app_context():
            setting = build(app.extensions["attune"])
        app.extensions["attune"].database.dispose()
        port = free_port()
        command = [sys.executable, "-c", "from attune.cli import main; main()", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_up(url, server)
            students = sign_in(url, setting)
            click.echo("students  how                windows   p50 ms   p95 ms   max ms")
            measure(url, setting, students[:1], 0.5, rounds * 8, together=False)
            measure(url, setting, students[:10], interval, rounds, together=False)
            measure(url, setting, students, interval, rounds, together=False)
            measure(url, setting, students, interval, rounds, together=True)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)


if __name__ == "__main__":
    main()
