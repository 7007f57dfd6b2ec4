"""What the application consists of is not gone through again by the collection of garbage."""

import gc

import pytest

from attune.classroom import server
from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.process import freeze_what_is_loaded


@pytest.fixture
def thawed():
    assert gc.get_freeze_count() == 0
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_is_loaded_is_left_out_of_collections():
    gc.collect()  # what tests before this one have left behind
    tracked = len(gc.get_objects())
    freeze_what_is_loaded()
    assert gc.get_freeze_count() > 0.9 * tracked
    assert len(gc.get_objects()) < 0.1 * tracked


@pytest.mark.usefixtures("thawed")
def test_a_server_leaves_it_out_before_it_answers(app, monkeypatch):
    frozen = []

    class NoServer:
        def __init__(self, *_given, **_named):
            pass

        def run(self, _listeners):
            frozen.append(gc.get_freeze_count())

    monkeypatch.setattr(server, "create_app", lambda *_given: app)
    monkeypatch.setattr(server, "Server", NoServer)
    monkeypatch.setattr(server, "_stop", lambda services: services.jobs.stop())
    server.serve_in_this_process(app.extensions["attune"].settings, None, TransferLimits())
    assert frozen[0] > 0
