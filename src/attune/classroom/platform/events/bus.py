"""How pushed events reach open streams, within one process; `platform.redis_bus` carries them between several."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from attune.classroom.platform.events.types import EventsMissed, EventType, PushedEvent

REMEMBERED = 2000  # events kept for streams that reconnect; at 20 events a second this is 100 seconds
WAITING = 500  # events a slow reader may fall behind before its stream is closed and it has to reconnect


class EventId(NamedTuple):
    """What a stream resumes from: milliseconds since 1970 and a number within them, as in a Redis stream. It grows."""

    milliseconds: int
    number: int = 0

    def __str__(self) -> str:
        return f"{self.milliseconds}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> EventId:
        """Read an id.

        Raises:
            ValueError: the text is none.
        """
        if not _EVENT_ID.fullmatch(text):
            raise ValueError(f"{text[:50]!r} is not the id of an event")
        return cls(*map(int, text.split("-")))


_EVENT_ID = re.compile(r"[0-9]{1,18}(-[0-9]{1,18})?", re.ASCII)


BEFORE_ALL = EventId(0)


@dataclass(frozen=True, slots=True)
class Message:
    """One event on the wire: its id, the channel, the type, and the JSON text."""

    id: EventId
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
    """One open stream.

    Attributes:
        channels: Those it listens to.
        start_id: The last event before it; what is not later is not for it.
        waiting: What is to be written.
        overrun: Its reader was too slow.
        wake: Called whenever something waits.
    """

    channels: frozenset[str]
    start_id: EventId = BEFORE_ALL
    waiting: queue.Queue[Message] = field(default_factory=lambda: queue.Queue(WAITING))
    overrun: bool = False
    wake: Callable[[], None] = field(default=lambda: None)

    def enqueue(self, message: Message) -> None:
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
        self._last_id = _present_id()  # so that ids also grow across a restart of the process
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

    def _next_id(self) -> EventId:
        return max(EventId(self._last_id.milliseconds, self._last_id.number + 1), _present_id())

    def _deliver(self, message: Message) -> None:
        if len(self._past) == REMEMBERED:
            self._complete_since = self._past[0].id
        self._past.append(message)
        self._last_id = message.id
        for subscription in self._listening.get(message.channel, ()):
            if message.id > subscription.start_id:
                subscription.put(message)

    def subscribe(
        self, channels: Iterable[str], last_id: EventId | None = None, wake: Callable[[], None] = lambda: None
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

    def _resume(self, subscription: Subscription, last_id: EventId) -> None:
        if self._is_ahead(last_id):
            subscription.start_id = last_id
            return
        known = self._complete_since <= last_id <= self._last_id
        if not known:
            subscription.put(self._missed())
        for message in self._past:
            if message.id > last_id or not known:
                subscription.enqueue(message)

    def _is_ahead(self, last_id: EventId) -> bool:
        """Whether a reader has had, from another process, what is still on its way to this one."""
        return False

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


def _present_id() -> EventId:
    return EventId(time.time_ns() // 1_000_000)
