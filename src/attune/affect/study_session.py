"""One learner's present study session: the evidence of now, as a value, and the state that follows from it.

A session is plain data (numbers, instants, ids, short names); every change returns another session. Who keeps it, in
memory or elsewhere, decides how long; `attune.classroom` and `attune replay` run the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise

from attune.affect.baseline import Baseline, BaselineRules, baseline_in_force, baseline_to_keep, establish_baseline
from attune.affect.behaviour import BehaviourRules
from attune.affect.bounds import bounds_of
from attune.affect.evidence import Behaviour, Evidence, Instant, LearningState, SelfReport, ended_at
from attune.affect.states import LearnerState, StateRules, infer_state
from attune.affect.windows import Window

NEW_SESSION_AFTER = timedelta(minutes=30)
RECENT_WINDOWS = 60  # ten minutes of self-paced study: further back, nothing decides any more
REMEMBERED_IDS = 2000  # windows and events kept recognisable as duplicates without the database
# As long as any institution may let them count.
BEHAVIOUR_KEPT = timedelta(seconds=bounds_of(BehaviourRules)["lookback_seconds"].high)
REPORTS_KEPT = timedelta(seconds=bounds_of(StateRules)["self_report_holds_seconds"].high)
# Earlier sessions that a kept baseline is taken from: faces, cameras and glasses change.
KEPT_FOR = timedelta(days=14)
KEPT_WINDOWS = 1080  # at most; three hours of self-paced study

KeptBefore = Callable[[Instant], Baseline | None]
"""Looks up what the sessions before an instant say about a learner's calm face; None where nothing may be kept."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """The last known state at a block of a lesson, and when that was."""

    state: LearningState
    at: Instant


@dataclass(frozen=True, slots=True)
class StudySession:
    """What is known of one learner in their present study session. Lists are in order of time, oldest first.

    Attributes:
        first: the windows that the session's own baseline is taken from.
        recent: the newest windows, at most RECENT_WINDOWS.
        behaviour: what the learner did, no longer ago than BEHAVIOUR_KEPT.
        reports: what they said, by id, no longer ago than REPORTS_KEPT.
        block_states: the last known state at each block.
        kept: the baseline of earlier sessions; None where there is none or it may not be used.
        kept_known: whether it has been looked up.
        seen_ids: of windows and events that were received, so that one that is sent twice counts once.
    """

    first: tuple[Window, ...] = ()
    recent: tuple[Window, ...] = ()
    behaviour: tuple[Behaviour, ...] = ()
    reports: Mapping[str, SelfReport] = field(default_factory=dict)
    block_states: Mapping[str, BlockState] = field(default_factory=dict)
    kept: Baseline | None = None
    kept_known: bool = False
    seen_ids: tuple[str, ...] = ()

    @property
    def began_at(self) -> Instant | None:
        """When the first window of this session began."""
        return self.first[0].started_at if self.first else None

    @property
    def has_evidence(self) -> bool:
        """Whether anything at all is known."""
        return bool(self.recent or self.behaviour or self.reports)

    def baseline(self, rules: StateRules) -> Baseline:
        """What this learner is compared with: their own first minutes, and until then their earlier sessions."""
        return baseline_in_force(establish_baseline(self.first, rules.baseline), self.kept, may_keep=True)

    def state(self, rules: StateRules, now: Instant) -> LearnerState:
        """The learning state at an instant."""
        evidence = Evidence(self.recent, self.behaviour, tuple(self.reports.values()))
        return infer_state(evidence, self.baseline(rules), rules, now)

    def latest(self, now: Instant) -> Window | None:
        """The newest window that has begun; one from ahead, by a clock that was wrong, says nothing about now."""
        return next((window for window in reversed(self.recent) if window.started_at <= now), None)

    def look_up_kept(self, kept_before: KeptBefore, now: Instant) -> StudySession:
        """The session with the baseline of earlier ones, which is looked up once a session."""
        if self.kept_known:
            return self
        return replace(self, kept=kept_before(self.began_at or now), kept_known=True)

    def drop_kept(self) -> StudySession:
        """The session without what earlier ones said; it is looked up again where it may be."""
        return replace(self, kept=None, kept_known=False)

    def add_window(
        self, window: Window, rules: StateRules, kept_before: KeptBefore
    ) -> tuple[StudySession, LearnerState]:
        """Add a window; after a long break it begins another session.

        Args:
            window: it may come late, from a device that was offline; one with a known id replaces it.
            rules: from which evidence a state follows.
            kept_before: called when a session begins.

        Returns:
            The session with the window, and the state that was known when the window closed.
        """
        session = self
        if self.recent and begins_new_session(ended_at(self.recent[-1]), window.started_at):
            session = replace(self.drop_kept(), first=(), recent=())
        session = session.look_up_kept(kept_before, window.started_at)
        first = session.first
        if sum(each.seconds for each in first) < 2 * rules.baseline.seconds:
            first = _with_window(first, window)
        session = replace(session, first=first, recent=_with_window(session.recent, window)[-RECENT_WINDOWS:])
        state = session.state(rules, ended_at(window))
        return session._at_block(window.block_id, state.state, ended_at(window)), state

    def add_behaviour(self, behaviour: Behaviour) -> StudySession:
        """Add what the learner did; what is too old to matter is discarded."""
        kept = [each for each in self.behaviour if behaviour.at - each.at <= BEHAVIOUR_KEPT]
        return replace(self, behaviour=tuple(sorted([*kept, behaviour], key=lambda each: each.at)))

    def add_report(self, report_id: str, report: SelfReport, rules: StateRules) -> StudySession:
        """Add what the learner said; what is too old to matter is discarded."""
        kept = {key: each for key, each in self.reports.items() if report.at - each.at <= REPORTS_KEPT}
        reports = dict(sorted({**kept, report_id: report}.items(), key=lambda item: item[1].at))
        session = replace(self, reports=reports)
        return session._at_block(report.block_id, session.state(rules, report.at).state, report.at)

    def remove_reports(self, report_ids: Collection[str]) -> StudySession:
        """The session as if something had not been said."""
        return replace(self, reports={key: each for key, each in self.reports.items() if key not in report_ids})

    def remember(self, ids: Iterable[str]) -> StudySession:
        """The session that recognises some ids from now on."""
        known = set(self.seen_ids)
        fresh = [each for each in dict.fromkeys(ids) if each not in known]
        return replace(self, seen_ids=(*self.seen_ids, *fresh)[-REMEMBERED_IDS:])

    def discard_windows(self) -> StudySession:
        """The session without everything a camera saw, and without what was concluded from it."""
        return replace(self.drop_kept(), first=(), recent=(), block_states={})

    def discard_everything(self) -> StudySession:
        """An empty session; ids stay recognisable, so that nothing of it comes in again."""
        return StudySession(seen_ids=self.seen_ids)

    def _at_block(self, block_id: str | None, state: LearningState, at: Instant) -> StudySession:
        """The session with a state at a block; what comes late does not undo what came since."""
        if block_id is None:
            return self
        known = self.block_states.get(block_id)
        if known is not None and known.at > at:
            return self
        return replace(self, block_states={**self.block_states, block_id: BlockState(state, at)})


def begins_new_session(ended: Instant, started: Instant, longest_break: timedelta = NEW_SESSION_AFTER) -> bool:
    """Whether what started then belongs to another session than what ended before it."""
    return started - ended > longest_break


def split_spans(
    spans: Iterable[tuple[Instant, Instant]], longest_break: timedelta = NEW_SESSION_AFTER
) -> list[tuple[Instant, Instant]]:
    """Join spans of time, sorted by their beginning, into stretches; a longer break begins a new one.

    Args:
        spans: beginning and end of each trace of study.
        longest_break: as of study sessions; shorter where minutes of study are counted.
    """
    stretches: list[tuple[Instant, Instant]] = []
    for started, ended in spans:
        if stretches and not begins_new_session(stretches[-1][1], started, longest_break):
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], ended))
        else:
            stretches.append((started, ended))
    return stretches


def split_sessions(windows: Sequence[Window]) -> Iterator[Sequence[Window]]:
    """The windows of one learner, oldest first, as one sequence for each study session."""
    begins = [
        place
        for place, (last, window) in enumerate(pairwise(windows), 1)
        if begins_new_session(ended_at(last), window.started_at)
    ]
    for begin, end in pairwise([0, *begins, len(windows)]):
        if begin < end:
            yield windows[begin:end]


def kept_baseline(windows: Iterable[Window], before: Instant, rules: BaselineRules) -> Baseline | None:
    """What earlier sessions say about a learner's calm face.

    It is worked out from the windows each time, so that it goes with them: nothing else has to be deleted.

    Args:
        windows: that were kept, oldest first.
        before: the beginning of the present session; only windows of the KEPT_FOR before it count.
        rules: how a baseline is taken.
    """
    counted = [window for window in windows if before - KEPT_FOR <= window.started_at < before]
    kept: Baseline | None = None
    for session in split_sessions(counted[-KEPT_WINDOWS:]):
        kept = baseline_to_keep(establish_baseline(session, rules), kept, may_keep=True, rules=rules)
    return kept


def _with_window(windows: Sequence[Window], window: Window) -> tuple[Window, ...]:
    """The windows and one more, in the order of time; one with the same id is replaced by it."""
    others = [each for each in windows if each.id != window.id]
    return tuple(sorted([*others, window], key=lambda each: each.started_at))
