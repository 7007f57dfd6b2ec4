"""Requests that come one after the other on a connection: a bad one takes no answer from those before it."""

from __future__ import annotations

import asyncio
import re

import pytest
from uvicorn.server import ServerState

from attune.classroom.platform.serving.limits import TransferLimits
from attune.classroom.platform.serving.protocol import DeadlineConfig, DeadlineProtocol

LIMITS = TransferLimits(head_seconds=1)
GOOD = b"GET /%d HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = b"POST /9 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\n"


async def _says_its_path(scope, receive, send):
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.05)  # so that what follows is there before the answer
    text = scope["path"].encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(text))]})
    await send({"type": "http.response.body", "body": text})


async def _talk(pieces):
    config = DeadlineConfig(_says_its_path, limits=LIMITS, lifespan="off", log_config=None)
    config.load()
    made = lambda: DeadlineProtocol(config=config, server_state=ServerState(), app_state={})  # noqa: E731
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.02 if len(piece) < 9999 else 0.1)
        answers = await asyncio.wait_for(reader.read(), 60)
        writer.close()
        await writer.wait_closed()
    return answers


def answers_to(*pieces):
    """The status and text of each answer on one connection until it closes."""
    text = asyncio.run(_talk(pieces)).decode()
    return re.findall(r"HTTP/1.1 (\d+).*?\r\n\r\n((?:(?!HTTP/1.1).)*)", text, re.DOTALL)


MORE = b"X-More: and more\r\n" * 750
BAD = {
    "bytes that are no request": ([b"NONSENSE\r\n\r\n"], "400"),
    "a body that is none": ([CHUNKED], "400"),
    "a head without end": ([b"GET /8 HTTP/1.1\r\n", *[MORE] * 5], "431"),
    "a head that does not come": ([b"GET /7 HTTP/1.1\r\nX-Half"], "408"),
}


@pytest.mark.parametrize("together", [True, False], ids=["in one piece", "in pieces"])
@pytest.mark.parametrize("before", [0, 1, 3])
@pytest.mark.parametrize("bad", BAD)
def test_who_asked_well_is_answered_before_a_bad_request_is_refused(bad, before, together):
    sent, status = BAD[bad]
    good = [GOOD % number for number in range(before)]
    first, *others = sent
    answers = answers_to(b"".join([*good, first]), *others) if together else answers_to(*good, *sent)
    assert answers[:-1] == [("200", f"/{number}") for number in range(before)]
    assert answers[-1][0] == status


def test_nothing_after_a_bad_request_is_answered():
    answers = answers_to(GOOD % 1 + b"NONSENSE\r\n\r\n", GOOD % 2)
    assert [status for status, _ in answers] == ["200", "400"]
