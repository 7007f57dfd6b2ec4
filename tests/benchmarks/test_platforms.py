"""The platforms that benchmarks fill answer what is sent to them: a refusal measures nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from benchmarks.platform import server_mode, window_to_tutor

from attune.classroom.app import create_app
from attune.classroom.platform.settings import read_settings
from attune.expressions import Expression
from attune.simulation.synthetic_windows import synthetic_window


@pytest.fixture
def application(tmp_path):
    settings = read_settings(
        {"ATTUNE_STATE_DIR": str(tmp_path), "ATTUNE_ARGON2_MEMORY_KIB": "8", "ATTUNE_ARGON2_PASSES": "1"}
    )
    made = create_app(settings)
    yield made
    made.extensions["attune"].database.dispose()


@pytest.fixture
def sign_in(application):
    def enter(email, password):
        client = application.test_client()
        token = client.get("/api/v1/session").json["csrf_token"]
        answer = client.post(
            "/api/v1/session", json={"email": email, "password": password}, headers={"X-CSRF-Token": token}
        )
        return client, {"X-CSRF-Token": answer.json["csrf_token"]}

    return enter


def test_a_window_is_taken_where_the_way_to_the_tutor_is_measured(application, sign_in):
    with application.app_context():
        setting = window_to_tutor.build(application.extensions["attune"], students=1)
    client, headers = sign_in(setting.students[0], window_to_tutor.PASSWORD)
    began = datetime.now(UTC) - timedelta(seconds=window_to_tutor.WINDOW_SECONDS)
    window = synthetic_window(Random(0), Expression.NEUTRAL, setting.lesson_id, setting.block_id, began)
    answer = client.post(
        "/api/v1/wellbeing/windows", json={"windows": [window | {"id": str(uuid4())}]}, headers=headers
    )
    assert (answer.status_code, answer.json.get("stored")) == (202, 1), answer.json


def test_a_frame_is_read_where_server_mode_is_measured(application, sign_in):
    with application.app_context():
        email, *_ = server_mode.build(application.extensions["attune"])
    client, headers = sign_in(email, server_mode.PASSWORD)
    answer = client.post(
        "/api/v1/wellbeing/frames?t=1000",
        data=server_mode.jpeg_portrait(),
        headers=headers | {"Content-Type": "image/jpeg"},
    )
    assert answer.status_code == 200, answer.json
