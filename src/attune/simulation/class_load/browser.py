"""A client of the platform's own HTTP API, as a browser is one: cookies and CSRF."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

PREFIX = "/api/v1"
TIMEOUT_SECONDS = 20.0


class RequestRefused(RuntimeError):
    """The platform answered with an error; the message holds its code and its own message."""


@dataclass(slots=True)
class Browser:
    """One signed-in person. url: where the platform is, such as `http://127.0.0.1:5000`."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    csrf_token: str = ""

    def sign_in(self, email: str, password: str) -> Any:  # noqa: ANN401 - JSON
        """Sign in.

        Returns:
            The user.

        Raises:
            RequestRefused: the platform answered with an error; the message holds its code and its own message.
        """
        self.csrf_token = self.send("GET", "/session")["csrf_token"]
        signed_in = self.send("POST", "/session", {"email": email, "password": password})
        self.csrf_token = signed_in["csrf_token"]
        return signed_in["user"]

    def send(self, method: str, path: str, body: Any = None) -> Any:  # noqa: ANN401 - JSON
        """Send a request and return the answer's JSON, or None for an empty one.

        Raises:
            RequestRefused: the server's answer is an error.
            OSError: it cannot be reached.
        """
        response = self.open(method, path, body)
        text = response.read()
        answer: Any = json.loads(text) if text else None
        if response.status >= 400:
            error = answer["error"]
            raise RequestRefused(f"{method} {path}: {error['code']}: {error['message']}")
        return answer

    def open(self, method: str, path: str, body: Any = None) -> HTTPResponse:  # noqa: ANN401 - JSON
        """Send a request on a connection of its own and return the response unread: a stream, perhaps."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method != "GET":
            headers |= {"X-CSRF-Token": self.csrf_token, "Content-Type": "application/json"}
        connection = self._connect()
        connection.request(method, PREFIX + path, json.dumps(body) if body is not None else None, headers)
        response = connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return response

    def _connect(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.hostname or "127.0.0.1", parts.port, timeout=TIMEOUT_SECONDS)
