"""How long the GETs that grow with a school take with 100,000 students and 1,000 courses: one client, warm.

    .venv/bin/python -m benchmarks.platform.learning_reads [--students N] [--courses N] [--rounds N] [--keep FOLDER]

The database is a SQLite file in a temporary folder, or the empty one of ATTUNE_DATABASE_URL. Times are those of the
application itself, from the request to the whole answer, without a network: by the clock, and beside them the processor
time of this process, which other work on the machine stretches less (what PostgreSQL uses is not in it). The gradebook
has 300 students, 60 items. What is kept in FOLDER is filled once and measured again by the next run of this version.
"""

from __future__ import annotations

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import structlog
from apiflask import APIFlask
from benchmarks.platform.large_school import START, School, Size, fill
from flask.testing import FlaskClient
from flask_security.utils import hash_password

from attune.classroom.app import create_app
from attune.classroom.platform.clock import FakeClock
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base
from attune.classroom.platform.serving.process import freeze_what_is_loaded
from attune.classroom.platform.settings import Settings

PASSWORD = "correct horse"
GOAL_MS, GRADEBOOK_GOAL_MS = 50.0, 150.0
WHOLE_GRADEBOOK = "gradebook?limit=500"


class Times(NamedTuple):
    """Milliseconds by the clock: median, 95th percentile, of the first answer; processor time: median, 95th."""

    p50: float
    p95: float
    cold: float
    processor_p50: float
    processor_p95: float


def main() -> None:
    """Fill a database, ask for every page, print a line each."""
    parser = argparse.ArgumentParser(description="Time the GETs of a large school.")
    parser.add_argument("--students", type=int, default=Size().students)
    parser.add_argument("--courses", type=int, default=Size().courses)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--keep", type=Path, help="a folder for the database, used again by the next run")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    with tempfile.TemporaryDirectory() as folder:
        _measure(given.keep or Path(folder), Size(students=given.students, courses=given.courses), given.rounds)


def _measure(folder: Path, size: Size, rounds: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    address = os.environ.get("ATTUNE_DATABASE_URL", f"sqlite:///{folder / 'school.sqlite'}")
    settings = Settings(secret_key="for-a-benchmark-only", database_url=address, state_dir=folder)
    app = create_app(settings, FakeClock(START))
    services: Services = app.extensions["attune"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    school = _school(app, services, size, folder / "school.json")
    clients = {role: _sign_in(app.test_client(), email) for role, email in _people(school).items()}
    dialect = services.database.engine.dialect.name
    freeze_what_is_loaded()  # as a server does
    print(f"{dialect}, {size.students} students, {size.courses} courses, load {os.getloadavg()[0]:.1f}")
    over = 0
    for role, path in _pages(school):
        times = _time(clients[role], path, rounds)
        goal = GRADEBOOK_GOAL_MS if path.endswith(WHOLE_GRADEBOOK) else GOAL_MS
        over += times.p95 > goal
        verdict = "" if times.p95 <= goal else f"   over {goal:.0f} ms"
        by_clock = f"p50 {times.p50:6.1f}  p95 {times.p95:6.1f}  cold {times.cold:6.1f}"
        by_processor = f"processor p50 {times.processor_p50:6.1f}  p95 {times.processor_p95:6.1f} ms"
        print(f"{role:14} {_named(path, school):58.58} {by_clock}  {by_processor}{verdict}")
    print(f"{over} over their goal; load {os.getloadavg()[0]:.1f}")
    services.database.dispose()


def _school(app: APIFlask, services: Services, size: Size, known: Path) -> School:
    """Fill the database, or take the one that an earlier run has kept."""
    Base.metadata.create_all(services.database.engine)
    if known.exists():
        return School.from_json(known.read_text(encoding="utf-8"))
    began = time.perf_counter()
    with app.app_context():
        school = fill(services.database, size, hash_password(PASSWORD))
    with services.database.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    print(f"filled in {time.perf_counter() - began:.0f} s")
    known.write_text(school.as_json(), encoding="utf-8")
    return school


def _people(school: School) -> dict[str, str]:
    return {"student": school.student, "tutor": school.tutor, "administrator": school.administrator}


def _pages(school: School) -> list[tuple[str, str]]:
    course = f"/courses/{school.the_course}"
    shared = ["/session", "/home", "/courses", course, f"/lessons/{school.lesson}"]
    helped = ["/help/threads", "/help/unread"]
    cell = f"{course}/gradebook/grades/{school.quiz}/{school.student_id}/changes"
    student = [
        "/calls",
        "/progress",
        "/results",
        f"/quizzes/{school.quiz}/attempts",
        f"/assignments/{school.assignment}",
    ]
    record = f"{course}/students/{school.student_id}/record"
    risks = [f"{course}/at-risk", f"{course}/roster"]
    reads = [f"{course}/gradebook?limit=100", f"{course}/{WHOLE_GRADEBOOK}", *risks, record, cell]
    people = [f"{course}/people", f"{course}/people/candidates?query=person", f"{course}/groups", f"{course}/codes"]
    author = [
        *("/authoring/courses", "/authoring/courses?search=course%2099", f"/authoring{course}"),
        *(f"/authoring/lessons/{school.lesson}/draft", f"/authoring/lessons/{school.lesson}/versions"),
    ]
    live = ["/teaching/courses", "/teaching/at-risk", f"/teaching{course}/live"]
    grading = ["/grading", f"/grading/{school.work}", "/grading/saved-comments"]
    users = "/administration/users"
    administration = [
        *("/courses?search=course%2099", users, f"{users}?query=person%20ab", f"{users}?role=tutor"),
        *("/administration/system", "/administration/audit", "/administration/policy", "/administration/messages"),
    ]
    of_role = {
        "student": [*shared, *helped, *student],
        "tutor": [*shared, *helped, *reads, *people, *author, *live, *grading],
        "administrator": [*shared, *reads, *people, *author, *administration],
    }
    return [(role, path) for role, paths in of_role.items() for path in paths]


def _named(path: str, school: School) -> str:
    """A path without its ids."""
    for name in ("the_course", "lesson", "quiz", "student_id", "assignment", "work"):
        path = path.replace(str(getattr(school, name)), name.removeprefix("the_").removesuffix("_id"))
    return path


def _sign_in(client: FlaskClient, email: str) -> FlaskClient:
    token = client.get("/api/v1/session").get_json()["csrf_token"]
    body = {"email": email, "password": PASSWORD}
    answer = client.post("/api/v1/session", json=body, headers={"X-CSRF-Token": token})
    assert answer.status_code == 200, answer.get_json()
    return client


def _time(client: FlaskClient, path: str, rounds: int) -> Times:
    by_clock, by_processor = [], []
    for _ in range(rounds + 1):
        began, used = time.perf_counter(), time.process_time()
        answer = client.get(f"/api/v1{path}")
        by_clock.append(1000 * (time.perf_counter() - began))
        by_processor.append(1000 * (time.process_time() - used))
        assert answer.status_code == 200, (path, answer.get_json())
    warm, processor = sorted(by_clock[1:]), sorted(by_processor[1:])
    return Times(_share(warm, 0.5), _share(warm, 0.95), by_clock[0], _share(processor, 0.5), _share(processor, 0.95))


def _share(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    main()
