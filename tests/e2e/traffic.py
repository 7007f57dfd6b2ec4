"""What leaves a browser: every request, and which of them could carry a picture of a face.

A body passes only when it is JSON, small, and has no string and no list long enough to hold even a thumbnail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext

LARGEST_BODY = 16 * 1024
LONGEST_STRING = 300
LONGEST_LIST_OF_NUMBERS = 8
LONGEST_URL = 500

# Chromium itself looks for updates and an account. The proxy lets none of it out; what pages ask for is watched apart.
BROWSERS_OWN_HOSTS = (".google.com", ".googleapis.com")


@dataclass(frozen=True)
class Sent:
    """One request as it left the browser. A tunnel (for TLS or a web socket) has the method CONNECT."""

    method: str
    url: str
    content_type: str
    body: bytes


@dataclass
class Traffic:
    """Everything that a browser sent while it showed the site at `origin`, and every address its pages asked for."""

    origin: str
    sent: list[Sent] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Note the addresses that the pages and workers of a context ask for."""
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self.asked.append(socket.url)))

    def problems(self) -> list[str]:
        """Say what left the browser and could hold an image; an empty list when nothing did."""
        here = ("blob:", "data:", self.origin + "/")
        found = [f"a page asked for {url}" for url in self.asked if not url.startswith(here)]
        return found + [
            f"{sent.method} {sent.url}: {why}"
            for sent in self.sent
            if not host_of(sent).endswith(BROWSERS_OWN_HOSTS)
            for why in objections(sent, self.origin)
        ]

    def bodies_to(self, path: str) -> list[Any]:
        """Return the JSON bodies that were sent to a path."""
        return [json.loads(sent.body) for sent in self.sent if urlsplit(sent.url).path == path and sent.body]


def host_of(request: Sent) -> str:
    """Return the host that a request or a tunnel goes to."""
    return urlsplit(f"//{request.url}" if request.method == "CONNECT" else request.url).hostname or ""


def objections(request: Sent, origin: str) -> Iterator[str]:
    """Yield every reason why this request could carry an image."""
    if request.method == "CONNECT":
        yield "a tunnel, which nobody can look into"
        return
    if not request.url.startswith(origin + "/"):
        yield "leaves the site"
    if len(request.url) > LONGEST_URL:
        yield "an address this long could hold a picture"
    if not request.body:
        return
    if not request.content_type.startswith("application/json"):
        yield f"a body of type '{request.content_type}'"
        return
    if len(request.body) > LARGEST_BODY:
        yield f"a body of {len(request.body)} bytes"
    yield from _value_objections(json.loads(request.body), "body")


def _value_objections(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, str) and len(value) > LONGEST_STRING:
        yield f"{path} is a string of {len(value)} characters"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _value_objections(inner, f"{path}.{key}")
    elif isinstance(value, list):
        if len(value) > LONGEST_LIST_OF_NUMBERS and all(isinstance(item, int | float) for item in value):
            yield f"{path} is a list of {len(value)} numbers"
        for index, inner in enumerate(value):
            yield from _value_objections(inner, f"{path}[{index}]")
