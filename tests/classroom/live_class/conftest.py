"""A class with its tutor, watched live: students who come, show, ask and leave."""

import json
from collections.abc import Callable
from typing import Any, get_args

import pytest

from attune.affect.disclosure.publisher import EVERY
from attune.classroom.live_class.api import LIVE_CLASSES
from attune.classroom.live_class.events import LiveEvent
from attune.classroom.live_class.refresher import live
from attune.classroom.live_class.schemas import LiveView
from attune.classroom.live_class.view import live_view
from attune.classroom.platform.events.types import course_channel, user_channel
from tests.classroom.conftest import Browser, SmallCourse
from tests.classroom.platform.events.redis_server import settle
from tests.classroom.wellbeing.conftest import Learner, learner_in  # noqa: F401 - a fixture for this folder, too
from tests.classroom.wellbeing.readings import check_in
from tests.classroom.workers.suite import run_jobs_elsewhere

REFRESH = ("live_refresher", live.refresh_changed)
WRITE_ACCESS_LOG = ("live_access_log", live.write_access_log)
EVENTS = {event.model_fields["type"].default: event for event in get_args(LiveEvent)}


class Watch:
    """A tutor at the live page: one fetch, then events."""

    def __init__(self, browser: Browser, course: SmallCourse, subscription: Any) -> None:
        self.browser, self.course, self._subscription = browser, course, subscription
        self.view = self.fetch()

    def fetch(self) -> LiveView:
        answer = self.browser.get(f"/teaching/courses/{self.course.id}/live")
        assert answer.status_code == 200, answer.json
        return LiveView.model_validate(answer.json)

    def new_events(self) -> list[LiveEvent]:
        """The events since the last look, applied to the view; what is marked is told now, not in a moment.

        Whichever process leads the class tells it.
        """
        application = self.browser.client.application
        classes, services = application.extensions[LIVE_CLASSES], application.extensions["attune"]
        for job, step in (REFRESH, WRITE_ACCESS_LOG, REFRESH):
            settle(services)
            step(classes)
            run_jobs_elsewhere(application, job)
        settle(services)
        events = []
        while not self._subscription.waiting.empty():
            body = json.loads(self._subscription.waiting.get_nowait().data)
            events.append(EVENTS[body["type"]].model_validate(body))
        for event in events:
            self.view = live_view.apply(self.view, event)
        return events

    def tick(self) -> list[LiveEvent]:
        """The events once the clock has ticked on which figures of the class are published."""
        application = self.browser.client.application
        application.extensions["attune"].clock.advance(seconds=EVERY.total_seconds())
        live.sweep(application.extensions[LIVE_CLASSES])
        run_jobs_elsewhere(application, "live_sweep")
        return self.new_events()

    def tile(self, learner: Learner) -> Any:
        self.new_events()
        return next(student for student in self.view.students if student.user_id == learner.user.id)


@pytest.fixture(autouse=True)
def views_without_pause(app) -> None:
    """Tests see every view; the pause between two is for classes that send at once (see test_simulated_class)."""
    app.extensions[LIVE_CLASSES].pause_seconds = 0.0


@pytest.fixture
def course(make) -> SmallCourse:
    """The course of the class."""
    return make.course()


@pytest.fixture
def tutor(make, course):
    """The tutor of the class."""
    return make.tutor(course)


@pytest.fixture
def watch(sign_in, course, services, tutor) -> Callable[[], Watch]:
    """Return a tutor's live page, opened now."""

    def open_page() -> Watch:
        subscription = services.bus.subscribe([course_channel(course.id), user_channel(tutor.id)])
        return Watch(sign_in(tutor), course, subscription)

    return open_page


def arrive(learner: Learner, block=None, lesson=None) -> None:
    body = {"lesson_id": str(lesson or learner.course.lessons[0]), "block_id": str(block or learner.course.text)}
    assert learner.browser.post("/presence", body).status_code == 204


def say(learner: Learner, kind: str, **fields: Any) -> str:
    lesson, block = str(learner.course.lessons[0]), str(learner.course.text)
    said = check_in(kind, learner.clock.now(), **{"lesson_id": lesson, "block_id": block, **fields})
    assert learner.browser.post("/wellbeing/checkins", said).status_code == 201
    return said["id"]


@pytest.fixture
def class_of(learner_in, course) -> Callable[..., list[Learner]]:  # noqa: F811
    """Return learners with everything allowed and present in the first lesson, unless told otherwise."""

    def fill(count: int, **switches: bool) -> list[Learner]:
        learners = [learner_in(course, f"Student {i:02}") for i in range(count)]
        for learner in learners:
            learner.allow(**switches)
            arrive(learner)
        return learners

    return fill
