"""What is kept of every learner at an instant, replayed from the export: sent, said, corrected, hidden, deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from scripts.recount_term.export import Line, Term

EXPRESSIONS = ("neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt")
STATES = ("engaged", "maybe_confused", "maybe_frustrated", "maybe_disengaged", "low_mood")
STRUGGLING = ("maybe_confused", "maybe_frustrated")
SAID_TO_BE = {
    "neutral": "engaged",
    "happiness": "engaged",
    "surprise": "engaged",
    "sadness": "low_mood",
    "fear": "low_mood",
    "anger": "maybe_frustrated",
    "disgust": "maybe_frustrated",
    "contempt": "maybe_disengaged",
}
LEAST_KNOWN = 60.0  # seconds of a learner's week


@dataclass
class Kept:
    """A row that is kept of a learner: a window, a word, or something they did."""

    kind: str
    lesson: str | None
    block: str | None
    day: date
    line: Line
    hidden: bool = False


@dataclass
class Learner:
    """Everything about one learner."""

    rows: list[Kept] = field(default_factory=list)
    corrections: dict[str, str] = field(default_factory=dict)
    consent: dict[str, bool] = field(default_factory=dict)
    set_at: dict[str, datetime] = field(default_factory=dict)
    opened: dict[str, datetime] = field(default_factory=dict)
    attempts: list[tuple[datetime, str, int]] = field(default_factory=list)

    def allows(self, switch: str) -> bool:
        """Whether a switch is on."""
        return self.consent.get(switch, False)

    def visible(self) -> Iterator[Kept]:
        """What may be counted: nothing where no summaries may be saved, and nothing that is hidden."""
        if self.allows("save_summaries"):
            yield from (row for row in self.rows if not row.hidden)


@dataclass
class Sums:
    """Seconds of a learner, somewhere or in a week, and how often they did what."""

    seconds: float = 0.0
    readable: float = 0.0
    states: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STATES, 0.0))
    expressions: dict[str, float] = field(default_factory=lambda: dict.fromkeys(EXPRESSIONS, 0.0))
    check_ins: int = 0
    lost: int = 0
    rewinds: int = 0
    wrong: int = 0

    @property
    def known(self) -> float:
        """Seconds with a known learning state."""
        return sum(self.states.values())

    @property
    def struggling(self) -> float:
        """Seconds in which they may have been confused or frustrated."""
        return sum(self.states[state] for state in STRUGGLING)

    def add(self, row: Kept, corrections: dict[str, str]) -> None:
        """Add a row."""
        if row.kind == "check_in":
            self.check_ins += 1
        elif row.kind == "lost_here":
            self.lost += 1
        elif row.kind == "rewind":
            self.rewinds += 1
        elif row.kind == "window":
            self._add_window(row.line, corrections.get(row.line["id"]))

    def _add_window(self, line: Line, said: str | None) -> None:
        readable = line["seconds"] * line["coverage"]
        self.seconds += line["seconds"]
        self.readable += readable
        state = line["learning_state"] if said is None else SAID_TO_BE[said]
        if state in self.states:
            self.states[state] += line["seconds"]
        if said is not None:
            self.expressions[said] += readable
            return
        for expression, level in zip(EXPRESSIONS, line["p"], strict=True):
            self.expressions[expression] += readable * level / 255

    def values(self) -> tuple[float, ...]:
        """All that weekly figures are made of, rounded so that it can be held against what it was before."""
        numbers = (self.seconds, self.readable, *self.states.values(), *self.expressions.values())
        return tuple(round(number, 3) for number in numbers)


Weeks = dict[date, dict[tuple[str, str], Sums]]
"""By Monday, what is known of each (learner, course) that is counted."""

AtBlocks = dict[str, dict[str, Sums]]
"""By block, by learner."""


class Ledger:
    """Replays the export line by line."""

    def __init__(self, term: Term) -> None:
        """term: whose export it is."""
        self.term = term
        self.learners: dict[str, Learner] = defaultdict(Learner)
        self._course_of = term.course_of_lesson()
        self._weeks: dict[str, Weeks] = {}

    def take(self, at: datetime, line: Line) -> None:
        """Replay one line."""
        user = line["user"]
        if user is None:
            return
        learner = self.learners[user]
        self._weeks.pop(user, None)
        getattr(self, f"_on_{line['kind']}")(learner, at, line)

    def weeks(self) -> Weeks:
        """Every learner's weeks in every course, of those who are counted now and of whom enough is known."""
        found: Weeks = defaultdict(dict)
        for user, learner in self.learners.items():
            if not learner.allows("count_in_class"):
                continue
            if user not in self._weeks:
                self._weeks[user] = self._weeks_of(user, learner)
            for monday, of_week in self._weeks[user].items():
                found[monday] |= of_week
        return found

    def _weeks_of(self, user: str, learner: Learner) -> Weeks:
        sums: Weeks = defaultdict(lambda: defaultdict(Sums))
        for row in learner.visible():
            if row.kind == "window" and row.lesson is not None:
                monday = row.day - timedelta(days=row.day.weekday())
                sums[monday][user, self._course_of[row.lesson]].add(row, learner.corrections)
        return {
            monday: {
                key: each
                for key, each in of_week.items()
                if each.known >= LEAST_KNOWN and sum(each.expressions.values()) > 0
            }
            for monday, of_week in sums.items()
        }

    def at_blocks(self, lesson: str) -> tuple[AtBlocks, frozenset[str]]:
        """What is known of the learners at each block of a lesson in the term, and which of them share with tutors."""
        course = next(each for each in self.term.courses if lesson in each.lessons)
        blocks = course.lessons[lesson]
        found: AtBlocks = {block: {} for block in blocks}
        for user, learner in self.learners.items():
            if not learner.allows("count_in_class") or not self._shares_as_before(learner):
                continue
            sums: dict[str, Sums] = defaultdict(Sums)
            for row in learner.visible():
                if row.block in found and self.term.first_day <= row.day <= self.term.last_day:
                    sums[row.block].add(row, learner.corrections)
            if not sums:
                continue
            for block in blocks:
                opened = learner.opened.get(block)
                if block in sums or (opened is not None and opened < self.term.ends):
                    sums[block].wrong = self._wrong(learner, block)
                    found[block][user] = sums[block]
        sharing = {user for user, learner in self.learners.items() if learner.allows("share_with_tutors")}
        return found, frozenset(sharing)

    def _wrong(self, learner: Learner, block: str) -> int:
        return sum(
            wrong for at, where, wrong in learner.attempts if where == block and self.term.begins <= at < self.term.ends
        )

    def _shares_as_before(self, learner: Learner) -> bool:
        """Whoever stopped to share within the term is left out of the rest of it."""
        if learner.allows("share_with_tutors"):
            return True
        changed = learner.set_at.get("share_with_tutors")
        return changed is None or changed < self.term.begins

    def _keep(self, learner: Learner, kind: str, line: Line, at: datetime) -> None:
        lesson, block = line.get("lesson", line.get("lesson_id")), line.get("block", line.get("block_id"))
        learner.rows.append(Kept(kind, lesson, block, self.term.day_of(at), line))

    def _on_window(self, learner: Learner, at: datetime, line: Line) -> None:
        if learner.allows("save_summaries"):
            self._keep(learner, "window", line, datetime.fromisoformat(line["started_at"]))

    def _on_consent(self, learner: Learner, at: datetime, line: Line) -> None:
        if learner.allows(line["switch"]) != line["granted"]:
            learner.consent[line["switch"]] = line["granted"]
            learner.set_at[line["switch"]] = at

    def _on_behaviour(self, learner: Learner, at: datetime, line: Line) -> None:
        if learner.allows("save_summaries"):
            self._keep(learner, line["what"], line, datetime.fromisoformat(line["happened_at"]))

    def _on_check_in(self, learner: Learner, at: datetime, line: Line) -> None:
        self._keep(learner, line["kind"], line, at)

    _on_lost_here = _on_check_in

    def _on_correction(self, learner: Learner, at: datetime, line: Line) -> None:
        learner.corrections[line["window"]] = line["feeling"]

    def _on_viewed(self, learner: Learner, at: datetime, line: Line) -> None:
        learner.opened.setdefault(line["block"], at)

    _on_completed = _on_viewed

    def _on_attempt(self, learner: Learner, at: datetime, line: Line) -> None:
        learner.attempts.append((at, line["block"], line["wrong"]))
        if learner.allows("save_summaries") and line["wrong"]:
            self._keep(learner, "wrong_answers", line | {"lesson": self._lesson_of(line["block"])}, at)

    def _lesson_of(self, block: str) -> str:
        return next(
            lesson for course in self.term.courses for lesson, blocks in course.lessons.items() if block in blocks
        )

    def _on_hide(self, learner: Learner, at: datetime, line: Line) -> None:
        for row in learner.rows:
            if row.lesson == line["lesson"]:
                row.hidden = line["hidden"]

    def _on_delete(self, learner: Learner, at: datetime, line: Line) -> None:
        gone = {row.line["id"] for row in learner.rows if row.kind == "window" and self._is_of(row, line)}
        learner.rows = [row for row in learner.rows if not self._is_of(row, line)]
        learner.corrections = {key: said for key, said in learner.corrections.items() if key not in gone}

    def _is_of(self, row: Kept, line: Line) -> bool:
        return line["lesson"] is None or row.lesson == line["lesson"]
