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


def pytest_terminal_summary(terminalreporter):
    """How often each status was answered, as whom."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for what, answers in report.user_properties:
                terminalreporter.write_line(f"{what}: {answers}")
