"""One reviewed message: why it is said, what has to be true for it, and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from attune.affect.causes import Cause
from attune.affect.messages.facts import NOTHING_KNOWN, Facts, Need
from attune.affect.messages.strategies import OPENS, MessageStyle, Strategy

NAME = "name"
TUTOR = "tutor"
VARIABLES = frozenset(
    {NAME, TUTOR, "course", "subject", "lesson", "block", "prerequisite"}
    | {"done", "total", "tries", "right", "wrong", "minutes", "hints", "next_minutes"}
)
ALWAYS_KNOWN = frozenset({NAME, TUTOR, "course", "lesson"})  # the others depend on the block and the log
_OF_NO_PLACE = frozenset({"helped", "days_low"})
_OF_A_LESSON = _OF_NO_PLACE | {"done", "due", "has_tutor", "subject"}
_VARIABLE = re.compile(r"\{(\w+)\}")


class InvalidVariable(ValueError):
    """A brace that belongs to no plain variable: nothing in braces is ever computed, only names are replaced."""


class About(StrEnum):
    """What a message turns attention to. Feedback about the self helps less and can harm (Kluger & DeNisi 1996)."""

    TASK = "task"
    SELF = "self"


@dataclass(frozen=True, slots=True)
class Message:
    """One reviewed message in one language.

    Attributes:
        cause: why support speaks.
        needs: what has to be proved for its words to be true, beside what its strategy opens.
        style: for learners who prefer one.
        variables: those that the text uses.
        conditions: everything that has to be proved where it is shown.

    Raises:
        InvalidVariable: for a brace of anything but `{name}`.
    """

    id: str
    cause: Cause
    strategy: Strategy
    text: str
    needs: tuple[Need, ...] = ()
    style: MessageStyle = MessageStyle.WARM
    about: About = About.TASK
    variables: frozenset[str] = field(init=False, compare=False)
    conditions: tuple[Need, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", variables_of(self.text))
        opened = OPENS.get(self.strategy)
        there = () if opened is None else (Need(opened),)
        object.__setattr__(self, "conditions", (*self.needs, *there))

    @property
    def is_placeless(self) -> bool:
        """Whether it neither names a place nor rests on what is true of one."""
        return self.variables <= {NAME} and self._rests_on(_OF_NO_PLACE)

    @property
    def is_of_lesson(self) -> bool:
        """Whether it names its lesson and rests on nothing closer."""
        return "lesson" in self.variables and self._rests_on(_OF_A_LESSON)

    def _rests_on(self, facts: frozenset[str]) -> bool:
        return all(need.fact in facts for need in self.conditions)

    def holds(self, facts: Facts) -> bool:
        """Whether everything that it claims is proved, and what it opens is there."""
        return all(need.holds(facts) for need in self.conditions)


@dataclass(frozen=True, slots=True)
class Personal:
    """Names that messages may use. None: not known; messages that need it are left out.

    prerequisite: the title of what the block builds on.
    done, total: blocks of the lesson that are behind the learner, and all of them, for those who fill in the facts.
    """

    name: str
    course: str
    lesson: str
    block: str | None = None
    done: int | None = None
    total: int | None = None
    prerequisite: str | None = None

    def values(self, facts: Facts = NOTHING_KNOWN) -> Mapping[str, str]:
        """The known variables, numbers from the facts included."""
        names = {"block": self.block, "prerequisite": self.prerequisite, "subject": facts.subject}
        numbers = {
            "done": facts.done,
            "total": facts.total,
            "tries": facts.tries,
            "right": facts.right,
            "wrong": facts.wrong,
            "minutes": facts.minutes,
            "hints": facts.hints_opened,
            "next_minutes": facts.next_minutes,
        }
        return {
            NAME: self.name,
            "course": self.course,
            "lesson": self.lesson,
            **{key: value for key, value in names.items() if value is not None},
            **{key: str(value) for key, value in numbers.items() if value},
        }


def variables_of(text: str) -> frozenset[str]:
    """The variables of a text.

    Raises:
        InvalidVariable: a brace that is no variable, with a sentence for its author.
    """
    left_over = re.search(r"\{[^{}]*\}?|\}", _VARIABLE.sub("", text))
    if left_over is None:
        return frozenset(_VARIABLE.findall(text))
    if not left_over.group().endswith("}"):
        raise InvalidVariable("a brace is never closed; variables look like {name}")
    raise InvalidVariable(f"'{left_over.group()}' is no variable; a variable is a plain name in braces, like {{name}}")


def render(message: Message, values: Mapping[str, str]) -> str:
    """Fill a message in. values: one for each variable it uses; they are inserted as they are, never interpreted."""
    return _VARIABLE.sub(lambda variable: values[variable[1]], message.text)
