"""Answers that are long or have no end: their beginning is a view's, in a thread; the event loop writes them alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from typing import Protocol, runtime_checkable


@runtime_checkable
class LoopBody(Protocol):
    """What a view returns as its answer's body when the event loop is to write it, after the view's thread has gone.

    So the route is one like every other (its permission, its place in OpenAPI, the checks of host and headers), and a
    body that stays open costs a coroutine.
    """

    def pieces(self) -> AsyncGenerator[bytes]:
        """What to write, as it comes to be."""
        ...

    def close(self) -> None:
        """The client has gone, or the server is: `pieces` ends soon. From the event loop's thread."""
        ...


class ThreadedPieces:
    """The rest of an answer that a view makes piece by piece: a thread is taken for each piece, not in between."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    async def pieces(self) -> AsyncGenerator[bytes]:
        """The pieces, each made when the one before has been taken."""
        loop = asyncio.get_running_loop()
        while (piece := await loop.run_in_executor(None, next, self._pieces, None)) is not None:
            yield piece

    def close(self) -> None:
        """Nothing to do: nobody asks for the next piece any more."""
