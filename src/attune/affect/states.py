"""Windows, behaviour and self-report -> a learning state with its reasons.

The rules are tried in order and the first that holds decides:
what a learner says outranks everything; behaviour outranks a face; a face alone needs three of its last four windows
over the learner's own threshold. No face means disengaged: looking bored and listening closely are the same neutral
face, so only behaviour says that. Windows that abstained are no evidence, neither for a difficulty nor for calm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from attune.affect.baseline import (
    Baseline,
    BaselineRules,
    Signal,
    is_usable,
    knows_what_is_usual,
    personal_threshold,
    signal_strength,
)
from attune.affect.behaviour import BehaviourRules, BehaviourSummary, summarise_behaviour
from attune.affect.bounds import bounded, check_bounds, check_order
from attune.affect.evidence import Evidence, Instant, LearningState, Probability, SelfReport, SelfReportKind, ended_at
from attune.affect.reasons import Reason, ReasonCode, doubts
from attune.affect.windows import Window
from attune.expressions import Expression


@dataclass(frozen=True, slots=True)
class StateRules:
    """The numbers behind `infer_state`.

    Raises:
        OutOfBounds: for numbers that would jump to conclusions or be deaf.
    """

    min_windows_over_threshold: int = bounded(3, 2, 12, "one window over a threshold is a passing frown")
    window_count: int = bounded(4, 2, 12, "further back than two minutes is another moment")
    minimum_quality: Probability = bounded(0.6, 0.3, 0.95, "a poor picture is no evidence")
    max_outliers: int = bounded(1, 0, 3, "a yawn or a thought among calm windows; more of them is no calm")
    minimum_known: int = bounded(2, 1, 12, "of the last windows; one usable one is a glimpse")
    fresh_seconds: float = bounded(90.0, 15, 300, "older windows describe another moment")
    self_report_holds_seconds: float = bounded(600.0, 60, 3600, "moods move; an hour later a report is history")
    lost_here_holds_seconds: float = bounded(300.0, 60, 1800, "it is said of a place, and places are left sooner")
    behaviour: BehaviourRules = field(default_factory=BehaviourRules)
    baseline: BaselineRules = field(default_factory=BaselineRules)

    def __post_init__(self) -> None:
        check_bounds(self)
        check_order(
            self, "min_windows_over_threshold", "window_count", "no more windows can be over than are looked at"
        )
        check_order(self, "minimum_known", "window_count", "no more windows can be known than are looked at")
        check_order(self, "max_outliers", "min_windows_over_threshold", "what triggers is not calm")

    def holds_seconds(self, kind: SelfReportKind) -> float:
        """How long a self-report of a kind outranks everything else."""
        lost = kind is SelfReportKind.LOST_HERE
        return self.lost_here_holds_seconds if lost else self.self_report_holds_seconds


@dataclass(frozen=True, slots=True)
class LearnerState:
    """The inferred state. since: when its evidence began.  windows: how many windows it rests on.

    confirmed: behaviour or the learner's own word stands behind it, not a face alone.  current: the newest evidence
    still points there.
    """

    state: LearningState
    since: Instant
    reasons: tuple[Reason, ...]
    windows: int = 0
    confirmed: bool = False
    current: bool = True


# What a reported feeling means for learning. Neutral, happiness and surprise are no difficulty.
REPORTED_STATE: Mapping[Expression, LearningState] = {
    Expression.NEUTRAL: LearningState.ENGAGED,
    Expression.HAPPINESS: LearningState.ENGAGED,
    Expression.SURPRISE: LearningState.ENGAGED,
    Expression.SADNESS: LearningState.LOW_MOOD,
    Expression.FEAR: LearningState.LOW_MOOD,
    Expression.ANGER: LearningState.MAYBE_FRUSTRATED,
    Expression.DISGUST: LearningState.MAYBE_FRUSTRATED,
    Expression.CONTEMPT: LearningState.MAYBE_DISENGAGED,
}

_REPORT_REASON = {
    SelfReportKind.CHECK_IN: ReasonCode.SAID_SO,
    SelfReportKind.LOST_HERE: ReasonCode.LOST_HERE,
    SelfReportKind.CORRECTION: ReasonCode.CORRECTED,
}
_SIGNAL_REASON = {
    Signal.PUZZLEMENT: ReasonCode.PUZZLED_EXPRESSION,
    Signal.DISPLEASURE: ReasonCode.TENSE_EXPRESSION,
    Signal.SADNESS: ReasonCode.SAD_EXPRESSION,
}


@dataclass(frozen=True, slots=True)
class _Case:
    """The evidence of one inference, prepared once for all rules."""

    evidence: Evidence
    recent: tuple[Window, ...]
    summary: BehaviourSummary
    baseline: Baseline
    thresholds: Mapping[Signal, Probability]
    rules: StateRules
    now: Instant

    def is_over(self, window: Window, signal: Signal) -> bool:
        """Whether a window counts for a signal, against the learner's own threshold."""
        usable = is_usable(window, self.rules.minimum_quality)
        return usable and signal_strength(window, signal) > self.thresholds[signal]

    def shown(self, signal: Signal) -> LearnerState | None:
        """The signal's own finding, with the state left to the rule; None where too few windows are over."""
        size, needed = self.rules.window_count, self.rules.min_windows_over_threshold
        if sum(self.is_over(window, signal) for window in self.recent[-size:]) < needed:
            return None
        flags = [self.is_over(window, signal) for window in self.recent]
        start = max(0, len(flags) - size)
        while start > 0 and sum(flags[start - 1 : start - 1 + size]) >= needed:
            start -= 1
        first = next(i for i in range(start, len(flags)) if flags[i])
        reasons = [Reason(_SIGNAL_REASON[signal], sum(flags[-size:]))]
        if knows_what_is_usual(signal, self.baseline, self.rules.baseline):
            reasons.append(Reason(ReasonCode.OWN_BASELINE, self.baseline.windows))
        since = self.recent[first].started_at
        return LearnerState(LearningState.UNKNOWN, since, tuple(reasons), sum(flags), current=flags[-1])


def infer_state(evidence: Evidence, baseline: Baseline, rules: StateRules, now: Instant) -> LearnerState:
    """Infer the learning state from everything known at `now`.

    evidence: sorted by time.  Later evidence than `now` is ignored.  Always answers; `unknown` when nothing is known.
    """
    case = _case(evidence, baseline, rules, now)
    for rule in _RULES:
        found = rule(case)
        if found is not None:
            return found
    return LearnerState(LearningState.UNKNOWN, now, doubts(case.recent[-rules.window_count :], rules.minimum_quality))


def _case(evidence: Evidence, baseline: Baseline, rules: StateRules, now: Instant) -> _Case:
    recent = _recent_windows(evidence, rules, now)
    summary = summarise_behaviour(evidence.behaviour, rules.behaviour, now)
    thresholds = {signal: personal_threshold(signal, baseline, rules.baseline) for signal in Signal}
    return _Case(evidence, recent, summary, baseline, thresholds, rules, now)


def expression_shown(
    windows: tuple[Window, ...], baseline: Baseline, rules: StateRules, now: Instant
) -> LearnerState | None:
    """What a face alone shows of a difficulty, with nothing that was said or done beside it.

    Args:
        windows: sorted by time.
        baseline: what the learner is compared with.
        rules: from which evidence a state follows.
        now: the present.

    Returns:
        The state with its reasons; None where too few of the last windows are over the learner's own threshold.
    """
    case = _case(Evidence(windows), baseline, rules, now)
    return next((found for rule in (_frustrated, _confused, _low) if (found := rule(case)) is not None), None)


def reported_state(report: SelfReport) -> LearningState | None:
    """The learning state that a self-report speaks of; None for a raised hand, and for who is tired."""
    if report.kind is SelfReportKind.LOST_HERE:
        return LearningState.MAYBE_CONFUSED
    if report.kind is SelfReportKind.HAND_RAISED:
        return None
    if isinstance(report.feeling, Expression):
        return REPORTED_STATE[report.feeling]
    return report.feeling if isinstance(report.feeling, LearningState) else None


def _recent_windows(evidence: Evidence, rules: StateRules, now: Instant) -> tuple[Window, ...]:
    """The unbroken run of windows that leads up to now; empty when the newest is already stale."""
    run: list[Window] = []
    later = now
    for window in reversed([window for window in evidence.windows if window.started_at <= now]):
        if (later - ended_at(window)).total_seconds() > rules.fresh_seconds:
            break
        run.append(window)
        later = window.started_at
    return tuple(reversed(run))


def _said(case: _Case) -> LearnerState | None:
    for report in reversed(case.evidence.reports):
        age = (case.now - report.at).total_seconds()
        state = reported_state(report)
        if state is not None and 0 <= age <= case.rules.holds_seconds(report.kind):
            return LearnerState(state, report.at, (Reason(_REPORT_REASON[report.kind]),), confirmed=True)
    return None


def _frustrated(case: _Case) -> LearnerState | None:
    summary, shown = case.summary, case.shown(Signal.DISPLEASURE)
    if shown is not None:
        retries = (Reason(ReasonCode.RAPID_RETRIES, summary.rapid_retries),) if summary.retries_rapidly else ()
        reasons = (*shown.reasons, *retries, *_struggles(summary))
        return _finding(LearningState.MAYBE_FRUSTRATED, shown, reasons, summary.retries_rapidly or summary.struggles)
    return None


def _confused(case: _Case) -> LearnerState | None:
    summary, shown = case.summary, case.shown(Signal.PUZZLEMENT)
    signs = _struggles(summary)
    if shown is not None:
        confirmed = summary.struggles or summary.dwells or summary.is_idle
        idle = (Reason(ReasonCode.IDLE, round(summary.idle_seconds)),) if summary.is_idle else ()
        return _finding(LearningState.MAYBE_CONFUSED, shown, (*shown.reasons, *signs, *idle), confirmed)
    if summary.struggles:
        return LearnerState(LearningState.MAYBE_CONFUSED, summary.since(case.now), signs, confirmed=True)
    return None


def _low(case: _Case) -> LearnerState | None:
    shown = case.shown(Signal.SADNESS)
    return None if shown is None else _finding(LearningState.LOW_MOOD, shown, shown.reasons, confirmed=False)


def _disengaged(case: _Case) -> LearnerState | None:
    summary = case.summary
    reasons = []
    if summary.is_idle:
        reasons.append(Reason(ReasonCode.IDLE, round(summary.idle_seconds)))
    if summary.is_away:
        reasons.append(Reason(ReasonCode.TAB_HIDDEN, round(summary.hidden_seconds)))
    if not reasons:
        return None
    return LearnerState(LearningState.MAYBE_DISENGAGED, summary.since(case.now), tuple(reasons), confirmed=True)


def _engaged(case: _Case) -> LearnerState | None:
    """Calm as long as at most one window is over a threshold; more, without a rule above that holds, is not knowing."""
    last = case.recent[-case.rules.window_count :]
    known = [window for window in last if is_usable(window, case.rules.minimum_quality)]
    if len(known) < case.rules.minimum_known:
        return None
    over = sum(any(case.is_over(window, signal) for signal in Signal) for window in known)
    if over > case.rules.max_outliers:
        reason, state = Reason(ReasonCode.MIXED_SIGNS, over), LearningState.UNKNOWN
    else:
        reason, state = Reason(ReasonCode.NO_SIGN_OF_DIFFICULTY, len(known)), LearningState.ENGAGED
    return LearnerState(state, known[0].started_at, (reason,), len(known))


_RULES: tuple[Callable[[_Case], LearnerState | None], ...] = (
    _said,
    _frustrated,
    _confused,
    _low,
    _disengaged,
    _engaged,
)


def _struggles(summary: BehaviourSummary) -> tuple[Reason, ...]:
    """The signs that the material is not going in. Beside a long stay, a single wrong answer or rewind counts."""
    reasons = []
    if summary.answers_wrongly or (summary.dwells and summary.wrong_answers):
        reasons.append(Reason(ReasonCode.WRONG_ANSWERS, summary.wrong_answers))
    if summary.rewinds_often or (summary.dwells and summary.rewinds):
        reasons.append(Reason(ReasonCode.REWINDS, summary.rewinds))
    if summary.dwells:
        reasons.append(Reason(ReasonCode.LONG_DWELL, round(summary.dwell_seconds)))
    return tuple(reasons)


def _finding(state: LearningState, shown: LearnerState, reasons: tuple[Reason, ...], confirmed: bool) -> LearnerState:
    return LearnerState(state, shown.since, reasons, shown.windows, confirmed, shown.current)
