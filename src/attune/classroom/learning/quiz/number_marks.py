"""Which decimal and thousands marks a language uses (after CLDR), as far as reading a typed number needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberMarks:
    """The marks of a language.

    decimal: `.` or `,`.
    grouping: the other of the two where the language groups thousands by it; None where it does not (it uses spaces
        or apostrophes), so that `1.234` in French can mean either number.
    """

    decimal: str
    grouping: str | None


POINT_COMMA = NumberMarks(".", ",")
POINT_ONLY = NumberMarks(".", None)
COMMA_POINT = NumberMarks(",", ".")
COMMA_ONLY = NumberMarks(",", None)

_LANGUAGES = {
    POINT_COMMA: "am ar bn cy en fa fil ga gu ha he hi ja kn ko ml mr ms my ne pa sw ta te th ur yo zh zu",
    COMMA_POINT: "az bs ca da de el es eu fo gl hr id is it lo mk nl pt ro sl sq sr tr vi",
    COMMA_ONLY: "af be bg cs et fi fr hu hy ka kk ky lt lv mn nb nn no pl ru sk sv uk uz",
}
# regions that differ from their language
_REGIONS = {
    POINT_COMMA: "es-419 es-cr es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us",
    POINT_ONLY: "de-ch de-li it-ch",
    COMMA_ONLY: "de-at en-za pt-pt",
}
_BY_TAG = {tag: marks for table in (_LANGUAGES, _REGIONS) for marks, tags in table.items() for tag in tags.split()}


def marks_of(language: str) -> NumberMarks:
    """Return the marks of a language.

    Args:
        language: a BCP 47 tag such as `de` or `de-CH`; case and `_` do not matter.

    Returns:
        Those of the region, else of the language; for an unknown one the decimal point, and no grouping by `,`.
    """
    tag = language.replace("_", "-").lower()
    return _BY_TAG.get(tag) or _BY_TAG.get(tag.split("-")[0], POINT_ONLY)
