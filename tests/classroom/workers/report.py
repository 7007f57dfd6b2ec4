"""What a run against several processes has shown: how many tests ran, how many were left out, and why."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.classroom.workers.suite import LEFT_OUT, REQUESTS, WORKERS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what sends no request, and what a mark keeps in the tests' own process."""
    if not WORKERS:
        return
    for item in items:
        mark = item.get_closest_marker("in_process")
        if mark is not None:
            item.add_marker(pytest.mark.skip(reason=f"{LEFT_OUT}: {mark.args[0]}"))
    silent = [item for item in items if "app" not in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in set(silent)]
    config.hook.pytest_deselected(items=silent)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures."""
    if not WORKERS:
        return
    ran = {
        outcome: [_requests_of(report) for report in terminalreporter.stats.get(outcome, [])]
        for outcome in ("passed", "failed")
    }
    over = {outcome: [count for count in counts if count] for outcome, counts in ran.items()}
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    terminalreporter.section(f"against {WORKERS} processes behind one port")
    for outcome, counts in over.items():
        terminalreporter.line(f"{len(counts):6} {outcome}, with {sum(counts)} requests")
    terminalreporter.line(f"{sum(map(len, ran.values())) - sum(map(len, over.values())):6} sent no request")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count:6} left out: {reason}")


def _requests_of(report: pytest.TestReport) -> int:
    return int(dict(report.user_properties).get(REQUESTS, 0))


def _reason(report: pytest.TestReport) -> str:
    text = str(report.longrepr[2]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ").removeprefix(f"{LEFT_OUT}: ")
