"""The ways to support, the action of each, and what has to be there for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Strategy(StrEnum):
    """The ways to support."""

    HINT = "hint"
    WORKED_EXAMPLE = "worked_example"
    EASIER = "easier"
    PREREQUISITE = "prerequisite"
    SKIP_TEST = "skip_test"
    CHALLENGE = "challenge"
    PLAN_STEP = "plan_step"
    BREAK = "break"
    BREATHING = "breathing"
    ENCOURAGEMENT = "encouragement"
    REFLECTION = "reflection"
    ASK_TUTOR = "ask_tutor"
    NOTE_TO_SELF = "note_to_self"
    TALK = "talk"
    QUESTION = "question"
    STOP_HERE = "stop_here"


class Action(StrEnum):
    """What one tap on a message does."""

    OPEN_HINT = "open_hint"
    SHOW_EXAMPLE = "show_example"
    OPEN_EASIER = "open_easier"
    OPEN_PREREQUISITE = "open_prerequisite"
    SKIP_TEST = "skip_test"
    OPEN_CHALLENGE = "open_challenge"
    TAKE_BREAK = "take_break"
    BREATHING = "breathing"
    PLAN = "plan"
    WRITE_NOTE = "write_note"
    ASK_TUTOR = "ask_tutor"
    OPEN_TALK = "open_talk"
    CHECK_IN = "check_in"


# Every strategy changes the page, but encouragement: that says a fact instead.
ACTION_OF: Mapping[Strategy, Action] = {
    Strategy.HINT: Action.OPEN_HINT,
    Strategy.WORKED_EXAMPLE: Action.SHOW_EXAMPLE,
    Strategy.EASIER: Action.OPEN_EASIER,
    Strategy.PREREQUISITE: Action.OPEN_PREREQUISITE,
    Strategy.SKIP_TEST: Action.SKIP_TEST,
    Strategy.CHALLENGE: Action.OPEN_CHALLENGE,
    Strategy.PLAN_STEP: Action.PLAN,
    Strategy.BREAK: Action.TAKE_BREAK,
    Strategy.BREATHING: Action.BREATHING,
    Strategy.REFLECTION: Action.WRITE_NOTE,
    Strategy.NOTE_TO_SELF: Action.WRITE_NOTE,
    Strategy.ASK_TUTOR: Action.ASK_TUTOR,
    Strategy.TALK: Action.OPEN_TALK,
    Strategy.QUESTION: Action.CHECK_IN,
    Strategy.STOP_HERE: Action.WRITE_NOTE,
}

# What has to be there for a strategy's action to open something.
OPENS: Mapping[Strategy, str] = {
    Strategy.HINT: "has_hint",
    Strategy.WORKED_EXAMPLE: "has_example",
    Strategy.EASIER: "has_easier",
    Strategy.PREREQUISITE: "has_prerequisite",
    Strategy.SKIP_TEST: "next_quiz",
    Strategy.CHALLENGE: "has_challenge",
    Strategy.ASK_TUTOR: "has_tutor",
}


class MessageStyle(StrEnum):
    """FACTS: what the log shows, without warm words.  WARM: as most are written.  BRIEF: few words."""

    FACTS = "facts"
    WARM = "warm"
    BRIEF = "brief"
