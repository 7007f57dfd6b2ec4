"""Reasons as they are kept and as they are shown, and the library that holds their sentences."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

from attune.affect.messages.library import Language, Library, parse_library
from attune.affect.reasons import Reason, ReasonCode
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.schemas import ReasonOut


def write_reasons(reasons: Iterable[Reason]) -> str:
    """Reasons as one short text, `code:amount` with commas between."""
    return ",".join(f"{reason.code}:{reason.amount}" for reason in reasons)


def read_reasons(text: str) -> tuple[Reason, ...]:
    """The inverse of `write_reasons`."""
    pairs = (part.rsplit(":", 1) for part in text.split(",") if part)
    return tuple(Reason(ReasonCode(code), int(amount)) for code, amount in pairs)


def explain(reasons: Iterable[Reason], language: Language) -> list[ReasonOut]:
    """Reasons with their sentences in a language."""
    return [ReasonOut(code=reason.code, text=language.explain(reason)) for reason in reasons]


@cache
def reviewed_library() -> Library:
    """The reviewed library in every language the product speaks.

    Raises:
        InvalidLibraryError: one is not usable.
    """
    folder = resources.files("attune.affect") / "library"
    return parse_library({locale.value: (folder / f"{locale.value}.yaml").read_text("utf-8") for locale in Locale})


def language_for(locale: str) -> Language:
    """The library in a user's language."""
    return reviewed_library()[locale]
