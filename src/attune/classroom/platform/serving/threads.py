"""Answering a request with a WSGI application, in a thread that it holds for as long as the view works, no longer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from typing import IO, Any, cast

from a2wsgi.wsgi import WSGIResponder
from a2wsgi.wsgi_typing import WSGIApp

from attune.classroom.platform.serving.asgi import Scope
from attune.classroom.platform.serving.bodies import LoopBody, ThreadedPieces

FIRST_BYTES = 64 * 1024  # bytes of an answer that the view's own thread makes; the rest follows piece by piece
FILE_PIECE = 256 * 1024
BODY = "attune.body"  # where the gateway puts a request's received body in the scope
RECEIVED = "attune.received"  # said in the WSGI environment: the body is there as a whole


class FilePieces:
    """WSGI's `file_wrapper`: a file in pieces of a size that suits a socket."""

    def __init__(self, file: IO[bytes], _block_size: int = 0) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        """The file from where it stands."""
        return self

    def __next__(self) -> bytes:
        """The next piece.

        Raises:
            StopIteration: there is none after the last.
        """
        piece = self._file.read(FILE_PIECE)
        if not piece:
            raise StopIteration
        return piece

    def seekable(self) -> bool:
        """A part of the file can be sent alone."""
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """The place in the file."""
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


class ThreadedAnswer(WSGIResponder):
    """One request and its answer.

    The view's thread never waits for the client: what it makes is queued, at most FIRST_BYTES of it. What is longer or
    has no end is left in `rest`, for the event loop to write.
    """

    def __init__(self, app: WSGIApp, executor: Executor) -> None:
        super().__init__(app, cast(Any, executor), 0)
        self.rest: LoopBody | None = None
        self._iterable: Iterable[bytes] = ()

    def send(self, message: Any) -> None:  # noqa: ANN401 - a2wsgi's own
        """Queue a message from the view's thread."""
        self.loop.call_soon_threadsafe(self.send_queue.put_nowait, message)

    def wsgi(self, environ: Any, start_response: Any) -> None:  # noqa: ANN401 - a2wsgi's own
        """Answer, in a thread: the beginning of the body, all of it if it is short."""
        scope: Scope = environ["asgi.scope"]
        environ["wsgi.input"] = scope[BODY]
        environ["wsgi.input_terminated"] = environ[RECEIVED] = True
        environ["wsgi.file_wrapper"] = FilePieces
        self._iterable = self.app(environ, start_response)
        try:
            self._begin_body()
        finally:
            if self.rest is None:
                self.close()

    def close(self) -> None:
        """End the application's part in the answer, whether or not all of it was written."""
        getattr(self._iterable, "close", lambda: None)()

    def _begin_body(self) -> None:
        if isinstance(self._iterable, LoopBody):
            self.rest = self._iterable
            return
        pieces, made, length = iter(self._iterable), [], 0
        for piece in pieces:
            made.append(piece)
            length += len(piece)
            if length >= FIRST_BYTES:
                self.rest = ThreadedPieces(pieces)
                break
        self.send({"type": "http.response.body", "body": b"".join(made), "more_body": self.rest is not None})
