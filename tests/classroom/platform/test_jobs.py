"""Repeating work goes on after a failure and stops when it is told to."""

from __future__ import annotations

import errno
import threading

import pytest
from structlog.testing import capture_logs

from attune.classroom.platform.jobs import Jobs


def test_a_job_runs_at_once_and_again_after_a_failure():
    turns, third = [], threading.Event()

    def work():
        turns.append(len(turns))
        if len(turns) == 1:
            raise RuntimeError("the first turn fails")
        if len(turns) == 3:
            third.set()

    jobs = Jobs()
    jobs.every(0.01, "test", work)
    jobs.start()
    assert third.wait(120)
    jobs.stop()


def test_a_job_that_meets_a_database_without_room_says_so_in_one_line():
    done = threading.Event()

    def work():
        if turns := getattr(work, "turns", 0):
            done.set()
        work.turns = turns + 1
        raise OSError(errno.ENOSPC, "No space left on device")

    jobs = Jobs()
    with capture_logs() as lines:
        jobs.every(0.01, "test", work)
        jobs.start()
        assert done.wait(120)
        jobs.stop()
    assert lines[0] == {"event": "job_failed", "job": "test", "database": "full", "log_level": "error"}


def test_a_failure_shows_when_a_job_is_run_by_hand():
    jobs = Jobs()
    jobs.every(1, "test", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        jobs.run_once()


def test_the_application_s_jobs_run(services):
    services.jobs.run_once()
