"""How long support takes to think: one decision, and a class of forty for an hour.

    python -m benchmarks.platform.support_replay [--students 40]

Replays docs/replays/an-hour.yaml with a student for each seed: readings once a second, smoothed, cut into windows,
states, decisions, messages. Prints what one window costs from its readings to its state, what a decision costs at an
interruption point, its message included, and what the class costs, in wall and processor time. One process, one thread.
"""

import argparse
import gc
import platform
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from attune.affect import supporter
from attune.affect.supporter import Support
from attune.simulation.replay import pipeline
from attune.simulation.replay.command import language_of
from attune.simulation.replay.events import Session
from attune.simulation.replay.pipeline import InterruptionStep, Pipeline, WindowStep, replay
from attune.simulation.replay.scenario import read_scenario
from attune.simulation.replay.summary import Summary, summarise
from attune.simulation.replay.synthetic import synthesise
from attune.training.evaluation.hardware import hardware

ROOT = Path(__file__).parents[2]


def sessions(students: int) -> list[Session]:
    """One session for each student; no pictures are in it."""
    scenario = read_scenario((ROOT / "docs/replays/an-hour.yaml").read_text("utf-8"))
    return [synthesise(scenario, lambda *_: iter(()), scenario.seed + number) for number in range(students)]


def time_steps(session: Session, kind: type[WindowStep] | type[InterruptionStep]) -> np.ndarray:
    """(events, 2): milliseconds of wall and processor time of each event that led to a step of a kind."""
    student, found = Pipeline(session, language_of(session)), []
    for event in session.events:
        started = np.array([time.perf_counter(), time.process_time()])
        steps = list(student.take(event))
        spent = (np.array([time.perf_counter(), time.process_time()]) - started) * 1000
        if any(isinstance(step, kind) for step in steps):
            found.append(spent)
    return np.array(found)


def time_decisions(sessions: list[Session]) -> np.ndarray:
    """(decisions, 2): milliseconds of each decision alone: cause, rules, choice and words, the state being known."""
    found, decide = [], supporter.give_support

    def timed(*arguments: Any) -> Support:  # noqa: ANN401 - those of give_support
        started = np.array([time.perf_counter(), time.process_time()])
        support = decide(*arguments)
        found.append((np.array([time.perf_counter(), time.process_time()]) - started) * 1000)
        return support

    with patch.object(pipeline, "give_support", timed):
        for session in sessions:
            replay(session, language_of(session))
    return np.array(found)


def print_times(name: str, each: np.ndarray) -> None:
    """Print the percentiles of times, (n, 2) milliseconds."""
    for clock, times in zip(("wall", "processor"), each.T, strict=True):
        p50, p95, p99 = np.percentile(times, [50, 95, 99])
        print(
            f"{name}, {clock}: p50 {p50:.3f} ms, p95 {p95:.3f} ms, "
            f"p99 {p99:.3f} ms, largest {times.max():.2f} ms, n = {len(times)}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="One decision, and a class for an hour")
    parser.add_argument("--students", type=int, default=40)
    students = parser.parse_args().students
    started = np.array([time.perf_counter(), time.process_time()])
    made = sessions(students)
    gc.freeze()  # the sessions prepared for everybody are no part of what one student costs
    simulated = np.array([time.perf_counter(), time.process_time()])
    total = Summary()
    for session in made:
        total.add(summarise(replay(session, language_of(session)), session.seconds))
    ended = np.array([time.perf_counter(), time.process_time()])
    print_times("one window to its state", np.concatenate([time_steps(each, WindowStep) for each in made[:4]]))
    print_times("one decision, its message included", time_decisions(made))
    pauses = np.concatenate([time_steps(each, InterruptionStep) for each in made])
    print_times("one interruption point, with the state inferred first", pauses)
    for name, acting, thinking in zip(("wall", "processor"), simulated - started, ended - simulated, strict=True):
        hours = total.seconds / 3600
        print(
            f"{students} students, {hours:.0f} h, {total.readings} readings, {total.windows} windows, {name}: "
            f"faces {acting:.1f} s + pipeline {thinking:.1f} s = {acting + thinking:.1f} s"
        )
    rules = ", ".join(f"{rule} {count}" for rule, count in total.rules.most_common())
    print(f"messages {total.messages.total()}; pauses by rule: {rules}")
    print(f"Python {platform.python_version()}, {hardware()}")


if __name__ == "__main__":
    main()
