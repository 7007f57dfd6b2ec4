"""Which tests `make check` runs: python -m scripts.quick_tests [FOLDERS] measures them and writes tests/quick.txt.

A file of tests is quick when it takes at most 0.4 seconds and none of its tests needs the application.
Of those that need it, each room of the classroom sends the one with the fewest tests. A longer file sends the first of
its tests, as far as they come in that time, and the first test of a room two seconds: no room is left without any. What
a test takes is what it computes and what it waits, but not how long it stood in line for a processor: a busy machine
chooses much the same as a quiet one.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

LIST = Path("tests/quick.txt")
IN_LINE = Path("/proc/thread-self/schedstat")  # of this thread in ns: on a processor, in line for one
MOST_SECONDS = 0.4
MOST_SECONDS_OF_FIRST = 2.0  # of a file that needs the application: each of its tests makes one, with a database
NEEDS_APPLICATION = {"app", "settings", "worker_folder"}
# need torch, a browser or several processes, or are a longer job by what they are for
LEFT_OUT = (
    "training",
    "e2e",
    "fuzz",
    "benchmarks",
    "classroom/migrations",
    "classroom/workers",
    "classroom/live_class/test_load.py",
)


def room_of(file: str) -> str:
    """The folder below `tests` that a file of tests stands in, in the classroom with the feature and its room."""
    return "/".join(Path(file).parent.parts[1:4])


class Measurement:
    """The time by file of tests; a file that has used up what it may is not run to its end."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.with_application: set[str] = set()
        self.failed: set[str] = set()
        self.in_time: dict[str, list[str]] = defaultdict(list)
        self.too_long: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the files that may be quick."""
        tests: Counter[str] = Counter()
        for item in items:
            tests[file_of(item)] += 1
            if NEEDS_APPLICATION & set(getattr(item, "fixturenames", ())):
                self.with_application.add(file_of(item))
        rooms: dict[str, list[str]] = defaultdict(list)
        for file in self.with_application:
            rooms[room_of(file)].append(file)
        smallest = {min(files, key=lambda file: (tests[file], file)) for files in rooms.values()}
        dropped = self.with_application - smallest
        items[:] = [item for item in items if file_of(item) not in dropped]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Add up a test's time."""
        most = self.most(file_of(item))
        before = seconds_taken()
        answer = yield
        file, function = file_of(item), item.nodeid.split("[")[0]
        self.seconds[file] += seconds_taken() - before
        if self.seconds[file] <= most:
            if function not in self.in_time[file]:
                self.in_time[file].append(function)
        else:
            self.too_long.add(function)
        return answer

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Leave the rest of a file out that is too long already."""
        if self.seconds.get(file_of(item), 0.0) > MOST_SECONDS:
            pytest.skip("the rest of its file is not quick")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a file whose tests did not pass: how long it takes says nothing."""
        if report.failed:
            self.failed.add(report.nodeid.split("::")[0])

    def most(self, file: str) -> float:
        """How many seconds a file may have taken after its next test."""
        first = file in self.with_application and file not in self.seconds
        return MOST_SECONDS_OF_FIRST if first else MOST_SECONDS

    def quick(self) -> list[str]:
        """The files that are quick, and of longer ones the tests that are, in order."""
        found: list[str] = []
        for file, used in self.seconds.items():
            if file in self.failed:
                continue
            in_time = [each for each in self.in_time[file] if each not in self.too_long]
            found += [file] if used <= MOST_SECONDS else in_time
        return sorted(found)


def file_of(item: pytest.Item) -> str:
    """The file of a test, from the repository's root."""
    return item.nodeid.split("::")[0]


def seconds_taken() -> float:
    """The clock, less what this thread has stood in line for a processor, where the machine tells that."""
    in_line = int(IN_LINE.read_text("ascii").split()[1]) if IN_LINE.is_file() else 0
    return time.perf_counter() - in_line / 1e9


def main(folders: Sequence[str]) -> int:
    """Measure the folders, or all, and write the list.

    Returns:
        Pytest's status.
    """
    measurement = Measurement()
    ignored = [f"--ignore=tests/{folder}" for folder in LEFT_OUT]
    measured = tuple(f"{folder.rstrip('/')}/" for folder in folders or ["tests"])
    status = pytest.main(["-q", "-p", "no:cacheprovider", *ignored, *measured], plugins=[measurement])
    others = [file for file in LIST.read_text("utf-8").split() if not file.startswith(measured)]
    chosen = sorted([*others, *measurement.quick()])
    LIST.write_text("".join(f"{each}\n" for each in chosen), "utf-8")
    print(f"{len(chosen)} files and tests; the longest files:")
    for file, seconds in sorted(measurement.seconds.items(), key=lambda each: -each[1])[:20]:
        print(f"{seconds:6.1f} s {file}{'' if file in chosen else ' (left out, or its first tests only)'}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
