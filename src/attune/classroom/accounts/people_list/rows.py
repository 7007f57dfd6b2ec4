"""The rows of a list as people: which column holds what, and what is wrong with a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import EmailStr, TypeAdapter, ValidationError

from attune.classroom.accounts.people_list.schemas import LineProblem, ListedRole, ProblemCode
from attune.classroom.accounts.people_list.table import Table
from attune.classroom.accounts.schemas import Name
from attune.classroom.accounts.service import normalise_email

# What spreadsheet programs, school registers and other platforms call their columns, in English and German.
COLUMNS: Mapping[str, frozenset[str]] = {
    "name": frozenset({"name", "full name", "fullname", "display name", "person", "student", "vollständiger name"}),
    "first_name": frozenset({"first name", "firstname", "given name", "vorname"}),
    "last_name": frozenset({"last name", "lastname", "surname", "family name", "nachname", "familienname"}),
    "email": frozenset(
        {"email", "e-mail", "mail", "email address", "e-mail address", "e-mail-adresse", "emailadresse"}
    ),
    "groups": frozenset({"groups", "group", "class", "gruppe", "gruppen", "klasse"}),
    "role": frozenset({"role", "rolle"}),
}
WITHOUT_HEADER = ("name", "email", "groups", "role")
ROLES: Mapping[str, ListedRole] = {
    "": ListedRole.STUDENT,
    "student": ListedRole.STUDENT,
    "schüler": ListedRole.STUDENT,
    "schülerin": ListedRole.STUDENT,
    "studierende": ListedRole.STUDENT,
    "tutor": ListedRole.TUTOR,
    "teacher": ListedRole.TUTOR,
    "lehrkraft": ListedRole.TUTOR,
    "assistant": ListedRole.ASSISTANT,
    "assistenz": ListedRole.ASSISTANT,
}
LONGEST_GROUP = 80
_NAME: TypeAdapter[str] = TypeAdapter(Name)
_EMAIL: TypeAdapter[str] = TypeAdapter(EmailStr)


@dataclass(slots=True)
class PersonRow:
    """What a line says about somebody, and what is wrong with it."""

    line: int
    name: str
    email: str
    role: ListedRole
    groups: list[str]
    problems: list[LineProblem] = field(default_factory=list)

    def refuse(self, code: ProblemCode, message: str) -> None:
        """Note what is wrong with the line."""
        self.problems.append(LineProblem(code=code, message=message))


def read_rows(table: Table) -> tuple[list[PersonRow], bool]:
    """The people of a list, each with what is wrong with the line; and whether the list names its columns."""
    columns = _columns_of(table.rows[0][1])
    rows = table.rows if columns is None else table.rows[1:]
    places = columns or {name: place for place, name in enumerate(_order_of(rows[0][1]))}
    people = list(_people(rows, places))
    _refuse_repeated(people)
    return people, columns is not None


def _columns_of(cells: list[str]) -> dict[str, int] | None:
    """Where each known column is; None when the first line names none, because it is somebody's already."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for name, words in COLUMNS.items():
            if cell.casefold() in words:
                found.setdefault(name, place)
    return found if "email" in found else None


def _order_of(cells: list[str]) -> tuple[str, ...]:
    """The columns of a list without a header: the address may stand first."""
    return ("email", "name", "groups", "role") if "@" in cells[0] else WITHOUT_HEADER


def _people(rows: list[tuple[int, list[str]]], places: Mapping[str, int]) -> Iterator[PersonRow]:
    for line, cells in rows:

        def cell(name: str, cells: list[str] = cells) -> str:
            place = places.get(name)
            return cells[place] if place is not None and place < len(cells) else ""

        name = cell("name") or " ".join(part for part in (cell("first_name"), cell("last_name")) if part)
        role = ROLES.get(cell("role").casefold())
        groups = [part.strip() for part in re.split(r"[|;,]", cell("groups")) if part.strip()]
        row = PersonRow(line, name, cell("email"), role or ListedRole.STUDENT, list(dict.fromkeys(groups)))
        if role is None:
            row.refuse(
                ProblemCode.ROLE_UNKNOWN, f"'{cell('role')[:40]}' is no role; write student, tutor or assistant."
            )
        _check(row)
        yield row


def _check(row: PersonRow) -> None:
    if not row.email:
        row.refuse(ProblemCode.EMAIL_MISSING, "There is no e-mail address; every account needs one.")
    else:
        try:
            row.email = normalise_email(_EMAIL.validate_python(row.email))
        except ValidationError:
            row.refuse(ProblemCode.EMAIL_INVALID, f"'{row.email[:80]}' is no e-mail address.")
            row.email = row.email[:254]
    if row.name:
        try:
            row.name = _NAME.validate_python(row.name)
        except ValidationError:
            row.refuse(ProblemCode.NAME_INVALID, "The name is longer than 120 characters, or not one line.")
            row.name = row.name[:120]
    if any(len(group) > LONGEST_GROUP for group in row.groups):
        row.refuse(ProblemCode.GROUP_INVALID, f"The name of a group is longer than {LONGEST_GROUP} characters.")
        row.groups = [group[:LONGEST_GROUP] for group in row.groups]


def _refuse_repeated(people: list[PersonRow]) -> None:
    first: dict[str, int] = {}
    for row in people:
        if row.email and first.setdefault(row.email, row.line) != row.line:
            row.refuse(
                ProblemCode.REPEATED, f"The same address stands in line {first[row.email]}; leave one of them out."
            )
