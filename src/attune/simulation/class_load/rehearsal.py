"""A rehearsed class: demo students who study over the platform's own HTTP API, so that a live page can be seen alive.

Synthetic traffic, clearly: the accounts are the demo's, the readings are invented, and the model is called `demo`.
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
from attune.simulation.class_load.invention import CALM, SPELL_HOLDS, invent_window

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
class Stage:
    """The lesson of the rehearsal."""

    lesson_id: UUID
    block_ids: tuple[UUID, ...]


class Performer:
    """One demo student. Performs in a thread until told to stop. place: in STUDENTS."""

    def __init__(self, url: str, place: int, complain: Callable[[str], None]) -> None:
        self.place, self.browser, self.complain = place, Browser(url), complain
        self.name = STUDENTS[place % len(STUDENTS)]
        self.chance = Random(place)  # noqa: S311 - invented figures
        self.mood = MOODS[place % len(FIRST_CLASS)]
        self.block = 0
        self.sent = 0

    def arrive(self) -> Stage:
        """Sign in and find the lesson: the second of the course that the class has got furthest in."""
        self.browser.sign_in(f"{self.name}@demo.attune", PASSWORD)
        courses = self.browser.send("GET", "/courses")["courses"]
        course = max(courses, key=lambda course: course["completed_lesson_count"])
        outline = self.browser.send("GET", f"/courses/{course['id']}")
        lessons = [lesson for module in outline["modules"] for lesson in module["lessons"] if not lesson["locked"]]
        lesson = self.browser.send("GET", f"/lessons/{lessons[:2][-1]['id']}")
        return Stage(UUID(lesson["id"]), tuple(UUID(block["id"]) for block in lesson["blocks"]))

    def perform(self, stop: threading.Event) -> None:
        """Study until `stop`: heartbeats, windows, now and then the next block, one "lost here", one raised hand."""
        stage = self.arrive()
        self._report_presence(stage)
        if self.place == LOST:
            self._call(SelfReportKind.LOST_HERE, stage)
        if self.place == RAISES_HAND:
            self._call(SelfReportKind.HAND_RAISED, stage)
        now = datetime.now(UTC)
        length = timedelta(seconds=SELF_PACED_SECONDS)
        self._send(stage, [now - length * (HISTORY - place) for place in range(HISTORY)])
        while not stop.wait(SELF_PACED_SECONDS):
            try:
                self._go_on(stage)
                self._send(stage, [datetime.now(UTC) - length])
            except (RequestRefused, OSError) as error:
                self.complain(f"{self.name}: {error}")

    def _go_on(self, stage: Stage) -> None:
        moved = self.chance.random() < MOVES_ON
        if moved:
            self.block = min(self.block + 1, len(stage.block_ids) - 1)
        if moved or self.sent % HEARTBEAT_EVERY == 0:
            self._report_presence(stage)

    def _report_presence(self, stage: Stage) -> None:
        place = {"lesson_id": str(stage.lesson_id), "block_id": str(stage.block_ids[self.block])}
        self.browser.send("POST", "/presence", place)

    def _send(self, stage: Stage, started: Sequence[datetime]) -> None:
        windows = [self._window(stage, at) for at in started]
        self.browser.send("POST", "/wellbeing/windows", {"windows": windows})
        self.sent += 1

    def _window(self, stage: Stage, started_at: datetime) -> Any:  # noqa: ANN401 - JSON
        expression = self.mood if self.chance.random() < SPELL_HOLDS else self.chance.choice(CALM)
        window = invent_window(self.chance, expression, stage.lesson_id, stage.block_ids[self.block], started_at)
        return window | {"id": str(uuid4())}  # not the same in the next rehearsal

    def _call(self, kind: SelfReportKind, stage: Stage) -> None:
        said = {
            "id": str(uuid4()),
            "kind": kind,
            "lesson_id": str(stage.lesson_id),
            "block_id": str(stage.block_ids[self.block]),
            "at": datetime.now(UTC).isoformat(),
        }
        self.browser.send("POST", "/wellbeing/checkins", said)


def rehearse_class(url: str, students: int, seconds: float, report: Callable[[str], None]) -> int:
    """Let demo students study for a while. `report` is told at once what goes wrong; returns how often it did."""
    stop, problems = threading.Event(), []

    def complain(problem: str) -> None:
        problems.append(problem)
        report(problem)

    def run(performer: Performer) -> None:
        try:
            performer.perform(stop)
        except (RequestRefused, OSError) as error:
            complain(f"{performer.name} could not take part: {error}")

    performers = [Performer(url, place, complain) for place in range(students)]
    threads = [threading.Thread(target=run, args=(performer,), daemon=True) for performer in performers]
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
