"""The languages of the product."""

from __future__ import annotations

from enum import StrEnum


class Locale(StrEnum):
    """The languages the product speaks."""

    ENGLISH = "en"
    GERMAN = "de"
