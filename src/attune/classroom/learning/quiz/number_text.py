"""A typed number in one plain spelling: ASCII digits, one kind of minus, of space, of apostrophe, of multiplication."""

from __future__ import annotations

import re
import unicodedata

VULGAR = "\x01"  # stands before a fraction that was one character: `2½` becomes `2␁1/2`
FRACTION_SLASH = "\u2044"

_SPELLINGS = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d",
    "+": "\ufe62\uff0b",
    "'": "\u2018\u2019\u02bc\u2032\uff07\u00b4`",
    ",": "\u060c\uff0c",
    ".": "\uff0e",
    "/": "\u2044\u2215\uff0f",
    "×": "*\u00b7\u22c5\u2219\u2715\u2062",
    "%": "\u066a\uff05",
    "\u03bc": "\u00b5",  # the micro sign
}
_TO_PLAIN = {ord(other): plain for plain, others in _SPELLINGS.items() for other in others}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SUPERSCRIPT_RUN = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def plain_spelling(text: str) -> str | None:
    """Return `text` in the plain spelling; None when it holds control characters.

    Characters of formatting (zero width, direction marks, soft hyphens) go; every white space is one space; a
    superscript becomes a power (`10³` is `10^3`), and a fraction of one character its parts, behind VULGAR.
    """
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    if any(unicodedata.category(char) == "Cc" and not char.isspace() for char in shown):
        return None
    powers = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run.group().translate(_SUPERSCRIPTS), shown)
    return " ".join("".join(_plain(char) for char in powers).split())


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    fraction = unicodedata.normalize("NFKD", char) if unicodedata.category(char) == "No" else ""
    top, slash, bottom = fraction.partition(FRACTION_SLASH)
    if slash and bottom:
        return f"{VULGAR}{top}/{bottom}"
    return char.translate(_TO_PLAIN)
