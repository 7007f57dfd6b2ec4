"""A command whose database cannot be reached, or has no room, says so in one line."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import click

from attune.classroom.platform.database.failures import STORAGE_ERRORS, DatabaseFailure, failure_of

P = ParamSpec("P")
R = TypeVar("R")

ADVICE = {
    DatabaseFailure.AWAY: (
        "The database does not answer: {reason}. Start it, or say where it is: ATTUNE_DATABASE_URL, or "
        "ATTUNE_STATE_DIR for the SQLite file."
    ),
    DatabaseFailure.FULL: "There is no room left for the database or its files: {reason}. Free space, then run again.",
    DatabaseFailure.RACE: "Another process wrote the same thing at this moment: {reason}. Run it again.",
}


def explains_failures(command: Callable[P, R]) -> Callable[P, R]:
    """Answer a failure of the database by a line that says what to do; nothing was changed by a command that fails."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except STORAGE_ERRORS as error:
            failure = failure_of(error)
            if failure is None:
                raise
            reason = str(getattr(error, "orig", error)).partition("\n")[0].rstrip(".")
            raise click.ClickException(ADVICE[failure].format(reason=reason)) from error

    return run
