"""The gateway between the event loop and the application."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

from attune.classroom.platform.serving.gateway import Gateway
from attune.classroom.platform.serving.limits import TransferLimits

POST = {
    "type": "http",
    "method": "POST",
    "path": "/api/v1/anything",
    "headers": [(b"content-length", b"10")],
    "query_string": b"",
}


def test_a_half_received_request_is_answered_when_the_process_stops():
    """Nothing of it was done, and whoever sent it learns that it may be sent again."""
    sent, counted = [], []

    async def stop_while_receiving():
        waiting = asyncio.Event()

        async def receive():
            waiting.set()
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        def observe(*counts):
            counted.append(counts)

        with ThreadPoolExecutor(1) as threads:
            gateway = Gateway(_never_called, lambda method, path: 100, TransferLimits(), threads, [], observe)
            answering = asyncio.create_task(gateway(dict(POST), receive, send))
            await waiting.wait()
            answering.cancel()
            await answering

    asyncio.run(stop_while_receiving())
    start, body = sent
    assert start["status"] == 503
    assert (b"retry-after", b"2") in start["headers"]
    assert json.loads(body["body"])["error"]["code"] == "server_stopping"
    assert counted[0][2] == 503


def _never_called(environ, start_response):
    raise AssertionError("the application is called with a whole request only")
