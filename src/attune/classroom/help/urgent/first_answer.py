"""A template for the first answer to an urgent question, in the student's language. Whoever sends it edits it first.

It listens, asks whether the student is safe now, says whom to turn to in danger, names the institution's people,
promises no secrecy, and says who else reads. Nothing in it is generated, and it diagnoses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attune.classroom.institution.resources.schemas import Resource
from attune.classroom.platform.locale import Locale


@dataclass(frozen=True, slots=True)
class Wording:
    """The paragraphs of one language; those about people and readers are left out where there are none."""

    listens: str
    safe_now: str
    people: str
    readers: str
    no_secrecy: str
    goes_on: str


WORDINGS: Mapping[Locale, Wording] = {
    Locale.ENGLISH: Wording(
        listens=(
            "Hello {student},\n\nthank you for writing this. I am taking it seriously, and it is good that you "
            "are not keeping it to yourself."
        ),
        safe_now=(
            "Are you safe right now? If you are not, or if you are not sure: please call the emergency number now, or "
            "go to somebody who is near you."
        ),
        people="You can also talk to these people and places:",
        readers="Besides me, these people can read this conversation: {readers}.",
        no_secrecy=(
            "If you are in danger, I cannot keep this to myself, but I will tell you whom I am talking to about it."
        ),
        goes_on="Write here whatever you want to. When could we talk today?\n\n{author}",
    ),
    Locale.GERMAN: Wording(
        listens=(
            "Hallo {student},\n\ndanke, dass du das schreibst. Ich nehme es ernst, und es ist gut, dass du es "
            "nicht für dich behältst."
        ),
        safe_now=(
            "Bist du gerade in Sicherheit? Wenn nicht, oder wenn du es nicht genau weißt: Ruf bitte jetzt den Notruf "
            "an, oder geh zu jemandem in deiner Nähe."
        ),
        people="Du kannst auch hier mit jemandem reden:",
        readers="Außer mir können dieses Gespräch lesen: {readers}.",
        no_secrecy="Wenn du in Gefahr bist, kann ich das nicht für mich behalten. Ich sage dir aber, mit wem ich rede.",
        goes_on="Schreib hier alles, was du möchtest. Wann können wir heute miteinander sprechen?\n\n{author}",
    ),
}


def compose_first_answer(
    locale: Locale, student: str, author: str, readers: Sequence[str], resources: Sequence[Resource]
) -> str:
    """Return the template with the names filled in.

    Args:
        locale: the student's language.
        student: their name.
        author: name of whoever answers.
        readers: names of those who read the conversation besides the student and the author.
        resources: the institution's list, those who speak the student's language first.
    """
    wording = WORDINGS[locale]
    people = "\n".join([wording.people, *(f"- {_reached_by(each)}" for each in resources)])
    paragraphs = [
        wording.listens.format(student=student),
        wording.safe_now,
        people if resources else "",
        wording.readers.format(readers=", ".join(readers)) if readers else "",
        wording.no_secrecy,
        wording.goes_on.format(author=author),
    ]
    return "\n\n".join(filter(None, paragraphs))


def _reached_by(resource: Resource) -> str:
    """One contact in one line: who it is, and the phone number, the link, or else what the institution wrote."""
    ways = ", ".join(filter(None, (resource.phone, resource.url))) or resource.text.replace("\n", " ")
    return f"{resource.title}: {ways}"
