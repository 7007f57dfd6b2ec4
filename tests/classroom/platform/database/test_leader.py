"""What only one process may do is done by one, and by another one when that is gone."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import make_url

from attune.classroom.platform import jobs as jobs_module
from attune.classroom.platform.database.engine import Database
from attune.classroom.platform.database.leader import DatabaseLeader
from attune.classroom.platform.jobs import Jobs
from tests.classroom.platform.events.redis_server import until


@pytest.fixture
def databases(database_address):
    pair = Database(database_address), Database(database_address)
    yield pair
    for database in pair:
        database.dispose()


def test_of_two_processes_one_leads_until_it_is_gone(databases):
    first, second = (DatabaseLeader(database) for database in databases)
    assert first.leads()
    assert first.leads()
    if make_url(databases[0].engine.url).get_backend_name() == "sqlite":
        assert second.leads(), "there is one process, whatever it is asked"
        return
    assert not second.leads()
    first.resign()
    until(second.leads)
    assert not first.leads()
    second.resign()


class Follower:
    """Somebody else leads, until told otherwise."""

    def __init__(self):
        self.turn = threading.Event()

    def leads(self):
        return self.turn.is_set()

    def resign(self):
        self.turn.clear()


def test_a_job_for_all_waits_for_its_process_to_lead_and_the_others_do_not(monkeypatch):
    monkeypatch.setattr(jobs_module, "LEADER_SOUGHT_SECONDS", 0.01)
    leader, alone, each = Follower(), [], threading.Event()
    jobs = Jobs(leader)
    jobs.once_every(0.01, "for all", lambda: alone.append(True))
    jobs.every(0.01, "for itself", each.set)
    jobs.start()
    assert each.wait(60)
    assert alone == []
    leader.turn.set()
    until(lambda: alone)
    jobs.stop()
    assert not leader.turn.is_set()


def test_a_worker_does_nothing_but_what_is_for_all():
    ran = []
    jobs = Jobs()
    jobs.once_every(60, "for all", lambda: ran.append("for all"))
    jobs.every(60, "for itself", lambda: ran.append("for itself"))
    jobs.start(only_once=True)
    until(lambda: ran)
    jobs.stop()
    assert ran == ["for all"]
