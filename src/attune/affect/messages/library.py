"""The reviewed library of support messages: read and checked. Nothing outside it is ever said to a learner.

A library that breaks a rule is refused as a whole at start-up: every message exists in every language under the same
id with the same cause, strategy and needs, claims nothing that its needs don't prove, fits a toast and keeps the tone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from attune.affect.causes import Cause
from attune.affect.messages.facts import parse_need
from attune.affect.messages.message import ALWAYS_KNOWN, NAME, TUTOR, VARIABLES, About, Message, Personal, render
from attune.affect.messages.review import differences, library_breaches, message_breaches
from attune.affect.messages.strategies import ACTION_OF, Action, MessageStyle, Strategy
from attune.affect.policy import DecisionRule
from attune.affect.reasons import Reason, ReasonCode

__all__ = [
    "ACTION_OF",
    "ALWAYS_KNOWN",
    "NAME",
    "VARIABLES",
    "Action",
    "InvalidLibraryError",
    "Language",
    "Library",
    "Message",
    "Personal",
    "Strategy",
    "message_breaches",
    "parse_library",
    "render",
]


class InvalidLibraryError(ValueError):
    """The message library breaks its own rules; the message lists every breach."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the library: messages, labels of actions, sentences for reasons and rules.

    tutor: the one word for whoever teaches, as it follows "ask". reviewed: the messages as they are written, with
    {tutor} in them.  messages: the same as they are said.
    """

    code: str
    tutor: str
    reviewed: tuple[Message, ...]
    messages: tuple[Message, ...]
    actions: Mapping[Action, str]
    reasons: Mapping[ReasonCode, str]
    rules: Mapping[DecisionRule, str]

    def message(self, message_id: str) -> Message:
        """The message with this id.

        Raises:
            KeyError: an id the library does not hold.
        """
        for message in self.messages:
            if message.id == message_id:
                return message
        raise KeyError(f"The library holds no message '{message_id}'.")

    def label(self, action: Action, my_tutor: str) -> str:
        """What stands on the button of an action. my_tutor: the institution's word, as the student says it."""
        text = self.actions[action].replace(MY_TUTOR, my_tutor)
        return text[0].upper() + text[1:]

    def explain(self, reason: Reason) -> str:
        """The sentence that answers "why am I seeing this?" for one reason."""
        return self.reasons[reason.code].format(amount=reason.amount, minutes=reason.minutes)


MY_TUTOR = "{my_tutor}"  # in the label of an action

Library = Mapping[str, Language]


def with_tutor(message: Message, word: str) -> Message:
    """A message that calls the tutor by the institution's word."""
    if TUTOR not in message.variables:
        return message
    return replace(message, text=message.text.replace(f"{{{TUTOR}}}", word))


def parse_library(sources: Mapping[str, str]) -> Library:
    """Read a library. sources: language code -> YAML text.

    Raises:
        InvalidLibraryError: something breaks a rule; it lists every breach.
    """
    breaches: list[str] = []
    library = {code: _parse_language(code, text, breaches) for code, text in sources.items()}
    for language in library.values():
        breaches += _breaches(language)
    first, *others = library.values()
    for other in others:
        differing = differences(first.reviewed, other.reviewed)
        breaches += [f"{message_id}: {first.code} and {other.code} differ" for message_id in differing]
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
            messages.append(_parse_message(entry))
        except (KeyError, ValueError) as error:
            breaches.append(f"{code}: {entry.get('id', entry)}: {error}")
    return Language(
        code,
        document["tutor"],
        tuple(messages),
        tuple(with_tutor(message, document["tutor"]) for message in messages),
        {Action(key): label for key, label in document["actions"].items()},
        {ReasonCode(key): sentence for key, sentence in document["reasons"].items()},
        {DecisionRule(key): sentence for key, sentence in document["rules"].items()},
    )


_KEYS = frozenset({"id", "cause", "strategy", "needs", "style", "about", "text"})


def _parse_message(entry: Mapping[str, Any]) -> Message:
    """One message.

    Raises:
        KeyError, ValueError: what is missing or unknown.
    """
    unknown = entry.keys() - _KEYS
    if unknown:
        raise ValueError(f"unknown keys {', '.join(sorted(unknown))}; known are {', '.join(sorted(_KEYS))}")
    return Message(
        entry["id"],
        Cause(entry["cause"]),
        Strategy(entry["strategy"]),
        entry["text"].strip(),
        tuple(parse_need(need) for need in entry.get("needs", ())),
        MessageStyle(entry.get("style", MessageStyle.WARM)),
        About(entry.get("about", About.TASK)),
    )


def _breaches(language: Language) -> list[str]:
    """Everything wrong within one language."""
    found = [f"no label for action {action}" for action in Action if action not in language.actions]
    found += [f"no sentence for reason {code}" for code in ReasonCode if code not in language.reasons]
    if DecisionRule.SPEAK not in language.rules:
        found.append(f"no sentence for rule {DecisionRule.SPEAK}")
    found += library_breaches(language.reviewed)
    for message in language.reviewed:
        found += [f"{message.id}: {breach}" for breach in message_breaches(language.code, message)]
    return [f"{language.code}: {breach}" for breach in found]
