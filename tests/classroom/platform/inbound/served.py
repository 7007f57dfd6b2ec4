"""The platform as it is really served, in a process of its own, on the test's database."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from attune.classroom.platform.settings import Settings
from tests.ports import reserved_port

STARTED_WITHIN = 600  # seconds, on a busy machine
SERVE = """
import json
import sys
from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.process import bind
from attune.classroom.platform.settings import Settings
from attune.classroom.server import serve
settings, limits = Settings.model_validate_json(sys.argv[1]), TransferLimits(**json.loads(sys.argv[3]))
serve(settings, bind("127.0.0.1", int(sys.argv[2])), limits)
"""


@contextmanager
def served(settings: Settings, **limits: float) -> Iterator[int]:
    """Serve on a port, which is yielded, until the block ends. limits: those of TransferLimits that are not usual."""
    with serving(settings, **limits) as (port, _):
        yield port


@contextmanager
def serving(settings: Settings, **limits: float) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The same with the process that was started, which is the parent of those that serve where there are several."""
    with reserved_port() as port, _process(settings, port, limits) as process:
        yield port, process


@contextmanager
def _process(settings: Settings, port: int, limits: dict[str, float]) -> Iterator[subprocess.Popen[bytes]]:
    log = settings.state_dir / "server.log"
    arguments = [settings.model_dump_json(), str(port), json.dumps(limits)]
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, "-c", SERVE, *arguments], stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait(port, process, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTED_WITHIN
    while process.poll() is None and time.monotonic() < until:
        try:
            with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                connection.request("GET", "/healthz")
                with connection.getresponse() as answer:
                    if answer.status == 200:
                        return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the platform did not start:\n{log.read_text(errors='replace')[-4000:]}")


class Visitor:
    """Somebody at a browser, over the network."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: SimpleCookie = SimpleCookie()
        status, answer = self.send("GET", "/session")
        assert status == 200, answer
        self.token = answer["csrf_token"]

    def headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        return {"Content-Type": "application/json", "X-CSRF-Token": getattr(self, "token", ""), "Cookie": cookies}

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), self.headers())
            with connection.getresponse() as answer:
                for cookie in answer.headers.get_all("Set-Cookie") or []:
                    self.cookies.load(cookie)
                text = answer.read()
        return answer.status, json.loads(text) if text else None

    def sign_in(self, email: str, password: str) -> int:
        status, answer = self.send("POST", "/session", {"email": email, "password": password})
        self.token = answer.get("csrf_token", self.token)
        return status

    def begin(self, method: str, path: str, announced: int) -> socket.socket:
        """Send the headers of a request whose body is still to come."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        headers = {"Host": "127.0.0.1", "Content-Length": str(announced), **self.headers()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection.sendall(f"{method} /api/v1{path} HTTP/1.1\r\n{lines}\r\n".encode())
        return connection


def answer_on(connection: socket.socket) -> str:
    """Everything that comes back before the server closes the connection."""
    received = b""
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:  # it closed while we were sending
        pass
    return received.decode()
