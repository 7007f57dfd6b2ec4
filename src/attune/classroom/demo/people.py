"""The people of the demo: who can sign in, and in which class they are."""

from __future__ import annotations

from typing import NamedTuple

from attune.classroom.accounts.service import DEMO_DOMAIN
from attune.classroom.platform.locale import Locale
from attune.classroom.platform.permissions import Role

PASSWORD = "attune-demo"  # noqa: S105 - the point of a demo account is that everybody knows it


class Person(NamedTuple):
    """A demo account."""

    name: str
    email: str
    role: Role
    locale: Locale = Locale.ENGLISH


VISITOR = Person("Mara Lindqvist", f"student{DEMO_DOMAIN}", Role.STUDENT)
TUTOR = Person("Tomasz Weiss", f"tutor{DEMO_DOMAIN}", Role.TUTOR)
COUNSELLOR = Person("Miriam Adler", f"counsellor{DEMO_DOMAIN}", Role.TUTOR)  # of no course: reads urgent questions
ADMINISTRATOR = Person("Ada Okafor", f"admin{DEMO_DOMAIN}", Role.ADMINISTRATOR)
CLASSMATES = tuple(
    Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT, locale)
    for name, locale in (
        ("Amir Haddad", Locale.ENGLISH),
        ("Beatriz Costa", Locale.ENGLISH),
        ("Chen Wei", Locale.ENGLISH),
        ("Dilara Aydin", Locale.GERMAN),
        ("Elif Brandt", Locale.GERMAN),
        ("Felix Neumann", Locale.GERMAN),
        ("Grace Mwangi", Locale.ENGLISH),
        ("Hugo Martin", Locale.ENGLISH),
        ("Ines Pereira", Locale.ENGLISH),
        ("Jonas Becker", Locale.GERMAN),
        ("Keiko Tanaka", Locale.ENGLISH),
        ("Lena Fischer", Locale.GERMAN),
        ("Mateo Rossi", Locale.ENGLISH),
    )
)
# A second class, in which three only let themselves be counted: too few to be in any figure, so its live page shows the
# picture of the six who share.
SECOND_CLASS = tuple(
    Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT)
    for name in (
        "Nadia Petrova",
        "Omar Farouk",
        "Paula Silva",
        "Quentin Moreau",
        "Rosa Jimenez",
        "Samuel Osei",
        "Tilda Berg",
        "Umut Kaya",
        "Vera Novak",
    )
)
# A third class: the two courses that need no camera to be lively, one of them in Arabic. None of them shares anything.
ARABIC_SPEAKERS = tuple(
    Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT)
    for name in ("Layla Mansour", "Yusuf Khalil", "Salma Nasser", "Karim Darwish", "Huda Saleh", "Tariq Aziz")
)
THIRD_CLASS = (
    *ARABIC_SPEAKERS,
    *(
        Person(name, f"{name.split()[0].lower()}{DEMO_DOMAIN}", Role.STUDENT)
        for name in (
            "Aoife Byrne",
            "Bogdan Ionescu",
            "Clara Jensen",
            "Dmitri Orlov",
            "Esther Cohen",
            "Fatou Diallo",
            "Goran Horvat",
            "Hana Suzuki",
            "Isak Nilsson",
            "Julia Nowak",
            "Kofi Mensah",
        )
    ),
)
