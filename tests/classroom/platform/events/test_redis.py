"""Between processes events travel by Redis; when it goes away nobody is left in the dark, and it heals by itself."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest

from attune.classroom.app import create_app
from attune.classroom.platform.events.bus import EventId
from attune.classroom.platform.events.redis_bus import STREAM, RedisBus
from attune.classroom.platform.events.types import EventType, SessionEnded
from tests.classroom.conftest import Browser, Make
from tests.classroom.platform.events.redis_server import PATIENCE, until

pytestmark = pytest.mark.in_process("stops its own Redis")

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
    assert after.id > before.id, "the stream is lost with Redis, and ids must grow nevertheless"


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


def test_a_process_that_starts_again_gives_a_reader_everything_since_and_nothing_twice(buses, own_redis):
    first, second = buses
    had = first.subscribe([HERE])
    sent = [ended() for _ in range(5)]
    for event in sent[:2]:
        first.send(HERE, event)
    last = [next_event(had) for _ in range(2)][-1].id
    first.stop()
    second.send(HERE, sent[2])
    again = RedisBus(own_redis.url)
    resumed = again.subscribe([HERE], last)
    for event in sent[3:]:
        again.send(HERE, event)
    assert [SessionEnded.model_validate_json(next_event(resumed).data) for _ in range(3)] == sent[2:]
    assert resumed.waiting.empty()
    again.stop()


def test_a_reader_goes_on_at_another_process_that_is_a_moment_behind(buses):
    first, second = buses
    listener = first.subscribe([HERE])
    first.send(HERE, ended())
    had = next_event(listener).id
    ahead = EventId(had.milliseconds, had.number + 1)  # as if this process had not followed yet
    resumed = second.subscribe([HERE], ahead)
    assert resumed.start_id == ahead
    time.sleep(0.01)  # the next event has another millisecond
    event = ended()
    first.send(HERE, event)
    assert SessionEnded.model_validate_json(next_event(resumed).data) == event


def test_a_connection_that_is_lost_for_a_moment_loses_no_event(buses, own_redis):
    first, second = buses
    listener = second.subscribe([HERE])
    first.send(HERE, ended())
    assert next_event(listener).type is EventType.SESSION_ENDED
    for client in second._redis.client_list():
        second._redis.client_kill_filter(_id=client["id"], skipme=True)
    sent = [ended() for _ in range(3)]
    for event in sent:
        while not first.status.connected:
            until(lambda: first.status.connected)
        first.send(HERE, event)
    got = [next_event(listener) for _ in range(3)]
    assert [SessionEnded.model_validate_json(message.data) for message in got] == sent


def test_a_reader_from_a_day_that_has_not_come_is_told_to_fetch_again(buses):
    first, _ = buses
    resumed = first.subscribe([HERE], EventId(10**17))
    assert next_event(resumed).type is EventType.EVENTS_MISSED


def test_events_do_not_stay_in_redis(buses):
    first, _ = buses
    first.send(HERE, ended())
    assert 0 < first._redis.pttl(STREAM) <= 300_000


def test_a_message_that_is_not_understood_does_not_end_listening(buses):
    first, second = buses
    listener = second.subscribe([HERE])
    for foreign in ({"else": "1"}, {"channel": HERE, "type": "of another version", "data": "{}"}):
        first._redis.xadd(STREAM, foreign)
    first.send(HERE, ended())
    assert next_event(listener).type is EventType.SESSION_ENDED


@pytest.fixture
def shared(settings, clock, own_redis):
    """The application with a Redis."""
    application = create_app(settings.model_copy(update={"redis_url": own_redis.url}), clock)
    yield application
    services = application.extensions["attune"]
    services.bus.stop()
    services.database.dispose()


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
