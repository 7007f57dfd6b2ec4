"""A whole class at one instant: nothing hangs, nothing is refused, whatever the size of the connection pool."""

from __future__ import annotations

from collections import Counter

import pytest

from attune.classroom.app import create_app
from tests.classroom.conftest import Browser
from tests.classroom.live_class.crowd import crowd_of, run_concurrently
from tests.classroom.wellbeing.readings import check_in

pytestmark = pytest.mark.in_process("makes applications of its own with few connections")


@pytest.fixture
def app_with(settings, clock):
    """Return an application on the empty database whose pool holds the given number of connections."""
    opened = []

    def build(connections: int):
        app = create_app(settings.model_copy(update={"database_connections": connections}), clock)
        opened.append(app.extensions["attune"])
        opened[-1].jobs.start()
        return app

    yield build
    for services in opened:
        services.jobs.stop()
        services.database.dispose()


def signed_in(app, user):
    browser = Browser(app.test_client())
    assert browser.sign_in(user.email).status_code == 200
    return browser


def test_three_hundred_windows_at_one_instant_are_all_taken_while_a_tutor_watches(app_with, make, course, tutor):
    app = app_with(5)
    students, page = crowd_of(app, course, 300), signed_in(app, tutor)
    live = f"/teaching/courses/{course.id}/live"
    assert page.get(live).status_code == 200
    answers = run_concurrently([lambda member=member: member.send_window(app) for member in students])
    assert answers == Counter({202: 300})
    assert page.get(live).status_code == 200
    assert app.test_client().get("/healthz").status_code == 200


def test_ten_threads_finish_with_two_connections(app_with, make, course, tutor):
    app = app_with(2)
    students, page, colleague = crowd_of(app, course, 7), signed_in(app, tutor), signed_in(app, make.tutor(course))
    live = f"/teaching/courses/{course.id}/live"
    assert page.get(live).status_code == colleague.get(live).status_code == 200

    def study(member, place):
        for turn in range(6):
            said = check_in("hand_raised", app.extensions["attune"].clock.now(), lesson_id=str(course.lessons[0]))
            assert member.report_presence() == 204
            assert member.send_window(app) == 202
            assert member.browser.post("/wellbeing/checkins", said).status_code == 201
            shares = {"consent": {"share_with_tutors": turn % 2 == 0}}
            assert member.browser.patch("/wellbeing/settings", shares).status_code == 200
        return "done"

    def look(browser):
        for _ in range(8):
            view = browser.get(live)
            assert view.status_code == 200
            for alert in view.json["alerts"]:
                path = f"/teaching/alerts/{alert['id']}/resolution"
                assert browser.post(path, {"resolution": "done"}).status_code in {204, 404}
            assert browser.get("/teaching/courses").status_code == 200
        return "done"

    def sweep():
        for _ in range(20):
            app.extensions["attune"].jobs.run_once()
        return "done"

    actions = [lambda member=member, place=place: study(member, place) for place, member in enumerate(students)]
    actions += [lambda: look(page), lambda: look(colleague), sweep]
    assert run_concurrently(actions) == Counter({"done": 10})
