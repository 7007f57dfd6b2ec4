"""The system's figures are measured, and Prometheus gets the same."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress

import pytest

from attune.classroom.platform.errors import ApiError
from attune.classroom.platform.observability import Observations
from attune.classroom.platform.settings import Settings
from attune.classroom.wellbeing.server_inference.admission import AnalysisBusy, FrameTooSoon
from tests.classroom.workers.suite import WORKERS
from tests.vision.bundles import linear_model, write_bundle, write_int8


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.administrator())


def system(browser):
    return browser.get("/administration/system").json


@pytest.mark.in_process("reads the process's own figures")
def test_requests_are_counted(administrator):
    before = system(administrator)["requests"]["total"]
    for _ in range(3):
        administrator.get("/courses")
    after = system(administrator)["requests"]
    assert after["total"] == before + 4
    assert 0 < after["p50_ms"] <= after["p95_ms"] <= after["p99_ms"]
    assert after["error_rate"] == 0


def test_the_page_says_how_many_processes_serve(administrator):
    assert system(administrator)["processes"] == max(WORKERS, 1)


def test_prometheus_learns_which_of_how_many_processes_answers():
    assert f'attune_process{{pid="{os.getpid()}",processes="3"}} 1.0' in Observations(3).exposition().decode()


@pytest.mark.in_process("reads the process's own figures")
def test_errors_are_counted(app, services, administrator):
    services.observations.request_answered("GET", "/x", 500, 0.001)
    assert 0 < system(administrator)["requests"]["error_rate"] < 1


def test_people_are_counted_once_and_while_they_are_here(administrator, make, sign_in, clock):
    user = make.student()
    sign_in(user)
    sign_in(user)
    assert system(administrator)["signed_in_now"] == 2
    clock.advance(minutes=6)
    assert system(administrator)["signed_in_now"] == 1


@pytest.mark.in_process("reads the process's own figures")
def test_windows_are_counted_with_their_lag(services, administrator):
    for lag in (0.1, 0.2, 4.0):
        services.observations.window_received(lag)
    windows = system(administrator)["windows"]
    assert (windows["received_total"], windows["per_minute"]) == (3, 3)
    assert (windows["ingest_lag_ms_p50"], windows["ingest_lag_ms_p95"]) == (200, 4000)


@pytest.mark.in_process("reads the process's own figures")
def test_frames_in_server_mode_are_counted_with_those_that_found_no_place(services, administrator):
    for refusal in (None, None, None, AnalysisBusy("busy", retry_after=1), FrameTooSoon("soon", retry_after=1)):
        with suppress(ApiError), services.observations.reading_frame():
            if refusal:
                raise refusal
    before = services.observations.uptime_seconds()
    frames = system(administrator)["frames"]
    after = services.observations.uptime_seconds()
    assert (frames["read_total"], frames["rejected"]) == (3, pytest.approx(1 / 4))
    # over the seconds since the start, which went on while the answer was made
    assert 3 / min(60, max(1, after)) - 0.01 <= frames["per_second"] <= 3 / min(60, max(1, before)) + 0.01
    assert 0 <= frames["p50_ms"] <= frames["p95_ms"]


@pytest.mark.in_process("reads the process's own figures")
def test_where_no_frame_came_nothing_is_said_of_them(administrator):
    frames = system(administrator)["frames"]
    assert (frames["read_total"], frames["per_second"]) == (0, 0)
    assert (frames["p50_ms"], frames["p95_ms"], frames["rejected"]) == (None, None, None)


def test_without_traffic_there_are_no_figures_rather_than_zeros(administrator):
    assert system(administrator)["windows"]["ingest_lag_ms_p50"] is None


def test_the_database_is_described(administrator, database):
    found = system(administrator)["database"]
    assert found["dialect"] == database.engine.dialect.name
    assert found["bytes"] > 10_000


def bundle_of(settings: Settings):
    """A sound bundle where the application looks for it."""
    settings.models_dir.mkdir(exist_ok=True)
    return write_bundle(settings.models_dir / settings.model)


def change_manifest(folder, **changes):
    manifest = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps(manifest | changes))


def test_the_served_model_is_named(administrator, settings):
    bundle_of(settings)
    change_manifest(settings.models_dir / settings.model, name=settings.model, parameters=7)
    found = system(administrator)
    assert (found["model"]["name"], found["model"]["parameters"]) == (settings.model, 7)
    assert found["model_problem"] is None


def test_the_hash_and_the_figures_are_those_of_the_file_that_browsers_load(administrator, settings):
    folder = bundle_of(settings)
    change_manifest(folder, name=settings.model, metrics={"accuracy": 0.6})
    fp32 = system(administrator)["model"]
    write_int8(folder, linear_model(8, seed=1), metrics={"accuracy": 0.5})
    int8 = system(administrator)["model"]
    assert (fp32["metrics"], int8["metrics"]) == ({"accuracy": 0.6}, {"accuracy": 0.5})
    assert int8["sha256"] == hashlib.sha256((folder / "model.int8.onnx").read_bytes()).hexdigest() != fp32["sha256"]


def test_a_bundle_is_not_served_while_one_of_its_files_is_not_sound(administrator, settings):
    folder = bundle_of(settings)
    change_manifest(folder, name=settings.model)
    write_int8(folder, linear_model(8))
    assert system(administrator)["model_problem"] is None
    (folder / "model.int8.onnx").write_bytes(linear_model(8, seed=1))
    assert system(administrator)["model_problem"]["code"] == "bundle_corrupt"
    (folder / "model.int8.onnx").unlink()
    assert system(administrator)["model_problem"]["code"] == "bundle_missing"


def test_a_missing_model_is_a_problem_with_a_reason(administrator):
    found = system(administrator)
    assert (found["model"], found["model_problem"]["code"]) == (None, "bundle_missing")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sha256": "0" * 64}, "bundle_corrupt"),
        ({"name": "other"}, "bundle_invalid"),
        ({"parameters": "many"}, "bundle_invalid"),
        ({"labels": ["neutral", "happiness"]}, "bundle_invalid"),
    ],
)
def test_an_unsound_model_is_never_served_as_if_it_were_sound(administrator, settings, changes, code):
    change_manifest(bundle_of(settings), **{"name": settings.model, **changes})
    found = system(administrator)
    assert (found["model"], found["model_problem"]["code"]) == (None, code)
    assert str(settings.models_dir) not in found["model_problem"]["message"]


def test_a_model_exported_again_is_seen_without_a_restart(administrator, settings):
    folder = bundle_of(settings)
    change_manifest(folder, name="other")
    assert system(administrator)["model"] is None
    change_manifest(folder, name=settings.model, version="2")
    assert system(administrator)["model"]["version"] == "2"


@pytest.mark.in_process("reads the process's own figures")
def test_prometheus_needs_an_administrator_or_the_token(app, administrator, make, sign_in, visitor):
    assert visitor.client.get("/metrics").status_code == 403
    assert sign_in(make.tutor()).client.get("/metrics").status_code == 403
    administrator.get("/courses")
    text = administrator.client.get("/metrics").text
    assert 'attune_requests_total{method="GET",route="/api/v1/courses",status="200"} 1.0' in text
    assert "attune_event_streams 0.0" in text


@pytest.mark.in_process("reads the process's own log")
def test_the_log_of_requests_holds_no_personal_data(make, sign_in, capsys):
    course = make.course()
    user = make.student(course, name="Mara Lind")
    sign_in(user).get(f"/lessons/{course.lessons[0]}")
    logged = capsys.readouterr().out
    assert "route=/api/v1/lessons/<uuid:lesson_id>" in logged
    for secret in (user.email, "Mara", str(user.id), str(course.lessons[0]), "127.0.0.1"):
        assert secret not in logged


def test_alive_and_ready(app):
    client = app.test_client()
    assert client.get("/healthz").json == client.get("/readyz").json == {"status": "ok"}
