"""The guard against guessing, before every route that checks a secret."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import Flask, current_app, request

from attune.classroom.accounts import devices
from attune.classroom.accounts.attempt_store import open_attempts
from attune.classroom.accounts.attempts import Attempt, AttemptGuard
from attune.classroom.platform.context import now
from attune.classroom.platform.errors import ApiError

EXTENSION = "attune_attempt_guard"


def init_app(app: Flask, redis_url: str) -> None:
    """Keep one guard for the application."""
    app.extensions[EXTENSION] = AttemptGuard(open_attempts(redis_url))


@contextmanager
def guarded(account: str, wrong: type[ApiError]) -> Iterator[None]:
    """Check a secret within the block, as often as the guard allows.

    Args:
        account: what the secret belongs to: a normalised e-mail address, or a link.
        wrong: the error that the block raises when the secret is wrong; any other error is neither right nor wrong.

    Raises:
        TooManyAttempts: before the block is entered.
    """
    attempts = cast(AttemptGuard, current_app.extensions[EXTENSION])
    attempt = Attempt(account, request.remote_addr or "", devices.device_of(account))
    attempts.begin(attempt, now())
    try:
        yield
    except wrong:
        attempts.fail(attempt, now())
        raise
    attempts.succeed(attempt)
