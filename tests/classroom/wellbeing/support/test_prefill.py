"""What a question to the tutor begins with: held for the client, which shows that none of it reads as distress."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from attune.affect.messages.facts import Facts
from attune.classroom.platform.locale import Locale
from attune.classroom.wellbeing.support.facts.prefill import question_to_tutor

TOOLS = Path(__file__).resolve().parents[4] / "web" / "src" / "features" / "wellbeing" / "tools"
HELD = TOOLS / "begunQuestions.testdata.json"

PLAIN = ("Samples and the bell", "Der Mittelwert", "Storks and babies")
HEAVY = ("I want to kill myself", "Ich will nicht mehr leben", "Mein Vater schlägt mich")
"""Titles of tutors that are words of distress where a student writes them."""


def begun(titles: tuple[str, ...]) -> list[dict[str, str]]:
    """Every question that can be begun at these titles: by language, part, tries and hints."""
    return [
        {
            "locale": locale.value,
            "lesson": lesson,
            "block": block or "",
            "text": question_to_tutor(locale.value, lesson, block, replace(Facts(), tries=tries, hints_opened=hints)),
        }
        for locale, lesson, block, tries, hints in product(Locale, titles, (None, *titles), (0, 1, 4), (0, 3))
    ]


@pytest.mark.parametrize(("kind", "titles"), [("plain", PLAIN), ("heavy", HEAVY)])
def test_the_client_holds_what_is_written(kind, titles):
    assert json.loads(HELD.read_text(encoding="utf-8"))[kind] == begun(titles)
