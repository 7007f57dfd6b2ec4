"""The word for whoever teaches, as an administrator gives it, and its forms as they stand in sentences."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from attune.classroom.platform.locale import Locale
from attune.classroom.platform.schemas import Outgoing

# Letters with what German and English names of a role need; no braces and no dollar sign, which templates interpret.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[ '’:*/·-])*"
LONGEST_WORD = 40

EnglishWord = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_WORD, pattern=rf"^{_LETTERS}$", strip_whitespace=True)
]
# "dein Coach", "deine Lehrkraft", "deinen Coach", "deine:n Trainer:in": "mein …" follows from each by its first letter.
GermanPhrase = Annotated[
    str,
    StringConstraints(
        min_length=6, max_length=LONGEST_WORD, pattern=rf"^dein[a-zäöüß:*/-]* {_LETTERS}$", strip_whitespace=True
    ),
]


class EnglishTutor(BaseModel):
    """One of them and several, in lower case but for a proper noun: tutor, tutors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    one: EnglishWord
    several: EnglishWord


class GermanTutor(BaseModel):
    """With its article in the cases that sentences need: deine Lehrkraft, deine Lehrkraft, deiner Lehrkraft."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nominative: GermanPhrase
    accusative: GermanPhrase
    dative: GermanPhrase
    several: GermanPhrase
    several_dative: GermanPhrase


class TutorWords(BaseModel):
    """The word in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True, json_schema_serialization_defaults_required=True)

    en: EnglishTutor
    de: GermanTutor


class ManagedTutorWords(Outgoing):
    """The words as administrators see them. own: whether the institution has set them."""

    words: TutorWords
    own: bool


class TutorForms(Outgoing):
    """The word as it stands in sentences of one language. `_start`: as a sentence or a label begins.

    Attributes:
        your: who does something.
        accusative: as it follows "ask" or "write to".
        dative: as it follows "with" or "from".
        my: as it follows "ask", said by the student.
        my_several: as it follows "with", said by the student.
        several: those of a student.
    """

    your: str
    your_start: str
    accusative: str
    dative: str
    my: str
    my_start: str
    my_several: str
    several: str
    several_start: str
    several_dative: str


TUTOR = TutorWords(
    en=EnglishTutor(one="tutor", several="tutors"),
    de=GermanTutor(
        nominative="deine Lehrkraft",
        accusative="deine Lehrkraft",
        dative="deiner Lehrkraft",
        several="deine Lehrkräfte",
        several_dative="deinen Lehrkräften",
    ),
)


def forms_of(words: TutorWords, locale: Locale) -> TutorForms:
    """The forms of a language."""
    return _german_forms(words.de) if locale is Locale.GERMAN else _english_forms(words.en)


def _english_forms(words: EnglishTutor) -> TutorForms:
    your, several = f"your {words.one}", f"your {words.several}"
    return TutorForms(
        your=your,
        your_start=_capitalised(your),
        accusative=your,
        dative=your,
        my=f"my {words.one}",
        my_start=f"My {words.one}",
        my_several=f"my {words.several}",
        several=several,
        several_start=_capitalised(several),
        several_dative=several,
    )


def _german_forms(words: GermanTutor) -> TutorForms:
    mine = _mine(words.accusative)
    return TutorForms(
        your=words.nominative,
        your_start=_capitalised(words.nominative),
        accusative=words.accusative,
        dative=words.dative,
        my=mine,
        my_start=_capitalised(mine),
        my_several=_mine(words.several_dative),
        several=words.several,
        several_start=_capitalised(words.several),
        several_dative=words.several_dative,
    )


def _mine(phrase: str) -> str:
    return f"m{phrase[1:]}"  # deinen Coach -> meinen Coach


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]
