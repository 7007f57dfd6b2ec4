"""What comes in and goes out about the message library."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from attune.affect.evidence import LearningState
from attune.affect.messages.library import Strategy
from attune.affect.policy import SUPPORTED_STATES
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.classroom.wellbeing.support.models import MessageChange

Draft = Annotated[
    str, StringConstraints(max_length=600), PlainText()
]  # findings say what is too long; this only keeps it bounded
Texts = Annotated[dict[Locale, Draft], Field(min_length=1)]


class MessageDraft(Incoming):
    """Words to be checked, or to be said from now on, in every language."""

    state: LearningState
    strategy: Strategy
    texts: Texts


class MessageEdit(Incoming):
    """New words for a message, or whether it is said at all. version: the one that was edited."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    texts: Texts | None = None
    active: bool | None = None


class MessageRevert(Incoming):
    """Back to the shipped words. version: the one that was looked at."""

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class DraftReview(Outgoing):
    """What is wrong with a draft and how it will read, by language. previews: filled in with sample values."""

    findings: dict[Locale, list[str]]
    previews: dict[Locale, str]
    usable: bool


class MessageEffect(Outgoing):
    """How a message was received. answers: helpful or not; low, high: the 95 % interval of the helpful share."""

    sent: int
    answers: int
    helpful: int
    share: float | None
    low: float
    high: float


class MessageOut(Outgoing):
    """A message of the institution. effect is None while fewer than k students have answered it."""

    id: str
    state: LearningState
    strategy: Strategy
    texts: dict[Locale, str]
    active: bool
    shipped: bool
    changed: bool
    version: int
    effect: MessageEffect | None


class MessageLibrary(Outgoing):
    """Every message. k: how many students it takes before an effect is shown; variables: what texts may use."""

    messages: list[MessageOut]
    k: int
    languages: list[Locale]
    states: list[LearningState]
    variables: list[str]


class MessageVersionOut(Outgoing):
    """One change of a message, and who made it."""

    version: int
    at: UtcDatetime
    author_name: str | None
    change: MessageChange
    texts: dict[Locale, str]
    active: bool


class MessageDetail(MessageOut):
    """A message with its shipped words and its history, newest first."""

    shipped_texts: dict[Locale, str] | None
    history: list[MessageVersionOut]
    previews: dict[Locale, str]


EDITABLE_STATES = sorted(SUPPORTED_STATES)
