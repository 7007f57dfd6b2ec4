"""A class that two processes know of: either may build it, one of them refreshes it, and the other one takes over."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from attune.classroom.app import create_app
from attune.classroom.live_class.api import LIVE_CLASSES
from attune.classroom.live_class.refresher import live, sharing
from attune.classroom.live_class.refresher.sharing import ClassCodec
from attune.classroom.platform.events.types import course_channel
from tests.classroom.conftest import Browser, Make
from tests.classroom.platform.events.redis_server import until
from tests.classroom.wellbeing.readings import CONSENT, window

pytestmark = pytest.mark.in_process("two processes of its own, step by step")


@pytest.fixture
def processes(settings, clock, own_redis, monkeypatch):
    """Two applications on one database and one Redis, as two processes have them."""
    monkeypatch.setattr(sharing, "LEASE_RENEWED_SECONDS", 0.0)
    shared = settings.model_copy(update={"redis_url": own_redis.url})
    apps = [create_app(shared, clock) for _ in range(2)]
    for app in apps:
        app.extensions[LIVE_CLASSES].pause_seconds = 0.0
    yield apps
    for app in apps:
        services = app.extensions["attune"]
        services.live.stop()
        services.bus.stop()
        services.database.dispose()


@pytest.fixture
def scene(processes, clock):
    """A student at the first process, a tutor whose stream is at the second one."""
    first, second = processes
    make = Make(first, clock)
    course = make.course()
    student, tutor = make.student(course), make.tutor(course)
    browsers = [Browser(app.test_client()) for app in processes]
    assert browsers[0].sign_in(student.email).status_code == 200
    assert browsers[1].sign_in(tutor.email).status_code == 200
    assert browsers[0].patch("/wellbeing/settings", {"mode": "on_device", "consent": CONSENT}).status_code == 200
    stream = second.extensions["attune"].bus.subscribe([course_channel(course.id)])
    return SimpleNamespace(
        course=course,
        student=browsers[0],
        tutor=browsers[1],
        stream=stream,
        classes=[app.extensions[LIVE_CLASSES] for app in processes],
        clock=clock,
    )


def come(scene):
    place = {"lesson_id": str(scene.course.lessons[0]), "block_id": str(scene.course.text)}
    assert scene.student.post("/presence", place).status_code == 204


def send_window(scene):
    body = window(scene.clock.now(), lesson_id=scene.course.lessons[0], block_id=scene.course.text)
    scene.clock.advance(seconds=10)
    assert scene.student.post("/wellbeing/windows", {"windows": [body]}).status_code == 202


def fetch(scene):
    answer = scene.tutor.get(f"/teaching/courses/{scene.course.id}/live")
    assert answer.status_code == 200
    return answer.json


def refresh(classes):
    live.refresh_changed(classes)
    live.write_access_log(classes)
    live.refresh_changed(classes)


def tiles(scene):
    messages = [json.loads(message.data) for message in scene.stream.take()]
    return [message["student"] for message in messages if message["type"] == "live.student"]


def shown(scene, classes):
    """Whether the tutor is told that the student shows something, by one of the processes."""
    for each in classes:
        refresh(each)
    return any(tile["updated_at"] for tile in tiles(scene))


def test_what_comes_to_one_process_is_seen_at_the_other(scene):
    come(scene)
    assert fetch(scene)["counts"]["present"] == 1
    send_window(scene)
    until(lambda: shown(scene, scene.classes))


def test_one_process_refreshes_a_class_and_the_other_takes_over_when_that_one_is_gone(scene, monkeypatch):
    come(scene)
    fetch(scene)
    first, second = scene.classes
    first.follow_watches()
    assert first.led() == [scene.course.id]
    assert second.led() == []
    send_window(scene)
    until(lambda: shown(scene, [first]))
    before = fetch(scene)
    tiles(scene)
    until(lambda: second.led() == [scene.course.id])  # the first one says nothing any more: its lease runs out
    refresh(second)
    assert tiles(scene) == [], "what was told is not told again"
    send_window(scene)
    until(lambda: shown(scene, [second]))
    assert fetch(scene)["trend"][: len(before["trend"])] == before["trend"]


def test_figures_are_published_by_the_process_that_follows_the_students_though_another_has_built_the_class(scene):
    come(scene)
    fetch(scene)  # built by the second process, which does not refresh it
    first, second = scene.classes
    first.follow_watches()
    assert first.led() == [scene.course.id]
    built = second.rooms[scene.course.id].publisher.last.at
    send_window(scene)
    scene.clock.advance(seconds=5)  # figures are due
    live.refresh_changed(second)
    assert second.rooms[scene.course.id].publisher.last.at == built, "it has not been told of the window"
    live.sweep(first)
    live.refresh_changed(first)
    assert first.rooms[scene.course.id].publisher.last.at == scene.clock.now()


def test_a_restart_of_both_goes_on_from_what_was_told(scene, processes, settings, clock, own_redis):
    come(scene)
    send_window(scene)
    fetch(scene)
    room = scene.classes[1].rooms[scene.course.id]
    again = create_app(settings.model_copy(update={"redis_url": own_redis.url}), clock)
    classes = again.extensions[LIVE_CLASSES]
    classes.follow_watches()
    view = live.refresh(classes, scene.course.id, live.Change(whole=True))
    assert {tile.user_id: tile for tile in view.students} == room.tiles
    assert classes.rooms[scene.course.id].publisher == room.publisher
    services = again.extensions["attune"]
    services.live.stop()
    services.bus.stop()
    services.database.dispose()


def test_a_class_is_read_as_it_was_written(scene):
    come(scene)
    send_window(scene)
    fetch(scene)
    state = sharing._state_of(scene.classes[1].rooms[scene.course.id], {})
    codec = ClassCodec()
    assert codec.decode(codec.encode(state)) == state
