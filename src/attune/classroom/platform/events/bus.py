"""How pushed events reach open streams: within one process, or between several by Redis."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import redis
import structlog
from redis.backoff import NoBackoff
from redis.client import PubSub
from redis.retry import Retry

from attune.classroom.platform.clock import Clock, SystemClock
from attune.classroom.platform.events.types import EventsMissed, EventType, PushedEvent

log = structlog.get_logger("attune.bus")

REMEMBERED = 2000  # events kept for streams that reconnect; at 20 events a second this is 100 seconds
WAITING = 500  # events a slow reader may fall behind before its stream is closed and it has to reconnect

BEAT_SECONDS = 1.0  # between two heartbeats that a process sends itself through Redis
LONGEST_SILENCE = 4.0  # seconds without a heartbeat after which the connection to Redis counts as lost
REDIS_TIMEOUT = 2.0  # seconds that a request waits for Redis before its event goes to this process's streams alone
FIRST_RETRY, LONGEST_RETRY = 0.2, 5.0  # seconds between two attempts to reach Redis again


@dataclass(frozen=True, slots=True)
class Message:
    """One event on the wire: an id that only grows, the channel, the type, and the JSON text."""

    id: int
    channel: str
    type: EventType
    data: str


@dataclass(frozen=True, slots=True)
class BusStatus:
    """Whether events reach everybody.

    Attributes:
        transport: "process" within one process, "redis" between several.
        connected: False while Redis does not answer: events then reach only the streams of the process that sends them.
        since: When `connected` last changed; None where that cannot change.
    """

    transport: str
    connected: bool
    since: datetime | None


@dataclass(slots=True, eq=False)
class Subscription:
    """One open stream: the channels it listens to, the id of the last event before it, and what waits to be written."""

    channels: frozenset[str]
    start_id: int = 0
    waiting: queue.Queue[Message] = field(default_factory=lambda: queue.Queue(WAITING))
    overrun: bool = False
    wake: Callable[[], None] = field(default=lambda: None)

    def offer(self, message: Message) -> None:
        """Queue `message` if it is for this stream; mark the stream as overrun when its reader is too slow."""
        if message.channel in self.channels:
            self.put(message)

    def put(self, message: Message) -> None:
        """Queue `message`, whatever its channel, and wake the reader."""
        try:
            self.waiting.put_nowait(message)
        except queue.Full:
            self.overrun = True
        self.wake()

    def take(self) -> list[Message]:
        """Everything that waits, in its order."""
        taken = []
        while True:
            try:
                taken.append(self.waiting.get_nowait())
            except queue.Empty:
                return taken


class LocalBus:
    """Carries events between the threads of one process and remembers the last ones for readers that reconnect."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._past: deque[Message] = deque(maxlen=REMEMBERED)
        self._open: set[Subscription] = set()
        self._listening: dict[str, set[Subscription]] = {}  # by channel: most events are for few of many streams
        # Milliseconds since 1970, so that ids also grow across a restart of the process.
        self._last_id = time.time_ns() // 1_000_000
        self._complete_since = self._last_id  # every later event is in _past

    @property
    def status(self) -> BusStatus:
        """Whether events reach everybody."""
        return BusStatus("process", connected=True, since=None)

    def send(self, channel: str, event: PushedEvent) -> None:
        """Deliver `event` to everybody who listens to `channel`."""
        with self._lock:
            self._deliver(Message(self._next_id(), channel, event.type, event.model_dump_json()))

    def receive(self, message: Message) -> None:
        """Deliver a message that already has its id."""
        with self._lock:
            self._deliver(message)

    def _next_id(self) -> int:
        return max(self._last_id + 1, time.time_ns() // 1_000_000)

    def _deliver(self, message: Message) -> None:
        if len(self._past) == REMEMBERED:
            self._complete_since = self._past[0].id
        self._past.append(message)
        self._last_id = message.id
        for subscription in self._listening.get(message.channel, ()):
            subscription.put(message)

    def subscribe(
        self, channels: Iterable[str], last_id: int | None = None, wake: Callable[[], None] = lambda: None
    ) -> Subscription:
        """Open a subscription.

        Args:
            channels: Whose events it gets.
            last_id: Of the last event that the reader has got, if it reconnects. What it missed since comes first;
                where that is not remembered (a restart, a long absence), `EventsMissed` tells it to fetch again.
            wake: Called whenever something waits, from any thread; it must not wait.

        Returns:
            The subscription; to be closed with `close`.
        """
        with self._lock:
            subscription = Subscription(frozenset(channels), start_id=self._last_id, wake=wake)
            if last_id is not None:
                self._resume(subscription, last_id)
            self._open.add(subscription)
            for channel in subscription.channels:
                self._listening.setdefault(channel, set()).add(subscription)
        return subscription

    def _resume(self, subscription: Subscription, last_id: int) -> None:
        known = self._complete_since <= last_id <= self._last_id
        if not known:
            subscription.put(self._missed())
        for message in self._past:
            if message.id > last_id or not known:
                subscription.offer(message)

    def _missed(self) -> Message:
        return Message(self._complete_since, "", EventType.EVENTS_MISSED, EventsMissed().model_dump_json())

    def close(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        with self._lock:
            self._open.discard(subscription)
            for channel in subscription.channels:
                listening = self._listening.get(channel, set())
                listening.discard(subscription)
                if not listening:
                    self._listening.pop(channel, None)

    def count_open(self) -> int:
        """How many streams are open in this process."""
        with self._lock:
            return len(self._open)

    def count_listeners(self, channel: str) -> int:
        """How many streams of this process listen to `channel`."""
        with self._lock:
            return len(self._listening.get(channel, ()))

    def stop(self) -> None:
        """Stop listening to other processes; nothing to stop within one."""


# One step in Redis, so that messages are published in the order of their ids. Ids are milliseconds since 1970 and grow
# by one at least: also after Redis has lost the counter by a restart.
PUBLISH = """
local now = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[1])) or 0
local id = string.format('%.0f', math.max(last + 1, now[1] * 1000 + math.floor(now[2] / 1000)))
redis.call('SET', KEYS[1], id)
return redis.call('PUBLISH', KEYS[2], '[' .. id .. ',' .. ARGV[1] .. ']')
"""


class RedisBus(LocalBus):
    """Carries events between processes: what one sends, every one delivers to its own streams.

    A thread listens to Redis. It sends itself heartbeats through Redis, and when they no longer come back it connects
    again, with growing pauses, for as long as it takes. Until then events reach the streams of the process that sends
    them; afterwards every open stream is told to fetch again, because what other processes sent is lost.
    """

    TOPIC, COUNTER = "attune:events", "attune:events:id"

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=REDIS_TIMEOUT,
            socket_connect_timeout=REDIS_TIMEOUT,
            retry=Retry(NoBackoff(), 0),  # a reconnection inside the client would hide that events were lost
        )
        self._script = self._redis.register_script(PUBLISH)
        self._connected, self._since = threading.Event(), self._clock.now()
        self._was_lost = False
        self._stopping, self._pause = threading.Event(), FIRST_RETRY
        self._thread = threading.Thread(target=self._listen, name="events-from-redis", daemon=True)
        self._thread.start()
        self._connected.wait(REDIS_TIMEOUT)

    @property
    def status(self) -> BusStatus:
        """Whether Redis carries events at the moment."""
        return BusStatus("redis", connected=self._connected.is_set(), since=self._since)

    def send(self, channel: str, event: PushedEvent) -> None:
        """Hand `event` to Redis, which gives it to every process; to this process's streams while Redis is away."""
        if self._connected.is_set():
            try:
                self._publish([channel, event.type, event.model_dump_json()])
                return
            except redis.RedisError as error:
                self._on_lost(error)
        super().send(channel, event)

    def _next_id(self) -> int:
        return self._last_id + 1  # Redis gives the ids, by its own clock

    def _publish(self, content: list[str]) -> None:
        self._script(keys=[self.COUNTER, self.TOPIC], args=[json.dumps(content)])

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                with self._redis.pubsub(ignore_subscribe_messages=True) as listener:  # type: ignore[no-untyped-call]
                    listener.subscribe(self.TOPIC)
                    self._follow(listener)
            except redis.RedisError as error:
                self._on_lost(error)
                self._stopping.wait(self._pause)
                self._pause = min(2 * self._pause, LONGEST_RETRY)

    def _follow(self, listener: PubSub) -> None:
        """Deliver what comes until the bus is stopped. Raises RedisError when the heartbeats stay away."""
        heard, next_beat = time.monotonic(), 0.0
        while not self._stopping.is_set():
            if time.monotonic() >= next_beat:
                self._publish([])
                next_beat = time.monotonic() + BEAT_SECONDS
            message = listener.get_message(timeout=BEAT_SECONDS / 4)
            if message is not None:
                heard = time.monotonic()
                self._on_message(message["data"])
            elif time.monotonic() - heard > LONGEST_SILENCE:
                raise redis.TimeoutError(f"nothing came back within {LONGEST_SILENCE} s")

    def _on_message(self, data: bytes) -> None:
        try:
            number, content = json.loads(data)
            message = Message(number, content[0], EventType(content[1]), content[2]) if content else None
        except (ValueError, TypeError, IndexError):
            log.warning("event_not_understood")  # of another version of this program; the thread goes on
            return
        self._on_connected(number)
        if message is not None:
            self.receive(message)

    def _on_connected(self, number: int) -> None:
        """Begin anew at the first thing heard, and tell every open stream that it missed something."""
        if self._connected.is_set():
            return
        with self._lock:
            self._past.clear()
            self._last_id = self._complete_since = number - 1
            for subscription in self._open:
                subscription.put(self._missed())
        self._pause, self._since = FIRST_RETRY, self._clock.now()
        self._connected.set()
        if self._was_lost:  # a start is no news: a command prints what it was asked for and nothing else
            log.info("redis_connected_again")

    def _on_lost(self, error: redis.RedisError) -> None:
        if not self._connected.is_set():
            return
        self._connected.clear()
        self._was_lost, self._since = True, self._clock.now()
        log.error("redis_lost", reason=str(error))

    def stop(self) -> None:
        """Stop listening."""
        self._stopping.set()
        self._thread.join()
        self._redis.close()


def open_bus(redis_url: str, clock: Clock) -> LocalBus:
    """Return the bus between processes when there is a Redis, else the one within this process."""
    return RedisBus(redis_url, clock) if redis_url else LocalBus()
