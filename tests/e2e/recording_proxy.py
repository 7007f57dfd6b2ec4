"""A proxy that a browser is made to use: it records every byte of every request body, whoever sent it.

The browser's own instrumentation is blind to the bodies of streamed, beacon and keep-alive requests; a proxy is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

from tests.e2e.traffic import Sent

HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT")


class RecordingHandler(BaseHTTPRequestHandler):
    """Records a request, then passes it on and streams the answer back."""

    record: Callable[[Sent], None]

    def forward(self) -> None:
        """Handle one request of any method."""
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.record(Sent(self.command, self.path, self.headers.get("Content-Type", ""), body))
        target = urlsplit(self.path)
        if self.command == "CONNECT" or target.hostname != "127.0.0.1":
            self.send_error(403, "The tests let nothing leave this machine")
            return
        upstream = HTTPConnection(target.hostname, target.port or 80, timeout=120)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            upstream.request(
                self.command, self.path[self.path.index(target.netloc) + len(target.netloc) :], body, headers
            )
            self.stream(upstream.getresponse())
        except (OSError, HTTPException):
            return  # the page or the platform went away; either says so itself
        finally:
            upstream.close()

    def stream(self, answer: HTTPResponse) -> None:
        """Send an answer as it arrives, so that server-sent events are not held back."""
        self.send_response_only(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        while chunk := answer.read1(65536):
            self.wfile.write(chunk)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Say nothing: the record is the log."""


for method in METHODS:
    setattr(RecordingHandler, f"do_{method}", RecordingHandler.forward)


@contextmanager
def recording_proxy(record: Callable[[Sent], None]) -> Iterator[str]:
    """Run a proxy on a free port; yields its address."""
    handler = type("Handler", (RecordingHandler,), {"record": staticmethod(record)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
