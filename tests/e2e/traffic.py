"""What leaves a page: records every request and says which could carry a picture of a face.

A body passes only when it is JSON, small, and has no string and no list long enough to hold even a thumbnail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Request

LARGEST_BODY = 16 * 1024
LONGEST_STRING = 300
LONGEST_LIST_OF_NUMBERS = 8
LONGEST_URL = 500


@dataclass(frozen=True)
class Sent:
    """One request as it left the browser."""

    method: str
    url: str
    content_type: str
    body: bytes


@dataclass
class Traffic:
    """Everything that one browser context sent, by request or by web socket."""

    origin: str
    sent: list[Sent] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> Traffic:
        """Start recording a browser context, its pages and its workers."""
        context.on("request", self._record)
        context.on("page", lambda page: page.on("websocket", lambda socket: self.sockets.append(socket.url)))
        return self

    def _record(self, request: Request) -> None:
        if request.url.startswith(("blob:", "data:")):
            return
        headers = request.headers
        body = request.post_data_buffer or b""
        self.sent.append(Sent(request.method, request.url, headers.get("content-type", ""), body))

    def problems(self) -> list[str]:
        """Say what left the page and could hold an image; an empty list when nothing did."""
        found = [f"web socket to {url}" for url in self.sockets]
        for request in self.sent:
            found += [f"{request.method} {request.url}: {why}" for why in objections(request, self.origin)]
        return found

    def bodies_to(self, path: str) -> list[Any]:
        """Return the JSON bodies that were sent to a path."""
        return [json.loads(sent.body) for sent in self.sent if urlsplit(sent.url).path == path and sent.body]


def objections(request: Sent, origin: str) -> Iterator[str]:
    """Yield every reason why this request could carry an image."""
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
