"""A whole class at its devices at once: many students, one thread each, on the real application."""

from __future__ import annotations

import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from apiflask import APIFlask

from attune.classroom.accounts.models import SignInSession, User
from attune.classroom.courses.models import Enrolment
from attune.classroom.institution.support_policy.schemas import Mode
from attune.classroom.platform.context import Services
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role
from attune.classroom.wellbeing.models import WellbeingSettings
from tests.classroom.conftest import Browser, SmallCourse
from tests.classroom.wellbeing.readings import window

HANGS_AFTER = 240.0


@dataclass(frozen=True)
class Member:
    """A student of the crowd, signed in."""

    user: User
    browser: Browser
    course: SmallCourse

    def send_window(self, app: APIFlask) -> int:
        """Send the ten seconds that have just ended; the status of the answer."""
        began = app.extensions["attune"].clock.now() - timedelta(seconds=10)
        body = window(began, lesson_id=self.course.lessons[0], block_id=self.course.text)
        return self.browser.post("/wellbeing/windows", {"windows": [body]}).status_code

    def report_presence(self) -> int:
        """Say where one is; the status of the answer."""
        place = {"lesson_id": str(self.course.lessons[0]), "block_id": str(self.course.text)}
        return self.browser.post("/presence", place).status_code


def crowd_of(app: APIFlask, course: SmallCourse, count: int) -> list[Member]:
    """Students who allow everything, enrolled and signed in, without the cost of a password each."""
    services: Services = app.extensions["attune"]
    now = services.clock.now()
    users = [_user(place, now) for place in range(count)]
    with services.database.transaction() as session:
        session.add_all(users)
        session.flush()
        session.add_all([_settings(user) for user in users])
        session.add_all([Enrolment(user_id=user.id, course_id=course.id, enrolled_at=now) for user in users])
        rows = [
            SignInSession(id=uuid4(), user_id=user.id, started_at=now, seen_at=now, expires_at=now + timedelta(days=1))
            for user in users
        ]
        session.add_all(rows)
    return [Member(user, _signed_in(app, user, row), course) for user, row in zip(users, rows, strict=True)]


def run_concurrently(actions: Sequence[Callable[[], Any]]) -> Counter[Any]:
    """Run every action in a thread of its own, all begun at one instant, and count what they return.

    An action that raises counts as its exception's name; one that has not ended in time as "hangs".
    """
    results: list[Any] = ["hangs"] * len(actions)
    gate = threading.Barrier(len(actions))

    def run(place: int, action: Callable[[], Any]) -> None:
        gate.wait()
        try:
            results[place] = action()
        except Exception as error:
            traceback.print_exc()  # the name alone does not say where
            results[place] = type(error).__name__

    threads = [threading.Thread(target=run, args=(place, action), daemon=True) for place, action in enumerate(actions)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + HANGS_AFTER
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    return Counter(results)


def _user(place: int, now: Any) -> User:
    return User(
        id=uuid4(),
        email=f"crowd{place}-{uuid4().hex[:6]}@school.example",
        name=f"Crowd {place:03}",
        role=Role.STUDENT,
        locale=Locale.ENGLISH,
        active=True,
        fs_uniquifier=uuid4().hex,
        created_at=now,
    )


def _settings(user: User) -> WellbeingSettings:
    return WellbeingSettings(
        user_id=user.id,
        mode=Mode.ON_DEVICE,
        process_camera=True,
        save_summaries=True,
        count_in_class=True,
        share_with_tutors=True,
        support_enabled=True,
    )


def _signed_in(app: APIFlask, user: User, row: SignInSession) -> Browser:
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"], cookie["sign_in"] = user.fs_uniquifier, True, str(row.id)
    return Browser(client)
