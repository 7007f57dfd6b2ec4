"""A replay as people read it: a timeline of what was seen, done, said and decided, and the figures at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from attune.affect.evidence import Instant
from attune.affect.messages.library import Language
from attune.affect.policy import DecisionRule
from attune.affect.reasons import Reason
from attune.affect.states import LearnerState
from attune.simulation.replay.events import Changed, Did, HandedIn, Moved, Said, Switched, clock
from attune.simulation.replay.pipeline import EventStep, InterruptionStep, Step, WindowStep
from attune.simulation.replay.summary import Summary


class Timeline:
    """Prints steps as they come. Windows are printed when the state changes, or all of them."""

    def __init__(self, console: Console, language: Language, started_at: Instant, every_window: bool) -> None:
        self._console, self._language = console, language
        self._since, self._every_window = started_at, every_window
        self._state: tuple[object, ...] | None = None

    def show(self, step: Step) -> None:
        """Print a step, where there is something to print of it."""
        match step:
            case WindowStep():
                self._show_window(step)
            case InterruptionStep():
                self._show_pause(step)
            case EventStep():
                self._line(step.at, Text(describe_event(step, self._since), style="dim"))

    def _show_window(self, step: WindowStep) -> None:
        codes = (step.state.state, *(reason.code for reason in step.state.reasons))
        if codes == self._state and not self._every_window:
            return
        self._state = codes
        window = step.window
        seen = f"{window.state}, coverage {window.coverage:.0%}, quality {window.quality:.2f}"
        why = f" ({step.unknown})" if step.unknown else ""
        line = Text.assemble(f"window {seen}{why} → ", (step.state.state, "bold"), f" {reasons_in_short(step.state)}")
        self._line(step.at, line)

    def _show_pause(self, step: InterruptionStep) -> None:
        head = f"pause {step.interruption_point or 'after a check-in'}: {_found(step)} → "
        decision = step.decision
        if decision.speak and step.text is not None:
            self._line(step.at, Text.assemble(head, (f"says: {step.text}", "green")))
            for reason in decision.reasons:
                self._indented(f"why: {self._language.explain(reason)}")
            return
        retry = f", until {clock(decision.retry_at, self._since)}" if decision.retry_at else ""
        self._line(step.at, Text.assemble(head, (f"silent: {decision.rule}{retry}", "yellow")))
        if decision.rule is DecisionRule.CONTROL_ARM:
            self._indented(f"withheld: {step.text}")

    def _line(self, at: Instant, text: Text) -> None:
        self._console.print(Text.assemble((f"{clock(at, self._since)}  ", "cyan"), text))

    def _indented(self, text: str) -> None:
        self._console.print(Text(f"       {text}", style="dim"))


def _found(step: InterruptionStep) -> str:
    """The cause with its evidence and reasons, or the state where there is none."""
    finding = step.decision.finding
    if finding is None:
        return f"{step.state.state} {_in_short(step.state.reasons)}"
    about = f" at {finding.block_id}" if finding.block_id else ""
    return f"{finding.cause}{about}, {finding.evidence} {_in_short(finding.reasons)}"


def reasons_in_short(state: LearnerState) -> str:
    """Reason codes with their amounts, `(idle 130, rewinds 2)`."""
    return _in_short(state.reasons)


def _in_short(reasons: Sequence[Reason]) -> str:
    return f"({', '.join(_short(reason) for reason in reasons)})"


def _short(reason: Reason) -> str:
    return f"{reason.code} {reason.amount}" if reason.amount else str(reason.code)


def describe_event(step: EventStep, since: Instant) -> str:
    """What happened, in a few words."""
    match step.event:
        case Did(_, behaviour):
            lasted = f" {behaviour.seconds:.0f} s" if behaviour.seconds else ""
            expected = f", expected {behaviour.expected_seconds:.0f} s" if behaviour.expected_seconds else ""
            return f"student: {behaviour.kind}{f' x{behaviour.count}' if behaviour.count > 1 else ''}{lasted}{expected}"
        case Said(_, report):
            return f"student says: {report.kind}{f' {report.feeling}' if report.feeling else ''}"
        case HandedIn(_, hand_in):
            passed = "passed" if hand_in.passed else "not passed"
            return f"student hands in: {hand_in.right} right, {hand_in.wrong} wrong, {passed}"
        case Moved(_, block, title, _, graded):
            return f"block {title or block}{' (graded quiz)' if graded else ''}"
        case Switched(_, enabled, until):
            return f"support {'snoozed until ' + clock(until, since) if until else 'on' if enabled else 'off'}"
        case Changed(_, expression):
            return f"the face changes to {expression}"


def print_summary(console: Console, summary: Summary) -> None:
    """Print the figures of one or more sessions."""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("sessions", f"{summary.sessions}, {summary.seen_minutes:.1f} min")
    table.add_row("readings, windows", f"{summary.readings}, {summary.windows}")
    table.add_row("states", _counts(summary.states))
    table.add_row("windows that abstain", _counts(summary.doubts))
    table.add_row("pauses, by rule", _counts(summary.rules))
    table.add_row("causes of messages", _counts(summary.causes))
    table.add_row("messages", _counts(summary.messages))
    if summary.flips_per_minute:
        before, after = summary.flips_per_minute
        table.add_row("label changes a minute", f"{before:.1f} before smoothing, {after:.1f} after")
    if summary.delays:
        missed = sum(delay is None for delay in summary.delays)
        median = "–" if summary.median_delay is None else f"{summary.median_delay:.1f} s"
        table.add_row("delay to a change", f"{median} at the median of {len(summary.delays)}, {missed} not displayed")
    console.print(table)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "none"


def print_students(console: Console, summaries: Sequence[Summary]) -> None:
    """Print one line for each student of a fan-out."""
    table = Table("student", "windows", "unknown", "pauses", "messages", "flips/min before", "after", box=None)
    for number, summary in enumerate(summaries, 1):
        before, after = summary.flips_per_minute or (0.0, 0.0)
        unknown = summary.states["unknown"] / summary.windows if summary.windows else 0.0
        spoken, pauses = summary.messages.total(), summary.rules.total()
        row = (number, summary.windows, f"{unknown:.0%}", pauses, spoken, f"{before:.1f}", f"{after:.1f}")
        table.add_row(*(str(cell) for cell in row))
    console.print(table)
