"""A simulated class: demo students who study over the platform's own HTTP API, so that a live page can be seen alive.

The accounts are the demo's, the readings are synthetic, and the model is called `demo`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

from attune.affect.evidence import SelfReportKind
from attune.affect.windows import SELF_PACED_SECONDS
from attune.expressions import Expression
from attune.simulation.class_load.browser import Browser, RequestRefused
from attune.simulation.synthetic_windows import CALM, SPELL_HOLDS, synthetic_window

PASSWORD = "attune-demo"  # noqa: S105 - the demo's, known to everybody
FIRST_CLASS = ("amir", "beatriz", "chen", "dilara", "elif", "felix", "grace", "hugo", "ines", "jonas", "keiko")
SECOND_CLASS = ("nadia", "omar", "paula", "quentin", "rosa", "samuel", "tilda", "umut", "vera")
STUDENTS = (*FIRST_CLASS, *SECOND_CLASS)
HEARTBEAT_EVERY = 2  # windows
HISTORY = 8  # windows sent at once on arrival, as after a short time offline: states are known from the start
MOVES_ON = 0.12  # a window; a block then takes a minute and a half

# What each student mostly shows, in each class anew. Some are puzzled at the same place, one is tense.
MOODS: Sequence[Expression | None] = (
    Expression.NEUTRAL,
    Expression.SURPRISE,
    Expression.NEUTRAL,
    Expression.ANGER,
    Expression.NEUTRAL,
    Expression.SURPRISE,
    Expression.HAPPINESS,
    Expression.NEUTRAL,
    Expression.NEUTRAL,
    Expression.SURPRISE,
    Expression.NEUTRAL,
)
LOST, RAISES_HAND = 1, 4  # places in STUDENTS


@dataclass(frozen=True, slots=True)
class SimulatedLesson:
    """The lesson that the class studies."""

    lesson_id: UUID
    block_ids: tuple[UUID, ...]


class SimulatedStudent:
    """One demo student, who studies in a thread until told to stop. index: in STUDENTS."""

    def __init__(self, url: str, index: int, on_problem: Callable[[str], None]) -> None:
        self.index, self.browser, self.on_problem = index, Browser(url), on_problem
        self.name = STUDENTS[index % len(STUDENTS)]
        self.rng = Random(index)  # noqa: S311 - synthetic figures
        self.mood = MOODS[index % len(FIRST_CLASS)]
        self.block = 0
        self.sent = 0

    def arrive(self) -> SimulatedLesson:
        """Sign in and find the lesson: the second of the course that the class has got furthest in."""
        self.browser.sign_in(f"{self.name}@demo.attune", PASSWORD)
        courses = self.browser.send("GET", "/courses")["courses"]
        course = max(courses, key=lambda course: course["completed_lesson_count"])
        outline = self.browser.send("GET", f"/courses/{course['id']}")
        lessons = [lesson for module in outline["modules"] for lesson in module["lessons"] if not lesson["locked"]]
        lesson = self.browser.send("GET", f"/lessons/{lessons[:2][-1]['id']}")
        return SimulatedLesson(UUID(lesson["id"]), tuple(UUID(block["id"]) for block in lesson["blocks"]))

    def study(self, stop: threading.Event) -> None:
        """Study until `stop`: heartbeats, windows, now and then the next block, one "lost here", one raised hand."""
        lesson = self.arrive()
        self._report_presence(lesson)
        if self.index == LOST:
            self._call(SelfReportKind.LOST_HERE, lesson)
        if self.index == RAISES_HAND:
            self._call(SelfReportKind.HAND_RAISED, lesson)
        now = datetime.now(UTC)
        length = timedelta(seconds=SELF_PACED_SECONDS)
        self._send(lesson, [now - length * (HISTORY - index) for index in range(HISTORY)])
        while not stop.wait(SELF_PACED_SECONDS):
            try:
                self._go_on(lesson)
                self._send(lesson, [datetime.now(UTC) - length])
            except (RequestRefused, OSError) as error:
                self.on_problem(f"{self.name}: {error}")

    def _go_on(self, lesson: SimulatedLesson) -> None:
        moved = self.rng.random() < MOVES_ON
        if moved:
            self.block = min(self.block + 1, len(lesson.block_ids) - 1)
        if moved or self.sent % HEARTBEAT_EVERY == 0:
            self._report_presence(lesson)

    def _report_presence(self, lesson: SimulatedLesson) -> None:
        place = {"lesson_id": str(lesson.lesson_id), "block_id": str(lesson.block_ids[self.block])}
        self.browser.send("POST", "/presence", place)

    def _send(self, lesson: SimulatedLesson, started: Sequence[datetime]) -> None:
        windows = [self._window(lesson, at) for at in started]
        self.browser.send("POST", "/wellbeing/windows", {"windows": windows})
        self.sent += 1

    def _window(self, lesson: SimulatedLesson, started_at: datetime) -> Any:  # noqa: ANN401 - JSON
        expression = self.mood if self.rng.random() < SPELL_HOLDS else self.rng.choice(CALM)
        window = synthetic_window(self.rng, expression, lesson.lesson_id, lesson.block_ids[self.block], started_at)
        return window | {"id": str(uuid4())}  # not the same in the next simulated class

    def _call(self, kind: SelfReportKind, lesson: SimulatedLesson) -> None:
        said = {
            "id": str(uuid4()),
            "kind": kind,
            "lesson_id": str(lesson.lesson_id),
            "block_id": str(lesson.block_ids[self.block]),
            "at": datetime.now(UTC).isoformat(),
        }
        self.browser.send("POST", "/wellbeing/checkins", said)


def simulate_class(url: str, students: int, seconds: float, report: Callable[[str], None]) -> int:
    """Let demo students study for a while. `report` is called with each problem.

    Returns:
        How many there were.
    """
    stop, problems = threading.Event(), []

    def report_problem(problem: str) -> None:
        problems.append(problem)
        report(problem)

    def run(student: SimulatedStudent) -> None:
        try:
            student.study(stop)
        except (RequestRefused, OSError) as error:
            report_problem(f"{student.name} could not take part: {error}")

    simulated = [SimulatedStudent(url, index, report_problem) for index in range(students)]
    threads = [threading.Thread(target=run, args=(student,), daemon=True) for student in simulated]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds
    try:
        while time.monotonic() < deadline and any(thread.is_alive() for thread in threads):
            stop.wait(0.2)
    finally:
        stop.set()
    for thread in threads:
        thread.join(timeout=2 * SELF_PACED_SECONDS)
    return len(problems)
