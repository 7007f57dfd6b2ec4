"""What students are doing right now, in memory: recent windows, behaviour and self-reports of each.

Windows of a student who does not let us save summaries live here and nowhere else. What is in the database is loaded
again when a student is not known here, after a restart for instance.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from attune.affect.baseline import Baseline, baseline_in_force, establish_baseline
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import bounds_of
from attune.affect.evidence import Behaviour, Evidence, LearningState, SelfReport, ended_at
from attune.affect.states import LearnerState, StateRules, infer_state
from attune.affect.windows import Window

NEW_SITTING_AFTER = timedelta(minutes=30)
RECENT_WINDOWS = 60  # ten minutes of self-paced study: further back, nothing decides any more
REMEMBERED_IDS = 2000  # windows and events kept recognisable as duplicates without the database
# As long as any institution may let them count.
BEHAVIOUR_KEPT = timedelta(seconds=bounds_of(BehaviourRules)["lookback_seconds"].high)
REPORTS_KEPT = timedelta(seconds=bounds_of(StateRules)["self_report_holds_seconds"].high)


@dataclass(slots=True)
class Sitting:
    """One student's present sitting.

    own: the baseline of its first minutes.  kept: the one of earlier sittings, None where there is none or it may not
    be used.  kept_sought: whether it has been looked for.
    """

    rules: StateRules = field(default_factory=StateRules)
    first: list[Window] = field(default_factory=list)
    recent: list[Window] = field(default_factory=list)
    behaviour: list[Behaviour] = field(default_factory=list)
    reports: dict[UUID, SelfReport] = field(default_factory=dict)
    seen_ids: dict[UUID, None] = field(default_factory=dict)
    places: dict[str, tuple[LearningState, datetime]] = field(default_factory=dict)
    own: Baseline = field(default_factory=Baseline)
    kept: Baseline | None = None
    kept_sought: bool = False

    @property
    def baseline(self) -> Baseline:
        """What this student is compared with: their own first minutes, and until then their earlier sittings."""
        return baseline_in_force(self.own, self.kept, may_keep=True)

    @property
    def began_at(self) -> datetime | None:
        """When the first window of this sitting began."""
        return self.first[0].started_at if self.first else None

    def follow(self, rules: StateRules) -> None:
        """Judge by other rules from now on."""
        if rules != self.rules:
            self.rules = rules
            self._take_baseline()

    def seek_kept_again(self) -> None:
        """Let go of what earlier sittings said; it is worked out again where it may be."""
        self.kept, self.kept_sought = None, False

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
        if self.recent and begins_anew(self.recent[-1], window):
            self.first, self.recent = [], []
            self.seek_kept_again()
        if sum(each.seconds for each in self.first) < 2 * self.rules.baseline.seconds:
            self.first = _with(self.first, window)
            self._take_baseline()
        self.recent = _with(self.recent, window)[-RECENT_WINDOWS:]
        state = self.state(ended_at(window))
        if window.block_id is not None:
            self._place(window.block_id, state.state, ended_at(window))
        return state

    def latest(self, now: datetime) -> Window | None:
        """The newest window that has begun; one from ahead, by a clock that was wrong, says nothing about now."""
        return next((window for window in reversed(self.recent) if window.started_at <= now), None)

    def add_behaviour(self, behaviour: Behaviour) -> None:
        """Take behaviour in; what is too old to matter is let go."""
        kept = [each for each in self.behaviour if behaviour.at - each.at <= BEHAVIOUR_KEPT]
        self.behaviour = sorted([*kept, behaviour], key=lambda each: each.at)

    def add_report(self, report_id: UUID, report: SelfReport) -> None:
        """Take a self-report in; what is too old to matter is let go."""
        kept = {key: each for key, each in self.reports.items() if report.at - each.at <= REPORTS_KEPT}
        self.reports = dict(sorted({**kept, report_id: report}.items(), key=lambda item: item[1].at))
        if report.block_id is not None:
            self._place(report.block_id, self.state(report.at).state, report.at)

    def forget_windows(self) -> None:
        """Let go of everything a camera saw, and of what was concluded from it."""
        self.first, self.recent, self.places = [], [], {}
        self.seek_kept_again()
        self._take_baseline()

    def state(self, now: datetime) -> LearnerState:
        """The learning state at an instant."""
        evidence = Evidence(tuple(self.recent), tuple(self.behaviour), tuple(self.reports.values()))
        return infer_state(evidence, self.baseline, self.rules, now)

    def _place(self, block_id: str, state: LearningState, at: datetime) -> None:
        """Note the state at a block; what comes late, from a device that was offline, does not undo what came since."""
        known = self.places.get(block_id)
        if known is None or known[1] <= at:
            self.places[block_id] = (state, at)

    def _take_baseline(self) -> None:
        self.own = establish_baseline(self.first, self.rules.baseline)


def begins_anew(last: Window, window: Window) -> bool:
    """Whether a window belongs to another sitting than the one before it."""
    return window.started_at - ended_at(last) > NEW_SITTING_AFTER


def split_sittings(windows: Iterable[Window]) -> Iterator[list[Window]]:
    """The windows of one student, oldest first, as one list for each sitting."""
    sitting: list[Window] = []
    for window in windows:
        if sitting and begins_anew(sitting[-1], window):
            yield sitting
            sitting = []
        sitting.append(window)
    if sitting:
        yield sitting


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
            self._sittings[student_id] = Sitting(seen_ids=old.seen_ids) if old else Sitting()

    def clear(self) -> None:
        """Let go of everything, as a restart does."""
        with self.lock:
            self._sittings.clear()
