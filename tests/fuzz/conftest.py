"""The application of the classroom's tests, with a school in it."""

from tests.classroom.conftest import (
    app,
    clock,
    database,
    database_address,
    empty_database,
    make,
    right_answers,
    services,
    settings,
)
from tests.classroom.platform.inbound.conftest import world

__all__ = [
    "app",
    "clock",
    "database",
    "database_address",
    "empty_database",
    "make",
    "right_answers",
    "services",
    "settings",
    "world",
]
