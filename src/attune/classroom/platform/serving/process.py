"""One serving process: uvicorn on a socket that is bound already, stopped by SIGTERM and SIGINT without a loose end."""

from __future__ import annotations

import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.config import Config

try:
    import resource
except ImportError:  # pragma: no cover - Windows has no such limits
    resource = None  # type: ignore[assignment]

GRACE_SECONDS = 2  # for requests that are being answered; open event streams end at once
KEEP_ALIVE_SECONDS = 5
BACKLOG = 2048  # connections that the system accepts for us while the loop is busy
MOST_FILES = 65_536  # each connection is an open file; systems allow 1,024 unless asked


class PortTaken(OSError):
    """Something else listens on the port already."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket on `host`:`port` on which nobody listens yet.

    Raises:
        PortTaken: something else listens on the port already.
    """
    bound = _unbound(host)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise PortTaken(
            f"Port {port} on {host} is in use ({error.strerror}). Choose another: attune serve --port {port + 1}"
        ) from None
    return bound


def bind_beside(host: str, port: int) -> socket.socket:
    """Return a socket beside others that are made in this way.

    Where several processes each listen on one, the system spreads connections evenly over them. If they shared one
    socket, whichever is idle would get nearly all, and hold nearly all event streams.
    """
    bound = _unbound(host)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    bound.bind((host, port))
    return bound


def _unbound(host: str) -> socket.socket:
    # the protocol is named because asyncio asks for it before it sends small pieces without delay: an answer's head and
    # body are two, and the second waits 40 ms for the client's word on the first otherwise
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return made


def freeze_what_is_loaded() -> None:
    """Let the collection of garbage leave out what the application consists of: it stays until the process ends.

    Going through its many objects takes a tenth of a second, and some request or other waits for it.
    """
    gc.collect()
    gc.freeze()


def allow_many_files() -> None:
    """Raise this process's limit of open files as far as the system lets us, up to MOST_FILES."""
    if resource is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < limit:
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))


class Server(uvicorn.Server):
    """uvicorn's server. before_stop: called in the event loop before it waits for its connections to end."""

    def __init__(self, config: Config, before_stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._before_stop = before_stop

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at the signals that ask for it. uvicorn's own would raise them again, and end before our own cleanup."""
        stops = (signal.SIGINT, signal.SIGTERM)
        former = {each: signal.signal(each, self.handle_exit) for each in stops}
        try:
            yield
        finally:
            for each, handler in former.items():
                signal.signal(each, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, end what is open, and let what is being answered be finished."""
        self._before_stop()
        await super().shutdown(sockets)


SERVING: dict[str, Any] = {
    "lifespan": "off",
    "ws": "none",
    "log_config": None,
    "log_level": "warning",
    "access_log": False,  # requests are logged by `observability`: without addresses
    "server_header": False,
    "proxy_headers": False,  # ProxyFix reads them, from as many proxies as the settings name
    "backlog": BACKLOG,
    "timeout_keep_alive": KEEP_ALIVE_SECONDS,
    "timeout_graceful_shutdown": GRACE_SECONDS,
}
