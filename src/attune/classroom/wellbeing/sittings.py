"""What students are doing right now, in memory: recent windows, behaviour and self-reports of each.

Windows of a student who does not let us save summaries live here and nowhere else. What is in the database is loaded
again when a student is not known here, after a restart for instance.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from attune.affect.baseline import Baseline, establish_baseline
from attune.affect.evidence import Behaviour, Evidence, LearningState, SelfReport, ended_at
from attune.affect.states import LearnerState, StateRules, infer_state
from attune.affect.windows import Window

RULES = StateRules()
NEW_SITTING_AFTER = timedelta(minutes=30)
RECENT_WINDOWS = 60  # ten minutes of self-paced study: further back, nothing decides any more
REMEMBERED_IDS = 2000  # windows and events kept recognisable as duplicates without the database
BEHAVIOUR_KEPT = timedelta(seconds=RULES.behaviour.lookback_seconds)
REPORTS_KEPT = timedelta(seconds=RULES.self_report_holds_seconds)


@dataclass(slots=True)
class Sitting:
    """One student's present sitting."""

    first: list[Window] = field(default_factory=list)
    recent: list[Window] = field(default_factory=list)
    behaviour: list[Behaviour] = field(default_factory=list)
    reports: dict[UUID, SelfReport] = field(default_factory=dict)
    seen_ids: dict[UUID, None] = field(default_factory=dict)
    places: dict[str, tuple[LearningState, datetime]] = field(default_factory=dict)
    baseline: Baseline = field(default_factory=Baseline)

    def recognise(self, item_id: UUID) -> bool:
        """Whether an id was met before; from now on it was."""
        if item_id in self.seen_ids:
            return True
        self.seen_ids[item_id] = None
        if len(self.seen_ids) > REMEMBERED_IDS:
            del self.seen_ids[next(iter(self.seen_ids))]
        return False

    def add_window(self, window: Window) -> LearnerState:
        """Take a window in, and say what was known when it closed."""
        if self.recent and window.started_at - ended_at(self.recent[-1]) > NEW_SITTING_AFTER:
            self.first, self.recent = [], []
        if sum(each.seconds for each in self.first) < 2 * RULES.baseline.seconds:
            self.first = _with(self.first, window)
            self._take_baseline()
        self.recent = _with(self.recent, window)[-RECENT_WINDOWS:]
        state = self.state(ended_at(window))
        if window.block_id is not None:
            self.places[window.block_id] = (state.state, ended_at(window))
        return state

    def add_behaviour(self, behaviour: Behaviour) -> None:
        """Take behaviour in; what is too old to matter is let go."""
        kept = [each for each in self.behaviour if behaviour.at - each.at <= BEHAVIOUR_KEPT]
        self.behaviour = sorted([*kept, behaviour], key=lambda each: each.at)

    def add_report(self, report_id: UUID, report: SelfReport) -> None:
        """Take a self-report in; what is too old to matter is let go."""
        kept = {key: each for key, each in self.reports.items() if report.at - each.at <= REPORTS_KEPT}
        self.reports = dict(sorted({**kept, report_id: report}.items(), key=lambda item: item[1].at))
        if report.block_id is not None:
            self.places[report.block_id] = (self.state(report.at).state, report.at)

    def forget_windows(self) -> None:
        """Let go of everything a camera saw, and of what was concluded from it."""
        self.first, self.recent, self.places = [], [], {}
        self._take_baseline()

    def state(self, now: datetime) -> LearnerState:
        """The learning state at an instant."""
        evidence = Evidence(tuple(self.recent), tuple(self.behaviour), tuple(self.reports.values()))
        return infer_state(evidence, self.baseline, RULES, now)

    def _take_baseline(self) -> None:
        self.baseline = establish_baseline(self.first, RULES.baseline)


def _with(windows: list[Window], window: Window) -> list[Window]:
    """The windows and one more, in the order of time; one with the same id gives way to it."""
    others = [each for each in windows if each.id != window.id]
    return sorted([*others, window], key=lambda each: each.started_at)


class Sittings:
    """The sittings of all students of this process. Hold `lock` while working with one."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._sittings: dict[UUID, Sitting] = {}

    def get(self, student_id: UUID) -> Sitting | None:
        """The sitting of a student, or None where it is not known here."""
        return self._sittings.get(student_id)

    def unknown(self, student_ids: Iterable[UUID]) -> list[UUID]:
        """Those of some students whose sitting is not known here."""
        return [student_id for student_id in student_ids if student_id not in self._sittings]

    def keep(self, sittings: Mapping[UUID, Sitting]) -> None:
        """Add sittings; one that is already known stays."""
        with self.lock:
            for student_id, sitting in sittings.items():
                self._sittings.setdefault(student_id, sitting)

    def replace(self, student_id: UUID, sitting: Sitting) -> None:
        """Put a sitting that was worked out anew in the place of the one before."""
        with self.lock:
            self._sittings[student_id] = sitting

    def forget(self, student_id: UUID) -> None:
        """Let go of everything about a student. Ids of windows stay recognisable, so that none comes in again."""
        with self.lock:
            old = self._sittings.get(student_id)
            self._sittings[student_id] = Sitting(seen_ids=old.seen_ids if old else {})

    def clear(self) -> None:
        """Let go of everything, as a restart does."""
        with self.lock:
            self._sittings.clear()
