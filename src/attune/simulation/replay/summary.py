"""A replayed session in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from attune.affect.evidence import Instant
from attune.expressions import Expression
from attune.simulation.replay.events import Changed
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, ReadingStep, Step, WindowStep


@dataclass(slots=True)
class Summary:
    """Counts over the steps of one or more sessions.

    Attributes:
        states: windows by learning state.
        doubts: windows that abstained, by reason.
        rules: pauses by the rule that decided.
        causes, messages: what was said, by its cause and by the message's id.
        flips_before, flips_after: changes of the label from one reading to the next, around smoothing.
        delays: seconds from a change of the face to the displayed label, None where the next came first.
    """

    sessions: int = 0
    seconds: float = 0.0
    readings: int = 0
    windows: int = 0
    states: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    flips_before: int = 0
    flips_after: int = 0
    delays: list[float | None] = field(default_factory=list)

    @property
    def seen_minutes(self) -> float:
        """Minutes of the session, for rates."""
        return self.seconds / 60

    @property
    def flips_per_minute(self) -> tuple[float, float] | None:
        """Before and after smoothing; None without readings."""
        if not self.readings or not self.seconds:
            return None
        return self.flips_before / self.seen_minutes, self.flips_after / self.seen_minutes

    @property
    def median_delay(self) -> float | None:
        """Of the changes that were displayed, in seconds; None without any."""
        known = [delay for delay in self.delays if delay is not None]
        return median(known) if known else None

    def add(self, other: Summary) -> None:
        """Take the counts of another summary in."""
        self.sessions += other.sessions
        self.seconds += other.seconds
        self.readings += other.readings
        self.windows += other.windows
        for mine, theirs in ((self.states, other.states), (self.doubts, other.doubts), (self.rules, other.rules)):
            mine.update(theirs)
        self.causes.update(other.causes)
        self.messages.update(other.messages)
        self.flips_before += other.flips_before
        self.flips_after += other.flips_after
        self.delays += other.delays

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON has them."""
        rates = self.flips_per_minute
        return {
            "sessions": self.sessions,
            "seconds": self.seconds,
            "readings": self.readings,
            "windows": self.windows,
            "states": dict(self.states),
            "doubts": dict(self.doubts),
            "rules": dict(self.rules),
            "causes": dict(self.causes),
            "messages": dict(self.messages),
            "delays": self.delays,
            "flips_per_minute": None if rates is None else {"before": rates[0], "after": rates[1]},
            "median_delay": self.median_delay,
        }


def summarise(steps: Sequence[Step], seconds: float) -> Summary:
    """The figures of one session that lasted `seconds`."""
    summary = Summary(sessions=1, seconds=seconds)
    for step in steps:
        match step:
            case WindowStep():
                summary.windows += 1
                summary.states[step.state.state] += 1
                if step.unknown is not None:
                    summary.doubts[step.unknown] += 1
            case InterruptionStep():
                summary.rules[step.decision.rule] += 1
                finding = step.decision.finding
                if step.support.delivered and step.message is not None and finding is not None:
                    summary.causes[finding.cause] += 1
                    summary.messages[step.message.id] += 1
            case _:
                pass
    shown = [step for step in steps if isinstance(step, ReadingStep)]
    summary.readings = len(shown)
    summary.flips_before = flips(step.raw for step in shown)
    summary.flips_after = flips(step.displayed.label for step in shown)
    changes = [
        (step.at, step.event.expression)
        for step in steps
        if isinstance(step, EventStep) and isinstance(step.event, Changed)
    ]
    summary.delays = _delays(shown, changes)
    return summary


def flips(labels: Iterable[str]) -> int:
    """How often a label differs from the one before."""
    count, before = 0, None
    for label in labels:
        count += before is not None and label != before
        before = label
    return count


def _delays(shown: Sequence[ReadingStep], changes: Sequence[tuple[Instant, Expression]]) -> list[float | None]:
    """Per change of the face, the seconds until it is displayed; None where the next change comes first."""
    found: list[float | None] = []
    for place, (at, expression) in enumerate(changes):
        end = changes[place + 1][0] if place + 1 < len(changes) else None
        displayed = (
            step.at
            for step in shown
            if step.at >= at and (end is None or step.at < end) and step.displayed.label == expression
        )
        first = next(displayed, None)
        found.append(None if first is None else (first - at).total_seconds())
    return found
