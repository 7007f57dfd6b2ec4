"""How pushed events reach open streams: within one process, or between several by Redis."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

import redis

from attune.classroom.events import EventType, PushedEvent

REMEMBERED = 2000  # events kept for streams that reconnect; at 20 events a second this is 100 seconds
WAITING = 500  # events a slow reader may fall behind before its stream is closed and it has to reconnect


@dataclass(frozen=True, slots=True)
class Message:
    """One event on the wire: an id that only grows, the channel, the type, and the JSON text."""

    id: int
    channel: str
    type: EventType
    data: str


@dataclass(slots=True, eq=False)
class Subscription:
    """One open stream: the channels it listens to and what waits to be written."""

    channels: frozenset[str]
    waiting: queue.Queue[Message] = field(default_factory=lambda: queue.Queue(WAITING))
    overrun: bool = False

    def offer(self, message: Message) -> None:
        """Queue `message` if it is for this stream; mark the stream as overrun when its reader is too slow."""
        if message.channel not in self.channels:
            return
        try:
            self.waiting.put_nowait(message)
        except queue.Full:
            self.overrun = True


class LocalBus:
    """Carries events between the threads of one process and remembers the last ones for readers that reconnect."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._past: deque[Message] = deque(maxlen=REMEMBERED)
        self._open: set[Subscription] = set()
        self._last_id = 0

    def send(self, channel: str, event: PushedEvent) -> None:
        """Deliver `event` to everybody who listens to `channel`."""
        with self._lock:
            # Milliseconds since 1970, so that ids also grow across a restart of the process.
            self._last_id = max(self._last_id + 1, time.time_ns() // 1_000_000)
            self._deliver(Message(self._last_id, channel, event.type, event.model_dump_json()))

    def receive(self, message: Message) -> None:
        """Deliver a message that already has its id."""
        with self._lock:
            self._deliver(message)

    def _deliver(self, message: Message) -> None:
        self._past.append(message)
        for subscription in self._open:
            subscription.offer(message)

    def subscribe(self, channels: Iterable[str], last_id: int | None = None) -> Subscription:
        """Open a subscription; with `last_id`, first hand over what was missed since."""
        subscription = Subscription(frozenset(channels))
        with self._lock:
            if last_id is not None:
                for message in self._past:
                    if message.id > last_id:
                        subscription.offer(message)
            self._open.add(subscription)
        return subscription

    def close(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        with self._lock:
            self._open.discard(subscription)

    def count_open(self) -> int:
        """How many streams are open in this process."""
        with self._lock:
            return len(self._open)

    def count_listeners(self, channel: str) -> int:
        """How many streams of this process listen to `channel`."""
        with self._lock:
            return sum(channel in subscription.channels for subscription in self._open)


class RedisBus(LocalBus):
    """Carries events between processes: what one sends, every one delivers to its own streams."""

    TOPIC, COUNTER = "attune:events", "attune:events:id"

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis = redis.Redis.from_url(url)
        self._listener = self._redis.pubsub(ignore_subscribe_messages=True)  # type: ignore[no-untyped-call]
        self._listener.subscribe(**{self.TOPIC: self._on_message})
        self._thread = self._listener.run_in_thread(sleep_time=0.5, daemon=True)

    def send(self, channel: str, event: PushedEvent) -> None:
        """Hand `event` to Redis, which gives it to every process, this one included."""
        number = self._redis.incr(self.COUNTER)
        self._redis.publish(self.TOPIC, json.dumps([number, channel, event.type, event.model_dump_json()]))

    def _on_message(self, message: dict[str, bytes]) -> None:
        number, channel, kind, data = json.loads(message["data"])
        self.receive(Message(number, channel, EventType(kind), data))

    def stop(self) -> None:
        """Stop listening."""
        self._thread.stop()
        self._thread.join()
        self._listener.close()
        self._redis.close()


def open_bus(redis_url: str) -> LocalBus:
    """Return the bus between processes when there is a Redis, else the one within this process."""
    return RedisBus(redis_url) if redis_url else LocalBus()
