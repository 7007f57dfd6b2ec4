"""What the log proves about a learner at a block, and what of it a message needs in order to be true.

A message is shown only where everything that it claims holds. What is not known is none: a message that needs it is
left out, rather than said and wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from attune.affect.messages.strategies import Strategy


@dataclass(frozen=True, slots=True)
class Facts:
    """What is proved at the block that the evidence came from, at the moment of showing.

    Attributes:
        tries: hand-ins of this block's quiz, on all days.
        wrong, right: items of the latest hand-in.
        minutes: present at this block in this study session, without idle or hidden time.
        rewinds: of this block in this study session.
        hints_opened: of the ladder that stands here: the item's own, else the block's.
        done, total: blocks of the lesson that are behind the learner, and all of them.
        quiz_block: the block is a quiz.
        has_hint: there is a hint that was not opened yet.
        has_example, has_easier, has_prerequisite, has_challenge: the block or an item of it has one.
        has_tutor: the course has somebody to ask.
        next_quiz: a quiz that is not passed follows in this lesson.
        returned: the learner came back after a break.
        handed_in: nothing is typed and unsent here, and a quiz is handed in.
        next_minutes: how long the next block is expected to take.
        failed_before: hand-ins that were not passed before the latest one, which was.
        due: a due date lies ahead.
        days_low: days of the last seven on which the learner said that their mood is low.
        class_share: more than so many percent of the class had something wrong in their first hand-in here; only past
            disclosure control.
        subject: of the course.
        helped: strategies that this learner called helpful.
    """

    tries: int = 0
    wrong: int = 0
    right: int = 0
    minutes: int = 0
    rewinds: int = 0
    hints_opened: int = 0
    done: int = 0
    total: int = 0
    quiz_block: bool = False
    has_hint: bool = False
    has_example: bool = False
    has_easier: bool = False
    has_prerequisite: bool = False
    has_challenge: bool = False
    has_tutor: bool = False
    next_quiz: bool = False
    returned: bool = False
    handed_in: bool = False
    next_minutes: int | None = None
    failed_before: int = 0
    due: bool = False
    days_low: int = 0
    class_share: int | None = None
    subject: str | None = None
    helped: frozenset[Strategy] = frozenset()


NOTHING_KNOWN = Facts()
FACT_NAMES = tuple(field.name for field in fields(Facts))
NUMBERS = frozenset(field.name for field in fields(Facts) if str(field.type).startswith("int"))
HELPED = "helped"

_NEED = re.compile(r"(?P<fact>[a-z_]+)(?:>=(?P<minimum>\d+)|:(?P<strategy>[a-z_]+))?")


class InvalidNeed(ValueError):
    """A need that names no fact or is written in another way than `tries>=2`, `has_hint` or `helped:hint`."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a message needs to be true.

    minimum: of a number.  strategy: the one that `helped` is about.
    """

    fact: str
    minimum: int = 1
    strategy: Strategy | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether it is proved."""
        value = getattr(facts, self.fact)
        if self.strategy is not None:
            return self.strategy in value
        if self.fact in NUMBERS:
            return value is not None and value >= self.minimum
        return bool(value)

    def __str__(self) -> str:
        """As it is written in the library."""
        if self.strategy is not None:
            return f"{self.fact}:{self.strategy}"
        return f"{self.fact}>={self.minimum}" if self.fact in NUMBERS else self.fact


def parse_need(text: str) -> Need:
    """Read a need as the library writes it: `tries>=2`, `has_hint`, `helped:hint`.

    Raises:
        InvalidNeed: a need that names no fact or is written in another way than `tries>=2`, `has_hint` or
            `helped:hint`.
    """
    found = _NEED.fullmatch(text.replace(" ", ""))
    if found is None or found["fact"] not in FACT_NAMES:
        raise InvalidNeed(f"'{text}' names no fact; facts are {', '.join(FACT_NAMES)}, written like tries>=2")
    fact, minimum, strategy = found["fact"], found["minimum"], found["strategy"]
    if (fact == HELPED) != (strategy is not None):
        raise InvalidNeed(f"'{text}': helped, and nothing else, names a strategy, like helped:hint")
    if strategy is not None:
        if strategy not in set(Strategy):
            raise InvalidNeed(f"'{text}' names no strategy; they are {', '.join(Strategy)}")
        return Need(fact, strategy=Strategy(strategy))
    if (fact in NUMBERS) != (minimum is not None):
        raise InvalidNeed(f"'{text}': a number needs its minimum, like tries>=2, and nothing else has one")
    if minimum is not None and int(minimum) < 1:
        raise InvalidNeed(f"'{text}' always holds; a minimum is at least 1")
    return Need(fact, int(minimum or 1))
