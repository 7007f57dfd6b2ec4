"""How long an administrator waits for the audit log, with a million entries in it.

    python -m benchmarks.platform.audit_page --entries 1000000

Works in this process on SQLite in a temporary folder, or on ATTUNE_DATABASE_URL, which must be empty; over the route,
signing in included once. Every kind of question is asked cold (the database opened afresh; its files may still be in
the operating system's memory) and warm, and the first verification of everything is timed.
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any
from uuid import UUID, uuid4

import click
from sqlalchemy import insert, text

from attune.classroom.accounts import service as accounts
from attune.classroom.administration.audit import verification
from attune.classroom.app import create_app
from attune.classroom.platform.audit import GENESIS, AuditAction, AuditEntry, AuditHead
from attune.classroom.platform.context import Services
from attune.classroom.platform.database.engine import Base
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.platform.settings import Settings

TUTORS, STUDENTS = 100, 5_000
BATCH = 5_000
BEGAN = datetime(2025, 9, 1, tzinfo=UTC)
PASSWORD = "correct horse"
# Most entries are views; a few kinds are rare, as in a school.
WEIGHTS = {
    AuditAction.VIEWED_SHARED_AFFECT: 900,
    AuditAction.CONSENT_CHANGED: 60,
    AuditAction.DATA_EXPORTED: 20,
    AuditAction.PEOPLE_ENROLLED: 19,
    AuditAction.POLICY_CHANGED: 1,
}


@click.command()
@click.option("--entries", default=1_000_000, show_default=True)
@click.option("--reads", default=30, show_default=True, help="How often each question is asked warm.")
def command(entries: int, reads: int) -> None:
    """Time pages of the audit log, and print cold, median and p95."""
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ.get("ATTUNE_DATABASE_URL", "")
        settings = Settings(secret_key="bench", state_dir=Path(folder), database_url=address)
        app = create_app(settings)
        services: Services = app.extensions["attune"]
        Base.metadata.create_all(services.database.engine)
        with app.app_context():
            people = _people(services)
        began = time.perf_counter()
        _fill(services, people, entries)
        click.echo(f"{entries} entries on {services.database.engine.dialect.name}, made in {_since(began):.0f} s")
        began = time.perf_counter()
        verification.work(services.database, services.clock)
        click.echo(f"everything verified in {_since(began):.1f} s")
        client = app.test_client()
        token = client.get("/api/v1/session").get_json()["csrf_token"]
        body = {"email": "ada0@school.example", "password": PASSWORD}
        client.post("/api/v1/session", json=body, headers={"X-CSRF-Token": token})
        for name, query in _questions(people, entries).items():
            _report(name, services, client, query, reads)


def _since(began: float) -> float:
    return time.perf_counter() - began


def _report(name: str, services: Services, client: Any, query: dict[str, Any], reads: int) -> None:  # noqa: ANN401
    services.database.dispose()
    cold = _ask(client, query)
    warm = [_ask(client, query) for _ in range(reads)]
    click.echo(f"{name:<34} {cold:7.1f} ms cold {median(warm):7.1f} ms p50 {quantiles(warm, n=20)[-1]:7.1f} ms p95")


def _ask(client: Any, query: dict[str, Any]) -> float:  # noqa: ANN401 - Flask's own test client
    """Milliseconds until the page and how the chain stands are both there."""
    began = time.perf_counter()
    answer = client.get("/api/v1/administration/audit", query_string=query)
    standing = client.get("/api/v1/administration/audit/verification")
    taken = 1000 * _since(began)
    if answer.status_code != 200 or standing.json["state"] != "intact":
        raise click.ClickException(answer.text)
    return taken


def _questions(people: list[UUID], entries: int) -> dict[str, dict[str, Any]]:
    tutor, student, middle = str(people[0]), str(people[TUTORS]), BEGAN + timedelta(seconds=30 * entries / 2)
    month = {"since": (middle - timedelta(days=30)).isoformat(), "until": middle.isoformat()}
    return {
        "newest": {},
        "a page in the middle": {"before": entries // 2},
        "the oldest page": {"before": 50},
        "a tutor": {"who": tutor},
        "the system": {"who": "system"},
        "about a student": {"about": student},
        "a frequent action": {"action": "viewed_shared_affect"},
        "a rare action": {"action": "policy_changed"},
        "an action that never happened": {"action": "model_changed"},
        "a month in the middle": month,
        "a tutor in that month": {"who": tutor, **month},
        "a rare action of a tutor": {"who": tutor, "action": "policy_changed"},
        "never happened, of a tutor": {"who": tutor, "action": "model_changed"},
        "never happened, in that month": {"action": "model_changed", **month},
        "a tutor about a student": {"who": tutor, "about": student},
        "a tutor about a student, that month": {"who": tutor, "about": student, **month},
        "a search that finds often": {"search": "statistics"},
        "a search that finds nothing": {"search": "no such words"},
        "a search for a name": {"search": "Student 17"},
        "a number": {"search": f"#{entries // 3}"},
    }


def _people(services: Services) -> list[UUID]:
    """The ids of tutors, then of students; and an administrator."""
    everybody = [("Tutor", TUTORS, Role.TUTOR), ("Student", STUDENTS, Role.STUDENT), ("Ada", 1, Role.ADMINISTRATOR)]
    ids = []
    with services.database.transaction() as session:
        for kind, count, role in everybody:
            for number in range(count):
                user = accounts.create_user(
                    session,
                    name=f"{kind} {number}",
                    email=f"{kind.lower()}{number}@school.example",
                    role=role,
                    locale=Locale.ENGLISH,
                    password=PASSWORD if role is Role.ADMINISTRATOR else None,
                    now=BEGAN,
                )
                ids.append(user.id)
    return ids[:-1]


def _fill(services: Services, people: list[UUID], entries: int) -> None:
    """A log as a school leaves it: one entry every half minute, each sealed as `append` does."""
    rng, before = Random(1), GENESIS
    kinds, weights = zip(*WEIGHTS.items(), strict=True)
    for first in range(1, entries + 1, BATCH):
        rows = []
        for seq in range(first, min(first + BATCH, entries + 1)):
            entry = _entry(seq, rng.choices(kinds, weights)[0], people, rng)
            entry.previous_hash = before
            entry.hash = before = entry.sealed_hash()
            rows.append({column.key: getattr(entry, column.key) for column in AuditEntry.__table__.columns})
        with services.database.transaction() as session:
            session.execute(insert(AuditEntry), rows)
    with services.database.transaction() as session:
        session.add(AuditHead(id=1, seq=entries, hash=before))
    with services.database.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def _entry(seq: int, action: AuditAction, people: list[UUID], rng: Random) -> AuditEntry:
    student = people[TUTORS + rng.randrange(STUDENTS)]
    actor: UUID | None = student
    if action in (AuditAction.VIEWED_SHARED_AFFECT, AuditAction.PEOPLE_ENROLLED):
        actor = people[int(TUTORS * rng.random() ** 2)]  # some look far more often than others
    elif action is AuditAction.POLICY_CHANGED:
        actor = None if rng.random() < 0.5 else people[rng.randrange(TUTORS)]
    detail: dict[str, Any] = {"what": f"Live · {rng.choice(('Statistics', 'Algebra', 'Poetry'))}", "id": str(uuid4())}
    return AuditEntry(
        seq=seq,
        at=BEGAN + timedelta(seconds=30 * seq),
        action=action.value,
        actor_id=actor,
        subject_id=student,
        detail=detail,
    )


if __name__ == "__main__":
    command()
