"""The reviewed library of support messages: read, checked, rendered. Nothing outside it is ever said to a learner.

A library that breaks a rule is refused as a whole at start-up: every message exists in every language under the same
id with the same state, strategy and action, uses only known variables, fits a toast and keeps the tone.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from attune.affect.evidence import LearningState
from attune.affect.messages.tone import breaches_of_tone
from attune.affect.policy import Rule
from attune.affect.reasons import Reason, ReasonCode

LONGEST_TEXT = 240  # characters: what a toast holds on a 320 px wide screen without scrolling
VARIABLES = frozenset({"name", "course", "lesson", "block", "done", "total"})
ALWAYS_KNOWN = frozenset({"name", "course", "lesson"})  # the others depend on the place


class Strategy(StrEnum):
    """The ways to support."""

    HINT = "hint"
    WORKED_EXAMPLE = "worked_example"
    PLAN_STEP = "plan_step"
    BREAK = "break"
    BREATHING = "breathing"
    ENCOURAGEMENT = "encouragement"
    REFLECTION = "reflection"
    ASK_TUTOR = "ask_tutor"
    NOTE_TO_SELF = "note_to_self"


class Action(StrEnum):
    """What one tap on a message does."""

    OPEN_HINT = "open_hint"
    SHOW_EXAMPLE = "show_example"
    TAKE_BREAK = "take_break"
    BREATHING = "breathing"
    PLAN = "plan"
    WRITE_NOTE = "write_note"
    ASK_TUTOR = "ask_tutor"


# The action that a strategy offers; the others are complete in their words. An example is offered where there is one.
ACTION_OF: Mapping[Strategy, Action] = {
    Strategy.HINT: Action.OPEN_HINT,
    Strategy.WORKED_EXAMPLE: Action.SHOW_EXAMPLE,
    Strategy.PLAN_STEP: Action.PLAN,
    Strategy.BREAK: Action.TAKE_BREAK,
    Strategy.BREATHING: Action.BREATHING,
    Strategy.REFLECTION: Action.WRITE_NOTE,
    Strategy.NOTE_TO_SELF: Action.WRITE_NOTE,
    Strategy.ASK_TUTOR: Action.ASK_TUTOR,
}


class InvalidLibraryError(ValueError):
    """The message library breaks its own rules; the message lists every breach."""


@dataclass(frozen=True, slots=True)
class Message:
    """One reviewed message in one language.

    recalls: it says that its strategy helped before, so it is only for learners of whom that is true.
    """

    id: str
    state: LearningState
    strategy: Strategy
    text: str
    recalls: bool = False

    @property
    def variables(self) -> frozenset[str]:
        """The variables that the text uses."""
        return frozenset(field for _, field, _, _ in string.Formatter().parse(self.text) if field is not None)


@dataclass(frozen=True, slots=True)
class Personal:
    """What messages may say about a learner and their place. None: not known; messages that need it are left out.

    done, total: blocks of the lesson that are behind the learner, and all of them.
    """

    name: str
    course: str
    lesson: str
    block: str | None = None
    done: int | None = None
    total: int | None = None

    def values(self) -> Mapping[str, str]:
        """The known variables."""
        known = {"name": self.name, "course": self.course, "lesson": self.lesson, "block": self.block}
        if self.done and self.total is not None:
            known |= {"done": str(self.done), "total": str(self.total)}
        return {key: value for key, value in known.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the library: messages, labels of actions, sentences for reasons and rules."""

    code: str
    messages: tuple[Message, ...]
    actions: Mapping[Action, str]
    reasons: Mapping[ReasonCode, str]
    rules: Mapping[Rule, str]

    def message(self, message_id: str) -> Message:
        """The message with this id. Raises KeyError for an id the library does not hold."""
        for message in self.messages:
            if message.id == message_id:
                return message
        raise KeyError(f"The library holds no message '{message_id}'.")

    def explain(self, reason: Reason) -> str:
        """The sentence that answers "why am I seeing this?" for one reason."""
        return self.reasons[reason.code].format(amount=reason.amount)


Library = Mapping[str, Language]


def render(message: Message, values: Mapping[str, str]) -> str:
    """Fill a message in. values: one for each variable it uses; they are inserted as they are, never interpreted."""
    return message.text.format_map(dict(values))


def parse_library(sources: Mapping[str, str]) -> Library:
    """Read a library. sources: language code -> YAML text.  Raises InvalidLibraryError, listing every breach."""
    breaches: list[str] = []
    library = {code: _parse_language(code, text, breaches) for code, text in sources.items()}
    for language in library.values():
        breaches += _breaches(language)
    breaches += _differences(tuple(library.values()))
    if breaches:
        raise InvalidLibraryError(
            "The message library is not usable:\n" + "\n".join(f"- {breach}" for breach in breaches)
        )
    return library


def _parse_language(code: str, text: str, breaches: list[str]) -> Language:
    document: dict[str, Any] = yaml.safe_load(text)
    messages = []
    for entry in document["messages"]:
        try:
            state, strategy = LearningState(entry["state"]), Strategy(entry["strategy"])
            recalls = entry.get("recalls", False)
            messages.append(Message(entry["id"], state, strategy, entry["text"].strip(), recalls))
        except (KeyError, ValueError) as error:
            breaches.append(f"{code}: {entry.get('id', entry)}: {error}")
    return Language(
        code,
        tuple(messages),
        {Action(key): label for key, label in document["actions"].items()},
        {ReasonCode(key): sentence for key, sentence in document["reasons"].items()},
        {Rule(key): sentence for key, sentence in document["rules"].items()},
    )


def _breaches(language: Language) -> list[str]:
    """Everything wrong within one language."""
    found = [f"{language.code}: no label for action {action}" for action in Action if action not in language.actions]
    found += [f"{language.code}: no sentence for reason {code}" for code in ReasonCode if code not in language.reasons]
    if Rule.OFFER not in language.rules:
        found.append(f"{language.code}: no sentence for rule {Rule.OFFER}")
    ids = [message.id for message in language.messages]
    found += [
        f"{language.code}: {twice}: the id is used twice" for twice in sorted({i for i in ids if ids.count(i) > 1})
    ]
    for message in language.messages:
        found += [f"{language.code}: {message.id}: {breach}" for breach in message_breaches(language.code, message)]
    return found


def message_breaches(language: str, message: Message) -> list[str]:
    """Everything wrong with one message in a language, as sentences for whoever wrote it; empty when it may be said."""
    unknown = sorted(message.variables - VARIABLES)
    found = [f"unknown variable {{{field}}}; known are {', '.join(sorted(VARIABLES))}" for field in unknown]
    if len(message.text) > LONGEST_TEXT:
        found.append(f"{len(message.text)} characters; a toast holds {LONGEST_TEXT}")
    return found + breaches_of_tone(language, message.text)


def _differences(languages: tuple[Language, ...]) -> list[str]:
    """Messages that one language has and another lacks, or that differ in more than their words."""
    found = []
    for language in languages[1:]:
        first = {message.id: _kind(message) for message in languages[0].messages}
        other = {message.id: _kind(message) for message in language.messages}
        for message_id in sorted(first.keys() | other.keys()):
            if first.get(message_id) != other.get(message_id):
                found.append(f"{message_id}: {languages[0].code} and {language.code} differ")
    return found


def _kind(message: Message) -> tuple[object, ...]:
    """What of a message is the same in every language, which variables depend on the place included."""
    return message.state, message.strategy, message.recalls, message.variables - ALWAYS_KNOWN
