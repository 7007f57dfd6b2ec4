"""The sockets on which the platform listens."""

from __future__ import annotations

import asyncio
import socket

import pytest

from attune.classroom.platform.serving.process import bind, bind_beside


@pytest.mark.parametrize("binding", [bind, bind_beside])
def test_an_answer_in_two_pieces_does_not_wait_for_the_clients_word_on_the_first(binding):
    async def accepted_without_delay() -> bool:
        found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        class Accepted(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                connection = transport.get_extra_info("socket")
                found.set_result(bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
                transport.close()

        with binding("127.0.0.1", 0) as listener:
            async with await asyncio.get_running_loop().create_server(Accepted, sock=listener):
                _, writer = await asyncio.open_connection(*listener.getsockname())
                without_delay = await asyncio.wait_for(found, 30)
                writer.close()
        return without_delay

    assert asyncio.run(accepted_without_delay())
