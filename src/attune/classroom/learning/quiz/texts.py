"""Comparing a short answer with what is accepted: what a keyboard adds does not matter, what a word means does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPELLINGS = {
    "\u03bc": "\u00b5",  # the micro sign and the Greek letter look alike; keyboards have the one, pages the other
    "'": "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u2039\u203a\uff07`",
    '"': "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
}
_TO_PLAIN = {ord(other): plain for plain, others in _SPELLINGS.items() for other in others}
# A mark of exclamation or question only ends a word of letters: `5!` and `n!` are factorials.
_ENDING = re.compile(r"(?:[\s.,;:\u2026\u3002]|(?<=[^\W\d_]{2})[!?]|(?<=[!?])[!?])+$")


def is_accepted(answer: str, accepted: Iterable[str], *, case_sensitive: bool) -> bool:
    """Say whether `answer` is one of `accepted`.

    Case (unless `case_sensitive`), spacing, invisible characters, the form of quotes and dashes and a final mark of
    punctuation do not matter. Characters keep their meaning: `2³` is not `23`.
    """
    given = comparable(answer, case_sensitive=case_sensitive)
    return given in {comparable(text, case_sensitive=case_sensitive) for text in accepted}


def comparable(text: str, *, case_sensitive: bool) -> str:
    """Text as it is compared."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(char for char in composed if unicodedata.category(char) != "Cf").translate(_TO_PLAIN)
    spaced = " ".join(shown.split())
    cased = spaced if case_sensitive else unicodedata.normalize("NFC", spaced.casefold())
    return _ENDING.sub("", cased) or cased
