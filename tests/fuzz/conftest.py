"""The application of the classroom's tests, with a school in it."""

from tests.classroom.conftest import (
    app,
    clock,
    confirmed_resources,
    database,
    database_address,
    empty_database,
    institution,
    make,
    redis_address,
    right_answers,
    services,
    settings,
    several,
)
from tests.classroom.platform.events.redis_server import session_redis
from tests.classroom.platform.inbound.conftest import world

__all__ = [
    "app",
    "clock",
    "confirmed_resources",
    "database",
    "database_address",
    "empty_database",
    "institution",
    "make",
    "redis_address",
    "right_answers",
    "services",
    "session_redis",
    "settings",
    "several",
    "world",
]


def pytest_terminal_summary(terminalreporter):
    """How often each status was answered, as whom."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for what, answers in report.user_properties:
                terminalreporter.write_line(f"{what}: {answers}")
