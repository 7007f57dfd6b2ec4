"""What comes in and goes out about the message library."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from attune.affect.causes import Cause
from attune.affect.messages.facts import FACT_NAMES
from attune.affect.messages.strategies import MessageStyle, Strategy
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Incoming, Outgoing, PlainText, UtcDatetime
from attune.classroom.wellbeing.support.models import MessageChange

Draft = Annotated[
    str, StringConstraints(max_length=600), PlainText()
]  # findings say what is too long; this only keeps it bounded
Need = Annotated[str, StringConstraints(max_length=60), PlainText()]
Needs = Annotated[list[Need], Field(max_length=len(FACT_NAMES))]
Texts = Annotated[dict[Locale, Draft], Field(min_length=1)]


class MessageDraft(Incoming):
    """Words to be checked, or to be said from now on, in every language. needs: as `tries>=2`, `has_hint`."""

    cause: Cause
    strategy: Strategy
    needs: Needs = Field(default_factory=list)
    style: MessageStyle = MessageStyle.WARM
    texts: Texts


class MessageEdit(Incoming):
    """New words or needs for a message, or whether it is said at all. version: the one that was edited.

    approved: that a tutor's message may be said from now on; it cannot be taken back, but switched off.
    """

    version: Annotated[int, Field(ge=0, le=2**31 - 1)]
    texts: Texts | None = None
    needs: Needs | None = None
    active: bool | None = None
    approved: Literal[True] | None = None


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
    """A message of the institution.

    Attributes:
        approved: whether an administrator has read it; a tutor's is not said before.
        course_id, block_id: where alone a tutor's message is said; None: everywhere, anywhere in the course.
        effect: None while fewer than k students have answered it.
    """

    id: str
    cause: Cause
    strategy: Strategy
    needs: list[str]
    style: MessageStyle
    texts: dict[Locale, str]
    active: bool
    approved: bool
    course_id: UUID | None
    course_title: str | None
    block_id: UUID | None
    block_title: str | None
    shipped: bool
    changed: bool
    version: int
    effect: MessageEffect | None


class FactOut(Outgoing):
    """Something that a message can need. counted: whether it is a number, that a need gives the minimum of."""

    name: str
    counted: bool


class MessageLibrary(Outgoing):
    """Every message. k: how many students it takes before an effect is shown; variables: what texts may use."""

    messages: list[MessageOut]
    k: int
    languages: list[Locale]
    causes: list[Cause]
    strategies: list[Strategy]
    styles: list[MessageStyle]
    facts: list[FactOut]
    variables: list[str]


class MessageVersionOut(Outgoing):
    """One change of a message, and who made it."""

    version: int
    at: UtcDatetime
    author_name: str | None
    change: MessageChange
    texts: dict[Locale, str]
    needs: list[str]
    active: bool


class MessageDetail(MessageOut):
    """A message with its shipped words and its history, newest first."""

    shipped_texts: dict[Locale, str] | None
    history: list[MessageVersionOut]
    previews: dict[Locale, str]
    findings: dict[Locale, list[str]]
