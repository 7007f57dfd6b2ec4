"""Frames a second that one core reads in server mode, and how long a student waits for a reading.

    python -m benchmarks.platform.server_mode

Starts a platform of its own (`attune serve` on SQLite in a temporary folder), held to one core, and lets 1, 10, 50 and
100 students send pictures as the client does: 320 x 240 JPEG, four a second or as often as the last answer asked for,
one in flight each, all of them beginning within a second. Then forty students who send as often as they are let.
Frames a second and core: those that a second of the processor's time pays for. The last two columns of milliseconds
leave out the first two seconds, in which a class turns its cameras on at once and is spread out. The students run in
another process on the other cores. Memory is that of the server process before and after everything.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path

import click
import cv2
from benchmarks.platform.institution import allow_cameras
from benchmarks.platform.window_to_tutor import free_port, machine, wait_until_up
from benchmarks.speed.portrait import read_portrait

from attune.classroom import migrations
from attune.classroom.accounts import service as accounts
from attune.classroom.app import create_app
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.context import Services
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import read_settings
from attune.classroom.wellbeing.models import WellbeingSettings
from attune.simulation.class_load.browser import Browser

PASSWORD = "for the benchmark"
STUDENTS = (1, 10, 50, 100)
PER_SECOND = 4.0
SETTLED_SECONDS = 2.0
SHORTEST_INTERVAL = 0.09  # the server takes no more than one in 0.08 s from a student


@dataclass
class Outcome:
    """What became of the frames of one line of the table. Milliseconds of those that were read; settled: later ones."""

    begun: float = field(default_factory=time.perf_counter)
    settled: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, status: int, milliseconds: float) -> None:
        """Count one answer."""
        self.statuses[status] += 1
        if status == 200:
            self.latencies.append(milliseconds)
            if time.perf_counter() - self.begun > SETTLED_SECONDS:
                self.settled.append(milliseconds)


def jpeg_portrait() -> bytes:
    """The portrait as the client would send it."""
    frame = read_portrait()
    width = frame.shape[1]
    small = cv2.resize(frame[: int(width * 0.75)], (320, 240), interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes())


def build(services: Services) -> list[str]:
    """Fill an empty database with students whose cameras the server may read.

    Returns:
        Their addresses.
    """
    migrations.upgrade(services.database)
    now = services.clock.now()
    emails = [f"student{place}@bench.example" for place in range(max(STUDENTS))]
    with services.database.transaction() as session:
        allow_cameras(session, now)
        for email in emails:
            user = accounts.create_user(
                session,
                name="Student",
                email=email,
                role=Role.STUDENT,
                locale=Locale.ENGLISH,
                password=PASSWORD,
                now=now,
            )
            session.add(
                WellbeingSettings(
                    user_id=user.id,
                    mode=Mode.SERVER,
                    process_camera=True,
                    process_on_server=True,
                    save_summaries=False,
                    count_in_class=False,
                    share_with_tutors=False,
                    share_with_administration=False,
                    support_enabled=True,
                )
            )
    return emails


def send_frames(port: int, browser: Browser, jpeg: bytes, until: float, interval: float, outcome: Outcome) -> None:
    """Send one student's frames over one connection until an instant, paced as `vision/camera/frames.ts` does."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in browser.cookies.items()),
        "X-CSRF-Token": browser.csrf_token,
        "Content-Type": "image/jpeg",
    }
    while time.perf_counter() < until:
        begun = time.perf_counter()
        connection.request("POST", "/api/v1/wellbeing/frames?t=1000", jpeg, headers)
        response = connection.getresponse()
        answer = json.loads(response.read())
        answered = time.perf_counter()
        outcome.add(response.status, (answered - begun) * 1000)
        if response.status == 200:
            due = max(begun + interval, answered + answer["next_in_ms"] / 1000)
        else:
            due = answered + answer["error"]["data"]["retry_after"]
        time.sleep(max(0.0, due - time.perf_counter()))


def run(port: int, browsers: list[Browser], seconds: float, interval: float) -> Outcome:
    """Let students send frames, beginning within a second.

    Returns:
        What became of the frames.
    """
    jpeg, outcome = jpeg_portrait(), Outcome()
    until = time.perf_counter() + seconds

    def perform(place: int, browser: Browser) -> None:
        time.sleep(place / len(browsers))
        send_frames(port, browser, jpeg, until, interval, outcome)

    threads = [threading.Thread(target=perform, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def study(port: int, server_id: int, emails: list[str], seconds: float, free_cores: set[int]) -> None:
    """Everything the students do, in a process of its own; prints the table."""
    os.sched_setaffinity(0, free_cores)
    browsers = []
    for email in emails:
        browser = Browser(f"http://127.0.0.1:{port}")
        browser.sign_in(email, PASSWORD)
        browsers.append(browser)
    run(port, browsers[:1], 2, 0.25)  # the model is loaded with the first frame
    click.echo(
        "students  how                  frames/s  per core   p50 ms   p95 ms   max ms   later p95      max     rejected"
    )
    for count, how, interval in (
        *((count, f"{PER_SECOND:g} a second each", 1 / PER_SECOND) for count in STUDENTS),
        (40, "as many as they may", SHORTEST_INTERVAL),
    ):
        before = processor_seconds(server_id)
        outcome = run(port, browsers[:count], seconds, interval)
        report(count, how, outcome, seconds, processor_seconds(server_id) - before)


def report(students: int, how: str, outcome: Outcome, seconds: float, busy: float) -> None:
    """Print a line of the table. busy: seconds of the processor that the server took."""
    found = sorted(outcome.latencies)
    if not found:
        raise click.ClickException(f"no frame was read: {dict(outcome.statuses)}")
    p50, p95 = quantile(found, 0.50), quantile(found, 0.95)
    away = outcome.statuses.total() - len(found)
    later = sorted(outcome.settled)
    times = f"{p50:>9.0f}{p95:>9.0f}{found[-1]:>9.0f}{quantile(later, 0.95):>12.0f}{later[-1]:>9.0f}"
    click.echo(f"{students:>8}  {how:<20}{len(found) / seconds:>9.1f}{len(found) / busy:>10.1f}{times}{away:>13}")


def quantile(ascending: list[float], share: float) -> float:
    """The value under which a share of the given ones lies."""
    return ascending[min(len(ascending) - 1, int(share * len(ascending)))]


def resident_mb(process_id: int) -> float:
    """Memory of a process and its children, in MB."""
    pages = 0
    for each in [process_id, *_children(process_id)]:
        pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def processor_seconds(process_id: int) -> float:
    """Processor time of a process and its children so far, in user and kernel mode."""
    ticks = 0
    for each in [process_id, *_children(process_id)]:
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])  # utime and stime, see proc(5)
    return ticks / os.sysconf("SC_CLK_TCK")


def _children(process_id: int) -> list[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return [int(child) for child in listed]


@click.command()
@click.option("--seconds", default=15.0, show_default=True, help="How long each line of the table takes.")
def main(seconds: float) -> None:
    """Print frames a second and milliseconds to the reading, by number of students, on one core."""
    for fact in machine():
        click.echo(fact)
    cores = sorted(os.sched_getaffinity(0))
    free_cores = set(cores[1:]) or set(cores)
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "ATTUNE_STATE_DIR": folder,
            "ATTUNE_ARGON2_MEMORY_KIB": "8",
            "ATTUNE_ARGON2_PASSES": "1",
            "ATTUNE_FRAME_PLACES": "1",
        }
        environment.pop("ATTUNE_DATABASE_URL", None)
        app = create_app(read_settings(environment))
        with app.app_context():
            emails = build(app.extensions["attune"])
        app.extensions["attune"].database.dispose()
        port = free_port()
        command = [sys.executable, "-c", "from attune.cli import main; main()", "serve", "--port", str(port)]
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        os.sched_setaffinity(server.pid, {cores[0]})
        try:
            wait_until_up(f"http://127.0.0.1:{port}", server)
            for child in _children(server.pid):
                os.sched_setaffinity(child, {cores[0]})
            before = resident_mb(server.pid)
            students = multiprocessing.get_context("spawn").Process(
                target=study, args=(port, server.pid, emails, seconds, free_cores)
            )
            students.start()
            students.join()
            click.echo(f"memory of the server: {before:.0f} MB before, {resident_mb(server.pid):.0f} MB after")
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
    if students.exitcode:
        raise click.ClickException("the students' process failed; its error stands above")


if __name__ == "__main__":
    main()
