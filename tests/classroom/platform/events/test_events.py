"""News reaches those it is for, once, after the transaction, and again after a lost connection."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from sqlalchemy import select

from attune.classroom.platform.events.bus import REMEMBERED, WAITING, EventId, LocalBus
from attune.classroom.platform.events.types import (
    EventType,
    LessonOpened,
    PushedEvent,
    SessionEnded,
    publish,
    push,
    user_channel,
)
from tests.classroom.platform.events.redis_server import settle

HERE, ELSEWHERE = "user:here", "user:elsewhere"


def received(subscription):
    """The session ids of everything that waits to be written."""
    return [SessionEnded.model_validate_json(message.data).session_id for message in list(subscription.waiting.queue)]


def ended():
    return SessionEnded(session_id=uuid4())


def test_only_those_on_the_channel_receive():
    bus, event = LocalBus(), ended()
    here, elsewhere = bus.subscribe([HERE]), bus.subscribe([ELSEWHERE])
    bus.send(HERE, event)
    assert (received(here), received(elsewhere)) == ([event.session_id], [])


def test_after_a_lost_connection_what_was_missed_comes_first_and_nothing_twice():
    bus, events = LocalBus(), [ended() for _ in range(3)]
    first = bus.subscribe([HERE])
    bus.send(HERE, events[0])
    last_id = first.waiting.queue[-1].id
    bus.close(first)
    bus.send(HERE, events[1])
    bus.send(ELSEWHERE, ended())
    again = bus.subscribe([HERE], last_id)
    bus.send(HERE, events[2])
    assert received(again) == [events[1].session_id, events[2].session_id]


def types_for(subscription):
    return [message.type for message in list(subscription.waiting.queue)]


def test_who_comes_back_after_a_restart_is_told_to_fetch_again():
    before = LocalBus()
    before.send(HERE, ended())
    last_id = before.subscribe([HERE]).start_id
    after = LocalBus()
    after._complete_since = after._last_id = EventId(last_id.milliseconds + 1000)  # a restart takes a second at least
    assert types_for(after.subscribe([HERE], last_id)) == [EventType.EVENTS_MISSED]
    assert types_for(after.subscribe([HERE], after.subscribe([HERE]).start_id)) == []


def test_who_was_away_for_longer_than_is_remembered_is_told_to_fetch_again():
    bus = LocalBus()
    last_id = bus.subscribe([HERE]).start_id
    for _ in range(REMEMBERED):
        bus.send(ELSEWHERE, ended())
    assert types_for(bus.subscribe([HERE], last_id)) == []
    bus.send(ELSEWHERE, ended())
    assert types_for(bus.subscribe([HERE], last_id)) == [EventType.EVENTS_MISSED]


def test_an_id_from_the_future_is_no_reason_to_miss_anything():
    bus, event = LocalBus(), ended()
    bus.send(HERE, event)
    again = bus.subscribe([HERE], EventId(10**17))
    assert types_for(again) == [EventType.EVENTS_MISSED, EventType.SESSION_ENDED]


def test_ids_only_grow_even_from_several_threads():
    bus = LocalBus()
    listener = bus.subscribe([HERE])
    threads = [threading.Thread(target=lambda: [bus.send(HERE, ended()) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [message.id for message in listener.waiting.queue]
    assert ids == sorted(set(ids))
    assert len(ids) == 200


def test_a_reader_that_does_not_read_is_marked_and_holds_nobody_up():
    bus = LocalBus()
    slow = bus.subscribe([HERE])
    for _ in range(WAITING + 1):
        bus.send(HERE, ended())
    assert slow.overrun


def test_only_the_last_events_are_remembered():
    bus = LocalBus()
    for _ in range(REMEMBERED + 5):
        bus.send(ELSEWHERE, ended())
    assert len(bus._past) == REMEMBERED


def test_an_event_is_sent_when_the_transaction_is_committed(services, database):
    user_id, event = uuid4(), ended()
    listener = services.bus.subscribe([user_channel(user_id)])
    with database.transaction() as session:
        push(session, user_channel(user_id), event)
        settle(services)
        assert received(listener) == []
    settle(services)
    assert received(listener) == [event.session_id]


def test_an_event_of_a_failed_transaction_is_never_sent(services, database):
    user_id = uuid4()
    listener = services.bus.subscribe([user_channel(user_id)])
    with database.session(writes=True) as session:
        push(session, user_channel(user_id), ended())
        session.execute(select(1))
        session.rollback()
        session.commit()
    settle(services)
    assert received(listener) == []


def test_a_domain_event_reaches_its_subscribers_in_the_same_transaction(services, database, clock):
    received_events = []
    services.domain_events.subscribe(LessonOpened, lambda session, event: received_events.append((session, event)))
    event = LessonOpened(user_id=uuid4(), lesson_id=uuid4(), at=clock.now())
    with database.transaction() as session:
        publish(session, event)
        assert received_events == [(session, event)]


def test_every_type_of_event_has_exactly_one_class():
    assert set(PushedEvent.registry) == set(EventType)
    with pytest.raises(TypeError, match="already declared"):

        class _Twice(SessionEnded):
            pass
