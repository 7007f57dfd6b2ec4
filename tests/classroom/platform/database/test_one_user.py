"""Requests of one user that write follow each other: what one has read of its user is true until it has committed."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text

from attune.classroom.platform.database.engine import Database
from attune.classroom.wellbeing.models import CheckIn, StoredWindow
from tests.classroom.live_class.crowd import run_concurrently
from tests.classroom.wellbeing.readings import CONSENT, check_in, window

DEVICES = 8


@pytest.fixture
def course(make):
    return make.course()


@pytest.fixture
def devices(make, course, sign_in):
    """One student at several devices, with everything allowed."""
    student = make.student(course)
    browsers = [sign_in(student) for _ in range(DEVICES)]
    answer = browsers[0].patch("/wellbeing/settings", {"mode": "on_device", "consent": CONSENT})
    assert answer.status_code == 200
    return browsers


def count(database, table):
    with database.session(writes=False) as session:
        return session.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("kind", ["lost_here", "hand_raised"])
def test_what_is_said_once_and_sent_eight_times_is_saved_once(devices, course, clock, database, kind):
    said = check_in(kind, clock.now(), lesson_id=str(course.lessons[0]))
    answers = run_concurrently(
        [lambda browser=browser: browser.post("/wellbeing/checkins", said).status_code for browser in devices]
    )
    assert set(answers) <= {200, 201}, answers
    assert count(database, CheckIn) == 1


def test_a_window_that_is_sent_eight_times_at_once_is_accepted_once(devices, clock):
    body = {"windows": [window(clock.now() - timedelta(seconds=20))]}
    accepted = run_concurrently(
        [lambda browser=browser: browser.post("/wellbeing/windows", body).json["accepted"] for browser in devices]
    )
    assert accepted == Counter({0: DEVICES - 1, 1: 1})


def test_nothing_is_left_of_windows_that_were_sent_while_the_camera_was_turned_off_and_all_was_deleted(
    devices, clock, database
):
    def send(browser, number):
        for turn in range(3):
            started = clock.now() - timedelta(seconds=15 * (3 * number + turn) + 20)
            status = browser.post("/wellbeing/windows", {"windows": [window(started)]}).status_code
            assert status in {202, 403, 409}, status
        return "sent"

    def turn_off(browser):
        assert browser.patch("/wellbeing/settings", {"mode": "off"}).status_code == 200
        assert browser.delete("/wellbeing/data").status_code == 200
        return "off"

    *sending, last = devices
    actions = [lambda browser=browser, number=number: send(browser, number) for number, browser in enumerate(sending)]
    run_concurrently([*actions[:4], lambda: turn_off(last), *actions[4:]])
    assert count(database, StoredWindow) == 0


def test_another_process_waits_too(database, settings):
    other, user_id, through = Database(settings.database_address), uuid4(), threading.Event()

    def write():
        with other.session(writes=True, user_id=user_id) as session:
            session.execute(text("SELECT 1"))
        through.set()

    with database.session(writes=True, user_id=user_id) as session:
        session.execute(text("SELECT 1"))
        waiting = threading.Thread(target=write)
        waiting.start()
        assert not through.wait(0.3)
        session.commit()
    assert through.wait(30)
    waiting.join()
    other.dispose()
