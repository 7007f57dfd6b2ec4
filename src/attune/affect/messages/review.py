"""The rules that a message and a library are held to; what breaks one is told to its author in a sentence."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from attune.affect.messages.claims import unproved
from attune.affect.messages.facts import HELPED, NUMBERS
from attune.affect.messages.message import ALWAYS_KNOWN, NAME, VARIABLES, About, Message
from attune.affect.messages.strategies import ACTION_OF, MessageStyle, Strategy
from attune.affect.messages.tone import breaches_of_tone
from attune.affect.messages.unprovable import unprovable

LONGEST_TEXT = 240  # characters: what a toast holds on a 320 px wide screen without scrolling
LONGEST_BRIEF_TEXT = 80  # characters: one line on a wide screen, three on a narrow one
TITLES = ("course", "lesson", "block", "prerequisite")
QUOTES = {"en": ("“", "”"), "de": ("„", "“")}
BLANK_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # no format characters by name, but as invisible
LEAST_ABOUT_TASK = 4 / 5  # of a library (Kluger & DeNisi 1996)
MOST_WITH_NAME = 1 / 7  # of a library: a name in every message sounds like a sales letter


def message_breaches(language: str, message: Message) -> list[str]:
    """Everything wrong with one message in a language, as sentences for whoever wrote it; empty when it may be said."""
    unknown = sorted(message.variables - VARIABLES)
    found = [f"unknown variable {{{field}}}; known are {', '.join(sorted(VARIABLES))}" for field in unknown]
    longest = LONGEST_BRIEF_TEXT if message.style is MessageStyle.BRIEF else LONGEST_TEXT
    if len(message.text) > longest:
        found.append(f"{len(message.text)} characters; a {message.style} message has {longest} at most")
    found += _breaches_of_needs(message) + _unquoted_titles(language, message.text)
    found += unproved(language, message.text, message.cause, message.conditions, message.variables)
    found += unprovable(language, message.text) + _hidden_characters(message.text)
    return found + breaches_of_tone(language, message.text)


def visible(text: str) -> str:
    """A text without the characters that nobody sees."""
    return "".join(character for character in text if not _is_hidden(character))


def library_breaches(messages: Sequence[Message]) -> list[str]:
    """Everything wrong with the messages of one language together."""
    ids = Counter(message.id for message in messages)
    found = [f"{message_id}: the id is used twice" for message_id, count in sorted(ids.items()) if count > 1]
    task = sum(message.about is About.TASK for message in messages)
    if task < LEAST_ABOUT_TASK * len(messages):
        found.append(f"{task} of {len(messages)} messages are about the task; four in five have to be")
    named = sum(NAME in message.variables for message in messages)
    if named > MOST_WITH_NAME * len(messages):
        found.append(f"{named} of {len(messages)} messages use the name; at most one in seven may")
    return found


def differences(first: Sequence[Message], other: Sequence[Message]) -> list[str]:
    """Ids of messages that one language has and another lacks, or that differ in more than their words."""
    mine = {message.id: _kind(message) for message in first}
    theirs = {message.id: _kind(message) for message in other}
    return [
        message_id
        for message_id in sorted(mine.keys() | theirs.keys())
        if mine.get(message_id) != theirs.get(message_id)
    ]


def _breaches_of_needs(message: Message) -> list[str]:
    found = []
    if message.strategy is Strategy.ENCOURAGEMENT:
        if not any(need.fact in NUMBERS for need in message.needs):
            found.append("encouragement without a fact; it needs a number, such as tries>=2")
    elif message.strategy not in ACTION_OF:
        found.append(f"{message.strategy} has no action that changes the page")
    remembered = {need.strategy for need in message.needs if need.fact == HELPED}
    if remembered - {message.strategy}:
        found.append("it recalls what another strategy did; a message can only recall its own")
    return found


def _hidden_characters(text: str) -> list[str]:
    """Characters that nobody sees: with one inside a word, no rule would know the word."""
    hidden = sorted({character for character in text if _is_hidden(character)})
    return [f"the hidden character U+{ord(character):04X}; remove it" for character in hidden]


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or character in BLANK_LETTERS


def _unquoted_titles(language: str, text: str) -> list[str]:
    before, after = QUOTES[language]
    bare = text
    for title in TITLES:
        bare = bare.replace(f"{before}{{{title}}}{after}", "")
    return [
        f"{{{title}}} without quotes; write {before}{{{title}}}{after}" for title in TITLES if f"{{{title}}}" in bare
    ]


def _kind(message: Message) -> tuple[object, ...]:
    """What of a message is the same in every language, which variables depend on the block included."""
    return (
        message.cause,
        message.strategy,
        message.needs,
        message.style,
        message.about,
        message.variables - ALWAYS_KNOWN,
    )
