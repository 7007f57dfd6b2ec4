"""A simulated class over real HTTP: demo students send, the tutor's view comes alive, and nobody waits for anybody."""

import threading
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from werkzeug.serving import make_server

from attune.classroom.app import create_app
from attune.classroom.institution.support_policy.schemas import InstitutionPolicy
from attune.classroom.institution.support_policy.service import write_policy
from attune.classroom.platform.clock import SystemClock
from attune.classroom.wellbeing.consent.service import settings_of
from attune.cli import main
from attune.simulation.class_load import simulated_class
from attune.simulation.class_load.browser import Browser
from attune.simulation.class_load.commands import simulate
from tests.classroom.conftest import PASSWORD, Make

pytestmark = pytest.mark.in_process("serves an application of its own")

STUDENTS = 6


@pytest.fixture
def platform(settings, institution, monkeypatch) -> Iterator[tuple[str, Make]]:
    """A platform that answers on a port, with real time."""
    monkeypatch.setattr(simulated_class, "PASSWORD", PASSWORD)
    app = create_app(settings, SystemClock())
    with app.extensions["attune"].database.transaction() as session:
        session.add(institution)
        session.flush()
        write_policy(session, InstitutionPolicy())
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}", Make(app, SystemClock())
    server.shutdown()
    serving.join()
    server.server_close()
    app.extensions["attune"].database.dispose()


@pytest.fixture
def classroom(platform):
    """The class that is simulated: everybody shares; and its tutor."""
    url, make = platform
    course = make.course()
    tutor = make.tutor(course)
    for name in simulated_class.STUDENTS[:STUDENTS]:
        student = make.user(email=f"{name}@demo.attune", name=name.title())
        make.enrol(student, course)
        with make._database.transaction() as session:
            row = settings_of(session, student.id)
            row.mode, row.process_camera, row.count_in_class, row.share_with_tutors = "on_device", True, True, True
            session.add(row)
    return url, course, tutor


def signed_in(url, tutor):
    browser = Browser(url)
    browser.sign_in(tutor.email, PASSWORD)
    return browser


def watch(browser, course):
    return browser.send("GET", f"/teaching/courses/{course.id}/live")


def test_a_simulated_class_is_seen_live(classroom):
    url, course, tutor = classroom
    browser = signed_in(url, tutor)
    watch(browser, course)
    problems_seen = []
    assert simulated_class.simulate_class(url, STUDENTS, 3.0, problems_seen.append) == 0, problems_seen
    view = watch(browser, course)
    assert view["counts"]["present"] == STUDENTS
    assert {alert["kind"] for alert in view["alerts"]} >= {"hand_raised", "lost_here"}
    assert "maybe_confused" in {student["learning_state"] for student in view["students"]}


def test_a_class_that_sends_while_the_sweep_runs_waits_for_nobody(platform, classroom, monkeypatch):
    """Requests write, then announce; the sweep announces and may write: no order of locks may block both."""
    url, course, tutor = classroom
    jobs = platform[1]._app.extensions["attune"].jobs
    browser = signed_in(url, tutor)
    watch(browser, course)
    monkeypatch.setattr(simulated_class, "SELF_PACED_SECONDS", 0.1)
    done = threading.Event()

    def watch_on():
        while not done.wait(0.05):
            jobs.run_once()
            watch(browser, course)

    watching = threading.Thread(target=watch_on)
    watching.start()
    problems_seen = []
    problems = simulated_class.simulate_class(url, STUDENTS, 3.0, problems_seen.append)
    done.set()
    watching.join()
    assert problems == 0, problems_seen


def test_a_platform_that_is_not_there_is_reported_by_the_command():
    result = CliRunner().invoke(simulate, ["--url", "http://127.0.0.1:9", "--minutes", "0.1", "--students", "1"])
    assert result.exit_code == 1
    assert "amir could not take part" in result.output


def test_the_command_of_earlier_releases_is_run_with_a_note():
    result = CliRunner().invoke(main, ["rehearse", "--help"])
    assert result.exit_code == 0, result.output
    assert "'attune rehearse' is called 'attune simulate' now" in result.stderr
    assert "Let demo students study live" in result.output
