"""How long a client may take to send a request and to take its answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TransferLimits:
    """What is asked of a client. A slow one costs a connection and a little memory, never a thread.

    Attributes:
        silent_seconds: A new connection may say nothing for so long; browsers open some that they may never need.
        head_seconds: From the first byte of a request to the end of its headers.
        head_bytes: The longest request line and headers, together.
        grace_seconds: Even the smallest body may take this long: a bad line is no reason to lose a student's work.
        bytes_per_second: Every second after that has to be paid for with as many bytes, sent or taken.
        reader_seconds: A client that takes its answer too slowly is looked at this often, and dropped.
        linger_seconds: How long the rest of a refused request is read and thrown away, so that its sender, who may
            still be writing, gets to read why.
    """

    silent_seconds: float = 60.0
    head_seconds: float = 15.0
    head_bytes: int = 64 * 1024
    grace_seconds: float = 15.0
    bytes_per_second: float = 2048.0
    reader_seconds: float = 15.0
    linger_seconds: float = 2.0

    def body_seconds(self, received: int) -> float:
        """How long a body may take of which so many bytes have come."""
        return self.grace_seconds + received / self.bytes_per_second
