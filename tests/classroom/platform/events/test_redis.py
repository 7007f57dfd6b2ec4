"""Between processes events travel by Redis; when it goes away nobody is left in the dark, and it heals by itself."""

from __future__ import annotations

from uuid import uuid4

import pytest

from attune.classroom.app import create_app
from attune.classroom.platform.events.bus import RedisBus
from attune.classroom.platform.events.types import EventType, SessionEnded
from tests.classroom.conftest import Browser, Make
from tests.classroom.platform.events.redis_server import PATIENCE, until

HERE = "user:here"


def ended():
    return SessionEnded(session_id=uuid4())


def next_event(subscription):
    return subscription.waiting.get(timeout=PATIENCE)


@pytest.fixture
def buses(own_redis):
    """Two processes' buses on one Redis."""
    pair = RedisBus(own_redis.url), RedisBus(own_redis.url)
    yield pair
    own_redis.kill()
    for bus in pair:
        bus.stop()


def test_two_processes_share_events(buses):
    first, second = buses
    listener, event = second.subscribe([HERE]), ended()
    first.send(HERE, event)
    assert SessionEnded.model_validate_json(next_event(listener).data) == event


def test_after_a_restart_events_arrive_again_and_everybody_is_told_to_fetch_again(buses, own_redis):
    first, second = buses
    listener = second.subscribe([HERE])
    first.send(HERE, ended())
    before = next_event(listener)
    own_redis.kill()
    until(lambda: not first.status.connected and not second.status.connected)
    own_redis.start()
    until(lambda: first.status.connected and second.status.connected)
    assert next_event(listener).type is EventType.EVENTS_MISSED
    event = ended()
    first.send(HERE, event)
    after = next_event(listener)
    assert SessionEnded.model_validate_json(after.data) == event
    assert after.id > before.id, "the counter is lost with Redis, and ids must grow nevertheless"


def test_while_redis_is_away_events_reach_the_process_that_sends_them(buses, own_redis):
    first, _ = buses
    listener = first.subscribe([HERE])
    own_redis.kill()
    events = [ended(), ended()]
    for event in events:
        first.send(HERE, event)
    assert [SessionEnded.model_validate_json(next_event(listener).data) for _ in events] == events
    assert not first.status.connected


def test_a_redis_that_answers_no_more_is_noticed(buses, own_redis):
    first, _ = buses
    listener = first.subscribe([HERE])
    own_redis.freeze()
    until(lambda: not first.status.connected)
    first.send(HERE, ended())
    assert next_event(listener).type is EventType.SESSION_ENDED
    own_redis.thaw()
    until(lambda: first.status.connected)
    assert next_event(listener).type is EventType.EVENTS_MISSED


def test_a_message_that_is_not_understood_does_not_end_listening(buses):
    first, second = buses
    listener = second.subscribe([HERE])
    for foreign in ("no json", "[1]", '[1, ["user:here", "of another version", "{}"]]', "{}"):
        first._redis.publish(RedisBus.TOPIC, foreign)
    first.send(HERE, ended())
    assert next_event(listener).type is EventType.SESSION_ENDED


@pytest.fixture
def shared(settings, clock, own_redis):
    """The application with a Redis."""
    application = create_app(settings.model_copy(update={"redis_url": own_redis.url}), clock)
    yield application
    parts = application.extensions["attune"]
    parts.bus.stop()
    parts.database.dispose()


def test_without_redis_people_sign_in_and_the_administrator_and_the_probe_say_what_is_wrong(
    shared,
    clock,
    own_redis,
):
    bus, make = shared.extensions["attune"].bus, Make(shared, clock)
    user, administrator = make.student(), make.administrator()
    client = shared.test_client()
    assert client.get("/readyz").status_code == 200
    own_redis.kill()
    assert Browser(shared.test_client()).sign_in(user.email).status_code == 200
    until(lambda: not bus.status.connected)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (503, "unavailable")
    assert (
        answer.json["events"] == "Redis does not answer since 2026-03-02T09:00:00+00:00: live events are interrupted."
    )
    browser = Browser(shared.test_client())
    assert browser.sign_in(administrator.email).status_code == 200
    events = browser.get("/administration/system").json["events"]
    assert events == {"transport": "redis", "connected": False, "since": "2026-03-02T09:00:00Z"}
    own_redis.start()
    until(lambda: bus.status.connected)
    assert client.get("/readyz").json == {"status": "ok"}
    assert browser.get("/administration/system").json["events"]["connected"]


def test_without_redis_guessing_is_still_limited(shared, clock, own_redis):
    user, browser = Make(shared, clock).student(), Browser(shared.test_client())
    own_redis.kill()
    codes = [browser.sign_in(user.email, "a wrong guess").status_code for _ in range(30)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert set(codes) == {401, 429}


def test_the_application_starts_without_redis_and_finds_it_later(settings, clock, own_redis):
    own_redis.kill()
    application = create_app(settings.model_copy(update={"redis_url": own_redis.url}), clock)
    bus = application.extensions["attune"].bus
    assert application.test_client().get("/readyz").status_code == 503
    own_redis.start()
    until(lambda: bus.status.connected)
    assert application.test_client().get("/readyz").status_code == 200
    bus.stop()
    application.extensions["attune"].database.dispose()
